import {registerFamilyLoader} from '@uggla/core';
import {buildSearchFile, type Passage} from '@uggla/search';
import {fixtureSite, type FixtureSite, nextEvent, type Rule, waitUntil} from '@uggla/testing';
import type {UgglaCampus, UgglaPortfolio} from '../index.js';
import '../define.js';

/** The other families come as in the bundle: when they are first needed. */
for (const family of ['player', 'course'] as const) {
  registerFamilyLoader(family, () => import(new URL(`../../../${family}/src/define.ts`, import.meta.url).href));
}

const folder = new URL('./fixtures/', import.meta.url);

/** What is said in the course's films: "lumbar" only at second 5 of the second. */
const passages: readonly Passage[] = [
  {id: '1', kind: 'title', title: 'Ergonomía', text: 'Ajusta tu puesto.', item: 'ergonomia', url: '#/item/ergonomia'},
  {
    id: '2',
    kind: 'cue',
    title: 'Hola',
    text: 'Bienvenida al curso de la silla.',
    item: 'ergonomia',
    lesson: 'hola',
    start: 1,
    end: 4,
    url: '#/item/ergonomia/hola?t=1',
  },
  {
    id: '3',
    kind: 'cue',
    title: 'La altura de la silla',
    text: 'Apoya la zona lumbar y sube el asiento.',
    item: 'ergonomia',
    lesson: 'altura',
    start: 5,
    end: 8,
    url: '#/item/ergonomia/altura?t=5',
  },
  {
    id: '4',
    kind: 'cue',
    title: 'La altura de la silla',
    text: 'La silla, la silla y la silla.',
    item: 'ergonomia',
    lesson: 'altura',
    start: 8,
    end: 9,
    url: '#/item/ergonomia/altura?t=8',
  },
  {
    id: '5',
    kind: 'step',
    title: 'El respaldo',
    text: 'Regula el respaldo de la silla.',
    item: 'regular',
    lesson: 'respaldo',
    url: '#/item/regular/respaldo',
  },
];

/** The fixtures as a published folder; `files` (by their name in it) hide or add some, `rules` break it. */
export async function publish({
  files = {},
  rules = [],
}: {files?: Record<string, object>; rules?: Rule[]} = {}): Promise<FixtureSite> {
  const all = {
    'search-es.json': await buildSearchFile(passages, 'es'),
    'search-en.json': await buildSearchFile([], 'en'),
    ...files,
  };
  const inside = folder.pathname.slice(1);
  return fixtureSite({
    files: Object.fromEntries(Object.entries(all).map(([name, file]) => [inside + name, file])),
    rules,
  });
}

/** Address of a file of the published folder. */
export function address(site: FixtureSite, file: string): string {
  return site.url(new URL(file, folder));
}

/** One of the fixtures, to be changed. */
export async function read<T>(file: string): Promise<T> {
  return (await (await fetch(new URL(file, folder))).json()) as T;
}

const mounted = new Set<Element>();

/** An element of ours in the page, loaded; in Spanish unless told otherwise. */
export async function mount<K extends 'uggla-campus' | 'uggla-portfolio'>(
  tag: K,
  attributes: Record<string, string>,
  {until = 'uggla-ready'}: {until?: string} = {},
): Promise<HTMLElementTagNameMap[K]> {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries({lang: 'es', ...attributes})) element.setAttribute(name, value);
  const done = nextEvent(element, until);
  mounted.add(element);
  document.body.append(element);
  await done;
  await element.updateComplete;
  return element;
}

/** Takes away what `mount` put into the page, and what it left in the address and in storage. */
export function clean(): void {
  for (const element of mounted) element.remove();
  mounted.clear();
  localStorage.clear();
  // WebKit allows a hundred changes in ten seconds
  if (location.search !== '' || location.hash !== '' || history.state !== null)
    history.replaceState(null, '', location.pathname);
}

/** The first in the element's shadow that fits. */
export function find<E extends HTMLElement = HTMLElement>(element: Element, selector: string): E | null {
  return element.shadowRoot!.querySelector<E>(selector);
}

/** All in the element's shadow that fit. */
export function all<E extends HTMLElement = HTMLElement>(element: Element, selector: string): E[] {
  return [...element.shadowRoot!.querySelectorAll<E>(selector)];
}

/** The same once it is there. */
export async function found<E extends HTMLElement = HTMLElement>(element: Element, selector: string): Promise<E> {
  await waitUntil(() => find(element, selector), `${selector} never came`, {timeout: 10_000});
  return find<E>(element, selector)!;
}

/** Resolves when an element of ours is loaded and shown. */
export async function ready(element: Element): Promise<void> {
  const {localName} = element;
  await waitUntil(() => (element as {status?: string}).status === 'ready', `${localName} was never ready`, {
    timeout: 10_000,
  });
  await (element as {updateComplete?: Promise<unknown>}).updateComplete;
}

/** Titles of the cards that are shown. */
export function titles(element: Element): string[] {
  return all(element, '[part~=card] h3').map((title) => title.textContent!.trim());
}

/** Types into the search field. */
export function type(element: UgglaCampus | UgglaPortfolio, words: string): void {
  const field = find<HTMLInputElement>(element, '[part=search]')!;
  field.value = words;
  field.dispatchEvent(new InputEvent('input', {bubbles: true}));
}

/** The button of a filter. */
export function filter(element: Element, field: string, value: string): HTMLButtonElement {
  return find<HTMLButtonElement>(element, `[part=filter][data-field="${field}"][data-value="${value}"]`)!;
}
