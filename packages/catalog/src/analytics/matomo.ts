/**
 * What is met and done in a campus or a portfolio, for Matomo.
 *
 * @module
 */
import {watchCatalog, type CatalogMoment, type CatalogWatchOptions, type WatchedCatalog} from './watch-catalog.js';

/** The page's `_paq`: a list until Matomo's script has come, and its own object after that. */
export interface MatomoQueue {
  push(command: unknown[]): unknown;
}

/**
 * Hands Matomo's content tracking (`trackContentImpression`, `trackContentInteraction`) and, of actions and leads, its events (category
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
  target: MatomoQueue | (() => MatomoQueue),
  options: CatalogWatchOptions = {},
): () => void {
  const tell = ({type, item, title, label}: CatalogMoment): void => {
    const queue = typeof target === 'function' ? target() : target;
    if (type === 'impression') queue.push(['trackContentImpression', title, item, '']);
    else if (type === 'open') queue.push(['trackContentInteraction', 'open', title, item, '']);
    else queue.push(['trackEvent', 'Catalog', type, label ? `${title}: ${label}` : title]);
  };
  return watchCatalog(catalog, tell, options);
}
