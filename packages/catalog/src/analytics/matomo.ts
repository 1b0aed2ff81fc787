/**
 * What is met and done in a campus or a portfolio, for Matomo.
 *
 * @module
 */
import {tellMatomo, type MatomoQueue, type MatomoTarget} from '@uggla/core/trackers.js';
import {watchCatalog, type CatalogMoment, type CatalogWatchOptions, type WatchedCatalog} from './watch-catalog.js';

export type {MatomoQueue};

/**
 * Hands Matomo's content tracking (`trackContentImpression`, `trackContentInteraction`) and, of actions, leads and what is shared, its events (category
 * `Catalog`) to the page's own queue, until the function that it returns is called.
 *
 * @param target - The queue; better a function that returns it, since Matomo's script puts another in its place.
 * @example
 * ```ts
 * const stop = trackCatalogMatomo(portfolio, () => window._paq);
 * ```
 */
export function trackCatalogMatomo(
  catalog: WatchedCatalog,
  target: MatomoTarget,
  options: CatalogWatchOptions = {},
): () => void {
  const tell = ({type, item, title, label}: CatalogMoment): void => {
    if (type === 'impression') tellMatomo(target, 'trackContentImpression', title, item, '');
    else if (type === 'open') tellMatomo(target, 'trackContentInteraction', 'open', title, item, '');
    else tellMatomo(target, 'trackEvent', 'Catalog', type, label ? `${title}: ${label}` : title);
  };
  return watchCatalog(catalog, tell, options);
}
