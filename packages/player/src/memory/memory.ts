/** One key for all players of a site: a page that clears it forgets everything. */
const KEY = 'uggla-player';

/** Places beyond the newest so many are forgotten. */
const MOST_PLACES = 100;

/** What a viewer set by hand, kept between visits. */
export interface Preferences {
  volume?: number;
  muted?: boolean;
  rate?: number;
  /** Language of the captions; `off`. */
  captions?: string;
  /** Language of the sound. */
  audio?: string;
  /** Data are to be saved, or not. */
  dataSaver?: boolean;
  /** At the end what comes next begins by itself, or not. */
  goOn?: boolean;
  /** Look of the captions. */
  captionStyle?: object | undefined;
}

interface Kept extends Preferences {
  /** Media id → place. */
  places?: Record<string, Place>;
}

/** Seconds, and when that was (ms since 1970). */
type Place = [time: number, at: number];

const isBetween = (least: number, most: number) => (value: unknown) =>
  typeof value === 'number' && value >= least && value <= most;
const isText = (value: unknown) => typeof value === 'string';

/** Any script of the site may have written there: only what fits counts. */
const FITS: Readonly<Record<string, (value: unknown) => boolean>> = {
  volume: isBetween(0, 1),
  muted: (value) => typeof value === 'boolean',
  rate: isBetween(0.0625, 16),
  captions: isText,
  audio: isText,
  dataSaver: (value) => typeof value === 'boolean',
  goOn: (value) => typeof value === 'boolean',
  captionStyle: (value) => typeof value === 'object' && value !== null,
};

/** What is kept; nothing where storage is forbidden or broken. */
export function recall(): Preferences {
  return Object.fromEntries(
    Object.entries(read()).filter(([name, value]) => Object.hasOwn(FITS, name) && FITS[name]!(value)),
  );
}

/** Keeps a choice of the viewer. */
export function remember(choice: Preferences): void {
  write({...read(), ...choice});
}

/** Where a viewer left off. */
export interface KeptPlace {
  /** Seconds; 0 once it was seen to the end. */
  readonly time: number;
  /** When that was, in ms since 1970, by the clock of the device. */
  readonly at: number;
}

/** What is kept of that media. */
export function keptPlace(id: string): KeptPlace | undefined {
  const place = places().find(([one]) => one === id)?.[1];
  return place && {time: place[0], at: place[1]};
}

/** Where the viewer left that media, in seconds. */
export function recallPlace(id: string): number | undefined {
  return keptPlace(id)?.time;
}

/** Keeps the place; `undefined` forgets it. */
export function rememberPlace(id: string, time: number | undefined, at = Date.now()): void {
  const all = places();
  const others = all.filter(([one]) => one !== id);
  if (time !== undefined) others.push([id, [Math.round(time * 10) / 10, at]]);
  else if (others.length === all.length) return;
  others.sort(([, a], [, b]) => a[1] - b[1]);
  write({...read(), places: Object.fromEntries(others.slice(-MOST_PLACES))});
}

function places(): [id: string, place: Place][] {
  const fits = ([, place]: [string, unknown]) =>
    Array.isArray(place) && place.length === 2 && place.every(isBetween(0, Infinity));
  return Object.entries(read().places ?? {}).filter(fits);
}

/** What is kept while nothing may be stored. */
let ofPage: Kept | undefined;

/** Whether choices and places are forgotten with the page, and what an earlier visit stored counts for nothing. */
export function keepInPage(only: boolean): void {
  ofPage = only ? (ofPage ?? {}) : undefined;
}

function read(): Kept {
  if (ofPage) return ofPage;
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return typeof kept === 'object' && kept !== null ? (kept as Kept) : {};
  } catch {
    return {};
  }
}

function write(kept: Kept): void {
  if (ofPage) {
    ofPage = kept;
    return;
  }
  try {
    localStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // No storage (a sandboxed frame, a full disk): the player forgets, and plays all the same.
  }
}
