import {readdir, readFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';
import {UgglaError} from '@uggla/protocol';
import {escapeHtml} from '@uggla/protocol/escape-html.js';
import {answersSchema} from '@uggla/protocol/generated/answers-schema.js';
import {articleSchema} from '@uggla/protocol/generated/article-schema.js';
import {campusSchema} from '@uggla/protocol/generated/campus-schema.js';
import {courseSchema} from '@uggla/protocol/generated/course-schema.js';
import {guideSchema} from '@uggla/protocol/generated/guide-schema.js';
import {mediaSchema} from '@uggla/protocol/generated/media-schema.js';
import {portfolioSchema} from '@uggla/protocol/generated/portfolio-schema.js';
import {portfolioShardSchema} from '@uggla/protocol/generated/portfolio-shard-schema.js';
import {transcriptSchema} from '@uggla/protocol/generated/transcript-schema.js';
import {z} from 'zod';
import type {AuthoredCampus} from '../authored/model.js';
import {authoredSchemas} from '../authored/schemas.js';
import {slashes, toJson} from '../files.js';
import {mapSome} from '../map-some.js';
import type {Publishing} from './assets-of.js';
import {pageStyles} from './pages/page-styles.js';
import {televisionScript} from './pages/television.js';

const published = {
  answers: answersSchema,
  article: articleSchema,
  campus: campusSchema,
  course: courseSchema,
  guide: guideSchema,
  media: mediaSchema,
  portfolio: portfolioSchema,
  'portfolio-shard': portfolioShardSchema,
  transcript: transcriptSchema,
};

/** Stages `schemas/`: those of the published files and, for editors, those of the authored ones. */
export function publishSchemas({stage}: Publishing): void {
  for (const [name, schema] of Object.entries(published)) {
    stage.text(
      `schemas/${name}.schema.json`,
      toJson({$schema: 'https://json-schema.org/draft/2020-12/schema', ...schema}),
    );
  }
  for (const [name, schema] of Object.entries(authoredSchemas)) {
    stage.text(
      `schemas/authored-${name}.schema.json`,
      toJson(z.toJSONSchema(schema, {target: 'draft-2020-12', io: 'input', unrepresentable: 'any'})),
    );
  }
}

/** Stages what all pages share beside the brand: our own few rules, and what a television needs. */
export function publishStyles({stage}: Publishing): void {
  stage.text('assets/page.css', pageStyles);
  stage.text('assets/tv.js', televisionScript);
}

const ELEMENTS = 'assets/uggla';

/** How many of their files are read at once. */
const AT_ONCE = 8;

/** Stages sitemap.xml, where it is known under which address the campus will be. */
export function publishSitemap({stage}: Publishing, {fields}: AuthoredCampus, pages: readonly string[]): void {
  if (!fields.address) return;
  const base = fields.address.replace(/\/?$/, '/');
  const urls = ['', ...pages].map((path) => `<url><loc>${escapeHtml(new URL(path, base).href)}</loc></url>\n`);
  stage.text(
    'sitemap.xml',
    `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls.join('')}</urlset>\n`,
  );
}

/** Where the elements lie that are published: `UGGLA_BUNDLE`, else those of `@uggla/elements`. */
export function elementsFolder(): string {
  return (
    process.env['UGGLA_BUNDLE'] ||
    join(dirname(createRequire(import.meta.url).resolve('@uggla/elements/package.json')), 'dist', 'bundle')
  );
}

/**
 * The elements as they are built.
 *
 * @returns Path → content of each.
 * @throws {@link UgglaError} `elements-not-built`.
 */
export async function readElements(): Promise<Map<string, Uint8Array>> {
  const folder = elementsFolder();
  const entries = await readdir(folder, {withFileTypes: true, recursive: true}).catch(() => []);
  const files = entries.filter((entry) => entry.isFile() && !entry.name.endsWith('.map'));
  if (!files.some(({name}) => name === 'uggla.js')) {
    throw new UgglaError('elements-not-built', `the elements are not built: there is no uggla.js in ${folder}`, {
      cure: 'Run `npm run build` in the repository (or install @uggla/elements), then build the campus again.',
    });
  }
  const read = await mapSome(files, AT_ONCE, async ({parentPath, name}): Promise<[string, Uint8Array]> => {
    const path = join(parentPath, name);
    return [`${ELEMENTS}/${slashes(path.slice(folder.length + 1))}`, await readFile(path)];
  });
  return new Map(read);
}

/** Stages `assets/uggla/`: the elements. */
export function publishElements({stage}: Publishing, elements: ReadonlyMap<string, Uint8Array>): void {
  for (const [path, content] of elements) stage.text(path, content);
}

/**
 * What an entry of the elements brings by itself, so that a page can ask for it beside the entry; of `models`, what only products in 3D
 * need: paths in the published folder.
 */
export function broughtBy(elements: ReadonlyMap<string, Uint8Array>, entry: string): string[] {
  const named = elements.get(`${ELEMENTS}/preload.json`);
  const brought = named ? (JSON.parse(new TextDecoder().decode(named)) as Record<string, string[]>) : {};
  return (brought[entry] ?? []).map((name) => `${ELEMENTS}/${name}`);
}
