/** One still of a storyboard: a part of a picture, for a stretch of time. */
export interface Still {
  /** Seconds. */
  readonly start: number;
  readonly end: number;
  /** Address of the picture, relative to the file. */
  readonly src: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const TIME = /^(?:(\d+):)?(\d\d):(\d\d\.\d\d\d)\s+-->\s+(?:(\d+):)?(\d\d):(\d\d\.\d\d\d)/;
const PART = /^(.*)#xywh=(?:pixel:)?(\d+),(\d+),(\d+),(\d+)$/;

/**
 * The stills of a storyboard in JSON: `{url, tile_width, tile_height, duration, tiles: [{start, x, y}]}`, as Mux and others
 * publish them, also with names like `tileWidth`. Each lasts until the next begins.
 */
export function parseJsonStoryboard(text: string): Still[] {
  const board = JSON.parse(text) as Record<string, unknown> | null;
  const of = (...names: string[]) => names.map((name) => board?.[name]).find((value) => value !== undefined);
  const src = of('url', 'src');
  const [width, height] = [Number(of('tile_width', 'tileWidth')), Number(of('tile_height', 'tileHeight'))];
  const tiles = board?.['tiles'];
  if (typeof src !== 'string' || !(width > 0 && height > 0) || !Array.isArray(tiles)) return [];
  const all = (tiles as (Record<string, unknown> | null)[]).map((tile) => ({
    start: Number(tile?.['start'] ?? tile?.['startTime']),
    x: Number(tile?.['x']),
    y: Number(tile?.['y']),
  }));
  const whole = all.filter(({start, x, y}) => start >= 0 && x >= 0 && y >= 0).sort((a, b) => a.start - b.start);
  return whole.map(({start, x, y}, at) => ({
    start,
    end: whole[at + 1]?.start ?? Number(of('duration') ?? Infinity),
    src,
    x,
    y,
    width,
    height,
  }));
}

/** The stills that a WebVTT file of `#xywh` parts names (Media Fragments 4.2.2); other cues are passed over. */
export function parseStoryboard(text: string): Still[] {
  return text.split(/\r?\n\r?\n/).flatMap((block) => {
    const lines = block.split(/\r?\n/).map((line) => line.trim());
    const at = lines.findIndex((line) => TIME.test(line));
    const time = TIME.exec(lines[at] ?? '');
    const part = PART.exec(lines[at + 1] ?? '');
    if (!time || !part) return [];
    const seconds = (from: number) =>
      Number(time[from] ?? 0) * 3600 + Number(time[from + 1]) * 60 + Number(time[from + 2]);
    const [x, y, width, height] = part.slice(2).map(Number) as [number, number, number, number];
    return width > 0 && height > 0 ? [{start: seconds(1), end: seconds(4), src: part[1]!, x, y, width, height}] : [];
  });
}
