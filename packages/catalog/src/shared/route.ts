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
  const [path = '', search = ''] = text.slice(1).split('?', 2);
  const [place, item = '', lesson = ''] = path.split('/').map(decode);
  const params = new URLSearchParams(search);
  if (place === 'item' && item !== '') return {...home, item, lesson, time: parseTime(params.get('t'))};
  if (place !== 'search') return home;
  const query = params.get('q') ?? '';
  params.delete('q');
  return {...home, query, filters: params.toString()};
}

/** The hash of a route; `#/` for the start. */
export function formatHash({item, lesson, time, query, filters}: Route): string {
  if (item !== '') {
    const path = [item, lesson].filter((id) => id !== '').map(encodeURIComponent);
    return `#/item/${path.join('/')}${time === undefined ? '' : `?t=${time}`}`;
  }
  if (query === '' && filters === '') return '#/';
  const params = new URLSearchParams(query === '' ? {} : {q: query});
  return `#/search?${[params.toString(), filters].filter((part) => part !== '').join('&')}`;
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
