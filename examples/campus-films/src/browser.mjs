import puppeteer from 'puppeteer-core';

const page = `<!doctype html><meta charset="utf-8"><style>
  html, body { margin: 0; background: #f6f0e4; overflow: hidden }
  svg { display: block; font-family: Inter, "DejaVu Sans", sans-serif }
</style><body></body>`;

/** A browser that turns SVG into pictures. */
export async function openStudio() {
  const browser = await puppeteer.launch({
    executablePath: process.env.UGGLA_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--force-color-profile=srgb', '--hide-scrollbars'],
  });
  const tab = await browser.newPage();
  await tab.setContent(page);
  await tab.evaluate(() => document.fonts.ready.then(() => {}));

  return {
    /** A picture of `svg`, which must carry width and height: PNG, or JPEG where a `quality` is given. */
    async picture(svg, {width = 1280, height = 720, quality} = {}) {
      const viewport = tab.viewport();
      if (viewport?.width !== width || viewport.height !== height) await tab.setViewport({width, height});
      await tab.evaluate((text) => {
        const image = new DOMParser().parseFromString(text, 'image/svg+xml');
        if (image.querySelector('parsererror')) throw new Error(image.documentElement.textContent);
        document.body.replaceChildren(document.adoptNode(image.documentElement));
      }, svg);
      return tab.screenshot(quality ? {type: 'jpeg', quality} : {type: 'png', optimizeForSpeed: true});
    },
    /** An A4 PDF of a page. */
    async pdf(html) {
      const sheet = await browser.newPage();
      await sheet.setContent(html);
      const bytes = await sheet.pdf({format: 'A4', printBackground: true, tagged: true, preferCSSPageSize: true});
      await sheet.close();
      return bytes;
    },
    close: () => browser.close(),
  };
}
