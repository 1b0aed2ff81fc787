import {readdir, readFile, stat} from 'node:fs/promises';
import {join, posix} from 'node:path';
import {lessonsOf, type Course, type Media} from '@uggla/protocol';
import {addressesIn} from '@uggla/protocol/addresses.js';
import {buildSearchFile, type SearchFile} from '@uggla/search';
import {slashes, toJson} from '../files.js';
import {isPacked, type Content} from '../package/content.js';
import {decodePath} from './decode-path.js';

/** What goes into a package, by its path there. */
export type Files = Map<string, Content>;

/** How the media are taken along. */
export interface MediaChoice {
  /** `undefined`: inside, one plain file a film. An address: they stay below it. */
  base: string | undefined;
  /** The one language of the package; all when not given. */
  language: string | undefined;
  /** The course's id in the campus's search. */
  item?: string | undefined;
}

const ELEMENTS = 'assets/uggla';

/** JSON of others: a course may name it, but it is no part of it. */
const OTHERS = /(^|\/)(course|campus|portfolio)\.json$/;

/**
 * The published files that a course needs, found by what they name: the course, its texts, documents, pictures, media, and
 * the elements that show them. Films are one plain file each inside, or stay where they are.
 */
export async function collectCourse(root: string, path: string, course: Course, media: MediaChoice): Promise<Files> {
  const files: Files = new Map();
  const bytes = (text: string) => new TextEncoder().encode(text);
  files.set(path, bytes(toJson(course)));
  await takePackages(root, files, path, course);
  await follow(root, files, path, course, {...media, item: course.search?.item});
  for (const asset of ['assets/brand.css', 'assets/page.css']) {
    const found = await readFile(join(root, asset)).catch(() => undefined);
    if (!found) continue;
    files.set(asset, found);
    for (const font of fontsIn(found.toString('utf8'))) {
      const content = await takePublished(root, font);
      if (content) files.set(font, content);
    }
  }
  await collectElements(root, files, framesOf(course));
  return files;
}

/** The fonts that the styles in `assets/` name: paths in the published folder. */
function fontsIn(css: string): string[] {
  return [...css.matchAll(/url\('(files\/[\w.-]+)'\)/g)].map(([, name]) => `assets/${name}`);
}

/** Packages of others are taken along whole: what their pages load is their own affair. */
async function takePackages(root: string, files: Files, path: string, course: Course): Promise<void> {
  const folders = new Set<string>();
  for (const lesson of lessonsOf(course)) {
    if (lesson.kind !== 'embed' || /^(?:[a-z][a-z0-9+.-]*:|\/)/i.test(lesson.src)) continue;
    const [folder, ...inside] = lesson.src.replace(/[?#].*$/s, '').split('/');
    // in `files` lie pages that are alone
    if (inside.length > 0 && folder !== 'files' && folder !== '..')
      folders.add(posix.join(posix.dirname(path), decodePath(folder!)));
  }
  for (const folder of folders) {
    const entries = await readdir(join(root, folder), {withFileTypes: true, recursive: true}).catch(() => []);
    for (const entry of entries) {
      if (!entry.isFile()) continue;
      const path = slashes(join(entry.parentPath, entry.name).slice(root.length + 1));
      const content = await takePublished(root, path);
      if (content) files.set(path, content);
    }
  }
}

/** Takes along what `value`, written in the file at `from`, names. */
async function follow(root: string, files: Files, from: string, value: unknown, media: MediaChoice): Promise<void> {
  for (const address of addressesIn(value)) {
    const path = posix.join(posix.dirname(from), decodePath(address));
    if (path.startsWith('..') || OTHERS.test(path) || files.has(path)) continue;
    const content = await takePublished(root, path);
    if (!content) continue;
    files.set(path, content);
    if (!(content instanceof Uint8Array)) continue;
    if (path.endsWith('.vtt')) await follow(root, files, path, pictureNames(content), media);
    if (!path.endsWith('.json')) continue;
    const json = JSON.parse(new TextDecoder().decode(content)) as unknown;
    if (isSearchFile(json)) {
      // The rest of the campus stays at home.
      const own = json.passages.filter(({item}) => item === media.item);
      files.set(path, new TextEncoder().encode(`${JSON.stringify(await buildSearchFile(own, json.language))}\n`));
      continue;
    }
    if (!path.endsWith('/media.json')) {
      await follow(root, files, path, json, media);
      continue;
    }
    const {inside, kept} = chooseMedia(json as Media, path, media);
    files.set(path, new TextEncoder().encode(toJson(kept)));
    await follow(root, files, path, inside, media);
  }
}

/** One plain file inside, or addresses at which the rest stays; captions, pictures and transcripts are always inside. */
function chooseMedia(media: Media, path: string, {base}: MediaChoice): {kept: Media; inside: unknown} {
  const {hls, fallback, audio, $schema, ...rest} = media;
  void $schema;
  if (base === undefined) {
    const plain = fallback ?? audio;
    const kept = (plain ? {...rest, fallback: plain} : {...rest, hls}) as Media;
    return {kept, inside: kept};
  }
  const away = (address: string) =>
    isWhole(address) ? address : new URL(posix.join(posix.dirname(path), address), base).href;
  const kept = {
    ...rest,
    ...(hls === undefined ? {} : {hls: away(hls)}),
    ...(fallback ? {fallback: {...fallback, src: away(fallback.src)}} : {}),
    ...(audio ? {audio: {...audio, src: away(audio.src)}} : {}),
  } as Media;
  return {kept, inside: rest};
}

const isWhole = (address: string): boolean => /^https?:/i.test(address);

/** Where sounds and films lie that are not in the package. */
export function mediaOrigins(files: Files): string[] {
  const origins = new Set<string>();
  for (const [name, content] of files) {
    if (!name.endsWith('/media.json') || !(content instanceof Uint8Array)) continue;
    const {hls, fallback, audio} = JSON.parse(new TextDecoder().decode(content)) as Media;
    for (const address of [hls, fallback?.src, audio?.src])
      if (address !== undefined && isWhole(address) && URL.canParse(address)) origins.add(new URL(address).origin);
  }
  return [...origins].sort();
}

/** The elements: what `uggla-course.js` may ever load, and of the pages that show what is others' those that are needed. */
async function collectElements(root: string, files: Files, frames: readonly RegExp[]): Promise<void> {
  const isNeeded = (name: string) => frames.some((frame) => frame.test(name));

  const entries = await readdir(join(root, ELEMENTS), {withFileTypes: true, recursive: true});
  const known = new Set(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => slashes(join(entry.parentPath, entry.name)).slice(slashes(join(root, ELEMENTS)).length + 1)),
  );
  const waiting = ['uggla-course.js', 'uggla.css', ...[...known].filter(isNeeded)].filter((name) => known.has(name));
  const taken = new Set(waiting);
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const content = await readFile(join(root, ELEMENTS, name));
    files.set(`${ELEMENTS}/${name}`, content);
    if (!/\.(m?js|html|css)$/.test(name)) continue;
    for (const [, , address] of content
      .toString('utf8')
      .matchAll(/(["'`(])(\.{0,2}\/?[\w./-]+\.(?:m?js|css|html|wasm))\b/g)) {
      const other = posix.join(posix.dirname(name), address!);
      if (!known.has(other) || taken.has(other) || (FRAME.test(other) && !isNeeded(other))) continue;
      taken.add(other);
      waiting.push(other);
    }
  }
}

/** The files of `frame.html`, and those of what is made with H5P. */
const FRAME = /^(?:frame\.(?:html|js|css)|walk\.js)$/;
const H5P = /^h5p(?:-page)?\.(?:html|js|css)$|^h5p\//;

function framesOf(course: Course): RegExp[] {
  const lessons = lessonsOf(course);
  if (!lessons.some(({kind}) => kind === 'book' || kind === 'embed' || kind === 'acknowledgement')) return [];
  return lessons.some((lesson) => lesson.kind === 'embed' && lesson.standard === 'h5p') ? [FRAME, H5P] : [FRAME];
}

function isSearchFile(json: unknown): json is SearchFile {
  const {format, passages, index} = (json ?? {}) as Partial<SearchFile>;
  return format === 1 && Array.isArray(passages) && typeof index === 'object';
}

/** A storyboard's cues name pictures. */
function pictureNames(vtt: Uint8Array): string[] {
  return [
    ...new Set(
      new TextDecoder()
        .decode(vtt)
        .split(/\r?\n/)
        .filter((line) => /^\S+\.(jpe?g|png|webp|avif)(#\S*)?$/i.test(line)),
    ),
  ];
}

/** A published file, to be taken along; `undefined` when there is none. Films and pictures stay on the disk until they are written. */
export async function takePublished(root: string, path: string): Promise<Content | undefined> {
  const file = join(root, path);
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) return undefined;
  return isPacked(path) ? {file, bytes: found.size} : readFile(file);
}
