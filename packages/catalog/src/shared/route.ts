/** What a campus or a portfolio shows, as its address says it. Empty strings stand for nothing. */
export interface Route {
  /** Id of the open item. */
  item: string;
  /** Id of the lesson (or step) in it. */
  lesson: string;
  /** Second at which it starts. */
  time: number | undefined;
  /** Words searched for. */
  query: string;
  /** Filters, in the form of the `filters` attribute. */
  filters: string;
}

/** The start: nothing open, nothing searched for. */
export const home: Route = {item: '', lesson: '', time: undefined, query: '', filters: ''};

/**
 * Reads `#/item/<id>/<lesson>?t=<seconds>` and `#/search?q=…`; an empty hash is the start.
 *
 * @returns `undefined` for a hash that is not ours: an anchor of the page.
 */
export function parseHash(hash: string): Route | undefined {
  const text = hash.replace(/^#/, '');
  if (text === '' || text === '/') return home;
  if (!text.startsWith('/')) return undefined;
  const [path = '', ...search] = text.slice(1).split('?');
  const [place, item = '', lesson = ''] = path.split('/').map(decode);
  const params = new URLSearchParams(search.join('?'));
  params.delete('lang');
  if (place === 'item' && item !== '') return {...home, item, lesson, time: parseTime(params.get('t'))};
  if (place !== 'search') return home;
  const query = params.get('q') ?? '';
  params.delete('q');
  return {...home, query, filters: params.toString().replace(/(^|&)\.(\.*(?:q|lang)=)/g, '$1$2')};
}

/** The hash of a route; `#/` for the start. */
export function formatHash({item, lesson, time, query, filters}: Route): string {
  if (item !== '') {
    const path = [item, lesson].filter((id) => id !== '').map(encodeId);
    return `#/item/${path.join('/')}${time === undefined ? '' : `?t=${time}`}`;
  }
  if (query === '' && filters === '') return '#/';
  const params = new URLSearchParams(query === '' ? {} : {q: query});
  const own = filters.replace(/(^|&)(?=\.*(?:q|lang)=)/g, '$1.'); // facets of these names must not be taken for words and language
  return `#/search?${[params.toString(), own].filter((part) => part !== '').join('&')}`;
}

/** Reads a route out of an address's query: `?item=…&lesson=…&t=…`, `?q=…&filters=…`. */
export function parseSearch(search: string): Route {
  const params = new URLSearchParams(search);
  return {
    item: params.get('item') ?? '',
    lesson: params.get('lesson') ?? '',
    time: parseTime(params.get('t')),
    query: params.get('q') ?? '',
    filters: params.get('filters') ?? '',
  };
}

/** `search` (the query of an address) with the route in it; what else it holds stays. */
export function formatSearch({item, lesson, time, query, filters}: Route, search: string): string {
  const params = new URLSearchParams(search);
  const wanted = {item, lesson, t: time === undefined ? '' : String(time), q: query, filters};
  for (const [name, value] of Object.entries(wanted)) {
    if (value === '') params.delete(name);
    else params.set(name, value);
  }
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}

/** Whether both show the same. */
export function isSameRoute(one: Route, other: Route): boolean {
  return formatHash(one) === formatHash(other);
}

/** An id as a part of an address. A lone surrogate, which no address can hold, becomes �: such a thing has no address. */
export function encodeId(id: string): string {
  try {
    return encodeURIComponent(id);
  } catch {
    return encodeURIComponent(new TextDecoder().decode(new TextEncoder().encode(id)));
  }
}

/** The language that an address asks for: `lang=en` in its hash or its query. */
export function parseLanguage(text: string): string | undefined {
  return /[?&]lang=([a-z]{2,3}(?:-[a-z\d]{2,8})*)(?=&|$)/i.exec(text)?.[1];
}

/** A hash or query with the language that it asks for, in place of any other; as it was when there is none. */
export function withLanguage(text: string, language: string | undefined): string {
  if (!language) return text;
  const [path, search] = text.split('?');
  const params = new URLSearchParams(search);
  params.set('lang', language);
  return `${path}?${params.toString()}`;
}

function parseTime(text: string | null): number | undefined {
  if (text === null || text.trim() === '') return undefined;
  const time = Number(text);
  return Number.isFinite(time) && time >= 0 ? time : undefined;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a lone % that someone typed
  }
}
