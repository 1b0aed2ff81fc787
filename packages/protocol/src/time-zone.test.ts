import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {lockOf, opensAt} from './progress.js';
import {calendarOf, isTimeZone} from './time-zone.js';
import type {Course, Unlock} from './types.js';

const plus = (zone: string, from: string, duration: string) =>
  calendarOf(zone).add(new Date(from), duration).toISOString();

describe('calendarOf: add', () => {
  const table: [zone: string, from: string, duration: string, to: string, why: string][] = [
    [
      'Europe/Madrid',
      '2026-03-15T08:30:00Z',
      'P1M',
      '2026-04-15T07:30:00.000Z',
      'half past nine stays so when summer time begins',
    ],
    ['Europe/Madrid', '2026-10-10T07:30:00Z', 'P1M', '2026-11-10T08:30:00.000Z', 'and when it ends'],
    ['Europe/Madrid', '2026-03-28T08:00:00Z', 'P1D', '2026-03-29T07:00:00.000Z', 'a day of 23 hours'],
    ['Europe/Madrid', '2026-03-28T08:00:00Z', 'PT24H', '2026-03-29T08:00:00.000Z', '24 hours are 24 hours'],
    [
      'Europe/Madrid',
      '2026-03-28T01:30:00Z',
      'P1D',
      '2026-03-29T01:00:00.000Z',
      'half past two is left out: when it ends, not before',
    ],
    [
      'Europe/Madrid',
      '2026-10-24T00:30:00Z',
      'P1D',
      '2026-10-25T00:30:00.000Z',
      'half past two comes twice: the first',
    ],
    ['America/New_York', '2026-02-08T07:30:00Z', 'P4W', '2026-03-08T07:00:00.000Z', 'left out over there'],
    ['Australia/Lord_Howe', '2026-10-02T15:45:00Z', 'P1D', '2026-10-03T15:30:00.000Z', 'half an hour of summer time'],
    [
      'Asia/Kathmandu',
      '2026-01-31T18:20:00Z',
      'P1M',
      '2026-02-28T18:20:00.000Z',
      'the 1st of February there is the 1st of March',
    ],
    [
      'Pacific/Kiritimati',
      '2026-01-30T10:30:00Z',
      'P1M',
      '2026-02-27T10:30:00.000Z',
      'the 31st there, a day before here',
    ],
    ['Pacific/Pago_Pago', '2026-01-31T10:30:00Z', 'P1M', '2026-03-01T10:30:00.000Z', 'the 30th there'],
    ['Europe/Madrid', '2028-01-31T09:00:00Z', 'P1M', '2028-02-29T09:00:00.000Z', 'a leap year'],
    ['Europe/Madrid', '2028-02-29T09:00:00Z', 'P1Y', '2029-02-28T09:00:00.000Z', 'a year after a leap day'],
    ['Europe/Madrid', '2028-02-29T09:00:00Z', 'P4Y', '2032-02-29T09:00:00.000Z', 'the next leap day'],
    [
      'Pacific/Apia',
      '2011-12-30T09:00:00Z',
      'P1D',
      '2011-12-30T10:00:00.000Z',
      'a whole day that Samoa left out: the first moment after it',
    ],
    ['Africa/Cairo', '2026-04-22T22:15:00Z', 'P1D', '2026-04-23T22:00:00.000Z', 'midnight is left out'],
    ['UTC', '2026-03-28T08:00:00Z', 'P1M', '2026-04-28T08:00:00.000Z', 'plainly'],
    ['Nowhere/Land', '2026-03-28T08:00:00Z', 'P1M', '2026-04-28T08:00:00.000Z', 'a zone that is none is UTC'],
    ['Europe/Madrid', '2026-03-28T08:00:00Z', 'P999999Y', '+275760-09-13T00:00:00.000Z', 'never'],
  ];
  for (const [zone, from, duration, to, why] of table)
    it(`${zone}: ${from} + ${duration}: ${why}`, () => assert.equal(plus(zone, from, duration), to));
});

describe('calendarOf: parse', () => {
  it('takes a date without an offset for theirs', () => {
    const at = (zone: string, text: string) => calendarOf(zone).parse(text)?.toISOString();
    assert.equal(at('Europe/Madrid', '2026-10-01'), '2026-09-30T22:00:00.000Z');
    assert.equal(at('Europe/Madrid', '2026-12-01T09:00'), '2026-12-01T08:00:00.000Z');
    assert.equal(at('America/Los_Angeles', '2026-10-01 09:00'), '2026-10-01T16:00:00.000Z');
    assert.equal(at('America/Los_Angeles', '2026-10-01T09:00Z'), '2026-10-01T09:00:00.000Z');
    assert.equal(at('America/Los_Angeles', '2026-10-01T09:00+02:00'), '2026-10-01T07:00:00.000Z');
    assert.equal(at('America/Los_Angeles', '2026-02-30'), undefined);
  });
});

describe('isTimeZone', () => {
  it('knows names of zones from other words', () => {
    assert.deepEqual(['Europe/Madrid', 'UTC', 'Asia/Kolkata', 'Nowhere/Land', '', 'x'.repeat(100)].map(isTimeZone), [
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});

describe('a year of drip', () => {
  const zones = [
    'Europe/Madrid',
    'America/New_York',
    'America/Sao_Paulo',
    'Asia/Kathmandu',
    'Australia/Lord_Howe',
    'Pacific/Kiritimati',
  ];
  const months = Array.from({length: 12}, (_, at) => `m${at}`);
  const course: Course = {
    id: 'https://acme.example/c',
    version: '1',
    languages: ['es'],
    title: 'C',
    items: months.map((id, at) => ({
      id,
      kind: 'block',
      title: id,
      unlock: {at: at === 0 ? 'P0D' : `P${at}M`} as Unlock,
      items: [],
    })),
  };
  for (const zone of zones) {
    it(`opens each month once, on the day of the month it began on, in ${zone}`, () => {
      const enrolled = '2027-08-31T03:30:00.000Z'; // over the 29th of February 2028, and every change of the clock
      const calendar = calendarOf(zone);
      const local = (date: Date) => date.toLocaleString('sv-SE', {timeZone: zone});
      const first = local(new Date(enrolled));
      const opened = months.map((id) => opensAt(course, id, enrolled, calendar)!);
      for (const [at, date] of opened.entries()) {
        assert.equal(
          lockOf(
            course,
            months[at]!,
            {version: '1', enrolled, lessons: {}},
            {now: new Date(date.getTime() - 1), calendar},
          )?.kind,
          'at',
        );
        assert.equal(
          lockOf(course, months[at]!, {version: '1', enrolled, lessons: {}}, {now: date, calendar}),
          undefined,
        );
        const lastDay = new Date(Date.UTC(2027, 7 + at + 1, 0)).getUTCDate();
        assert.equal(
          local(date).slice(8),
          `${String(Math.min(Number(first.slice(8, 10)), lastDay)).padStart(2, '0')} ${first.slice(11)}`,
          `${months[at]} ${local(date)}`,
        );
      }
      assert.deepEqual(
        opened,
        [...opened].sort((one, other) => one.getTime() - other.getTime()),
      );
      assert.equal(local(opened[6]!).slice(0, 10), '2028-02-29');
    });
  }
});
