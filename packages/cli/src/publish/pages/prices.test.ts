import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {Campaign} from '@uggla/protocol';
import {pricesHtml} from './prices.js';
import {offerWords} from './offer-words.js';

const motor = {id: 'motor', title: 'Motor', price: {amount: 400, currency: 'EUR'}};
const offer = (more: Partial<Campaign>): Campaign => ({
  id: 'offer',
  title: 'Offer',
  products: [],
  prices: {motor: 299.9},
  ...more,
});

/** Its paragraphs; blanks of all kinds are one. */
const read = (campaigns: Campaign[], language = 'en', product: Parameters<typeof pricesHtml>[0] = motor) =>
  [...String(pricesHtml(product, campaigns, language)).matchAll(/<p class="(\w+)">(.*)<\/p>/g)].map(
    ([, name, text]) => `${name}: ${text!.replace(/[\s\u200e\u200f]/g, ' ')}`,
  );

describe('the price on a page that is only files', () => {
  it('is the usual one, and with its dates, on the clock of the campaign, what else it costs', () => {
    const madrid = {timezone: 'Europe/Madrid'};
    const told = (more: Partial<Campaign>) => read([offer(more)])[1];
    assert.deepEqual(read([offer({from: '2090-10-01', until: '2090-12-31', ...madrid})]), [
      'price: €400',
      'offer: October 1 – December 31, 2090 (Central European Time): €299.90 instead of €400',
    ]);
    assert.equal(
      told({from: '2020-10-01T00:00:00', until: '2090-12-31T23:59:59', ...madrid}),
      'offer: October 1, 2020 – December 31, 2090 (Central European Time): €299.90 instead of €400',
    );
    assert.equal(
      told({from: '2090-11-20T09:00+01:00', until: '2090-11-20T18:30+01:00'}),
      'offer: November 20, 2090, 9:00 AM – 6:30 PM (GMT+1): €299.90 instead of €400',
    );
    assert.equal(
      told({from: '2090-11-20T09:00Z'}),
      'offer: From November 20, 2090 at 9:00 AM (UTC): €299.90 instead of €400',
    );
    assert.equal(told({until: '2090-11-20'}), 'offer: Until November 20, 2090: €299.90 instead of €400');
    assert.equal(told({until: '2090-11-20', prices: {motor: 500}}), 'offer: Until November 20, 2090: €500');
  });

  it('is alone where it has no dates, and where an offer is over', () => {
    assert.deepEqual(read([]), ['price: €400']);
    assert.deepEqual(read([offer({until: '2020-01-01'})]), ['price: €400']);
    assert.deepEqual(read([offer({})]), ['price: Before: €400, now: €299.90']);
    assert.deepEqual(read([offer({from: '2020-01-01'})]), ['price: Before: €400, now: €299.90']);
    assert.deepEqual(read([], 'en', {id: 'regalo', title: 'Regalo'}), []);
  });

  it('is told in the ten languages', () => {
    for (const language of Object.keys(offerWords)) {
      const amount = (text: string) => text.replace(/[٠-٩٫٬.,\s\u200e\u200f]/g, '');
      const [price, then] = read([offer({from: '2090-10-01', until: '2090-12-31'})], language);
      assert.match(amount(price!), /400/, language);
      assert.match(amount(then!), /2090.*29990.*400|2090.*400.*29990/, language);
      assert.notEqual(read([offer({})], language)[0], language === 'en' ? '' : read([offer({})])[0], language);
    }
    assert.equal(Object.keys(offerWords).length, 10);
  });
});
