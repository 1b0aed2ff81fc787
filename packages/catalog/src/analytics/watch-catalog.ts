/**
 * What people meet and do in a campus or a portfolio.
 *
 * @module
 */
import {pickText} from '@uggla/protocol';
import type {ItemActionEvent, ItemOpenEvent, LeadEvent} from '../events.js';
import type {ItemShareEvent} from '../portfolio/link/share-event.js';

/** Something that was met or done. */
export interface CatalogMoment {
  /**
   * `impression`: a card was seen; `open`: it was opened; `action`: its call to action was chosen; `lead`: its form was sent;
   * `share`: its link was taken along.
   */
  readonly type: 'impression' | 'open' | 'action' | 'lead' | 'share';
  /** Id of the item or product. */
  readonly item: string;
  /** Its title as it was shown; its id where none was. */
  readonly title: string;
  /** Which of the cards it was, from 1 on; 0 where it was none. */
  readonly place: number;
  /** What the action says; how it was shared: `link` or `code`. */
  readonly label: string;
}

/** What {@link watchCatalog} takes beside the element. */
export interface CatalogWatchOptions {
  /** How long half of a card must be in view to count as seen; 1000 by default. */
  seenAfterMs?: number;
}

/** A `<uggla-campus>` or `<uggla-portfolio>`. */
export type WatchedCatalog = HTMLElement;

/**
 * Tells of each card that was seen (once, when half of it was in view for a second), of each item that was opened, and of actions,
 * leads and links that were taken along, until the function that it returns is called. It sends nothing, and nothing of what a person wrote is in it.
 *
 * @example
 * ```ts
 * const stop = watchCatalog(portfolio, (moment) => console.log(moment.type, moment.title));
 * ```
 */
export function watchCatalog(
  catalog: WatchedCatalog,
  tell: (moment: CatalogMoment) => void,
  {seenAfterMs = 1000}: CatalogWatchOptions = {},
): () => void {
  const stop = new AbortController();
  const {signal} = stop;
  const say = (type: CatalogMoment['type'], item: string, label = '') =>
    tell({type, item, label, ...shownAs(catalog, item)});
  catalog.addEventListener('uggla-item-open', (event) => say('open', (event as ItemOpenEvent).item), {signal});
  catalog.addEventListener(
    'uggla-action',
    (event) => {
      const {item, action} = event as ItemActionEvent;
      say('action', item, pickText(action.label, [catalog.lang]));
    },
    {signal},
  );
  catalog.addEventListener(
    'uggla-share',
    (event) => {
      const {item, method} = event as ItemShareEvent;
      say('share', item, method);
    },
    {signal},
  );
  const sent = new Set<string>(); // one that waited for a network is told of again
  catalog.addEventListener(
    'uggla-lead',
    (event) => {
      const {id, item, action} = (event as LeadEvent).lead;
      if (sent.has(id)) return;
      sent.add(id);
      say('lead', item, action);
    },
    {signal},
  );
  const end = watchCards(catalog, seenAfterMs, (item) => say('impression', item));
  signal.addEventListener('abort', end);
  return () => stop.abort();
}

/** Calls `seen` once for each item whose card was in view for so long. */
function watchCards(catalog: WatchedCatalog, seenAfterMs: number, seen: (item: string) => void): () => void {
  const known = new Set<string>();
  const waiting = new Map<Element, ReturnType<typeof setTimeout>>();
  const watched = new WeakSet<Element>();
  const inView = new IntersectionObserver(
    (entries) => {
      for (const {target, isIntersecting} of entries) {
        clearTimeout(waiting.get(target));
        waiting.delete(target);
        const {item = ''} = (target as HTMLElement).dataset;
        if (!isIntersecting || known.has(item)) continue;
        const count = () => {
          waiting.delete(target);
          inView.unobserve(target);
          if (known.has(item) || (target as HTMLElement).dataset['item'] !== item) return;
          known.add(item);
          seen(item);
        };
        waiting.set(target, setTimeout(count, seenAfterMs));
      }
    },
    {threshold: 0.5},
  );
  const look = () => {
    for (const card of catalog.shadowRoot?.querySelectorAll('a[data-item]') ?? []) {
      if (watched.has(card)) continue;
      watched.add(card);
      inView.observe(card);
    }
  };
  const changes = new MutationObserver(look);
  if (catalog.shadowRoot) changes.observe(catalog.shadowRoot, {childList: true, subtree: true});
  look();
  return () => {
    changes.disconnect();
    inView.disconnect();
    for (const timer of waiting.values()) clearTimeout(timer);
  };
}

function shownAs(catalog: WatchedCatalog, item: string): {title: string; place: number} {
  const card = catalog.shadowRoot?.querySelector(`a[data-item="${CSS.escape(item)}"]`);
  const cell = card?.closest('li');
  const title = (cell ?? card)?.querySelector('h3')?.textContent ?? openTitle(catalog);
  return {title: title?.trim() || item, place: Number(cell?.getAttribute('aria-posinset') ?? 0)};
}

/** The name of what is open. */
function openTitle(catalog: WatchedCatalog): string | null | undefined {
  return catalog.shadowRoot?.querySelector('[part~=item]')?.getAttribute('aria-label');
}
