import {expect} from '@open-wc/testing';
import type {Campaign} from '@uggla/protocol';
import {activeCampaigns, boundsOf, nextChange} from '@uggla/protocol/campaigns.js';

const utc = (instant: number) =>
  Number.isFinite(instant) ? new Date(instant).toISOString().replace('.000Z', 'Z') : String(instant);
const campaign = (more: Partial<Campaign>): Campaign => ({id: 'c', title: 'C', products: [], ...more});

/** What a marketer writes, where, and when it begins for all the world. */
const beginnings: readonly (readonly [what: string, from: string, timezone: string | undefined, begins: string])[] = [
  ['a winter day in Madrid', '2026-01-15', 'Europe/Madrid', '2026-01-14T23:00:00Z'],
  ['a summer day in Madrid', '2026-07-15', 'Europe/Madrid', '2026-07-14T22:00:00Z'],
  ['the day on which Madrid’s clocks go forward', '2026-03-29', 'Europe/Madrid', '2026-03-28T23:00:00Z'],
  ['the day after it', '2026-03-30', 'Europe/Madrid', '2026-03-29T22:00:00Z'],
  [
    'the hour that Madrid leaves out, as the hour after it',
    '2026-03-29T02:30',
    'Europe/Madrid',
    '2026-03-29T01:30:00Z',
  ],
  ['the last second before it', '2026-03-29T01:59:59', 'Europe/Madrid', '2026-03-29T00:59:59Z'],
  ['the first of the two hours that Madrid has twice', '2026-10-25T02:30', 'Europe/Madrid', '2026-10-25T00:30:00Z'],
  ['the hour after both', '2026-10-25T03:00', 'Europe/Madrid', '2026-10-25T02:00:00Z'],
  ['the hour that New York leaves out', '2026-03-08T02:30', 'America/New_York', '2026-03-08T07:30:00Z'],
  [
    'the first of the two hours that New York has twice',
    '2026-11-01T01:30',
    'America/New_York',
    '2026-11-01T05:30:00Z',
  ],
  ['a day that begins at one, since midnight is left out', '2026-09-06', 'America/Santiago', '2026-09-06T04:00:00Z'],
  ['the half hour of Lord Howe Island', '2026-10-04T02:15', 'Australia/Lord_Howe', '2026-10-03T15:45:00Z'],
  ['a zone of three quarters of an hour', '2026-05-01T00:00', 'Asia/Kathmandu', '2026-04-30T18:15:00Z'],
  ['the easternmost day', '2026-01-01', 'Pacific/Kiritimati', '2025-12-31T10:00:00Z'],
  ['the westernmost day', '2026-01-01', 'Pacific/Pago_Pago', '2026-01-01T11:00:00Z'],
  ['a leap day', '2028-02-29', 'UTC', '2028-02-29T00:00:00Z'],
  ['midnight at the end of a day', '2026-05-01T24:00', 'UTC', '2026-05-02T00:00:00Z'],
  ['a blank in place of the T', '2026-05-01 08:30', 'UTC', '2026-05-01T08:30:00Z'],
  ['parts of a second, which nobody waits for', '2026-05-01T08:30:15.999', 'UTC', '2026-05-01T08:30:15Z'],
  ['an offset, whatever the zone', '2026-05-01T08:30+05:30', 'America/Lima', '2026-05-01T03:00:00Z'],
  ['an offset without a colon', '2026-05-01T08:30-0800', undefined, '2026-05-01T16:30:00Z'],
];

describe('when a campaign begins', () => {
  for (const [what, from, timezone, begins] of beginnings) {
    it(`${what}: ${from}`, () => {
      expect(utc(boundsOf({from, ...(timezone ? {timezone} : {})}).from)).to.equal(begins);
    });
  }

  it('is by the visitor’s own clock where no zone is named', () => {
    const {from} = boundsOf({from: '2026-05-01T10:00:00'});
    expect(from).to.equal(new Date(2026, 4, 1, 10).getTime());
  });

  it('is never, for what is no date', () => {
    const wrong = [
      '',
      'tomorrow',
      '2026',
      '2026-05',
      '2026-00-10',
      '2026-04-31',
      '2027-02-29',
      '2026-05-01T25:00',
      '2026-05-01T10:60',
      '01/05/2026',
      '2026-05-01T10:00 CET',
      '20260501',
    ];
    for (const from of wrong) expect(boundsOf({from, timezone: 'UTC'}).from, from).to.equal(Infinity);
  });

  it('is never, in a zone that nobody knows', () => {
    for (const timezone of ['Mars/Olympus', 'Europe/Madird', '<b>', 'x'.repeat(500)]) {
      expect(boundsOf({from: '2026-05-01', timezone}).from, timezone.slice(0, 20)).to.equal(Infinity);
    }
  });
});

describe('when a campaign ends', () => {
  it('is when its last day is over, also where that day has 23 or 25 hours', () => {
    const lasts = (day: string) => {
      const {from, until} = boundsOf({from: day, until: day, timezone: 'Europe/Madrid'});
      return (until - from) / 3_600_000;
    };
    expect([lasts('2026-03-28'), lasts('2026-03-29'), lasts('2026-10-25')]).to.deep.equal([24, 23, 25]);
  });

  it('is at the named time, not after it', () => {
    const one = campaign({until: '2026-05-01T10:00', timezone: 'Europe/Madrid'});
    const isOn = (text: string) => activeCampaigns([one], Date.parse(text)).length === 1;
    expect([isOn('2026-05-01T07:59:59.999Z'), isOn('2026-05-01T08:00:00Z')]).to.deep.equal([true, false]);
  });

  it('is the last day of the year, over the year’s end', () => {
    expect(utc(boundsOf({until: '2026-12-31', timezone: 'UTC'}).until)).to.equal('2027-01-01T00:00:00Z');
  });

  it('may lie before it begins: then there is none', () => {
    const backwards = campaign({from: '2026-06-01', until: '2026-05-01', timezone: 'UTC'});
    for (const at of ['2026-04-01', '2026-05-15', '2026-07-01'])
      expect(activeCampaigns([backwards], Date.parse(at)), at).to.have.length(0);
  });

  it('that is no date has ended already', () => {
    expect(activeCampaigns([campaign({until: 'later', timezone: 'UTC'})], Date.parse('2026-05-01'))).to.have.length(0);
  });
});

describe('campaigns one after the other', () => {
  const days = [
    campaign({id: 'friday', from: '2026-11-27', until: '2026-11-27', timezone: 'Europe/Madrid'}),
    campaign({id: 'weekend', from: '2026-11-28', until: '2026-11-29', timezone: 'Europe/Madrid'}),
  ];
  const on = (text: string) => activeCampaigns(days, Date.parse(text)).map(({id}) => id);

  it('meet at midnight without a gap and without an overlap', () => {
    expect(on('2026-11-27T22:59:59.999Z')).to.deep.equal(['friday']);
    expect(on('2026-11-27T23:00:00Z')).to.deep.equal(['weekend']);
  });

  it('tell every change ahead, and then no more', () => {
    const changes: string[] = [];
    for (let at: number | undefined = Date.parse('2026-11-01'); (at = nextChange(days, at)) !== undefined;)
      changes.push(utc(at));
    expect(changes).to.deep.equal(['2026-11-26T23:00:00Z', '2026-11-27T23:00:00Z', '2026-11-29T23:00:00Z']);
  });

  it('of the same weight keep the order of the file; a weight below nothing comes last', () => {
    const all = [
      campaign({id: 'last', priority: -1}),
      campaign({id: 'a'}),
      campaign({id: 'b', priority: 0}),
      campaign({id: 'first', priority: 0.5}),
    ];
    expect(activeCampaigns(all, 0).map(({id}) => id)).to.deep.equal(['first', 'a', 'b', 'last']);
  });

  it('are looked at a thousand times without asking for the zone again', () => {
    const asked = Intl.DateTimeFormat;
    let count = 0;
    const counting = new Proxy(asked, {construct: (target, values) => ((count += 1), new target(...(values as [])))});
    Intl.DateTimeFormat = counting as typeof Intl.DateTimeFormat;
    try {
      const fresh = [campaign({from: '2026-02-01', until: '2026-03-01', timezone: 'Asia/Tokyo'})];
      for (let at = 0; at < 1000; at++) activeCampaigns(fresh, at);
    } finally {
      Intl.DateTimeFormat = asked;
    }
    expect(count).to.be.within(1, 8);
  });
});
