/**
 * What is met and done in a campus or a portfolio, for Google Analytics 4.
 *
 * @module
 */
import {tellGa4, type Ga4Target} from '@uggla/core/trackers.js';
import {watchCatalog, type CatalogMoment, type CatalogWatchOptions, type WatchedCatalog} from './watch-catalog.js';

export type {Ga4Target};

/** Google's recommended events, where there is one. */
const EVENTS: Record<CatalogMoment['type'], string> = {
  impression: 'view_item_list',
  open: 'select_item',
  action: 'select_content',
  lead: 'generate_lead',
  share: 'share',
};

/**
 * Hands `view_item_list`, `select_item`, `select_content`, `generate_lead` and `share`, each with its item, to the page's own `gtag()` or
 * `dataLayer`, until the function that it returns is called. Google is not asked to load anything.
 *
 * @example
 * ```ts
 * const stop = trackCatalogGa4(portfolio, gtag);
 * ```
 */
export function trackCatalogGa4(
  catalog: WatchedCatalog,
  target: Ga4Target,
  options: CatalogWatchOptions = {},
): () => void {
  const tell = ({type, item, title, place, label}: CatalogMoment): void => {
    const one = {item_id: item, item_name: title, ...(place > 0 ? {index: place} : {})};
    const parameters = {
      item_list_id: catalog.id || catalog.localName,
      items: [one],
      ...(type === 'action' ? {content_type: label, content_id: item} : {}),
      ...(type === 'lead' ? {lead_source: label} : {}),
      ...(type === 'share' ? {method: label, content_type: 'product', item_id: item} : {}),
    };
    tellGa4(target, EVENTS[type], parameters);
  };
  return watchCatalog(catalog, tell, options);
}
