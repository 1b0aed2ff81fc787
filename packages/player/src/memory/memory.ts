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
}

interface Kept extends Preferences {
  /** Media id → seconds, and when that was (ms since 1970). */
  places?: Record<string, [time: number, at: number]>;
}

/** What is kept; nothing where storage is forbidden or broken. */
export function recall(): Preferences {
  return read();
}

/** Keeps a choice of the viewer. */
export function remember(choice: Preferences): void {
  write({...read(), ...choice});
}

/** Where the viewer left that media, in seconds. */
export function recallPlace(id: string): number | undefined {
  const place = read().places?.[id];
  return Array.isArray(place) && Number.isFinite(place[0]) ? place[0] : undefined;
}

/** Keeps the place; `undefined` forgets it. */
export function rememberPlace(id: string, time: number | undefined): void {
  const kept = read();
  const places = Object.entries(kept.places ?? {}).filter(([one]) => one !== id);
  if (time !== undefined) places.push([id, [Math.round(time * 10) / 10, Date.now()]]);
  else if (places.length === Object.keys(kept.places ?? {}).length) return;
  places.sort(([, a], [, b]) => a[1] - b[1]);
  write({...kept, places: Object.fromEntries(places.slice(-MOST_PLACES))});
}

function read(): Kept {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return typeof kept === 'object' && kept !== null ? (kept as Kept) : {};
  } catch {
    return {};
  }
}

function write(kept: Kept): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // No storage (a sandboxed frame, a full disk): the player forgets, and plays all the same.
  }
}
