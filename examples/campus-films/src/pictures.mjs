import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {logo} from '../stage/brand.mjs';
import {c, rect, text} from '../stage/draw.mjs';
import {frameSvg} from '../stage/frame.mjs';
import {stages} from '../stage/stages.mjs';

/** A stage at rest, as SVG. */
export const stageSvg = (stage, values) =>
  frameSvg({stage, values: {cam: [640, 360, 1], ...stages[stage].defaults, ...values}, wipe: null}, 0.5);

/** Writes one picture of pictures.yml. */
export async function makePicture(picture, campus, studio) {
  const out = join(campus, picture.out);
  const svg = picture.logo ? logoSvg : picture.title ? coverSvg(picture) : stageSvg(picture.stage, picture.values);
  const [width, height] = picture.size ?? [1280, 720];
  writeFileSync(out, out.endsWith('.svg') ? `${svg}\n` : await studio.picture(svg, {width, height, quality: 80}));
}

const logoSvg = `<svg xmlns="http://www.w3.org/2000/svg" width="424" height="104" viewBox="0 0 424 104"><title>Olmeda</title>${logo(c.green, c.mustard)}</svg>`;

/** A cover of its own size: a part of the stage above, title below. */
function coverSvg({stage, values, size: [width, height], crop, title, sub}) {
  const inner = stageSvg(stage, values).replace(
    /^<svg[^>]*>/,
    `<svg width="${width}" height="${height}" viewBox="${crop.join(' ')}" preserveAspectRatio="xMidYMin slice">`,
  );
  const band = height * 0.27;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${
    inner +
    rect(0, height - band, width, band, c.green) +
    text(width * 0.08, height - band * 0.5, title, {size: width * 0.1, weight: 750, color: c.white}) +
    text(width * 0.08, height - band * 0.2, sub, {size: width * 0.043, weight: 500, color: c.mint})
  }</svg>`;
}

/** Writes the data sheet of a product, on one page in both languages. */
export async function makeSheet({out, picture, title, sku, rows}, campus, studio) {
  const image = readFileSync(join(campus, picture)).toString('base64');
  const both = (value) => (typeof value === 'string' ? value : `${value.es}<i>${value.en}</i>`);
  const html = `<!doctype html><html lang="es"><title>${title.es} · ficha técnica</title><style>
    @page { size: A4; margin: 16mm 18mm }
    body { font: 11pt/1.35 Inter, "DejaVu Sans", sans-serif; color: ${c.ink}; margin: 0 }
    svg { width: 42mm; height: auto } img { display: block; height: 60mm; border-radius: 4mm; margin: 6mm 0 }
    h1 { font-size: 26pt; letter-spacing: -0.02em; margin: 8mm 0 0; color: ${c.green} }
    i { font-style: normal; color: #5c6863; display: block; font-size: 9pt }
    table { width: 100%; border-collapse: collapse } th { text-align: start; font-weight: 500 }
    th, td { padding: 1.8mm 0; border-top: 0.3mm solid ${c.sand}; vertical-align: top; width: 50% } td { font-weight: 600 }
    p { color: #5c6863; font-size: 9pt; margin-top: 8mm }
  </style><body>${logoSvg}<h1>${title.es} <small style="color:#5c6863;font-weight:500;font-size:14pt">${title.en}</small></h1>
  ${sku}<img src="data:image/jpeg;base64,${image}" alt="${title.es}"><table>${rows
    .map(([name, value]) => `<tr><th scope="row">${both(name)}</th><td>${both(value)}</td></tr>`)
    .join('')}</table><p>Olmeda Mobiliario, S. L. · Aranda de Duero (Burgos) · olmeda.example</p></body></html>`;
  writeFileSync(join(campus, out), await studio.pdf(html));
}
