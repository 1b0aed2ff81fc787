// The service worker of a campus that `uggla build` made: what was visited works without a network, and what is published
// anew is shown as soon as there is one. It answers for published files alone: what a server says to one person passes by.
import {ExpirationPlugin} from 'workbox-expiration';
import {createPartialResponse} from 'workbox-range-requests';
import {CacheFirst, NetworkFirst} from 'workbox-strategies';
import type {WorkboxPlugin} from 'workbox-core/types.js';
import {isHashed, isPublished, rootOf} from './addresses.js';
import {findKept, keep, keptState} from './kept.js';
import {isGone, mayKeep, pathOf, prefix, scope, worker} from './scope.js';

/** How long a network is waited for where something is kept, in seconds: one bar in a cellar is none. */
const PATIENCE_S = 4;

const {elements, files, pages: needed} = worker.ugglaBuild;
const elementsCache = `${prefix}elements ${elements}`;

const matchOptions = {ignoreVary: true};

/** A page is the same with and without its file's name and what stands behind `?`. */
const keyOf = (path: string): string => `${scope}${path.replace(/(^|\/)index\.html$/, '$1')}`;
const rules = (cacheName: string): WorkboxPlugin => ({
  cacheKeyWillBeUsed: ({request}) => Promise.resolve(keyOf(pathOf(request.url)!)),
  cacheWillUpdate: async ({request, response}) => {
    if (mayKeep(response)) return response;
    if (isGone(response)) await (await caches.open(cacheName)).delete(request, matchOptions);
    return null;
  },
});
const [pagesCache, picturesCache] = [`${prefix}pages`, `${prefix}pictures`];
const bound = (maxEntries: number) =>
  new ExpirationPlugin({maxEntries, purgeOnQuotaError: true, matchOptions: {ignoreVary: true}});
const pages = new NetworkFirst({
  cacheName: pagesCache,
  networkTimeoutSeconds: PATIENCE_S,
  matchOptions,
  plugins: [rules(pagesCache), bound(600)],
});
const pictures = new CacheFirst({cacheName: picturesCache, matchOptions, plugins: [rules(picturesCache), bound(300)]});

worker.addEventListener('install', (event) => {
  event.waitUntil(install());
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(activate());
});

worker.addEventListener('fetch', (event) => {
  const {request} = event;
  const path = pathOf(request.url);
  if (path === undefined || request.method !== 'GET' || request.headers.has('authorization')) return;
  if (path === 'kiosk.json') event.respondWith(kioskState(event));
  else if (isPublished(path)) event.respondWith(respond(event, path));
});

worker.addEventListener('message', (event) => {
  const {type, urls} = event.data as {type?: unknown; urls?: unknown};
  if (type === 'uggla-seen' && Array.isArray(urls)) event.waitUntil(takeUp(event, urls.map(String)));
});

/** All files of the elements are of one build: only then do they fit together. */
async function install(): Promise<void> {
  const cache = await caches.open(elementsCache);
  await cache.addAll(
    files.map((file) => new Request(new URL(file, scope), {cache: isHashed(file) ? 'default' : 'no-cache'})),
  );
  await worker.skipWaiting();
}

async function activate(): Promise<void> {
  for (const name of await caches.keys())
    if (name.startsWith(`${prefix}elements `) && name !== elementsCache) await caches.delete(name);
  await worker.clients.claim();
}

async function respond(event: FetchEvent, path: string): Promise<Response> {
  const {request} = event;
  if (path.startsWith('assets/uggla/')) return element(request, path);
  const url = new URL(path, scope);
  const root = rootOf(url);
  if (root !== undefined) event.waitUntil(keepThing(event, root));
  if (request.headers.has('range') || /\.(?:m3u8|m4s|mp4|webm|m4a|mp3|ts|aac)$/.test(path))
    return media(request, url.href);
  try {
    return await (isHashed(path) ? pictures : pages).handle({event, request});
  } catch (caught) {
    const kept = await findKept(url.href);
    if (kept) return kept;
    throw caught;
  }
}

/** Keeps a guide, and its page that needs no JavaScript: a link in a message leads there. */
async function keepThing(event: ExtendableEvent, root: string): Promise<void> {
  const page = new Request(new URL('index.html', root));
  await Promise.all([keep(root), pages.handle({event, request: page}).catch(() => undefined)]);
}

/** Entries keep their names from one build to the next: the network's comes first, and is never mixed with what is kept. */
async function element(request: Request, path: string): Promise<Response> {
  const kept = await (await caches.open(elementsCache)).match(new URL(path, scope), matchOptions);
  if (!kept || isHashed(path)) return kept ?? fetch(request);
  const network = fetch(request);
  const late = new Promise<Response>((resolve) => setTimeout(() => resolve(kept), PATIENCE_S * 1000));
  return Promise.race([network.catch(() => kept), late]);
}

/** Films are kept with the guide that they are of, never by being watched: an hour of video fills a phone. */
async function media(request: Request, url: string): Promise<Response> {
  const kept = await findKept(url);
  if (!kept) return fetch(request);
  return request.headers.has('range') ? createPartialResponse(request, kept) : kept;
}

/** What a page loaded before this worker was there: it is kept as if it were loaded now. */
async function takeUp(event: ExtendableMessageEvent, urls: readonly string[]): Promise<void> {
  const wanted = [...needed.map((path) => new URL(path, scope).href), ...urls];
  const roots = new Set<string>();
  const plain = new Set<string>();
  for (const url of wanted) {
    const path = pathOf(url);
    if (path === undefined || !isPublished(path)) continue;
    const root = rootOf(new URL(path, scope));
    if (root !== undefined) roots.add(root);
    if (!path.startsWith('assets/uggla/') && !/\.(?:m3u8|m4s|mp4|webm|m4a|mp3|ts|aac)$/.test(path))
      plain.add(new URL(path, scope).href);
  }
  const fetched = [...plain].map((url) =>
    (isHashed(pathOf(url)!) ? pictures : pages).handle({event, request: new Request(url)}).catch(() => undefined),
  );
  await Promise.all([...fetched, ...[...roots].map((root) => keepThing(event, root))]);
  event.ports[0]?.postMessage({type: 'uggla-kept'});
}

/** What a portfolio on a stand asks: whether it can do without a network. A server of a stand's own knows best, where `?kept` does not say that there is none. */
async function kioskState(event: FetchEvent): Promise<Response> {
  if (!event.request.url.endsWith('?kept')) {
    const answer = await fetch(event.request).catch(() => undefined);
    if (answer?.ok) return answer;
  }
  const root = new URL('portfolio.json', scope).href;
  const {ready, missing} = await keptState(root);
  event.waitUntil(keep(root));
  const isHere = await isPageKept(event.clientId);
  return Response.json(
    {ready: ready && isHere, missing: missing + Number(!isHere)},
    {headers: {'cache-control': 'no-store'}},
  );
}

/** Whether the page that asks is here, too: one below another folder is none of ours, and would not begin without a network. */
async function isPageKept(client: string): Promise<boolean> {
  const path = pathOf((await worker.clients.get(client))?.url ?? scope);
  return path !== undefined && (await (await caches.open(pagesCache)).match(keyOf(path), matchOptions)) !== undefined;
}
