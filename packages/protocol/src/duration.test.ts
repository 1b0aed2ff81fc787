import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {addDuration, durationSeconds, isDay, isDuration, parseDuration, parseMoment, toDuration} from './duration.js';

const plus = (from: string, duration: string) => addDuration(new Date(from), duration).toISOString();

describe('addDuration', () => {
  it('goes by the calendar', () => {
    const to = (duration: string) => plus('2026-01-31T10:00:00Z', duration);
    assert.equal(to('P30D'), '2026-03-02T10:00:00.000Z');
    assert.equal(to('P1M'), '2026-02-28T10:00:00.000Z');
    assert.equal(to('P1Y'), '2027-01-31T10:00:00.000Z');
    assert.equal(to('P2W'), '2026-02-14T10:00:00.000Z');
    assert.equal(to('PT36H30M'), '2026-02-01T22:30:00.000Z');
  });

  it('knows leap years, those of whole centuries too', () => {
    assert.equal(plus('2024-02-29T00:00:00Z', 'P1Y'), '2025-02-28T00:00:00.000Z');
    assert.equal(plus('2024-02-29T00:00:00Z', 'P4Y'), '2028-02-29T00:00:00.000Z');
    assert.equal(plus('2096-02-29T00:00:00Z', 'P4Y'), '2100-02-28T00:00:00.000Z');
    assert.equal(plus('2028-02-28T12:00:00Z', 'P1D'), '2028-02-29T12:00:00.000Z');
    assert.equal(plus('2027-02-28T12:00:00Z', 'P1D'), '2027-03-01T12:00:00.000Z');
  });

  it('turns the last of a month into the last of a shorter one, over a turn of the year too', () => {
    assert.equal(plus('2026-12-31T23:59:59Z', 'P2M'), '2027-02-28T23:59:59.000Z');
    assert.equal(plus('2026-08-31T00:00:00Z', 'P1M'), '2026-09-30T00:00:00.000Z');
    assert.equal(plus('2026-11-30T00:00:00Z', 'P3M'), '2027-02-28T00:00:00.000Z');
    assert.equal(plus('2027-11-30T00:00:00Z', 'P3M'), '2028-02-29T00:00:00.000Z');
  });

  it('adds years and months first, then days: a month and a day after the 30th of January is the 1st of March', () => {
    assert.equal(plus('2026-01-30T00:00:00Z', 'P1M1D'), '2026-03-01T00:00:00.000Z');
    assert.equal(plus('2026-01-01T00:00:00Z', 'P1Y2M3W4DT5H6M7.5S'), '2027-03-26T05:06:07.500Z');
  });

  it('takes no notice of summer time: a day is 24 hours wherever the clock of the machine is set', () => {
    const before = process.env['TZ'];
    for (const zone of ['UTC', 'Europe/Madrid', 'America/Santiago', 'Pacific/Apia']) {
      process.env['TZ'] = zone;
      assert.equal(plus('2026-03-28T12:00:00Z', 'P1D'), '2026-03-29T12:00:00.000Z', zone); // Madrid's clocks go forward
      assert.equal(plus('2026-10-24T23:30:00Z', 'P1D'), '2026-10-25T23:30:00.000Z', zone); // and back
      assert.equal(plus('2026-01-31T23:30:00Z', 'P1M'), '2026-02-28T23:30:00.000Z', zone);
    }
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
  });

  it('leaves the date that it is given as it was', () => {
    const date = new Date('2026-01-01T00:00:00Z');
    addDuration(date, 'P1Y');
    assert.equal(date.toISOString(), '2026-01-01T00:00:00.000Z');
  });

  it('ends at the last moment there is when more is added than a date can hold', () => {
    assert.equal(addDuration(new Date('2026-01-01T00:00:00Z'), 'P999999Y').getTime(), 8.64e15);
    assert.ok(Number.isNaN(addDuration(new Date('no date'), 'P1D').getTime()));
  });
});

describe('parseDuration', () => {
  it('reads each part', () => {
    assert.deepEqual(parseDuration('P1Y2M3W4DT5H6M7.25S'), {
      years: 1,
      months: 2,
      weeks: 3,
      days: 4,
      hours: 5,
      minutes: 6,
      seconds: 7.25,
    });
    assert.deepEqual(parseDuration('PT0S'), {years: 0, months: 0, weeks: 0, days: 0, hours: 0, minutes: 0, seconds: 0});
    assert.equal(parseDuration('P1M').months, 1);
    assert.equal(parseDuration('PT1M').minutes, 1);
  });

  const none = [
    '',
    'P',
    'PT',
    'P1DT',
    '30D',
    'P1.5Y',
    'P-1D',
    '-P1D',
    'P1D2Y',
    'PT1S1H',
    'P1H',
    'T1H',
    'p1d',
    ' P1D',
    'P1D ',
    'PT,5S',
    'PT.5S',
    'P١D',
    '2026-01-01',
    'P1D\nP1D',
  ];
  for (const text of none) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      assert.equal(isDuration(text), false);
      assert.throws(() => parseDuration(text), {code: 'duration-invalid', cure: /P30D/});
    });
  }

  it('is done with a hostile text at once', () => {
    assert.equal(isDuration(`P${'1'.repeat(200_000)}`), false);
  });
});

describe('durationSeconds', () => {
  it('counts a year as 365 days and a month as 30', () => {
    assert.equal(durationSeconds('PT1H10M'), 4200);
    assert.equal(durationSeconds('P1Y'), 365 * 86_400);
    assert.equal(durationSeconds('P1M1W1D'), 38 * 86_400);
    assert.equal(durationSeconds('PT0.5S'), 0.5);
  });
});

describe('toDuration', () => {
  it('writes seconds as a record store takes them: never a negative, an exponent or a word', () => {
    assert.equal(toDuration(61.239), 'PT61.24S');
    assert.equal(toDuration(0.004), 'PT0S');
    for (const nonsense of [-1, Number.NaN, Infinity, -Infinity]) assert.equal(toDuration(nonsense), 'PT0S');
    assert.equal(durationSeconds(toDuration(86_400)), 86_400);
  });
});

describe('parseMoment', () => {
  const iso = (text: string) => parseMoment(text)?.toISOString();

  it('takes a date for its start, and a time without an offset for one in UTC, on any machine', () => {
    const before = process.env['TZ'];
    for (const zone of ['UTC', 'Europe/Madrid', 'America/Bogota']) {
      process.env['TZ'] = zone;
      assert.equal(iso('2026-10-01'), '2026-10-01T00:00:00.000Z');
      assert.equal(iso('2026-10-01T09:00'), '2026-10-01T09:00:00.000Z');
      assert.equal(iso('2026-10-01 09:00:30'), '2026-10-01T09:00:30.000Z');
    }
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
  });

  it('goes by the offset, over midnight too', () => {
    assert.equal(iso('2026-10-01T09:00+02:00'), '2026-10-01T07:00:00.000Z');
    assert.equal(iso('2026-10-01T00:30:00+0200'), '2026-09-30T22:30:00.000Z');
    assert.equal(iso('2026-12-31T22:00:00-05:30'), '2027-01-01T03:30:00.000Z');
    assert.equal(iso('2026-10-01T09:00:00.000Z'), '2026-10-01T09:00:00.000Z');
    assert.equal(iso('2026-10-01T24:00Z'), '2026-10-02T00:00:00.000Z');
  });

  it('knows no day that the calendar has not', () => {
    assert.equal(iso('2028-02-29'), '2028-02-29T00:00:00.000Z');
    for (const text of [
      '2026-02-29',
      '2026-02-30',
      '2026-13-01',
      '2026-00-10',
      '2026-01-00',
      '2026-01-32',
      '2026-10-01T25:00',
      '2026-10-01T10:60',
    ])
      assert.equal(parseMoment(text), undefined, text);
  });

  it('takes nothing that browsers read in ways of their own', () => {
    for (const text of [
      '',
      'soon',
      '1 October 2026',
      '10/01/2026',
      '2026-1-1',
      '2026',
      '2026-10',
      '20261001',
      '2026-10-01T9:00',
      '2026-10-01Z',
      'P1D',
      '+002026-10-01',
    ])
      assert.equal(parseMoment(text), undefined, text);
  });
});

describe('isDay', () => {
  it('tells a whole day from a moment of it', () => {
    assert.deepEqual(['2026-10-01', '2026-10-01T00:00', 'P1D', ''].map(isDay), [true, false, false, false]);
  });
});
