import {html, type TemplateResult} from 'lit';
import type {Hit} from '@uggla/search';
import {onPlainClick} from './plain-click.js';

/** How many passages of one lesson are shown: a word said in every sentence must not push all else away. */
const MOST_OF_ONE = 2;

/** The hits without the third and further ones of the same lesson. */
export function spread(hits: readonly Hit[]): Hit[] {
  const shown = new Map<string, number>();
  return hits.filter(({passage: {item, lesson}}) => {
    const place = `${item} ${lesson ?? ''}`;
    const before = shown.get(place) ?? 0;
    shown.set(place, before + 1);
    return before < MOST_OF_ONE;
  });
}

/** One hit: a link to the moment, with the words that were found in it. */
export function renderHit(options: {
  hit: Hit;
  key: string;
  href: string;
  /** What it is from: kind, item, time. */
  details: readonly string[];
  picture: TemplateResult;
  open: () => void;
}): TemplateResult {
  const {hit, key, href, details, picture, open} = options;
  return html`<a
    class="card hit"
    part="card result"
    href=${href}
    aria-labelledby="title-${key}"
    aria-describedby="details-${key} excerpt-${key}"
    @click=${onPlainClick(open)}
  >
    ${picture}
    <span class="body">
      <span class="details" id="details-${key}">${details.filter(Boolean).join(' · ')}</span>
      <h3 id="title-${key}">${hit.passage.title}</h3>
      <span class="summary" id="excerpt-${key}"
        >${hit.excerpt.map(({text, match}) => (match ? html`<mark>${text}</mark>` : html`${text}`))}</span
      >
    </span>
  </a>`;
}
