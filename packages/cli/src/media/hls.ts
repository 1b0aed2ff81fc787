import {readFile, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {readInit} from './codecs.js';

/** A playlist that was made, measured. */
export interface Measured {
  /** Bits a second of the segment that needs most. */
  peak: number;
  average: number;
  codecs: string[];
  width?: number;
  height?: number;
  /** Where its segments start, in seconds. */
  starts: number[];
}

/** A variant of the master playlist. */
export interface Variant extends Measured {
  /** Address relative to the master playlist. */
  uri: string;
  frameRate?: number | undefined;
}

/** A language of the sound with a playlist of its own. */
export interface AudioGroup {
  uri: string;
  language: string;
  /** In its own words: `Español`. */
  name: string;
  peak: number;
  average: number;
  codecs: string[];
}

/** Measures the playlist `index.m3u8` of a folder by the bytes that are really there. */
export async function measure(folder: string): Promise<Measured> {
  const lines = (await readFile(join(folder, 'index.m3u8'), 'utf8')).split('\n');
  const segments: {seconds: number; bytes: number}[] = [];
  const starts: number[] = [];
  let seconds = 0;
  let time = 0;
  for (const line of lines) {
    if (line.startsWith('#EXTINF:')) seconds = Number.parseFloat(line.slice('#EXTINF:'.length));
    if (line === '' || line.startsWith('#')) continue;
    segments.push({seconds, bytes: (await stat(join(folder, line))).size});
    starts.push(Math.round(time * 1e6) / 1e6);
    time += seconds;
  }
  const target = Math.max(...segments.map((one) => one.seconds));
  // RFC 8216, 4.3.4.2: the peak is that of segments (or runs of them) from half to one and a half target durations
  const whole = segments.filter((one) => one.seconds >= target / 2);
  const rate = ({seconds: length, bytes}: {seconds: number; bytes: number}) => Math.ceil((bytes * 8) / length);
  const total = segments.reduce((sum, one) => ({seconds: sum.seconds + one.seconds, bytes: sum.bytes + one.bytes}), {
    seconds: 0,
    bytes: 0,
  });
  return {
    peak: Math.max(...whole.map(rate)),
    average: rate(total),
    starts,
    ...readInit(await readFile(join(folder, 'init.mp4'))),
  };
}

/** What a player is given first: the best picture that two megabits a second carry. */
const FIRST_BITS = 2_000_000;

/** The master playlist. Its numbers are measured: ffmpeg's own give every quality the same. */
export function writeMaster(
  variants: readonly Variant[],
  groups: readonly AudioGroup[],
  radio: Variant | undefined,
): string {
  const sound = {
    peak: Math.max(0, ...groups.map(({peak}) => peak)),
    average: Math.max(0, ...groups.map(({average}) => average)),
    codecs: groups[0]?.codecs ?? [],
  };
  const falling = [...variants].sort((a, b) => b.average - a.average);
  const first = falling.find(({average}) => average <= FIRST_BITS) ?? falling.at(-1);
  const order = first ? [first, ...falling.filter((one) => one !== first)] : [];
  const lines = ['#EXTM3U', '#EXT-X-VERSION:7', '#EXT-X-INDEPENDENT-SEGMENTS'];
  for (const [at, {uri, language, name}] of groups.entries()) {
    lines.push(
      `#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="${name.replaceAll('"', '')}",LANGUAGE="${language}",DEFAULT=${at === 0 ? 'YES' : 'NO'},AUTOSELECT=YES,URI="${uri}"`,
    );
  }
  for (const one of [...order, ...(radio ? [radio] : [])]) {
    const own = one === radio;
    const attributes = [
      `BANDWIDTH=${one.peak + (own ? 0 : sound.peak)}`,
      `AVERAGE-BANDWIDTH=${one.average + (own ? 0 : sound.average)}`,
      `CODECS="${[...new Set([...one.codecs, ...(own ? [] : sound.codecs)])].join(',')}"`,
      ...(one.width && one.height ? [`RESOLUTION=${one.width}x${one.height}`] : []),
      ...(one.frameRate ? [`FRAME-RATE=${one.frameRate.toFixed(3)}`] : []),
      ...(groups.length > 0 ? ['AUDIO="sound"'] : []),
    ];
    lines.push(`#EXT-X-STREAM-INF:${attributes.join(',')}`, one.uri);
  }
  return `${lines.join('\n')}\n`;
}
