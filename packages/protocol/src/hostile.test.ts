import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {articleSchema} from './generated/article-schema.js';
import {courseSchema} from './generated/course-schema.js';
import {mediaSchema} from './generated/media-schema.js';
import {portfolioSchema} from './generated/portfolio-schema.js';
import {findFlaws, validate} from './validate.js';

const course = (items: unknown) => ({id: 'c', version: '1', languages: ['es'], title: 'C', items});
const media = {id: 'm', kind: 'video', title: 'M', duration: 1};
const nestedText = (levels: number, open: string, inside: string, close: string): unknown =>
  JSON.parse(open.repeat(levels) + inside + close.repeat(levels));

describe('findFlaws', () => {
  it('says what was wanted, in words that an author understands', () => {
    const wanted = (value: unknown, schema: object = mediaSchema) => findFlaws(schema, value)[0]?.wanted;
    assert.equal(wanted({...media, id: undefined}), 'missing');
    assert.equal(wanted({...media, id: ''}), 'not empty');
    assert.equal(wanted({...media, id: 'x'.repeat(201)}), 'at most 200 characters');
    assert.equal(wanted({...media, kind: 'film'}), 'one of video, audio');
    assert.equal(wanted({...media, duration: -1}), '>= 0');
    assert.equal(wanted({...media, width: 0}), '> 0');
    assert.equal(wanted({...media, width: '1'}), 'integer');
    assert.equal(wanted({...media, title: 7}), 'string or object');
    assert.equal(wanted({...course([]), languages: []}, courseSchema), '1 or more');
    assert.equal(
      wanted(course([{id: 'q', kind: 'quiz', title: 'Q', mastery: 80, questions: []}]), courseSchema),
      '<= 1',
    );
    const kind = wanted(course([{id: 'a', kind: 'film', title: 'A', media: 'm'}]), courseSchema);
    assert.match(kind ?? '', /^one of block, video, audio, .*quiz/);
    assert.equal(wanted(course([{id: 'a', title: 'A', media: 'm'}]), courseSchema), 'missing');
    const price = {
      id: 'p',
      languages: ['es'],
      total: 1,
      products: [{id: 'a', title: 'A', price: {amount: 1, currency: 'E'}}],
    };
    assert.equal(wanted(price, portfolioSchema), 'at least 3 characters');
  });

  it('tells of as many flaws as asked for, in the order of the file', () => {
    const file = {id: 7, kind: 'x', title: 7, duration: 'x', width: 0, height: 0};
    assert.deepEqual(
      findFlaws(mediaSchema, file, 2).map(({field}) => field),
      ['id', 'kind'],
    );
    assert.equal(findFlaws(mediaSchema, file).length, 5);
    assert.equal(findFlaws(mediaSchema, file, 100).length, 6);
  });

  it('takes no number that JSON has not', () => {
    for (const duration of [Number.NaN, Infinity, -Infinity, 1n, new Number(1)])
      assert.equal(findFlaws(mediaSchema, {...media, duration})[0]?.field, 'duration');
  });

  it('takes an inherited name for no field of the file', () => {
    for (const key of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf']) {
      const file = JSON.parse(
        `{"id":"m","kind":"video","title":"M","duration":1,"${key}":{"id":7,"duration":-1}}`,
      ) as object;
      assert.deepEqual(findFlaws(mediaSchema, file), [], key);
      assert.equal(({} as {duration?: number}).duration, undefined);
    }
    assert.equal(findFlaws(courseSchema, course([{id: 'a', kind: '__proto__', title: 'A'}]))[0]?.field, 'items.0.kind');
    assert.equal(
      findFlaws(courseSchema, course([{id: 'a', kind: 'constructor', title: 'A'}]))[0]?.field,
      'items.0.kind',
    );
  });

  it('checks what stands in a map under any key', () => {
    const bad = JSON.parse('{"id":"m","kind":"video","title":{"__proto__":7},"duration":1}') as object;
    assert.equal(findFlaws(mediaSchema, bad)[0]?.field, 'title.__proto__');
    assert.deepEqual(
      findFlaws(mediaSchema, {...media, title: JSON.parse('{"__proto__":"x","constructor":"y"}') as object}),
      [],
    );
  });
});

describe('a file made to break the reader', () => {
  it('is nested as deep as an article is, and no deeper than a walk over it can bear', () => {
    const article = (levels: number) => ({
      language: 'es',
      tree: {
        type: 'root',
        children: [
          nestedText(levels, '{"type":"element","tagName":"p","children":[', '{"type":"text","value":"x"}', ']}'),
        ],
      },
    });
    assert.deepEqual(findFlaws(articleSchema, article(60)), []);
    for (const levels of [150, 20_000]) {
      assert.throws(() => validate('article', articleSchema, article(levels), 'a.json'), {
        code: 'article-invalid',
        message: /nested at most \d+ levels deep/,
      });
    }
  });

  it('is a course of blocks in blocks without end', () => {
    const blocks = (levels: number) =>
      course([nestedText(levels, '{"id":"b","kind":"block","title":"B","items":[', '', ']}')]);
    assert.deepEqual(findFlaws(courseSchema, blocks(50)), []);
    assert.match(findFlaws(courseSchema, blocks(20_000))[0]?.wanted ?? '', /levels deep/);
  });

  it('holds whatever it likes, however deep, where nothing is asked of it', () => {
    assert.deepEqual(findFlaws(mediaSchema, {...media, 'x-own': nestedText(20_000, '[', '', ']')}), []);
  });

  it('has a hundred thousand paragraphs, good or bad', () => {
    const chapters = Array.from({length: 100_000}, (_, at) => ({start: at, end: at + 1, title: 'x'}));
    assert.deepEqual(findFlaws(mediaSchema, {...media, chapters}), []);
    const flaws = findFlaws(mediaSchema, {...media, chapters: chapters.map(() => ({}))});
    assert.deepEqual(
      flaws.map(({field}) => field),
      ['chapters.0.start', 'chapters.0.end', 'chapters.0.title', 'chapters.1.start', 'chapters.1.end'],
    );
  });

  it('is a text of a million letters where a short one of a pattern is asked', () => {
    const long = 'a'.repeat(1_000_000);
    assert.equal(
      findFlaws(courseSchema, {...course([]), languages: [`${'es-'.repeat(300_000)}`]})[0]?.field,
      'languages.0',
    );
    assert.equal(
      findFlaws(courseSchema, {...course([]), certificate: {expires: `P${'1'.repeat(1_000_000)}`}})[0]?.field,
      'certificate.expires',
    );
    assert.equal(
      findFlaws(
        courseSchema,
        course([
          {id: 'a', kind: 'video', title: 'A', media: 'm', unlock: {at: `2026-01-01T00:00${'0'.repeat(100_000)}`}},
        ]),
      )[0]?.field,
      'items.0.unlock.at',
    );
    assert.deepEqual(findFlaws(mediaSchema, {...media, title: long}), []);
  });

  it('names a field by an odd key as it stands', () => {
    const file = {...course([]), items: [{id: 'a', kind: 'article', title: 'A', content: {'es.0\n<b>': 7}}]};
    assert.throws(() => validate('course', courseSchema, file, 'c.json'), {field: 'items.0.content.es.0\n<b>'});
  });
});
