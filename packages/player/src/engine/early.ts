import {matchLanguage} from '@uggla/protocol';
import type Hls from 'hls.js';
import {insist} from './ask.js';
import type {Answer} from './ask.js';
import {flawOfList, flawOfSegment} from './flaws.js';

/** What was asked for before hls.js was there to ask. */
export interface Early {
  readonly answer: Promise<Answer>;
  /** Of its own asking, or hls.js would take the line for an infinitely fast one; empty: it does not count. */
  readonly times: {start?: number; first?: number; end?: number};
}

/** By address; each is given once. */
export type Prefetched = Map<string, Early>;

/** How it is asked for. */
interface Asking {
  readonly signal: AbortSignal;
  readonly credentials: RequestCredentials;
}

/**
 * Asks for what a film begins with (the playlist of its lowest quality, that of its sound, and of each the segment at that
 * second), while the code of hls.js is still on the way: the line has nothing else to do. Returns the address of that quality.
 */
export function fetchBeginning(
  playlist: string,
  url: string,
  {time, language}: {time: number; language: string},
  prefetched: Prefetched,
  asking: Asking,
): string | undefined {
  const ask = (address: string, kind: 'list' | 'segment'): Promise<Answer> => {
    const times: Early['times'] = {};
    const answer = insist(address, kind, {
      ...asking,
      flaw: kind === 'list' ? flawOfList : flawOfSegment,
      onTry: () => Object.assign(times, {start: performance.now(), first: 0}),
      onHead: () => (times.first = performance.now()),
    }).finally(() => (times.end = performance.now()));
    answer.catch(() => undefined); // whoever takes it hears of it
    prefetched.set(address, {answer, times});
    return answer;
  };
  const segments = (list: string, from: string) =>
    segmentsAt(list, from, time).forEach((address) => void ask(address, 'segment'));
  if (!playlist.includes('#EXT-X-STREAM-INF:')) {
    segments(playlist, url);
    return undefined;
  }
  const lists = firstLists(playlist, url, language);
  for (const list of lists)
    ask(list, 'list').then(
      (answer) => segments(new TextDecoder().decode(answer.bytes), answer.url),
      () => undefined,
    );
  return lists[0];
}

/** Has hls.js begin with the quality of that address, which was asked for before it was there. */
export function beginWith(hls: Pick<Hls, 'levels' | 'startLevel'>, address: string | undefined): void {
  const level = hls.levels.findIndex(({uri}) => plain(uri) === address);
  if (level >= 0) hls.startLevel = level;
}

/** The playlists to begin with: of the pictures that play here the one of the fewest bits, and the sound that goes with it, in that language where there is one. */
export function firstLists(playlist: string, url: string, language = ''): string[] {
  const lines = playlist.split(/\r?\n/);
  const variants = lines.flatMap((line, at) =>
    line.startsWith('#EXT-X-STREAM-INF:') && plays(line)
      ? [
          {
            line,
            bits: Number(/[:,]BANDWIDTH=(\d+)/.exec(line)?.[1]),
            uri: lines.slice(at + 1).find((next) => next && !next.startsWith('#')),
          },
        ]
      : [],
  );
  const isSeen = ({line}: {line: string}) => line.includes('RESOLUTION=');
  const [least] = variants.sort((one, other) => Number(isSeen(other)) - Number(isSeen(one)) || one.bits - other.bits);
  if (!least?.uri) return [];
  const group = attribute(least.line, 'AUDIO');
  const voices = lines.filter(
    (line) =>
      line.startsWith('#EXT-X-MEDIA:') &&
      /[:,]TYPE=AUDIO\b/.test(line) &&
      group &&
      attribute(line, 'GROUP-ID') === group,
  );
  const spoken = matchLanguage(
    voices.flatMap((line) => attribute(line, 'LANGUAGE') ?? []),
    [language],
  );
  const voice =
    voices.find((line) => spoken !== undefined && attribute(line, 'LANGUAGE') === spoken) ??
    voices.find((line) => /[:,]DEFAULT=YES\b/.test(line)) ??
    voices[0];
  return [least.uri, voice && attribute(voice, 'URI')].flatMap((uri) => absolute(uri, url));
}

/** Of a film's playlist: where the segment of that second lies, and what it needs before it. Nothing where that takes more than two plain questions. */
export function segmentsAt(list: string, url: string, time: number): string[] {
  if (
    !list.includes('#EXT-X-ENDLIST') ||
    /^#EXT-X-(?:KEY|BYTERANGE|GAP|DISCONTINUITY)\b|^#EXT-X-MAP:.*BYTERANGE/m.test(list)
  )
    return [];
  let end = 0;
  let head: string | undefined;
  for (const line of list.split(/\r?\n/)) {
    if (line.startsWith('#EXT-X-MAP:')) head = attribute(line, 'URI');
    else if (line.startsWith('#EXTINF:')) end += Number.parseFloat(line.slice(8)) || 0;
    else if (line && !line.startsWith('#') && end > time) return [head, line].flatMap((uri) => absolute(uri, url));
  }
  return [];
}

function plays(line: string): boolean {
  const codecs = attribute(line, 'CODECS');
  return !codecs || (globalThis.MediaSource?.isTypeSupported(`video/mp4; codecs="${codecs}"`) ?? true);
}

const attribute = (line: string, name: string) => new RegExp(`[:,]${name}="([^"]*)"`).exec(line)?.[1];

function absolute(uri: string | undefined, base?: string): string[] {
  return uri && URL.canParse(uri, base) ? [new URL(uri, base).href] : [];
}

/** As `URL` writes it; hls.js leaves spaces and the like as they are. */
export function plain(url: string): string {
  return absolute(url)[0] ?? url;
}
