// Chromium first: the same rules, in script that is the same in all engines; portfolio-element.test.ts tries what is shown.
import {expect} from '@open-wc/testing';
import type {Campaign} from '@uggla/protocol';
import {
  activeCampaigns,
  boundsOf,
  nextChange,
  pricedBy,
  pricesOverTime,
  putForward,
} from '@uggla/protocol/campaigns.js';

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
    expect(pricedBy(chair, campaigns).price).to.deep.equal({amount: 299, currency: 'EUR', former: 389});
    expect(pricedBy(chair, [campaign('first', {prices: {silla: 0}}), ...campaigns]).price?.amount).to.equal(0);
  });

  it('leaves a product that no campaign has a price for, and one without a price, as it is', () => {
    expect(pricedBy(chair, [campaign('a', {prices: {mesa: 1}}), campaign('b')])).to.equal(chair);
    const free = {id: 'toString', title: 'X', price: chair.price};
    expect(pricedBy(free, [campaign('a', {prices: {}})])).to.equal(free);
    const silent = {id: 'silla', title: 'X'};
    expect(pricedBy(silent, [campaign('a', {prices: {silla: 1}})])).to.equal(silent);
  });

  it('tells what a product cost before only where that was more', () => {
    for (const amount of [389, 400])
      expect(pricedBy(chair, [campaign('a', {prices: {silla: amount}})]).price).to.deep.equal({
        amount,
        currency: 'EUR',
      });
  });
});

describe('pricesOverTime', () => {
  const chair = {id: 'silla', title: 'Silla', price: {amount: 389, currency: 'EUR'}};
  const told = (...campaigns: Campaign[]) =>
    pricesOverTime(chair, campaigns).map(({from, until, price, campaign: of}) => [
      ...[from, until].map((time) =>
        Number.isFinite(time) ? new Date(time).toISOString().slice(0, 13) : String(time),
      ),
      price.amount,
      of?.id,
    ]);

  it('is one price for ever where no campaign has one', () => {
    expect(told(campaign('a', {prices: {mesa: 1}}), campaign('b', {from: '2026-01-01'}))).to.deep.equal([
      ['-Infinity', 'Infinity', 389, undefined],
    ]);
    expect(pricesOverTime({id: 'silla', title: 'X'}, [campaign('a', {prices: {silla: 1}})])).to.deep.equal([]);
  });

  it('changes when a campaign begins and ends, by its clock, the weightiest first', () => {
    const autumn = campaign('autumn', {
      from: '2026-10-01',
      until: '2026-12-31',
      timezone: 'Europe/Madrid',
      prices: {silla: 299},
    });
    const friday = campaign('friday', {
      from: '2026-11-27T00:00Z',
      until: '2026-11-28T00:00Z',
      priority: 1,
      prices: {silla: 199},
    });
    const never = campaign('never', {from: 'soon', until: '2026-11-01', prices: {silla: 1}});
    expect(told(autumn, never, friday)).to.deep.equal([
      ['-Infinity', '2026-09-30T22', 389, undefined],
      ['2026-09-30T22', '2026-11-27T00', 299, 'autumn'],
      ['2026-11-27T00', '2026-11-28T00', 199, 'friday'],
      ['2026-11-28T00', '2026-12-31T23', 299, 'autumn'],
      ['2026-12-31T23', 'Infinity', 389, undefined],
    ]);
  });
});
