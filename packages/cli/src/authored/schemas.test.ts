import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {z} from 'zod';
import {
  bookFields,
  campaignFields,
  campusFields,
  courseFields,
  lessonFields,
  productFields,
  quizFields,
} from './schemas.js';

const takes = (schema: z.ZodType, fields: object) => schema.safeParse(fields).success;
const why = (schema: z.ZodType, fields: object) => schema.safeParse(fields).error?.issues[0]?.message ?? '';

describe('the authored fields', () => {
  it('take dates that there are', () => {
    for (const date of [
      '2026-10-01',
      '2024-02-29',
      '2026-10-01T09:00',
      '2026-10-01T09:00:30Z',
      '2026-10-01T09:00:00+02:00',
    ])
      assert.ok(takes(lessonFields, {date}), date);
    for (const date of [
      '2026-02-30',
      '2025-02-29',
      '2026-13-01',
      '2026-00-10',
      '2026-1-1',
      '01/10/2026',
      'tomorrow',
      '2026-10-01T25:00',
      20261001,
    ]) {
      assert.match(why(lessonFields, {date}), /a date was expected/, String(date));
    }
  });

  it('take a typeface as files, or as names that cannot end the rule that they stand in', () => {
    for (const font of [
      'fonts/a.woff2',
      'Georgia, serif',
      `'Segoe UI', "Noto Sans"`,
      ['a.ttf', {src: 'b.otf', weight: 700, style: 'italic'}, {src: 'c.woff2', weight: '100 900'}],
    ])
      assert.ok(takes(campusFields, {brand: {font}}), JSON.stringify(font));
    for (const font of [
      '',
      'Georgia; } body {',
      "a', url(x",
      [],
      ['Georgia'],
      [{src: 'a.ttf', weight: 0}],
      [{src: 'a.ttf', weight: '100 2000'}],
      [{src: 'a.ttf', style: 'bold'}],
      [{weight: 400}],
    ])
      assert.match(why(campusFields, {brand: {font}}), / was expected/, JSON.stringify(font));
  });

  it('take durations as ISO 8601 has them', () => {
    for (const renew of ['P1Y', 'P11M', 'P2W', 'P1Y2M3D', 'PT90M', 'PT1.5S', 'P1DT12H'])
      assert.ok(takes(lessonFields, {renew}), renew);
    for (const renew of ['P', 'PT', 'P1', '1Y', 'PYYY', 'P1H', 'P1DT', '-P1D', 'p1y', 'one year', 365])
      assert.match(why(lessonFields, {renew}), /P1Y/, String(renew));
  });

  it('take a date or a duration for when a lesson opens and closes', () => {
    assert.ok(takes(lessonFields, {unlock: {at: 'P30D', until: '2026-12-31'}}));
    for (const at of ['PYYY', '2026-99-99', 'P30', '30 days'])
      assert.match(why(lessonFields, {unlock: {at}}), /P30D/, at);
  });

  it('take ids that may stand in a path and in an address', () => {
    for (const id of ['a', 'a-b_c.d', '2026', 'A1', 'x'.repeat(120)]) assert.ok(takes(courseFields, {id}), id);
    for (const id of ['', '.', '..', '.a', 'a..b', 'a/b', '../a', 'a b', 'á', 'a\n', '-a', 'x'.repeat(121), 'a%2fb'])
      assert.ok(!takes(courseFields, {id}), JSON.stringify(id));
  });

  it('take a title of one language or several, also a year; nothing is no title', () => {
    for (const title of ['Hola', {es: 'Hola', 'pt-BR': 'Olá'}, 2026])
      assert.ok(takes(lessonFields, {title}), JSON.stringify(title));
    for (const title of ['', '  ', {}, null, ['Hola'], {spanish: 'Hola'}, true])
      assert.ok(!takes(lessonFields, {title}), JSON.stringify(title));
  });

  it('take each language once, as BCP 47 writes it', () => {
    assert.deepEqual(campusFields.parse({languages: ['es', 'ES', 'pt-br', 'pt-BR', 'zh-hant']}).languages, [
      'es',
      'pt-BR',
      'zh-Hant',
    ]);
    for (const languages of [[], 'es', ['español'], ['e'], ['../x'], [1]])
      assert.ok(!takes(campusFields, {languages}), JSON.stringify(languages));
  });

  it('take colors that cannot carry another rule into the stylesheet', () => {
    for (const accent of ['#1f5d4c', 'rebeccapurple', 'oklch(0.5 0.1 180 / 50%)', 'rgb(1, 2, 3)'])
      assert.ok(takes(campusFields, {brand: {accent}}), accent);
    for (const accent of [
      'red; background: url(//evil)',
      'red}body{',
      'url(x)',
      'expression(1)',
      '#12',
      'var(--x)',
      'red\n',
    ])
      assert.ok(!takes(campusFields, {brand: {accent}}), accent);
  });

  it('take web addresses and no scripts', () => {
    assert.ok(takes(campusFields, {address: 'https://campus.acme.example/aula/'}));
    for (const address of [
      'javascript:alert(1)',
      'campus.acme.example',
      '//x',
      'https://',
      'https://a b',
      'file:///etc/passwd',
    ])
      assert.ok(!takes(campusFields, {address}), address);
  });

  it('take shares from 0 to 1, and say so to who writes percent', () => {
    for (const watched of [0, 0.9, 1]) assert.ok(takes(lessonFields, {complete: {watched}}));
    for (const watched of [90, -0.1, '0.9', Number.NaN])
      assert.match(why(lessonFields, {complete: {watched}}), /share from 0 to 1/, String(watched));
  });

  it('take one word where a list of words is meant', () => {
    assert.deepEqual(lessonFields.parse({tags: 'uno', unlock: {after: 3}}), {tags: ['uno'], unlock: {after: ['3']}});
  });

  it('take prices that are numbers, with a currency that could be one', () => {
    for (const fields of [{price: 0}, {price: 99.5, currency: 'EUR'}]) assert.ok(takes(productFields, fields));
    for (const fields of [{price: -1}, {price: '99 €'}, {price: Infinity}, {currency: 'euro'}, {currency: '€'}])
      assert.ok(!takes(productFields, fields), JSON.stringify(fields));
  });

  it('take time zones that there are', () => {
    const campaign = {title: 'X', products: ['a']};
    assert.ok(takes(campaignFields, {...campaign, timezone: 'Europe/Madrid'}));
    assert.match(why(campaignFields, {...campaign, timezone: 'Europe/Madird'}), /time zone was expected/);
  });

  it('take no field that belongs to something else', () => {
    assert.ok(
      !takes(bookFields, {price: 9}) && !takes(lessonFields, {steps: []}) && !takes(productFields, {unlock: {}}),
    );
  });
});

describe('the fields of questions', () => {
  const one = (question: object) => ({questions: [{id: 'q', text: '¿?', ...question}]});
  const choices = [
    {id: 'a', text: 'A', right: true},
    {id: 'b', text: 'B'},
  ];

  it('take every type, and say which there are', () => {
    const box = {x: 0, y: 0, width: 0.5, height: 0.5};
    const all = [
      {type: 'single', choices},
      {type: 'multiple', choices},
      {type: 'truefalse', answer: false},
      {
        type: 'match',
        pairs: [
          {id: 'a', left: 'A', right: 1},
          {id: 'b', left: 'B', right: 2},
        ],
      },
      {type: 'order', items: choices.map(({id, text}) => ({id, text}))},
      {type: 'fill', answers: ['arriba', 2]},
      {type: 'fill', answers: {es: ['arriba']}},
      {type: 'numeric', answer: -4.5, tolerance: 0, unit: 'cm'},
      {
        type: 'hotspot',
        image: 'a.png',
        choices: [
          {id: 'a', text: 'A', ...box, right: true},
          {id: 'b', text: 'B', ...box},
        ],
      },
    ];
    for (const question of all) assert.equal(why(quizFields, one(question)), '', JSON.stringify(question));
    assert.match(why(quizFields, one({type: 'essay'})), /single, multiple, truefalse/);
    assert.match(why(quizFields, one({})), /single, multiple, truefalse/);
  });

  it('take no question that nobody could answer', () => {
    assert.match(why(quizFields, one({type: 'single', choices: choices.slice(0, 1)})), /two or more/);
    assert.match(why(quizFields, one({type: 'order', items: []})), /two or more/);
    assert.match(why(quizFields, one({type: 'truefalse', answer: 'yes'})), /true or false/);
    assert.match(why(quizFields, one({type: 'numeric', answer: '60'})), /a number was expected/);
    assert.match(
      why(
        quizFields,
        one({type: 'hotspot', image: 'a.png', choices: [{id: 'a', text: 'A', x: 30, y: 0, width: 1, height: 1}]}),
      ),
      /share/,
    );
  });

  it('take whole numbers of attempts and draws', () => {
    assert.ok(takes(quizFields, {questions: [], attempts: 0, draw: 1}));
    for (const fields of [{attempts: -1}, {attempts: 1.5}, {draw: 0}, {draw: '5'}])
      assert.match(why(quizFields, {questions: [], ...fields}), /a whole number was expected/, JSON.stringify(fields));
    assert.match(why(quizFields, {title: 'X'}), /a list of questions was expected/);
  });
});
