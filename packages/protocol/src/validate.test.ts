import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {describe, it} from 'node:test';
import {Ajv2020} from 'ajv/dist/2020.js';
import {z} from 'zod';
import {courseSchema} from './generated/course-schema.js';
import {mediaSchema} from './generated/media-schema.js';
import {portfolioSchema} from './generated/portfolio-schema.js';
import {findFlaws, validate} from './validate.js';
import * as schemas from './zod.js';

const course = {
  id: 'https://acme.example/c',
  version: '1',
  languages: ['es', 'en'],
  title: {es: 'Curso', en: 'Course'},
  certificate: {expires: 'P1Y'},
  items: [
    {
      id: 'm1',
      kind: 'block',
      title: 'Mes 1',
      unlock: {at: 'P0D'},
      items: [
        {
          id: 'hola',
          kind: 'video',
          title: 'Hola',
          media: 'm.json',
          complete: {watched: 0.9, noSkip: 'first-view'},
          questions: [{at: 42, ref: 'q1'}],
        },
        {
          id: 'rgpd',
          kind: 'acknowledgement',
          title: 'RGPD',
          document: {es: {src: 'r.pdf', sha256: 'a'.repeat(64), version: '1'}},
          renew: 'P1Y',
        },
        {
          id: 'test',
          kind: 'quiz',
          title: 'Test',
          mastery: 0.8,
          questions: [
            {
              id: 'q',
              type: 'single',
              text: '¿?',
              choices: [
                {id: 'a', text: 'A'},
                {id: 'b', text: 'B'},
              ],
            },
          ],
        },
      ],
    },
  ],
  'x-own': {kept: true},
};

/** The same with one value changed: `['items', 0, 'kind']` → value. */
const changed = (path: (string | number)[], value: unknown): unknown => {
  const copy = structuredClone(course) as unknown;
  let at = copy as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) at = at[key] as Record<string | number, unknown>;
  at[path.at(-1)!] = value;
  return copy;
};

describe('validate', () => {
  it('takes a good course, unknown fields too', () => {
    assert.equal(validate('course', courseSchema, course, 'course.json'), course);
  });

  const wrong: [path: (string | number)[], value: unknown, field: string][] = [
    [['id'], undefined, 'id'],
    [['languages'], [], 'languages'],
    [['languages', 1], 'English', 'languages.1'],
    [['title'], 7, 'title'],
    [['certificate', 'expires'], 'P', 'certificate.expires'],
    [['items', 0, 'items', 0, 'media'], undefined, 'items.0.items.0.media'],
    [['items', 0, 'items', 0, 'complete', 'watched'], 90, 'items.0.items.0.complete.watched'],
    [['items', 0, 'items', 0, 'kind'], 'film', 'items.0.items.0.kind'],
    [['items', 0, 'items', 1, 'document', 'es', 'sha256'], 'no', 'items.0.items.1.document.es.sha256'],
    [['items', 0, 'items', 2, 'questions', 0, 'choices'], [], 'items.0.items.2.questions.0.choices'],
    [['items', 0, 'items', 2, 'questions', 0, 'type'], 'essay', 'items.0.items.2.questions.0.type'],
    [['items'], {}, 'items'],
  ];
  for (const [path, value, field] of wrong) {
    it(`names ${field} when ${path.join('.')} is ${JSON.stringify(value)}`, () => {
      assert.throws(
        () => validate('course', courseSchema, changed(path, value), 'course.json'),
        (error: {code: string; field: string; file: string; message: string}) => {
          assert.equal(error.code, 'course-invalid');
          assert.equal(error.file, 'course.json');
          assert.ok(error.field.startsWith(field), `${error.field} is not ${field}: ${error.message}`);
          return true;
        },
      );
    });
  }

  it('does not take the names of Object for fields', () => {
    assert.deepEqual(
      findFlaws(mediaSchema, JSON.parse('{"id":"a","kind":"video","title":"x","duration":1,"__proto__":{"id":7}}')),
      [],
    );
    assert.equal(findFlaws(mediaSchema, {}).length, 4);
    assert.deepEqual(findFlaws(mediaSchema, null), [{field: '', wanted: 'object'}]);
  });

  it('judges as the JSON Schema that is published, and as zod, on hundreds of damaged files', async () => {
    const ajv = new Ajv2020({strict: false});
    const published = ajv.compile(
      JSON.parse(await readFile(new URL('../schemas/course.schema.json', import.meta.url), 'utf8')) as object,
    );
    const junk = [undefined, null, 0, -1, 2, '', 'x', 'P1Y', true, [], {}, [1], {es: 1}];
    let bad = 0;
    let seen = 0;
    for (const path of paths(course)) {
      for (const value of junk) {
        const damaged = JSON.parse(JSON.stringify(changed(path, value))) as unknown;
        const ours = findFlaws(courseSchema, damaged).length === 0;
        assert.equal(ours, published(damaged), `${path.join('.')} = ${JSON.stringify(value)}`);
        assert.equal(
          ours,
          schemas.course.safeParse(damaged).success,
          `zod: ${path.join('.')} = ${JSON.stringify(value)}`,
        );
        seen += 1;
        if (!ours) bad += 1;
      }
    }
    assert.ok(seen > 500 && bad > 200, `${seen} files, ${bad} of them bad`);
  });

  it('takes what zod takes of a portfolio', () => {
    const portfolio = {
      id: 'p',
      languages: ['es'],
      total: 1,
      products: [{id: 'silla', title: 'Silla', price: {amount: 1, currency: 'EUR'}, facets: {color: ['gris']}}],
    };
    assert.deepEqual(findFlaws(portfolioSchema, portfolio), []);
    assert.equal(
      findFlaws(portfolioSchema, {
        ...portfolio,
        products: [{id: 'silla', title: 'S', price: {amount: '1', currency: 'EUR'}}],
      })[0]?.field,
      'products.0.price.amount',
    );
  });
});

describe('generated schemas', () => {
  it('are those of the zod source', async () => {
    const made = z.toJSONSchema(schemas.course, {target: 'draft-2020-12', io: 'input', reused: 'ref'});
    const kept = JSON.parse(await readFile(new URL('../schemas/course.schema.json', import.meta.url), 'utf8')) as {
      $id?: string;
    };
    delete kept.$id;
    assert.deepEqual(kept, JSON.parse(JSON.stringify(made)), 'run npm run build -w @uggla/protocol');
  });
});

function paths(value: unknown, at: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [];
  const entries = Array.isArray(value) ? value.map((one, index) => [index, one] as const) : Object.entries(value);
  return entries.flatMap(([key, one]) => [[...at, key], ...paths(one, [...at, key])]);
}
