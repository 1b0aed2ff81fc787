/**
 * What is met and done in a campus or a portfolio, for Plausible.
 *
 * @module
 */
import type {PlausibleTarget} from '@uggla/core/trackers.js';
import {watchCatalog, type CatalogMoment, type CatalogWatchOptions, type WatchedCatalog} from './watch-catalog.js';

export type {PlausibleTarget};

const EVENTS: Record<CatalogMoment['type'], string> = {
  impression: 'Impression',
  open: 'Open',
  action: 'Action',
  lead: 'Lead',
  share: 'Share',
};

/**
 * Hands the events `Catalog: Impression`, `Catalog: Open`, `Catalog: Action`, `Catalog: Lead` and `Catalog: Share`, with the
 * properties `item` and `title`, of the last three `label` too, to the page's own `plausible()`, until the function that it returns is called. To have
 * seen a card is nothing the visitor did: it does not change the bounce rate.
 *
 * @param target - Better a function that looks `plausible` up at each event: its script puts another in the place of the page's.
 * @example
 * ```ts
 * const stop = trackCatalogPlausible(portfolio, (...event) => plausible(...event));
 * ```
 */
export function trackCatalogPlausible(
  catalog: WatchedCatalog,
  target: PlausibleTarget,
  options: CatalogWatchOptions = {},
): () => void {
  const tell = ({type, item, title, label}: CatalogMoment): void =>
    target(`Catalog: ${EVENTS[type]}`, {
      props: {item, title, ...(label && {label})},
      interactive: type !== 'impression',
    });
  return watchCatalog(catalog, tell, options);
}
