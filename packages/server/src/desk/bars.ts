import {html} from 'hono/html';
import type {Piece} from './layout.js';

/**
 * A bar whose whole length is `most`: `outer` of it in outline, `inner` filled. Beside the numbers that it shows: nobody who
 * cannot see it misses anything. Sizes are attributes of SVG, since the pages allow no styles of their own.
 */
export function gauge(most: number, inner: number, outer = inner): Piece {
  const width = (value: number) => (most > 0 ? Math.round((value / most) * 1000) / 10 : 0);
  return html`<svg class="gauge" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
    <rect class="ground" width="100" height="6"></rect>
    <rect class="outer" width="${width(outer)}" height="6"></rect>
    <rect class="inner" width="${width(inner)}" height="6"></rect>
  </svg>`;
}

/** A column for each value, from 0 to `most`; `label` says in words what they show. */
export function columns(values: readonly number[], most: number, label: string, kind: 'people' | 'again'): Piece {
  const height = (value: number) => (most > 0 ? Math.round((value / most) * 1000) / 10 : 0);
  return html`<svg class="columns ${kind}" viewBox="0 0 ${values.length} 100" preserveAspectRatio="none" role="img" aria-label="${label}">
    <rect class="ground" width="${values.length}" height="100"></rect>
    ${runs(values).map(([at, length, value]) => html`<rect class="inner" x="${at}" y="${100 - height(value)}" width="${length}" height="${height(value)}"></rect>`)}
  </svg>`;
}

/** Equal neighbours as one: a film that most watch whole is a few columns. */
function runs(values: readonly number[]): [at: number, length: number, value: number][] {
  const found: [number, number, number][] = [];
  values.forEach((value, at) => {
    const last = found.at(-1);
    if (last && last[2] === value) last[1]++;
    else found.push([at, 1, value]);
  });
  return found.filter(([, , value]) => value > 0);
}
