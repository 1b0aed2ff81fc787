import {expect} from '@open-wc/testing';
import {faultsOfLanguages, LANGUAGES, moreLanguages, waitUntil} from '@uggla/testing';
import {address, find, mount, publish} from '../testing/support.test.js';
import {compareEn as compare} from './compare-en.js';
import {en as catalog} from './en.js';
import {kioskEn as kiosk} from './kiosk-en.js';
import {layoutEn as layout} from './layout-en.js';
import {linkEn as link} from './link-en.js';
import {liveEn as live} from './live-en.js';
import {more} from './more.js';
import type {MoreTerms} from './more/terms.js';
import {ownEn as own} from './own-en.js';
import {productEn as product} from './product-en.js';
import {radioEn as radio} from './radio-en.js';

const ENGLISH: MoreTerms = {catalog, compare, kiosk, layout, link, live, own, product, radio};

/** Terms that are right although they are written as in English: language → part → names. */
const ALIKE: Readonly<Record<string, Partial<Record<keyof MoreTerms, readonly string[]>>>> = {
  ca: {compare: ['documents'], kiosk: ['pin'], product: ['documents']},
  de: {catalog: ['kindPodcast'], kiosk: ['pin'], link: ['address'], product: ['leadName']},
  fr: {catalog: ['kindPodcast', 'kindGuide'], compare: ['documents'], product: ['documents']},
  gl: {catalog: ['kindPodcast'], kiosk: ['pin']},
  it: {catalog: ['kindPodcast'], kiosk: ['pin'], link: ['address']},
  pt: {catalog: ['kindPodcast'], kiosk: ['pin']},
};

describe('the words of campus and portfolio', () => {
  it('are there in the ten languages that are promised', async () => {
    expect(['en', 'es', ...(await moreLanguages(more)).keys()].sort()).to.deep.equal(LANGUAGES);
  });

  it('are complete in each, in its own words, and say what they are given', async () => {
    expect((await faultsOfLanguages(more, ENGLISH, ALIKE)).join('\n')).to.equal('');
  });

  it('are those of the page around a portfolio, and of the product that it opens', async () => {
    const portfolio = await mount('uggla-portfolio', {src: address(await publish(), 'portfolio.json'), lang: 'eu'});
    const {catalog, product} = (await moreLanguages(more)).get('eu')!;
    await waitUntil(() => find(portfolio, '[part~=search]')?.getAttribute('placeholder') === catalog.searchProducts);
    portfolio.open('silla');
    await waitUntil(() => portfolio.shadowRoot!.textContent!.includes(product.documents));
    portfolio.remove();
  });
});
