import {readFile} from 'node:fs/promises';
import {extname, join} from 'node:path';
import type {ArticleNode} from '@uggla/protocol';
import {namedFile} from '../authored/context.js';
import {hashOf, isThere, writeWhole} from '../files.js';
import type {Problems} from '../problems.js';
import {openBrowser, type Browser} from './browser.js';
import type {LessonScript} from './read-lesson.js';
import {fitSlide, SIZE, slideCss, slidePage} from './slide-page.js';

const types: Readonly<Record<string, string>> = {
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.gif': 'image/gif',
  '.svg': 'image/svg+xml',
};

/** The slides of the first language as pages that load nothing; what cannot be shown is told. */
export async function pagesOf(lesson: LessonScript, problems: Problems): Promise<string[]> {
  const {brand, campus, fields} = lesson;
  const [language, {script, file}] = [...lesson.scripts][0]!;
  const {theme = 'light'} = fields.film ?? {};
  const faces = await Promise.all(
    (campus.font?.faces ?? []).map(async (face) => ({...face, data: await dataOf(face.file.path, 'font/sfnt')})),
  );
  const logo = campus.logo && typeOf(campus.logo.path) ? await dataOf(campus.logo.path) : undefined;
  const look = {language, theme, logo, name: campus.name, css: slideCss(brand, theme, campus.font, faces)};
  const pictures = new Map<string, string>();
  for (const {shown, line} of script.slides) {
    for (const written of addressesIn(shown)) {
      if (/^([a-z][a-z0-9+.-]*:|\/)/i.test(written)) {
        problems.warn('picture-remote', `“${written.slice(0, 100)}” is not shown: slides load nothing from elsewhere`, {
          file: file.name,
          line,
          cure: 'Put a copy of the picture beside the script and name that.',
        });
        continue;
      }
      const place = {field: 'src', line: () => line};
      const found = await namedFile({root: lesson.root, problems}, file.name, decode(written), place);
      if (!found) continue;
      if (typeOf(found.path)) pictures.set(written, await dataOf(found.path));
      else
        problems.error('file-missing', `“${written}” is no picture`, {
          file: file.name,
          line,
          cure: `Name one that ends in ${Object.keys(types).join(', ')}.`,
        });
    }
  }
  return script.slides.map((slide, at) => slidePage(slide, at === 0 && slide.shown.length === 0, look, pictures));
}

/**
 * Draws the pages that were not drawn before; gives their names in `folder`, in order. Of one that is too full is told.
 *
 * @throws {@link UgglaError} `browser-missing`, `browser-failed`.
 */
export async function drawAll(
  pages: readonly string[],
  {scripts}: Pick<LessonScript, 'scripts'>,
  folder: string,
  problems: Problems,
  onDrawn: (done: number) => void,
): Promise<string[]> {
  const {script, file} = [...scripts.values()][0]!;
  let browser: Browser | undefined;
  const names: string[] = [];
  try {
    for (const [at, page] of pages.entries()) {
      const hash = hashOf(page);
      const [good, full] = [`${hash}.png`, `${hash}.full.png`];
      let name = (await isThere(join(folder, good))) ? good : (await isThere(join(folder, full))) ? full : undefined;
      if (name === undefined) {
        browser ??= await openBrowser();
        const {png, value} = await browser.draw(page, fitSlide, SIZE);
        name = value === true ? good : full;
        await writeWhole(join(folder, name), png);
      }
      if (name === full)
        problems.warn('slide-full', `there is more on slide ${at + 1} than fits`, {
          file: file.name,
          line: script.slides[at]?.line,
          cure: 'Make two of it: a line of three dashes, `---`, goes on with a new one.',
        });
      names.push(name);
      onDrawn((at + 1) / pages.length);
    }
  } finally {
    await browser?.close();
  }
  return names;
}

/** The addresses of all pictures in a slide. */
function addressesIn(nodes: readonly ArticleNode[]): string[] {
  return nodes.flatMap((node) => {
    if (node.type === 'text') return [];
    const own = node.tagName === 'img' ? node.properties?.['src'] : undefined;
    return [...(typeof own === 'string' ? [own] : []), ...addressesIn(node.children ?? [])];
  });
}

function typeOf(path: string): string | undefined {
  return types[extname(path).toLowerCase()];
}

async function dataOf(path: string, type = typeOf(path)): Promise<string> {
  return `data:${type};base64,${(await readFile(path)).toString('base64')}`;
}

function decode(address: string): string {
  try {
    return decodeURIComponent(address.replace(/[?#].*$/s, ''));
  } catch {
    return address;
  }
}
