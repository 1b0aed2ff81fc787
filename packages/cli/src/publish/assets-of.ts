import {readFile} from 'node:fs/promises';
import {posix} from 'node:path';
import type {Article, Picture} from '@uggla/protocol';
import {namedFile} from '../authored/context.js';
import type {Bodies, PictureSource, SourceFile} from '../authored/model.js';
import {slug} from '../authored/names.js';
import type {Cache} from '../cache.js';
import {readHead} from '../files.js';
import type {Lock} from '../lock.js';
import {makePlaceholder, sizeOfPicture} from '../media/picture.js';
import type {Tools} from '../media/ffmpeg.js';
import type {Problems} from '../problems.js';
import {articleSchema} from '@uggla/protocol/generated/article-schema.js';
import {makeTree, relativeTo, toArticle} from './article.js';
import type {Stage} from './stage.js';

/** What those who publish a part of a campus need. */
export interface Publishing {
  root: string;
  stage: Stage;
  cache: Cache;
  lock: Lock;
  problems: Problems;
  tools: Tools | undefined;
  languages: readonly string[];
  main: string;
}

/** A picture as it is published. */
export type PublishedPicture = Picture;

const types: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  epub: 'application/epub+zip',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  avif: 'image/avif',
  gif: 'image/gif',
  svg: 'image/svg+xml',
  mp4: 'video/mp4',
  m4v: 'video/mp4',
  mov: 'video/quicktime',
  webm: 'video/webm',
  mkv: 'video/x-matroska',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  aac: 'audio/aac',
  wav: 'audio/wav',
  ogg: 'audio/ogg',
  oga: 'audio/ogg',
  opus: 'audio/ogg',
  flac: 'audio/flac',
  txt: 'text/plain',
  zip: 'application/zip',
  csv: 'text/csv',
  glb: 'model/gltf-binary',
};

/** The media type of a file, by its ending. */
export function typeOf(name: string): string {
  const ending = name.split('.').at(-1)!.toLowerCase();
  return (Object.hasOwn(types, ending) && types[ending]) || 'application/octet-stream';
}

/**
 * Publishes a copy of a file, under a name with the hash of its content.
 *
 * @param folder - Where in the published folder: `courses/welcome`.
 * @returns Its path in the published folder.
 */
export async function publishFile(
  {stage, cache, problems}: Publishing,
  folder: string,
  file: SourceFile,
): Promise<string> {
  const sha256 = await cache.hash(file.path);
  const base = posix.basename(file.name);
  const ending = /\.([A-Za-z0-9]{1,8})$/.exec(base)?.[1]?.toLowerCase();
  const stem = slug(ending ? base.slice(0, -ending.length - 1) : base);
  const path = `${folder}/files/${stem}.${sha256.slice(0, 10)}${ending ? `.${ending}` : ''}`;
  if (ending === 'pdf' && !(await cache.fact(`pdf:1:${sha256}`, () => isPdf(file.path))))
    problems.error('book-unreadable', 'this PDF cannot be read: it does not begin as one', {
      file: file.name,
      cure: 'Open it in a reader; export it anew if it does not open. A copy that broke off looks like this.',
    });
  stage.copy(path, file.path);
  return path;
}

/** Readers look for the mark of a PDF among the first 1,024 bytes (ISO 32000-1, annex H.3, note 13). */
async function isPdf(path: string): Promise<boolean> {
  return (await readHead(path, 1024)).includes('%PDF-');
}

/** Publishes a picture with its size and, where ffmpeg is there, a placeholder. `from` is the file that will name it. */
export async function publishPicture(
  publishing: Publishing,
  folder: string,
  {file, alt}: PictureSource,
  from: string,
): Promise<PublishedPicture> {
  const path = await publishFile(publishing, folder, file);
  const {cache, tools} = publishing;
  const sha256 = await cache.hash(file.path);
  const size = await cache.fact(`size:2:${sha256}`, async () => sizeOfPicture(await readFile(file.path)) ?? null);
  const placeholder =
    tools && size && !/\.svg$/i.test(file.name)
      ? await cache.fact(`placeholder:3:${sha256}:${tools.version}`, () => makePlaceholder(file.path, tools))
      : '';
  return {
    src: relativeTo(from, path),
    ...(size ?? {}),
    ...(placeholder ? {placeholder} : {}),
    ...(alt === undefined ? {} : {alt}),
  };
}

/**
 * Publishes Markdown as trees, one a language.
 *
 * @param path - Without ending: `courses/welcome/values`.
 * @param from - The file that will name them.
 */
export async function publishBodies(
  publishing: Publishing,
  folder: string,
  path: string,
  bodies: Bodies,
  from: string,
): Promise<{addresses: Record<string, string>; articles: Record<string, Article>}> {
  const {stage, problems} = publishing;
  const addresses: Record<string, string> = {};
  const articles: Record<string, Article> = {};
  for (const [language, body] of Object.entries(bodies)) {
    const target = `${path}.${language}.article.json`;
    const {tree, local, withoutAlt} = makeTree(body);
    for (const {named, line, replace} of local) {
      const file = await namedFile(publishing, body.name, named, {field: '', line: () => line});
      replace(file && relativeTo(target, await publishFile(publishing, folder, file)));
    }
    for (const line of withoutAlt) {
      problems.warn('alt-missing', 'a picture has no alternative text', {
        file: body.name,
        line,
        cure: 'Say what it shows: ![a chair from the side](chair.jpg).',
      });
    }
    const article = toArticle(tree, language);
    stage.json(target, 'article', articleSchema, article);
    addresses[language] = relativeTo(from, target);
    articles[language] = article;
  }
  return {addresses, articles};
}
