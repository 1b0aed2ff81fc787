import {addressesIn, isHashed, isPublished} from './addresses.js';
import {isGone, mayKeep, pathOf, prefix, scope} from './scope.js';

/** All that is kept of guides and portfolios together, in bytes: a phone gives a site that much; the oldest goes first. */
const MOST_BYTES = 600e6;

/** How many guides and portfolios are kept. */
const MOST_THINGS = 30;

/** Files of one of them: more is no guide. */
const MOST_FILES = 5000;

/** Files that are fetched at a time, so that what the page asks for itself is not held up. */
const AT_A_TIME = 3;

const note = `${scope}.kept`;

/** How far a thing is kept. */
export interface Kept {
  /** Whether every file that it leads to is here. */
  readonly ready: boolean;
  readonly missing: number;
  readonly bytes: number;
  /** When it was last visited, in milliseconds since 1970. */
  readonly at: number;
}

const under = new Map<string, {done: Promise<Kept>; missing: number}>();

/** Keeps a JSON file with all that it leads to. What is on its way already is not begun twice. */
export function keep(root: string): Promise<Kept> {
  const running = under.get(root);
  if (running) return running.done;
  const state = {missing: 1, done: Promise.resolve(nothing)};
  under.set(root, state);
  state.done = keepAll(root, (missing) => (state.missing = missing)).finally(() => under.delete(root));
  return state.done;
}

const nothing: Kept = {ready: false, missing: 1, bytes: 0, at: 0};

/** How far it is kept now. What was whole stays so while it is looked through again, as it is at each start. */
export async function keptState(root: string): Promise<Kept> {
  const [running, before] = [under.get(root), await readNote(nameOf(root))];
  return running && !before?.ready ? {...nothing, missing: running.missing} : (before ?? nothing);
}

/** A file out of what is kept. */
export async function findKept(url: string): Promise<Response | undefined> {
  for (const name of await names()) {
    const found = await (await caches.open(name)).match(url, {ignoreSearch: true, ignoreVary: true});
    if (found) return found;
  }
  return undefined;
}

async function keepAll(root: string, tell: (missing: number) => void): Promise<Kept> {
  const cache = await caches.open(nameOf(root));
  const wanted = new Set([root]);
  const waiting = [root];
  let [bytes, here] = [0, 0];
  const take = async (url: string): Promise<void> => {
    const response = await fetchOne(cache, url).catch(() => undefined);
    if (response) {
      here++;
      bytes += Number(response.headers.get('content-length') ?? 0) || (await response.clone().blob()).size;
      if (leadsOn(url, root)) {
        for (const one of addressesIn(await response.text(), url)) {
          if (wanted.size >= MOST_FILES || wanted.has(one) || !isPart(one)) continue;
          wanted.add(one);
          waiting.push(one);
        }
      }
    }
    tell(wanted.size - here);
  };
  while (waiting.length > 0 && bytes <= MOST_BYTES) await Promise.all(waiting.splice(0, AT_A_TIME).map(take));
  if (here === 0) {
    await forget(root); // it is published no more
    return nothing;
  }
  const kept: Kept = {ready: here === wanted.size, missing: wanted.size - here, bytes, at: Date.now()};
  if (kept.ready) for (const {url} of await cache.keys()) if (!wanted.has(url) && url !== note) await cache.delete(url);
  await cache.put(note, new Response(JSON.stringify(kept)));
  await makeRoom(nameOf(root));
  return kept;
}

/** The file of a name that holds a hash is taken as it is kept; any other is asked for again, and kept is what could be had last. */
async function fetchOne(cache: Cache, url: string): Promise<Response | undefined> {
  const before = await cache.match(url, {ignoreVary: true});
  if (before && isHashed(pathOf(url) ?? '')) return before;
  try {
    const response = await fetch(url, {credentials: 'same-origin'});
    if (!mayKeep(response)) {
      if (!isGone(response)) return before;
      await cache.delete(url);
      return undefined;
    }
    await cache.put(url, response.clone());
    return response;
  } catch {
    return before;
  }
}

/** Files that name others. Other courses, guides and the campus are things of their own. */
function leadsOn(url: string, root: string): boolean {
  return url === root || /\.m3u8$/.test(url) || (/\.json$/.test(url) && isPart(url));
}

function isPart(url: string): boolean {
  const path = pathOf(url);
  return (
    path !== undefined &&
    isPublished(path) &&
    !/\.html?$/.test(path) &&
    !/(?:^|\/)(?:campus|course|guide|portfolio)\.json$/.test(path)
  );
}

/** A thing goes with its files, those too that a page had asked for itself. */
async function forget(root: string): Promise<void> {
  const files = [root, ...(await (await caches.open(nameOf(root))).keys()).map(({url}) => url)];
  await caches.delete(nameOf(root));
  for (const name of [`${prefix}pages`, `${prefix}pictures`]) {
    const cache = await caches.open(name);
    for (const url of files) await cache.delete(url, {ignoreVary: true});
  }
}

async function makeRoom(current: string): Promise<void> {
  const all = await Promise.all((await names()).map(async (name) => ({name, ...((await readNote(name)) ?? nothing)})));
  all.sort((one, other) => Number(other.name === current) - Number(one.name === current) || other.at - one.at);
  let sum = 0;
  for (const [at, {name, bytes}] of all.entries()) {
    sum += bytes;
    if (name !== current && (at >= MOST_THINGS || sum > MOST_BYTES) && !under.has(name.slice(nameOf('').length)))
      await caches.delete(name);
  }
}

async function readNote(name: string): Promise<Kept | undefined> {
  const found = (await caches.has(name)) ? await (await caches.open(name)).match(note) : undefined;
  return found && ((await found.json()) as Kept);
}

async function names(): Promise<string[]> {
  return (await caches.keys()).filter((name) => name.startsWith(nameOf('')));
}

function nameOf(root: string): string {
  return `${prefix}kept ${root}`;
}
