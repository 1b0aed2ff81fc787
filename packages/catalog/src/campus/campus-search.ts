import {matchLanguage} from '@uggla/protocol';
import type {SearchTask} from '../shared/search-controller.js';
import type {CardMaker} from './campus-cards.js';

/** What a search brings before filters cut it down: all that anybody could narrow. */
const MOST_HITS = 1000;

/** How results are shown: code that comes with the first search. */
export let results: typeof import('./campus-results.js') | undefined;

/** How the campus is searched for `words`: in its index of the reader's language, else in what its file says. */
export function campusTask(
  maker: CardMaker,
  words: string,
  urlOf: (address: string) => string | undefined,
): SearchTask {
  const {campus, languages} = maker;
  const files = campus.search ?? {};
  const language = matchLanguage(Object.keys(files), languages) ?? Object.keys(files)[0];
  const url = language === undefined ? undefined : urlOf(files[language]!);
  const spoken = language ?? maker.localize.language;
  const load = async () => {
    results ??= await import('./campus-results.js');
    return url ? results.loadSearchFile(url) : results.makeSearchFile(campus, spoken, (text) => maker.text(text));
  };
  return [words, url ?? `own:${spoken}`, load, {limit: MOST_HITS}];
}
