import {mkdir, readdir, readFile} from 'node:fs/promises';
import {extname, join} from 'node:path';
import {parse} from 'yaml';
import {UgglaError} from '@uggla/protocol';
import {slug} from '../../authored/names.js';
import {isThere, writeWhole} from '../../files.js';
import {clock} from '../../media/captions.js';
import type {Problems} from '../../problems.js';
import {markedText, writeMarked} from '../marked-text.js';
import type {Fetcher} from './fetch.js';
import type {Episode, Podcast} from './read-feed.js';
import {transcriptOf} from './transcript.js';

/** How a podcast is written. */
export interface WriteOptions {
  /** The authored folder. */
  root: string;
  /** Name of its folder below `podcasts/`. */
  id: string;
  /** First language of the campus, if it says one: a folder's texts are in that. */
  main: string | undefined;
  /** Fetch the sound too; without it the build names it where it is. */
  download: boolean;
  /** So many bytes a sound may have. */
  most: number;
  fetcher: Fetcher;
  problems: Problems;
  onEpisode?: (title: string, done: number) => void;
}

/** What came of it. */
export interface WriteReport {
  written: number;
  same: number;
  kept: number;
  fetched: number;
  /** Bytes that were fetched. */
  bytes: number;
}

const TEXT_BYTES = 5_000_000;
const PICTURE_BYTES = 20_000_000;

/** How an episode's file says which one it is, however it is called by then. */
const guidLine = (guid: string) => `# guid: ${JSON.stringify(guid)}`;

const sounds: Readonly<Record<string, string>> = {
  'audio/mpeg': '.mp3',
  'audio/mp3': '.mp3',
  'audio/mp4': '.m4a',
  'audio/x-m4a': '.m4a',
  'audio/aac': '.aac',
  'audio/ogg': '.ogg',
  'audio/opus': '.opus',
  'audio/wav': '.wav',
  'audio/x-wav': '.wav',
  'audio/flac': '.flac',
  'video/mp4': '.mp4',
};

/**
 * Writes a podcast as the build reads it: `podcasts/<id>/podcast.md`, and for each episode its text, captions and chapters.
 * What somebody keeps by hand stays; a name once given stays too, so that ids do; what is there is not fetched again.
 */
export async function writePodcast(podcast: Podcast, options: WriteOptions): Promise<WriteReport> {
  const {root, id, problems, fetcher} = options;
  const folder = join(root, 'podcasts', id);
  await mkdir(folder, {recursive: true});
  const report: WriteReport = {written: 0, same: 0, kept: 0, fetched: 0, bytes: 0};
  const keep = async (name: string, text: string) => {
    const told = {problems, code: 'episode-kept', what: 'this text', file: name};
    report[await writeMarked(join(folder, name), text, writeWhole, told)] += 1;
  };
  const cover = await fetchCover(folder, podcast.image, fetcher, problems);
  await keep(
    'podcast.md',
    page({
      fields: {
        title: podcast.title,
        summary: firstOf(podcast.description),
        author: podcast.author,
        category: podcast.category,
        ...(cover ? {cover} : {}),
      },
      body: podcast.description,
    }),
  );
  const named = await namesOf(folder);
  let last = Math.max(0, ...[...named.values()].map((stem) => Number(/^\d+/.exec(stem)?.[0] ?? 0)));
  for (const [at, episode] of podcast.episodes.entries()) {
    options.onEpisode?.(episode.title, at / podcast.episodes.length);
    const stem = named.get(episode.guid) ?? `${(last += 10)}-${slug(episode.title).slice(0, 60).replace(/-+$/, '')}`;
    await writeExtras(folder, stem, podcast, episode, options);
    const sound = options.download ? await fetchSound(folder, stem, episode, options, report) : 'linked';
    if (sound === 'missing') continue; // told; the next run takes it up
    await keep(
      `${stem}.md`,
      page({
        guid: episode.guid,
        fields: {
          title: episode.title,
          summary: firstOf(episode.description),
          date: episode.date,
          author: episode.author === podcast.author ? undefined : episode.author,
          ...(sound === 'linked'
            ? {kind: 'audio', src: episode.sound.address, duration: episode.seconds && Math.round(episode.seconds)}
            : {}),
        },
        body: episode.description,
      }),
    );
  }
  return report;
}

/** Captions and chapters, in forms that the build reads. What is there already stays: somebody may have mended it. */
async function writeExtras(
  folder: string,
  stem: string,
  {language}: Podcast,
  {title, transcripts, chapters, seconds}: Episode,
  {main, fetcher, problems}: WriteOptions,
): Promise<void> {
  const told = (caught: unknown, what: string) => {
    const {message} = UgglaError.from(caught, 'download-failed');
    problems.warn('download-failed', `${what} of “${title}” is not taken over: ${message}`);
  };
  const spoken = new Set<string>();
  // captions have times; what is only text has none, and stands in the episode's own page
  const rank = ({type, address}: Episode['transcripts'][number]) =>
    ['vtt', 'srt', 'subrip', 'json'].findIndex(
      (one) => type.includes(one) || new URL(address).pathname.endsWith(`.${one}`),
    );
  for (const transcript of transcripts.filter((one) => rank(one) >= 0).sort((a, b) => rank(a) - rank(b))) {
    const tag = /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/.exec(transcript.language ?? language ?? '')?.[0];
    const of = tag ?? main ?? '';
    if (spoken.has(of)) continue;
    const path = join(folder, `${stem}${of === '' || of === main ? '' : `.${of}`}.vtt`);
    if (await isThere(path)) {
      spoken.add(of);
      continue;
    }
    try {
      const {bytes} = await fetcher.bytes(transcript.address, TEXT_BYTES);
      await writeWhole(path, await transcriptOf(bytes));
      spoken.add(of);
    } catch (caught) {
      told(caught, 'a transcript');
    }
  }
  if (transcripts.length > 0 && spoken.size === 0 && transcripts.every((one) => rank(one) < 0))
    problems.note(
      'feed-part-unused',
      `the transcript of “${title}” has no times (${transcripts[0]!.type}), and is not taken over`,
    );
  const path = join(folder, `${stem}.chapters.vtt`);
  if (chapters === undefined || (await isThere(path))) return;
  try {
    const list =
      typeof chapters === 'string' ? chaptersOf((await fetcher.bytes(chapters, TEXT_BYTES)).bytes) : chapters;
    const sorted = [...list].sort((one, other) => one.start - other.start);
    const lines = sorted.map(({start, title: name}, at) => {
      const end = sorted[at + 1]?.start ?? Math.max(start + 1, seconds ?? start + 60);
      return end > start
        ? `${clock(start)} --> ${clock(end)}\n${name.replace(/[<&]/g, (sign) => (sign === '<' ? '&lt;' : '&amp;'))}\n`
        : '';
    });
    if (lines.some(Boolean)) await writeWhole(path, `WEBVTT\n\n${lines.filter(Boolean).join('\n')}`);
  } catch (caught) {
    told(caught, 'the list of chapters');
  }
}

/** JSON chapters of Podcasting 2.0. */
function chaptersOf(bytes: Uint8Array): {start: number; title: string}[] {
  const {chapters} = JSON.parse(new TextDecoder().decode(bytes)) as {chapters?: unknown};
  if (!Array.isArray(chapters)) throw new UgglaError('download-failed', 'it holds no chapters');
  return (chapters as {startTime?: unknown; title?: unknown; toc?: unknown}[]).flatMap(({startTime, title, toc} = {}) =>
    typeof startTime === 'number' && startTime >= 0 && typeof title === 'string' && title.trim() !== '' && toc !== false
      ? [{start: startTime, title: title.replace(/\s+/g, ' ').trim().slice(0, 300)}]
      : [],
  );
}

async function fetchSound(
  folder: string,
  stem: string,
  {title, sound}: Episode,
  {fetcher, problems, most}: WriteOptions,
  report: WriteReport,
): Promise<'there' | 'missing'> {
  const named = extname(new URL(sound.address).pathname).toLowerCase();
  const ending = Object.values(sounds).includes(named) ? named : (sounds[sound.type] ?? '.mp3');
  const path = join(folder, stem + ending);
  if (await isThere(path)) return 'there';
  try {
    report.bytes += await fetcher.file(sound.address, path, most);
    report.fetched += 1;
    return 'there';
  } catch (caught) {
    const error = UgglaError.from(caught, 'download-failed');
    if (error.code === 'disk-full') throw caught;
    problems.error(error.code, `the sound of “${title}” did not come: ${error.message}`, {cure: error.cure});
    return 'missing';
  }
}

async function fetchCover(
  folder: string,
  address: string | undefined,
  fetcher: Fetcher,
  problems: Problems,
): Promise<string | undefined> {
  const there = (await readdir(folder)).find((name) => /^cover\.(?:jpe?g|png|webp)$/i.test(name));
  if (there || address === undefined) return there;
  try {
    const {bytes} = await fetcher.bytes(address, PICTURE_BYTES);
    const ending = pictureOf(bytes);
    if (!ending) throw new UgglaError('download-failed', 'it is no JPEG, PNG or WebP');
    await writeWhole(join(folder, `cover${ending}`), bytes);
    return `cover${ending}`;
  } catch (caught) {
    problems.warn(
      'download-failed',
      `the cover is not taken over: ${UgglaError.from(caught, 'download-failed').message}`,
    );
    return undefined;
  }
}

/** By its first bytes, whatever its host says. */
function pictureOf(bytes: Uint8Array): '.jpg' | '.png' | '.webp' | undefined {
  const head = Buffer.from(bytes.subarray(0, 12)).toString('latin1');
  if (head.startsWith('\xff\xd8\xff')) return '.jpg';
  if (head.startsWith('\x89PNG')) return '.png';
  return head.startsWith('RIFF') && head.endsWith('WEBP') ? '.webp' : undefined;
}

function page({guid, fields, body}: {guid?: string; fields: Record<string, unknown>; body: string}): string {
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== ''));
  return markedText(given, body, guid === undefined ? [] : [guidLine(guid)]);
}

/** The first sentence or so: what cards and feeds show. */
function firstOf(description: string): string {
  const [first = ''] = description.split(/\n/).filter((line) => line.trim() !== '');
  return first.length > 300 ? `${first.slice(0, 297).replace(/\s+\S*$/, '')}…` : first;
}

async function namesOf(folder: string): Promise<Map<string, string>> {
  const named = new Map<string, string>();
  for (const name of (await readdir(folder)).filter((one) => one.endsWith('.md') && one !== 'podcast.md')) {
    const line = /^# guid: (".*")$/m.exec(await readFile(join(folder, name), 'utf8'))?.[1];
    if (line === undefined) continue;
    try {
      named.set(JSON.parse(line) as string, name.slice(0, -'.md'.length));
    } catch {
      // changed by hand: it is an episode of the author's own
    }
  }
  return named;
}

/** The first language of the campus, as far as its campus.yml says one. */
export async function mainLanguage(root: string): Promise<string | undefined> {
  try {
    const {languages} = parse(await readFile(join(root, 'campus.yml'), 'utf8')) as {languages?: unknown};
    return Array.isArray(languages) && typeof languages[0] === 'string' ? languages[0] : undefined;
  } catch {
    return undefined; // the build says what is wrong with it
  }
}
