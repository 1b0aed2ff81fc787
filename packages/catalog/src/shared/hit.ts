import {html, type TemplateResult} from 'lit';
import type {Hit} from '@uggla/search';
import {onPlainClick} from './plain-click.js';

/** How many passages of one lesson are shown: a word said in every sentence must not push all else away. */
const MOST_OF_ONE = 2;

/** The hits without the third and further ones of the same lesson, and without second ones that only its title was found for. */
export function spread(hits: readonly Hit[]): Hit[] {
  const shown = new Map<string, number>();
  return hits.filter(({passage: {item, lesson}, excerpt}) => {
    const place = `${item} ${lesson ?? ''}`;
    const before = shown.get(place) ?? 0;
    if (before === MOST_OF_ONE || (before > 0 && !excerpt.some(({match}) => match))) return false;
    shown.set(place, before + 1);
    return true;
  });
}

/** One hit: a link to the moment, with the words that were found in it. */
export function renderHit(options: {
  hit: Hit;
  href: string;
  /** What it is from: kind, item, time. */
  details: readonly string[];
  picture: TemplateResult;
  open: () => void;
}): TemplateResult {
  const {hit, href, details, picture, open} = options;
  return html`<a class="card hit" part="card result" href=${href} data-item=${hit.passage.item} @click=${onPlainClick(open)}>
    <span class="body">
      <h3>${hit.passage.title}</h3>
      <span class="details">${details.filter(Boolean).join(' · ')}</span>
      <span class="summary">${hit.excerpt.map(({text, match}) => (match ? html`<mark>${text}</mark>` : text))}</span>
    </span>
    ${picture}
  </a>`;
}
