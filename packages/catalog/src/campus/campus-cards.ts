import {html, nothing, type TemplateResult} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {matchLanguage, type Campus, type CampusItem} from '@uggla/protocol';
import type {IconName} from '@uggla/core/more-icons.js';
import type {LocalizeController} from '@uggla/core/localize.js';
import {formatLength} from '@uggla/core/time.js';
import {renderCard, type Card} from '../shared/card.js';
import type {CatalogTerms} from '../locales/en.js';
import {nameOfLanguage} from './campus-header.js';
import type {Visit} from './visits.js';

/** What the cards need of the campus that shows them. */
export interface CardMaker {
  readonly localize: LocalizeController<CatalogTerms>;
  readonly campus: Campus;
  readonly base: string;
  readonly languages: readonly string[];
  text(text: CampusItem['title'] | undefined): string;
  hrefOf(item: string, lesson?: string, time?: number): string;
  choose(item: CampusItem, lesson?: string, time?: number): void;
}

const kindTerms = {
  course: 'kindCourse',
  micro: 'kindMicro',
  podcast: 'kindPodcast',
  book: 'kindBook',
  guide: 'kindGuide',
  product: 'kindProduct',
} as const;

/** The sign of a kind. */
export const kindIcons: Readonly<Record<CampusItem['kind'], IconName>> = {
  course: 'video',
  micro: 'play',
  podcast: 'audio',
  book: 'book',
  guide: 'guide',
  product: 'product',
};

/** What a kind is called. */
export function nameOfKind(kind: CampusItem['kind'], localize: LocalizeController<CatalogTerms>): string {
  return localize.term(kindTerms[kind]);
}

/** What stands above a row of items: its name, with `id` for the row to be named by, and what it is about. */
export const renderRowHead = (id: string, title: string, summary?: string): TemplateResult =>
  html`<div class="row-head">
    <h2 id=${id}>${title}</h2>
    ${summary ? html`<p class="quietly">${summary}</p>` : nothing}
  </div>`;

/** A grid of cards. */
export function renderGrid(
  maker: CardMaker,
  items: readonly CampusItem[],
  visits?: ReadonlyMap<string, Visit>,
): TemplateResult {
  return html`<ul class="grid">
    ${repeat(
      items,
      ({id}) => id,
      (item) => html`<li class="cell">${renderCard(cardOf(maker, item, visits?.get(item.id)))}</li>`,
    )}
  </ul>`;
}

/** The card of an item, with how much of it is done where something is. */
export function cardOf(maker: CardMaker, item: CampusItem, visit?: Visit, share = visit?.share ?? 0): Card {
  const {localize} = maker;
  const lesson = visit?.lesson || undefined;
  return {
    item: item.id,
    icon: kindIcons[item.kind],
    href: maker.hrefOf(item.id, lesson),
    title: maker.text(item.title),
    details: [nameOfKind(item.kind, localize), countParts(item, localize), nameLanguages(item, maker)],
    summary: visit ? undefined : maker.text(item.summary),
    picture: item.poster,
    base: maker.base,
    length: item.duration ? formatLength(item.duration, localize.locale) : undefined,
    progress: share > 0 ? {share, text: localize.term('done', percent(share, localize))} : undefined,
    open: () => maker.choose(item, lesson),
  };
}

function countParts({kind, parts}: CampusItem, localize: LocalizeController<CatalogTerms>): string {
  if (!parts || parts < 2) return '';
  const term = kind === 'podcast' ? 'episodes' : kind === 'guide' ? 'steps' : 'lessons';
  return kind === 'product' || kind === 'book' ? '' : localize.term(term, parts, localize.number(parts));
}

/** Said only when the item does not speak the reader's language. */
function nameLanguages({languages}: CampusItem, maker: CardMaker): string {
  const wanted = maker.languages.slice(0, 1);
  if (!languages || languages.length === 0 || matchLanguage(languages, wanted)) return '';
  const {localize} = maker;
  const names = languages.map((one) => nameOfLanguage(one, localize.language));
  return localize.term('onlyIn', new Intl.ListFormat(localize.locale).format(names));
}

function percent(share: number, localize: LocalizeController<CatalogTerms>): string {
  return localize.number(Math.min(1, share), {style: 'percent'});
}
