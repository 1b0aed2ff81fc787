// Chromium first: the same rules, in script that is the same in all engines; portfolio-element.test.ts tries what is shown.
import {expect} from '@open-wc/testing';
import type {Campaign} from '@uggla/protocol';
import {activeCampaigns, boundsOf, nextChange, pricedBy, putForward} from './campaigns.js';

const campaign = (id: string, more: Partial<Campaign> = {}): Campaign => ({id, title: id, products: [], ...more});
const at = (text: string) => Date.parse(text);

describe('boundsOf', () => {
  it('reads dates on the clock of the campaign’s time zone', () => {
    const autumn = {from: '2026-10-01T00:00:00', until: '2026-12-31T23:59:59', timezone: 'Europe/Madrid'};
    expect(boundsOf(autumn).from).to.equal(at('2026-09-30T22:00:00Z')); // summer time
    expect(boundsOf(autumn).until).to.equal(at('2026-12-31T22:59:59Z')); // winter time
  });

  it('takes a date alone for the whole day, the last included', () => {
    const day = boundsOf({from: '2026-11-27', until: '2026-11-27', timezone: 'America/New_York'});
    expect(day.from).to.equal(at('2026-11-27T05:00:00Z'));
    expect(day.until).to.equal(at('2026-11-28T05:00:00Z'));
  });

  it('lets an offset in the time win over the time zone', () => {
    expect(boundsOf({from: '2026-11-27T10:00:00+02:00', timezone: 'Asia/Tokyo'}).from).to.equal(
      at('2026-11-27T08:00:00Z'),
    );
    expect(boundsOf({from: '2026-11-27T10:00:00Z'}).from).to.equal(at('2026-11-27T10:00:00Z'));
  });

  it('holds on the day that summer time begins', () => {
    const spring = {timezone: 'Europe/Madrid'}; // 02:00 became 03:00 on 2026-03-29
    expect(boundsOf({...spring, from: '2026-03-29T01:30:00'}).from).to.equal(at('2026-03-29T00:30:00Z'));
    expect(boundsOf({...spring, from: '2026-03-29T03:30:00'}).from).to.equal(at('2026-03-29T01:30:00Z'));
  });

  it('has no end when none is named', () => {
    expect(boundsOf({})).to.deep.equal({from: -Infinity, until: Infinity});
  });

  it('never begins with a date or a time zone that is none', () => {
    for (const flawed of [
      {from: 'soon'},
      {from: '2026-13-01'},
      {from: '2026-02-30'},
      {from: '2026-01-01', timezone: 'Mars/Olympus'},
    ]) {
      expect(activeCampaigns([campaign('a', flawed)], at('2030-01-01')), JSON.stringify(flawed)).to.deep.equal([]);
    }
    expect(activeCampaigns([campaign('a', {until: 'later'})], at('2030-01-01'))).to.deep.equal([]);
  });
});

describe('activeCampaigns', () => {
  const campaigns = [
    campaign('past', {until: '2026-01-01'}),
    campaign('light', {from: '2026-01-01', timezone: 'UTC'}),
    campaign('future', {from: '2027-01-01'}),
    campaign('weighty', {priority: 10}),
  ];

  it('shows those that are on, the weightiest first', () => {
    expect(activeCampaigns(campaigns, at('2026-06-01')).map(({id}) => id)).to.deep.equal(['weighty', 'light']);
  });

  it('is on at its first instant and over at its last', () => {
    const [one] = [campaign('a', {from: '2026-05-01T10:00:00Z', until: '2026-05-01T11:00:00Z'})];
    const isOn = (text: string) => activeCampaigns([one], at(text)).length === 1;
    expect(isOn('2026-05-01T09:59:59Z')).to.equal(false);
    expect(isOn('2026-05-01T10:00:00Z')).to.equal(true);
    expect(isOn('2026-05-01T10:59:59Z')).to.equal(true);
    expect(isOn('2026-05-01T11:00:00Z')).to.equal(false);
  });
});

describe('nextChange', () => {
  it('tells when something will next begin or end', () => {
    const campaigns = [
      campaign('a', {from: '2026-05-01T10:00:00Z', until: '2026-05-02T10:00:00Z'}),
      campaign('b', {until: 'never'}),
    ];
    expect(nextChange(campaigns, at('2026-04-01'))).to.equal(at('2026-05-01T10:00:00Z'));
    expect(nextChange(campaigns, at('2026-05-01T10:00:00Z'))).to.equal(at('2026-05-02T10:00:00Z'));
    expect(nextChange(campaigns, at('2026-06-01'))).to.equal(undefined);
  });
});

describe('putForward', () => {
  it('puts the campaigns’ products in front and leaves the rest as it was', () => {
    const products = ['a', 'b', 'c', 'd'].map((id) => ({id}));
    const order = putForward(products, [
      campaign('x', {products: ['d', 'gone']}),
      campaign('y', {products: ['b', 'd']}),
    ]);
    expect(order.map(({id}) => id)).to.deep.equal(['d', 'b', 'a', 'c']);
    expect(products[0]!.id).to.equal('a');
  });
});

describe('pricedBy', () => {
  const chair = {id: 'silla', title: 'Silla', price: {amount: 389, currency: 'EUR'}};

  it('gives a product the price of the weightiest campaign that has one for it', () => {
    const campaigns = [
      campaign('none'),
      campaign('other', {prices: {mesa: 1}}),
      campaign('own', {prices: {silla: 299}}),
    ];
    expect(pricedBy(chair, campaigns).price).to.deep.equal({amount: 299, currency: 'EUR'});
    expect(pricedBy(chair, [campaign('first', {prices: {silla: 0}}), ...campaigns]).price?.amount).to.equal(0);
  });

  it('leaves a product that no campaign has a price for, and one without a price, as it is', () => {
    expect(pricedBy(chair, [campaign('a', {prices: {mesa: 1}}), campaign('b')])).to.equal(chair);
    const free = {id: 'toString', title: 'X', price: chair.price};
    expect(pricedBy(free, [campaign('a', {prices: {}})])).to.equal(free);
    const silent = {id: 'silla', title: 'X'};
    expect(pricedBy(silent, [campaign('a', {prices: {silla: 1}})])).to.equal(silent);
  });
});
