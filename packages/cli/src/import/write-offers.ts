import {mkdir, readdir, readFile, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {given} from '@uggla/protocol';
import {stringify} from 'yaml';
import {slug} from '../authored/names.js';
import {readYaml} from '../authored/yaml.js';
import {isMissing, writeWhole} from '../files.js';
import type {Problems} from '../problems.js';
import {mark, writeMarked} from './marked-text.js';
import type {Interval} from './offers.js';
import type {ImportedProduct} from './to-products.js';

/** What an imported campaign says of itself: a feed has no words for it. */
const words = {
  es: 'Oferta',
  en: 'Offer',
  ca: 'Oferta',
  eu: 'Eskaintza',
  gl: 'Oferta',
  fr: 'Promotion',
  pt: 'Promoção',
  de: 'Angebot',
  it: 'Offerta',
  ar: 'عرض',
};

/** A campaign's offers: id of a product → its price. */
interface Offers extends Interval {
  prices: Record<string, number>;
}

/** What became of the campaigns. */
export interface OfferCounts {
  written: number;
  same: number;
  kept: number;
  /** Those of an earlier import that nothing is left of. */
  removed: number;
}

/**
 * Writes `campaigns/offers-*.yml`: one for all offers of the same time. What an earlier import wrote of products that are in
 * this one again is written anew, or taken away where they have no offer any more; what somebody keeps by hand stays.
 */
export async function writeOffers(
  root: string,
  products: readonly ImportedProduct[],
  problems: Problems,
): Promise<OfferCounts> {
  const folder = join(root, 'campaigns');
  const counts: OfferCounts = {written: 0, same: 0, kept: 0, removed: 0};
  const campaigns = await readEarlier(folder, new Set(products.map(({id}) => id)), problems);
  for (const {id, fields, offer} of products) {
    if (!offer || fields['draft'] === true) continue;
    const {amount, ...interval} = offer;
    const name = nameOf(interval);
    campaigns.set(name, {...interval, prices: {...campaigns.get(name)?.prices, [id]: amount}});
  }
  for (const [name, {prices, ...interval}] of campaigns) {
    const path = join(folder, name);
    const ids = Object.keys(prices).sort();
    if (ids.length === 0) {
      await rm(path);
      counts.removed += 1;
      continue;
    }
    const sorted = Object.fromEntries(ids.map((id) => [id, prices[id]]));
    const text = `${mark}\n${stringify({title: words, badge: words, ...interval, products: ids, prices: sorted}, {lineWidth: 0, aliasDuplicateObjects: false})}`;
    await mkdir(folder, {recursive: true});
    counts[
      await writeMarked(path, text, writeWhole, {
        problems,
        code: 'campaign-kept',
        what: 'this campaign',
        file: `campaigns/${name}`,
      })
    ] += 1;
  }
  return counts;
}

/** The same time has the same name in every import. */
function nameOf({from, until}: Interval): string {
  if (from === undefined || until === undefined) return 'offers-always.yml';
  return `${slug(`offers-${from}-until-${until}`.replaceAll('+', 'p'))}.yml`;
}

/** Campaigns that an import wrote, without the products that are in the present one. What cannot be read is told, and stays. */
async function readEarlier(
  folder: string,
  present: ReadonlySet<string>,
  problems: Problems,
): Promise<Map<string, Offers>> {
  const earlier = new Map<string, Offers>();
  const names = await readdir(folder).catch((caught: unknown) => {
    if (isMissing(caught)) return [];
    throw caught;
  });
  for (const name of names.filter((one) => /^offers-.*\.yml$/.test(one)).sort()) {
    const text = await readFile(join(folder, name), 'utf8');
    if (!text.includes(mark)) continue;
    const {value, good} = readYaml(text, `campaigns/${name}`, problems);
    if (!good) continue;
    const {from, until, timezone, prices} = value as Partial<Offers>;
    const left = Object.entries(prices ?? {}).filter(([id]) => !present.has(id));
    earlier.set(name, {
      ...given({from, until, timezone}),
      prices: Object.fromEntries(left),
    });
  }
  return earlier;
}
