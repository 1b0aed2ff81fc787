import type {Find, FindOptions, Notion} from './open.js';
import type {Passage} from './passage.js';
import type {Postings} from './postings.js';
import {rootOf} from './words.js';

/** A word in the title only says what the whole lesson is about. */
const titleOnly = 0.6;
/** What the passages before and after say is half said here: an explanation runs on. */
const neighbour = 0.25;
/** What leans on its neighbour stays behind it. */
const runsOn = 0.9;
/** How much longer passages, which have more words by chance, count for less; beyond so many times the mean no more. */
const lengthShare = 0.2;
const longest = 2;
/** Another form of the same verb or noun that the stemmer does not bring together: `entrar`, `entras`. */
const rootFit = 0.8;

/** A shorter root is the beginning of too many words. */
const leastRoot = 4;

/** What is looked through: passages, and where their words stand. */
export interface Sought {
  passages: readonly Passage[];
  postings: Postings;
  language: string;
  /** Mean length of a passage, in characters. */
  mean: number;
}

/**
 * The passages that tell of the notions, best first. A notion counts once a passage, by the form that fits best, and by
 * how rare it is; short passages repeat few words, so that how often says little.
 */
export function find(
  {passages, postings, language, mean}: Sought,
  notions: readonly Notion[],
  {limit, least, allowed}: FindOptions,
): Find[] {
  const said = new Float64Array(passages.length);
  let whole = 0;
  for (const notion of notions) {
    const fits = fitsOf(notion, postings, language);
    const rarity = notion.weight * Math.log(1 + (passages.length - fits.size + 0.5) / (fits.size + 0.5));
    whole += rarity;
    for (const [id, fit] of fits) said[id]! += fit * rarity;
  }
  if (whole === 0) return [];
  const found: Find[] = [];
  const from = Math.max(least * whole, Number.MIN_VALUE);
  const scoreOf = (id: number) =>
    said[id]! / whole / (1 - lengthShare + lengthShare * Math.min(longest, passages[id]!.text.length / mean));
  for (let id = 0; id < said.length; id++) {
    if (said[id]! < from) continue; // most of them: nothing more is done for these
    const passage = passages[id]!;
    if (allowed && !allowed(passage)) continue;
    const own = scoreOf(id);
    const near = Math.max(
      isNext(passage, passages[id - 1]) ? scoreOf(id - 1) : 0,
      isNext(passage, passages[id + 1]) ? scoreOf(id + 1) : 0,
    );
    found.push({
      passage,
      score: Math.max(own, Math.min(own + neighbour * near, runsOn * near)),
      coverage: said[id]! / whole,
    });
  }
  return found.sort((one, other) => other.score - one.score).slice(0, limit);
}

/** How well each passage tells of a notion, 0 to 1; those that do not are left out. */
function fitsOf({forms}: Notion, postings: Postings, language: string): Map<number, number> {
  const fits = new Map<number, number>();
  const add = (form: string, fit: number) => {
    const places = postings.places(form);
    if (!places) return;
    for (const id of places.text) if (fit > (fits.get(id) ?? 0)) fits.set(id, fit);
    for (const id of places.title) if (fit * titleOnly > (fits.get(id) ?? 0)) fits.set(id, fit * titleOnly);
  };
  for (const [form, fit] of forms) {
    add(form, fit);
    const root = rootOf(form, language);
    if (root.length >= leastRoot)
      for (const other of postings.withRoot(root)) if (other !== form) add(other, fit * rootFit);
  }
  return fits;
}

function isNext(one: Passage, other: Passage | undefined): boolean {
  return other !== undefined && other.item === one.item && other.lesson === one.lesson && other.kind === one.kind;
}
