import {BuilderPage} from './builder-page.js';
import {contentsOf} from './contents.js';
import type {ElementTable} from './element-table.js';
import {builderLanguage, loadWords} from './words.js';

// The page `builder.html` of the bundle. Its campus lies two folders above, as `uggla build` publishes it, or where `?campus=…` says.
const place = document.querySelector('main')!;
const bundle = new URL('.', import.meta.url).href;
const campus = new URL(new URLSearchParams(location.search).get('campus') ?? '../../campus.json', location.href);
const asked = new URLSearchParams(location.search).get('lang');
const language = builderLanguage(asked === null ? navigator.languages : [asked, ...navigator.languages]);
const words = await loadWords(language);

async function read(address: string | URL): Promise<unknown> {
  const answer = await fetch(address);
  return answer.ok ? answer.json() : undefined;
}

try {
  const [table, hashes, found] = await Promise.all([
    read(`${bundle}elements.json`),
    read(`${bundle}sri.json`),
    read(campus).catch(() => undefined),
  ]);
  if (!table) throw new Error('no elements.json');
  const places = {bundle, campus: new URL('.', campus).href, hashes: (hashes ?? {}) as Record<string, string>};
  new BuilderPage(place, {
    table: table as ElementTable,
    contents: found === undefined ? [] : contentsOf(found, campus.href),
    places,
    language,
    words,
  });
} catch {
  place.textContent = words.failed;
}
