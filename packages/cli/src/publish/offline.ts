import {createHash} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';
import {UgglaError} from '@uggla/protocol';
import type {AuthoredCampus} from '../authored/model.js';
import type {Publishing} from './assets-of.js';
import {broughtBy} from './site.js';

/** What every page of a campus needs, beside the elements. */
const pages = ['', 'campus.json', 'assets/brand.css', 'assets/page.css', 'assets/tv.js', 'assets/offline.js'];

/**
 * `assets/offline.js`: starts the service worker once the page has all it needs, and tells it what came before it was there.
 * A page that is no secure context (plain http on a company's network) has none, and works as before.
 */
const offlineScript = `const worker = navigator.serviceWorker;
const url = new URL('../sw.js', import.meta.url).href;
const seen = new Set([location.href.replace(/#.*$/, '')]);
const tell = (to) => to?.postMessage({type: 'uggla-seen', urls: [...seen]});
if (worker) {
  if (!worker.controller) {
    const observer = new PerformanceObserver((list) => {
      for (const {name} of list.getEntries()) seen.add(name);
    });
    observer.observe({type: 'resource', buffered: true});
    worker.addEventListener('controllerchange', () => {
      tell(worker.controller);
      setTimeout(() => {
        tell(worker.controller); // what was asked for just before
        observer.disconnect();
      }, 1000);
    }, {once: true});
  }
  if (document.readyState !== 'complete') await new Promise((done) => addEventListener('load', done, {once: true}));
  const policy = globalThis.trustedTypes?.createPolicy('uggla-worker', {createScriptURL: () => url});
  worker.register(policy ? policy.createScriptURL(url) : url, {updateViaCache: 'none'}).catch(() => undefined);
  if (document.querySelector('uggla-portfolio[kiosk]')) navigator.storage?.persist?.().catch(() => undefined);
}
`;

/** A worker that ends itself, for who wants none any more: those who have the other get this one, and all it kept goes. */
const noWorker = `const end = async () => {
  void self.registration.unregister(); // not waited for: it waits for the event that it is asked in
  for (const name of await caches.keys()) if (name.startsWith('uggla ' + self.registration.scope + ' ')) await caches.delete(name);
};
self.addEventListener('install', (event) => event.waitUntil(end().then(() => self.skipWaiting())));
self.addEventListener('activate', (event) => event.waitUntil(end())); // what the other kept meanwhile
`;

/**
 * Stages sw.js: the service worker with which the campus works without a network.
 *
 * @param elements - The files of the elements, from the campus's folder on, with their content.
 * @param fonts - Those of the brand: paths in the published folder.
 * @throws {@link UgglaError} `elements-not-built`.
 */
export async function publishOffline(
  {stage}: Publishing,
  {fields, products}: AuthoredCampus,
  elements: ReadonlyMap<string, Uint8Array>,
  fonts: readonly string[],
): Promise<void> {
  stage.text('assets/offline.js', offlineScript);
  if (fields.offline === false) return stage.text('sw.js', noWorker);
  const path = join(
    dirname(createRequire(import.meta.url).resolve('@uggla/elements/package.json')),
    'dist',
    'offline',
    'sw.js',
  );
  const code = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new UgglaError('elements-not-built', `the elements are not built: there is no ${path}`, {
      cause,
      cure: 'Run `npm run build` in the repository (or install @uggla/elements), then build the campus again.',
    });
  });
  const hasModels = products.some(({model}) => model);
  // three.js: as much as all the rest, and of no use where no product can be turned
  const forModels = new Set(hasModels ? [] : broughtBy(elements, 'models'));
  const files = [...elements.keys()].filter((file) => isNeeded(file) && !forModels.has(file)).sort();
  const hash = createHash('sha256').update(code);
  for (const file of files) hash.update(file).update(elements.get(file)!);
  const build = {elements: hash.digest('hex').slice(0, 12), files, pages: [...pages, ...fonts]};
  stage.text('sw.js', `self.ugglaBuild = ${JSON.stringify(build)};\n${code}`);
}

/** The code of the elements and their styles. Pages for who embeds, and lists for tools, are of no use without a network. */
function isNeeded(file: string): boolean {
  return /\.(?:js|css)$/.test(file) && !/\/(?:builder|embed|frame)\.[^/]*$/.test(file);
}
