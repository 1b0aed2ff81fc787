import {expect} from '@open-wc/testing';
import {pickText, type Portfolio, type Product, type Text} from '@uggla/protocol';
import {fieldsOf, keyOf, passagesOf, titleOfValue, valuesOf} from './portfolio-data.js';
import {formatPrice} from './price.js';

const spanish = (text: Text | undefined) => pickText(text, ['es']);
const portfolio: Portfolio = {
  id: 'p',
  languages: ['es', 'en'],
  total: 1,
  facets: [{id: 'use', title: {es: 'Uso'}, values: [{id: 'office', title: {es: 'Oficina', en: 'Office'}}]}],
  products: [],
};
const chair: Product = {
  id: 'silla',
  title: {es: 'Silla', en: 'Chair'},
  summary: {es: 'Cómoda.', en: 'Comfortable.'},
  category: {es: 'Sillas', en: 'Chairs'},
  brand: 'Acme',
  sku: 'AC-1',
  facets: {use: ['office', 'unknown'], colour: 'green'},
};

describe('fieldsOf', () => {
  it('has the category beside the facets, whatever the language', () => {
    expect(fieldsOf(chair)).to.deep.equal({category: 'Sillas', use: ['office', 'unknown'], colour: 'green'});
    expect(fieldsOf({id: 'x', title: 'X'})).to.deep.equal({});
  });

  it('lets a facet of that name win over the category', () => {
    expect(fieldsOf({...chair, facets: {category: 'own'}})['category']).to.equal('own');
  });
});

describe('keyOf', () => {
  it('is the first text of a map, or the text itself', () => {
    expect([keyOf({es: 'Sillas', en: 'Chairs'}), keyOf('Chairs'), keyOf(undefined), keyOf({})]).to.deep.equal([
      'Sillas',
      'Chairs',
      '',
      '',
    ]);
  });
});

describe('titleOfValue', () => {
  it('is the value’s title, or the value where it has none', () => {
    expect(titleOfValue(portfolio, 'use', 'office', spanish)).to.equal('Oficina');
    expect(titleOfValue(portfolio, 'use', 'unknown', spanish)).to.equal('unknown');
    expect(titleOfValue(portfolio, 'nothing', 'x', spanish)).to.equal('x');
  });
});

describe('valuesOf', () => {
  it('is a list, also of one or none', () => {
    expect(valuesOf(chair, 'use')).to.deep.equal(['office', 'unknown']);
    expect(valuesOf(chair, 'colour')).to.deep.equal(['green']);
    expect(valuesOf(chair, 'toString')).to.deep.equal([]);
  });
});

describe('passagesOf', () => {
  it('holds all that a product may be looked for by, in one language', () => {
    const [passage] = passagesOf(portfolio, [chair], spanish);
    expect(passage).to.include({item: 'silla', title: 'Silla', kind: 'product', url: '#/item/silla'});
    expect(passage!.text).to.equal('Cómoda. · Sillas · Acme · AC-1 · Oficina · unknown · green');
  });
});

describe('formatPrice', () => {
  const numbers = {
    number: (value: number, options?: Intl.NumberFormatOptions) => new Intl.NumberFormat('en', options).format(value),
  };
  const price = (amount: number, currency: string) =>
    formatPrice({id: 'x', title: 'X', price: {amount, currency}}, numbers);

  it('writes whole amounts without cents, others with', () => {
    expect(price(749, 'EUR')).to.equal('€749');
    expect(price(749.5, 'EUR')).to.equal('€749.50');
    expect(price(1200, 'JPY')).to.equal('¥1,200');
    expect(price(0, 'EUR')).to.equal('€0');
  });

  it('writes a currency that nobody knows as its letters, and nothing for no price', () => {
    expect(price(5, '???')).to.equal('5 ???');
    expect(formatPrice({id: 'x', title: 'X'}, numbers)).to.equal('');
  });
});
