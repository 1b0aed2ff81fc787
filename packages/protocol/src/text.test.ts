import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {addDuration, durationSeconds, isDuration, parseDuration, toDuration} from './duration.js';
import {UgglaError} from './error.js';
import {matchLanguage, pickByLanguage, pickText} from './text.js';

describe('pickText', () => {
  it('takes the best language that there is, else the first', () => {
    const text = {es: 'Silla', en: 'Chair', 'pt-BR': 'Cadeira'};
    assert.equal(pickText(text, ['es-MX', 'en']), 'Silla');
    assert.equal(pickText(text, ['pt']), 'Cadeira');
    assert.equal(pickText(text, ['de', 'en-GB']), 'Chair');
    assert.equal(pickText(text, ['eu']), 'Silla');
    assert.equal(pickText('plain', ['es']), 'plain');
    assert.equal(pickText(undefined, ['es']), '');
    assert.equal(pickText({}, ['es']), '');
  });

  it('matches tags in whatever case', () => {
    assert.equal(matchLanguage(['pt-BR'], ['PT-br']), 'pt-BR');
    assert.equal(matchLanguage(['es'], ['est']), undefined);
    assert.deepEqual(pickByLanguage({en: 1}, ['es']), ['en', 1]);
  });
});

describe('addDuration', () => {
  const from = new Date('2026-01-31T10:00:00Z');
  const to = (duration: string) => addDuration(from, duration).toISOString();

  it('goes by the calendar', () => {
    assert.equal(to('P30D'), '2026-03-02T10:00:00.000Z');
    assert.equal(to('P1M'), '2026-02-28T10:00:00.000Z');
    assert.equal(to('P1Y'), '2027-01-31T10:00:00.000Z');
    assert.equal(to('P2W'), '2026-02-14T10:00:00.000Z');
    assert.equal(to('PT36H30M'), '2026-02-01T22:30:00.000Z');
    assert.equal(addDuration(new Date('2024-02-29T00:00:00Z'), 'P1Y').toISOString(), '2025-02-28T00:00:00.000Z');
  });

  it('refuses what is no duration', () => {
    for (const text of ['', 'P', 'PT', '30D', 'P1.5Y', '2026-01-01']) {
      assert.equal(isDuration(text), false, text);
      assert.throws(() => parseDuration(text), {code: 'duration-invalid'});
    }
  });

  it('is written for xAPI', () => {
    assert.equal(toDuration(61.239), 'PT61.24S');
    assert.equal(toDuration(-1), 'PT0S');
    assert.equal(durationSeconds('PT1H10M'), 4200);
  });
});

describe('UgglaError', () => {
  it('keeps what it is made of, and is made once', () => {
    const cause = new TypeError('offline');
    const error = UgglaError.from(cause, 'course-unavailable', {file: 'course.json'});
    assert.deepEqual([error.code, error.message, error.cause, error.file], ['course-unavailable', 'offline', cause, 'course.json']);
    assert.equal(UgglaError.from(error, 'other'), error);
    assert.equal(UgglaError.from('text', 'x').message, 'text');
  });

  it('is told by a server as problem details, without what is inside', () => {
    const problem = new UgglaError('x-missing', 'No x', {field: 'x', cure: 'Give x.', cause: new Error('secret')}).toProblem(400);
    assert.deepEqual(problem, {type: 'https://uggla.dev/errors/x-missing', title: 'No x', status: 400, code: 'x-missing', field: 'x', detail: 'Give x.'});
  });
});
