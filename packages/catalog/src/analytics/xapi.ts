/**
 * What is done in a campus or a portfolio, as xAPI statements.
 *
 * @module
 */
import {newId, toLanguageMap, verbs, type Actor, type Statement, type Verb} from '@uggla/protocol';
import {watchCatalog, type CatalogMoment, type WatchedCatalog} from './watch-catalog.js';

/** What a page says of who looks at what. */
export interface CatalogXapiOptions {
  /** Who looks. */
  readonly actor: Actor;
  /** IRI of the campus or portfolio; by default its file's `id`, else the address of the page. An item's is this, `/`, and its id. */
  readonly catalog?: string;
  /** Language of the statements; the element's, else the page's, when not given. */
  readonly language?: string;
  /** Id of the launch (UUID). */
  readonly registration?: string;
}

/** Those that ADL and Activity Streams have. A card that was merely seen is nothing that a person did. */
const VERBS: Partial<Record<CatalogMoment['type'], Verb>> = {
  open: verbs.experienced,
  action: {id: 'http://adlnet.gov/expapi/verbs/interacted', display: {en: 'interacted', es: 'interactuó'}},
  lead: {id: 'http://activitystrea.ms/schema/1.0/submit', display: {en: 'submitted', es: 'envió'}},
  share: {id: 'http://adlnet.gov/expapi/verbs/shared', display: {en: 'shared', es: 'compartió'}},
};

/**
 * Hands `send` a statement for each item that is opened (`experienced`), each action that is chosen (`interacted`), each form that
 * is sent (`submitted`) and each link that is taken along (`shared`), until the function that it returns is called. Nothing of what
 * a person wrote is in it. Where they go is the page's choice: nothing is sent by this.
 *
 * @example
 * ```ts
 * const stop = trackCatalogXapi(portfolio, (statement) => lrs.send(statement), {actor: {mbox: 'mailto:ana@acme.example'}});
 * ```
 */
export function trackCatalogXapi(
  catalog: WatchedCatalog,
  send: (statement: Statement) => void,
  {actor, catalog: named, language: wanted, registration}: CatalogXapiOptions,
): () => void {
  return watchCatalog(catalog, ({type, item, title, label}) => {
    const verb = VERBS[type];
    if (!verb) return;
    const language = wanted ?? (catalog.closest<HTMLElement>('[lang]')?.lang || navigator.language);
    const whole = named ?? idOf(catalog) ?? location.origin + location.pathname;
    send({
      id: newId(),
      actor,
      verb,
      object: {
        objectType: 'Activity',
        id: `${whole.replace(/\/+$/, '')}/${encodeURIComponent(item)}`,
        definition: {name: toLanguageMap(title, language)},
      },
      ...(label === '' ? {} : {result: {response: label}}),
      context: {
        ...(registration === undefined ? {} : {registration}),
        language,
        contextActivities: {grouping: [{id: whole}]},
      },
      timestamp: new Date().toISOString(),
    });
  });
}

/** As the loaded file has it, where that is an IRI. */
function idOf(catalog: WatchedCatalog): string | undefined {
  const {campus, portfolio} = catalog as {campus?: {id: string} | undefined; portfolio?: {id: string} | undefined};
  const id = (campus ?? portfolio)?.id;
  return id !== undefined && URL.canParse(id) ? id : undefined;
}
