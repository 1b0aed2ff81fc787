import {parseRssFeed} from 'feedsmith';
import {UgglaError} from '@uggla/protocol';
import type {Problems} from '../../problems.js';
import {toText} from '../plain-text.js';

/** A podcast as its feed says it, in plain words. */
export interface Podcast {
  title: string;
  description: string;
  language: string | undefined;
  author: string | undefined;
  category: string | undefined;
  image: string | undefined;
  /** The oldest first. */
  episodes: Episode[];
}

/** One episode. */
export interface Episode {
  /** What it is known by for all time. */
  guid: string;
  title: string;
  description: string;
  author: string | undefined;
  /** ISO 8601. */
  date: string | undefined;
  seconds: number | undefined;
  sound: {address: string; type: string; bytes: number | undefined};
  transcripts: {address: string; type: string; language: string | undefined}[];
  /** Address of a file of chapters, or the chapters themselves. */
  chapters: string | readonly {start: number; title: string}[] | undefined;
}

/** What a feed names: any of it may be missing. */
interface Named {
  url?: string | undefined;
  type?: string | undefined;
  length?: number | undefined;
  language?: string | undefined;
}

/** More than any feed has. */
const MOST_EPISODES = 5000;

/** What of the podcast namespace is used, or says nothing that a folder could keep. */
const USED = new Set([
  'transcripts',
  'chapters',
  'episode',
  'season',
  'guid',
  'medium',
  'locked',
  'podping',
  'updateFrequency',
]);

/**
 * Reads the feed of a podcast (RSS with the namespaces of Apple, Podcasting 2.0 and Podlove). What is no episode, and what of it
 * was not understood, is told.
 *
 * @throws {@link UgglaError} `feed-unreadable`.
 */
export function readFeed(bytes: Uint8Array, base: string | undefined, problems: Problems): Podcast {
  const text = new TextDecoder(encodingOf(bytes)).decode(bytes);
  if (/<!ENTITY/i.test(text)) throw unreadable('it defines entities of its own, as no podcast does');
  let feed: ReturnType<typeof parseRssFeed>;
  try {
    feed = parseRssFeed(text, {maxItems: MOST_EPISODES});
  } catch (cause) {
    throw unreadable('it is no RSS', cause);
  }
  const at = (address: string | undefined) => webAddress(address, base);
  const missed = new Map<string, number>();
  const miss = (part: string) => missed.set(part, (missed.get(part) ?? 0) + 1);
  for (const part of Object.keys(feed.podcast ?? {})) if (!USED.has(part)) miss(`podcast:${part}`);
  const episodes: Episode[] = [];
  const guids = new Set<string>();
  for (const [number, item] of (feed.items ?? []).entries()) {
    const title = plain(item.title ?? item.itunes?.title) || `${number + 1}`;
    const enclosure = (item.enclosures as Named[] | undefined)?.find(
      ({url, type}) => at(url) && !/^(?:image|text)\//.test(type ?? ''),
    );
    const address = at(enclosure?.url);
    if (!enclosure || !address) {
      problems.warn('episode-unusable', `the entry “${title}” has no sound at an address of the web, and is left out`, {
        line: number + 1,
        cure: 'Entries are counted from the top of the feed.',
      });
      continue;
    }
    const guid = (item.guid?.value ?? '').trim() || address;
    if (guids.has(guid)) {
      problems.warn('episode-unusable', `the entry “${title}” has the id of another one, and is left out`, {
        line: number + 1,
      });
      continue;
    }
    guids.add(guid);
    for (const part of Object.keys(item.podcast ?? {})) if (!USED.has(part)) miss(`podcast:${part}`);
    for (const space of ['media', 'rawvoice', 'spotify', 'acast'] as const) if (item[space]) miss(space);
    episodes.push({
      guid,
      title,
      description: toText(item.content?.encoded ?? item.description ?? item.itunes?.summary ?? '').slice(0, 100_000),
      author: plain(item.itunes?.author ?? item.authors?.[0]?.name) || undefined,
      date: dateOf(item.pubDate),
      seconds: item.itunes?.duration !== undefined && item.itunes.duration > 0 ? item.itunes.duration : undefined,
      sound: {
        address,
        type: (enclosure.type ?? '').toLowerCase(),
        bytes: enclosure.length !== undefined && enclosure.length > 0 ? enclosure.length : undefined,
      },
      transcripts: ((item.podcast?.transcripts ?? []) as Named[]).flatMap(({url, type = '', language}) => {
        const found = at(url);
        return found ? [{address: found, type: type.toLowerCase(), language}] : [];
      }),
      chapters: at(item.podcast?.chapters?.url) ?? ownChapters(item.psc?.chapters),
    });
  }
  if (episodes.length === 0) throw unreadable('there is no episode with a sound in it');
  for (const [part, times] of [...missed].sort())
    problems.note('feed-part-unused', `“${part}” is not taken over (${times} times)`, {
      cure: 'Write it into the texts where it matters.',
    });
  return {
    title: plain(feed.title ?? feed.itunes?.title) || 'Podcast',
    description: toText(feed.description ?? feed.itunes?.summary ?? '').slice(0, 20_000),
    language: /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/.exec((feed.language ?? '').trim())?.[0],
    author: plain(feed.itunes?.author ?? feed.managingEditor?.name) || undefined,
    category: plain(feed.itunes?.categories?.[0]?.text) || undefined,
    image: at(feed.itunes?.image) ?? at(feed.image?.url),
    episodes: oldestFirst(episodes),
  };
}

/** By date; without dates a feed begins with the newest. */
function oldestFirst(episodes: Episode[]): Episode[] {
  return episodes.reverse().sort((one, other) => (one.date && other.date ? one.date.localeCompare(other.date) : 0));
}

/** XML says in its first line how it is written. */
function encodingOf(bytes: Uint8Array): string {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  const named = /^[^<]*<\?xml[^>]*encoding=["']([\w.-]+)["']/.exec(head)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(named).encoding;
  } catch {
    return 'utf-8';
  }
}

function webAddress(address: string | undefined, base: string | undefined): string | undefined {
  const text = address?.trim() ?? '';
  if (text === '' || !URL.canParse(text, base)) return undefined;
  const url = new URL(text, base);
  return /^https?:$/.test(url.protocol) ? url.href : undefined;
}

function plain(text: string | undefined): string {
  return toText(text ?? '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 500);
}

function dateOf(written: string | undefined): string | undefined {
  const time = Date.parse(written ?? '');
  return Number.isFinite(time) ? `${new Date(time).toISOString().slice(0, 19)}Z` : undefined;
}

/** Chapters of Podlove: `01:02:03.456` and a title. */
function ownChapters(chapters: readonly {start?: string; title?: string}[] | undefined) {
  const found = (chapters ?? []).flatMap(({start = '', title}) => {
    const parts = start.split(':').map(Number);
    const seconds = parts.reduce((sum, part) => sum * 60 + part, 0);
    return title && parts.length <= 3 && Number.isFinite(seconds) ? [{start: seconds, title: plain(title)}] : [];
  });
  return found.length > 0 ? found : undefined;
}

function unreadable(why: string, cause?: unknown): UgglaError {
  return new UgglaError('feed-unreadable', `the feed cannot be read: ${why}`, {
    ...(cause === undefined ? {} : {cause}),
    cure: 'Name the feed of a podcast: RSS with sound in it.',
  });
}
