import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {calendarOf} from '@uggla/protocol';
import {randomOf} from '@uggla/testing/random.js';
import {knownDays} from './known-days.js';

describe('knownDays', () => {
  it('tells what the calendar tells, for any minute, wherever clocks are set, and whatever was asked before', () => {
    const random = randomOf(4);
    // Hours in which clocks are set, months that end, zones that are half an hour beside the others.
    const hard = [
      '2026-03-29T00:30Z',
      '2026-03-29T01:00Z',
      '2026-10-25T00:30Z',
      '2026-10-25T01:00Z',
      '2026-01-31T23:30Z',
      '2026-01-30T18:29Z',
      '2028-02-29T12:00Z',
      '2026-04-04T14:45Z',
      '2026-10-03T15:20Z',
      '2025-12-31T23:59Z',
    ];
    for (const timeZone of [
      'UTC',
      'Europe/Madrid',
      'America/New_York',
      'Asia/Kolkata',
      'Australia/Lord_Howe',
      'Pacific/Apia',
    ]) {
      const [plain, known] = [calendarOf(timeZone), knownDays(timeZone)];
      for (const duration of ['P1M', 'P11M', 'P1Y', 'P29D', 'P2M1D', 'PT90M', 'P1DT30M', 'P0D']) {
        const times = [
          ...hard.map((text) => Date.parse(text)),
          ...Array.from({length: 12}, () => Date.UTC(2026, 0, 1) + Math.floor(random() * 3 * 365 * 86_400_000)),
        ];
        for (const time of times.flatMap((one) => [one, one + Math.floor(random() * 3_600_000), one + 1, one - 1])) {
          const date = new Date(time);
          assert.equal(
            known.add(date, duration).toISOString(),
            plain.add(date, duration).toISOString(),
            `${timeZone} ${date.toISOString()} ${duration}`,
          );
        }
      }
      // Every minute of the day around which a month later clocks are set.
      for (let minute = 0; minute < 1440; minute += 7) {
        const date = new Date(Date.UTC(2026, 1, 28, 12, minute));
        assert.equal(
          known.add(date, 'P1M').getTime(),
          plain.add(date, 'P1M').getTime(),
          `${timeZone} ${date.toISOString()}`,
        );
      }
    }
  });

  it('gives away no date that it keeps, and answers beyond all time', () => {
    const known = knownDays('Europe/Madrid');
    const date = new Date('2026-05-01T10:00:00Z');
    known.add(date, 'P1M').setUTCFullYear(1999);
    assert.equal(known.add(date, 'P1M').toISOString(), '2026-06-01T10:00:00.000Z');
    for (const odd of [new Date(NaN), new Date(8.64e15)])
      assert.equal(known.add(odd, 'P1M').getTime(), calendarOf('Europe/Madrid').add(odd, 'P1M').getTime());
    assert.equal(known.parse('2026-05-01')?.toISOString(), '2026-04-30T22:00:00.000Z');
  });
});
