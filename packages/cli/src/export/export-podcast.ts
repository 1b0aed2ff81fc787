import {readdir} from 'node:fs/promises';
import {basename, join, resolve} from 'node:path';
import {UgglaError} from '@uggla/protocol';
import {escapeHtml} from '@uggla/protocol/escape-html.js';
import {readIfThere} from '../files.js';
import {writeContent} from '../package/content.js';
import {writeZip} from '../package/write-zip.js';
import {takePublished, type Files} from './collect.js';
import {decodePath} from './decode-path.js';
import {findPublished, readCourse, type ExportReport} from './export-course.js';

/** What a podcast is taken out of its campus with. */
export interface PodcastOptions {
  campus: string;
  out?: string | undefined;
  /** Only to be refused when the feed is of another one. */
  language?: string | undefined;
  /** Address under which the folder will lie: a feed names whole addresses. */
  base: string;
}

/** Where an address stands in a feed that we made: in an attribute, or as the whole of an element. */
const ADDRESS = /((?:url|href|uri)="|<url>)([^"<]*)/g;

/** Streams of many small files stay at home: any host serves one plain file. */
const STREAMS = / *<podcast:alternateEnclosure\b[\s\S]*?<\/podcast:alternateEnclosure>\n?/g;

/**
 * Takes the podcast of a course out of a published campus: its feed with the sound, transcripts, chapters and cover that it
 * names, for any host of files. Ids of the podcast and its episodes stay: for apps it has moved, and is no other one.
 *
 * @throws {@link UgglaError} `campus-unpublished`, `course-unknown`, `feed-missing`, `usage-wrong`.
 */
export async function exportPodcast(id: string, {campus, out, language, base}: PodcastOptions): Promise<ExportReport> {
  const root = await findPublished(campus);
  const course = await readCourse(root, `courses/${id}/course.json`, id);
  const {feed, home, path} = await readFeed(root, id);
  const [, spoken] = /<language>([^<]*)<\/language>/.exec(feed) ?? [];
  if (language !== undefined && language.toLowerCase() !== spoken?.toLowerCase())
    throw new UgglaError('usage-wrong', `the feed is in “${spoken}”, not in “${language}”`, {
      cure: 'Leave --language out: a podcast is what was recorded.',
    });
  const files: Files = new Map();
  const addresses = new Map<string, string>();
  for (const [, , written = ''] of feed.matchAll(ADDRESS)) {
    const address = unescape(written);
    if (!address.startsWith(home)) continue;
    const inside = decodePath(address.slice(home.length));
    if (inside === path) addresses.set(written, `${base}feed.xml`);
    else if (await take(root, inside, files)) addresses.set(written, base + address.slice(home.length));
  }
  const text = feed.replace(ADDRESS, (whole, before: string, written: string) =>
    addresses.has(written) ? before + escapeHtml(addresses.get(written)!) : whole,
  );
  files.set('feed.xml', new TextEncoder().encode(text));
  return write(files, {out, id, course: course.id, version: course.version});
}

async function write(
  files: Files,
  {out, id, course, version}: {out: string | undefined; id: string; course: string; version: string},
): Promise<ExportReport> {
  const target = resolve(out ?? `${basename(id)}-podcast.zip`);
  const report = {file: target, course, version, files: files.size, pages: ['feed.xml']};
  if (/\.zip$/i.test(target)) return {...report, bytes: await writeZip(target, files)};
  const known = await readdir(target).catch((): string[] => []);
  if (known.length > 0 && !known.includes('feed.xml'))
    throw new UgglaError('folder-not-empty', `${target} holds something else`, {
      cure: 'Name another folder with --out.',
    });
  let bytes = 0;
  // The feed last: what it names is there by then.
  for (const [name, content] of [...files].sort(
    ([one], [other]) => Number(one === 'feed.xml') - Number(other === 'feed.xml'),
  ))
    bytes += await writeContent(join(target, name), content);
  return {...report, bytes};
}

/** The feed of a course, and the address under which the campus said that it lies. */
async function readFeed(root: string, id: string): Promise<{feed: string; home: string; path: string}> {
  const path = `feeds/${id}.xml`;
  const feed = await readIfThere(join(root, path));
  const [, self = ''] = /<atom:link\b[^>]*\bhref="([^"]+)"/.exec(feed ?? '') ?? [];
  const address = unescape(self);
  if (feed === undefined || !address.endsWith(path))
    throw new UgglaError('feed-missing', `the campus has published no feed of “${id}”`, {
      cure: 'Say in campus.yml where the campus lies (address: https://…) and build it again. What is locked, and what has no sound, is in no feed.',
    });
  return {feed: feed.replace(STREAMS, ''), home: address.slice(0, -path.length), path};
}

/** Takes a published file along; pages stay where they are. */
async function take(root: string, path: string, files: Files): Promise<boolean> {
  if (/\.(?:html|m3u8)$/i.test(path) || path.split('/').some((part) => part === '..' || part === '')) return false;
  if (files.has(path)) return true;
  const content = await takePublished(root, path);
  if (content) files.set(path, content);
  return content !== undefined;
}

function unescape(text: string): string {
  const letters: Readonly<Record<string, string>> = {amp: '&', lt: '<', gt: '>', quot: '"', apos: "'"};
  return text.replace(/&(?:#(\d+)|(amp|lt|gt|quot|apos));/g, (_, code: string | undefined, name: string) =>
    code === undefined ? letters[name]! : String.fromCodePoint(Number(code)),
  );
}
