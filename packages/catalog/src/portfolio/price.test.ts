import {expect} from '@open-wc/testing';
import {LocalizeController} from '@uggla/core/localize.js';
import {en} from '../locales/en.js';
import {es} from '../locales/es.js';
import {UgglaPortfolio} from './portfolio-element.js';
import '../define.js';
import {formatPrice} from './price.js';

/** A price as it is read in a page of that language; blanks of all kinds are one. */
function read(language: string, amount: number, currency: string): string {
  const host = new UgglaPortfolio();
  host.lang = language;
  const localize = new LocalizeController(host, {en, es});
  return formatPrice({id: 'x', title: 'X', price: {amount, currency}}, localize).replace(/[\s\u200e\u200f]/g, ' ');
}

describe('a price', () => {
  const prices: readonly (readonly [language: string, amount: number, currency: string, shown: string])[] = [
    ['es', 749, 'EUR', '749 €'],
    ['es', 749.5, 'EUR', '749,50 €'],
    ['es', 1389.5, 'EUR', '1389,50 €'],
    ['es', 12389, 'EUR', '12.389 €'],
    ['es-MX', 12389.9, 'MXN', '$12,389.90'],
    ['es-MX', 749, 'EUR', 'EUR 749'],
    ['en', 1389.5, 'EUR', '€1,389.50'],
    ['en-GB', 20, 'GBP', '£20'],
    ['en-US', 0.1, 'USD', '$0.10'],
    ['en', 1200, 'JPY', '¥1,200'],
    ['en', 0, 'EUR', '€0'],
    ['en', -5, 'EUR', '-€5'],
    ['es', 1e9, 'EUR', '1.000.000.000 €'],
  ];
  for (const [language, amount, currency, shown] of prices) {
    it(`of ${amount} ${currency} is ${shown} in ${language}`, () => {
      expect(read(language, amount, currency)).to.equal(shown);
    });
  }

  it('in a language that has no words of ours is written as the words beside it', () => {
    expect(read('pt', 1389.5, 'EUR')).to.equal(read('en', 1389.5, 'EUR'));
  });

  it('has as many decimals as its currency, and never a half cent', () => {
    expect(read('en', 1.005, 'KWD')).to.equal('KWD 1.005');
    expect(read('en', 1.999, 'EUR')).to.equal('€2.00');
    expect(read('en', 99.5, 'JPY')).to.match(/^¥(99|100)$/);
  });

  it('of a currency that nobody knows is its number and its letters', () => {
    expect(read('en', 5, 'XQZ'))
      .to.contain('5')
      .and.contain('XQZ');
    for (const currency of ['€€€', '<b>', '  1', '..!'])
      expect(read('es', 1234.5, currency).trim(), currency).to.equal(`1234,5 ${currency}`.trim());
  });

  it('that is none shows nothing', () => {
    const localize = new LocalizeController(new UgglaPortfolio(), {en, es});
    expect(formatPrice({id: 'x', title: 'X'}, localize)).to.equal('');
  });
});
