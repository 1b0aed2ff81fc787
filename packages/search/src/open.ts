import MiniSearch, {type SearchResult} from 'minisearch';
import {UgglaError} from '@uggla/protocol';
import {find, type Sought} from './find.js';
import {makeExcerpt, type ExcerptPart} from './excerpt.js';
import {miniSearchOptions} from './options.js';
import {readPostings} from './postings.js';
import type {Passage, PassageKind, SearchFile} from './passage.js';
import {loadWordRules, splitWords, wordForms} from './words.js';

/** Words of a query that are looked up, and the longest (letters): no question has more, an attack may. */
const MOST_WORDS = 50;
const LONGEST_WORD = 60;

/** A passage that was found. */
export interface Hit {
  passage: Passage;
  /** Higher is better; only comparable within one search. */
  score: number;
  /** Share (0 to 1) of the searched words that the passage has. */
  coverage: number;
  excerpt: ExcerptPart[];
}

/** What a search may be narrowed by. */
export interface SearchOptions {
  /** At most so many; 20 unless told. */
  limit?: number;
  kinds?: readonly PassageKind[];
  /** Ids of campus items. */
  items?: readonly string[];
  /** Which passages may be found at all. */
  allowed?: ((passage: Passage) => boolean) | undefined;
  /** Whole words only: no beginnings of words, no misspellings. For questions, which are sentences. */
  exact?: boolean;
}

/** A thing that is asked for, under all the forms that words for it may have: `silla`, and `asiento` a little less. */
export interface Notion {
  /** Form as indexed → how well it fits, 0 to 1. */
  forms: ReadonlyMap<string, number>;
  /** How much it says, 0 to 1: `hacer` says little. */
  weight: number;
}

/** How much of what was asked a passage must tell of (`least`, 0 to 1), how many are wanted, and which may be told at all. */
export interface FindOptions {
  limit: number;
  least: number;
  allowed?: ((passage: Passage) => boolean) | undefined;
}

/** A passage that tells of what was asked. */
export interface Find {
  passage: Passage;
  /** Only comparable within one index. */
  score: number;
  /** Share (0 to 1) of what was asked that it tells of; rare words count for more. */
  coverage: number;
}

/** An opened search file. */
export interface SearchIndex {
  readonly language: string;
  readonly passages: readonly Passage[];
  /** The passages that fit `text`, best first. Empty for a text of no words or of stop words alone. */
  search(text: string, options?: SearchOptions): Hit[];
  /** The passages that tell of these notions, best first: what answers are looked for with. */
  find(notions: readonly Notion[], options: FindOptions): Find[];
}

/**
 * Opens what `buildSearchFile` made.
 *
 * @throws {@link UgglaError} `search-invalid` when it is not such a file.
 */
export async function openSearch(file: SearchFile): Promise<SearchIndex> {
  if (file?.format !== 1 || !Array.isArray(file.passages) || typeof file.index !== 'object') {
    throw new UgglaError('search-invalid', 'This is no search file of Uggla, or one of another version', {
      cure: 'Publish the campus again with `uggla build`.',
    });
  }
  const rules = await loadWordRules(file.language);
  const index = open(file, miniSearchOptions(rules));
  let sought: Sought | undefined; // made for the first question: pages search, servers answer
  const formsOf = (word: string): string[] => wordForms(word, rules);

  const search = (text: string, options: SearchOptions = {}): Hit[] => {
    const words = splitWords(text)
      .filter((word) => word.length <= LONGEST_WORD)
      .slice(0, MOST_WORDS);
    const wanted = words.map(formsOf).filter((forms) => forms.length > 0);
    if (wanted.length === 0) return [];
    const {kinds, items, allowed} = options;
    const results = index.search(words.join(' '), {
      boost: {title: 2},
      combineWith: 'OR',
      prefix: (_term, at, terms) => !options.exact && at >= terms.length - 2,
      fuzzy: (term) => (!options.exact && term.length > 4 ? 0.2 : false),
      weights: {fuzzy: 0.3, prefix: 0.5},
      filter: ({id}) => {
        const passage = file.passages[id as number]!;
        return (
          (!kinds || kinds.includes(passage.kind)) &&
          (!items || items.includes(passage.item)) &&
          (!allowed || allowed(passage))
        );
      },
    });
    return results
      .map((result) => ({result, ...rate(result, wanted)}))
      .sort((a, b) => b.score - a.score)
      .slice(0, options.limit ?? 20)
      .map(({result, score, coverage}) => toHit(result, score, coverage, file.passages[result.id as number]!, formsOf));
  };
  return {
    language: file.language,
    passages: file.passages,
    search,
    find: (notions, options) => find((sought ??= prepare(file)), notions, options),
  };
}

function open(file: SearchFile, options: ReturnType<typeof miniSearchOptions>): MiniSearch {
  try {
    return MiniSearch.loadJS(
      file.index as Parameters<typeof MiniSearch.loadJS>[0],
      options as Parameters<typeof MiniSearch.loadJS>[1],
    );
  } catch (cause) {
    throw new UgglaError('search-invalid', 'The index of this search file cannot be read', {
      cause,
      cure: 'Publish the campus again with `uggla build`.',
    });
  }
}

function prepare(file: SearchFile): Sought {
  const {passages, language} = file;
  const mean = passages.reduce((sum, {text}) => sum + text.length, 0) / Math.max(1, passages.length);
  return {passages, language, mean, postings: readPostings(file)};
}

/** A passage that has more of the searched words goes first, however rare the others are. */
function rate(result: SearchResult, wanted: string[][]): {score: number; coverage: number} {
  const asked = new Set(result.queryTerms);
  const coverage = wanted.filter((forms) => forms.some((form) => asked.has(form))).length / wanted.length;
  return {score: result.score * coverage, coverage};
}

function toHit(
  result: SearchResult,
  score: number,
  coverage: number,
  passage: Passage,
  formsOf: (word: string) => string[],
): Hit {
  let excerpt: ExcerptPart[] | undefined; // takes longer than the search: made for who shows it
  return {
    passage,
    score,
    coverage,
    get excerpt() {
      const matched = new Set(result.terms);
      return (excerpt ??= makeExcerpt(passage.text, (word) => formsOf(word).some((form) => matched.has(form))));
    },
  };
}
