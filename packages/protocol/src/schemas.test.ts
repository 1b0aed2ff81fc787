import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {describe, it} from 'node:test';
import {Ajv2020, type ValidateFunction} from 'ajv/dist/2020.js';
import {answersSchema} from './generated/answers-schema.js';
import {articleSchema} from './generated/article-schema.js';
import {campusSchema} from './generated/campus-schema.js';
import {courseSchema} from './generated/course-schema.js';
import {guideSchema} from './generated/guide-schema.js';
import {mediaSchema} from './generated/media-schema.js';
import {portfolioSchema} from './generated/portfolio-schema.js';
import {portfolioShardSchema} from './generated/portfolio-shard-schema.js';
import {transcriptSchema} from './generated/transcript-schema.js';
import {findFlaws, validate} from './validate.js';
import * as zod from './zod.js';

interface Kind {
  schema: object;
  zod: {safeParse(value: unknown): {success: boolean}};
  /** The smallest good file. */
  least: Record<string, unknown>;
  /** Parts of a bigger one, each of which must be good when added. */
  more: Record<string, unknown>;
  /** Field → a value that it must not have → the field that is then named, if another. */
  wrong: [field: string, value: unknown, named?: string][];
}

const text = {es: 'Silla', en: 'Chair'};
const kinds: Record<string, Kind> = {
  campus: {
    schema: campusSchema,
    zod: zod.campus,
    least: {id: 'urn:uuid:1', title: 'Acme', languages: ['es'], packs: []},
    more: {
      description: text,
      brand: {name: 'Acme', accent: '#123456', logo: 'logo.svg'},
      search: {es: 'search/es.json'},
      packs: [
        {
          id: 'p',
          title: text,
          items: [
            {
              id: 'c',
              kind: 'course',
              title: text,
              src: 'courses/c/course.json',
              poster: {src: 'p.webp', width: 640, alt: text},
              duration: 90,
              parts: 3,
            },
          ],
        },
      ],
      feeds: [{title: 'Radio', src: 'feeds/r.xml', language: 'es'}],
      chat: {greeting: text, suggestions: [text, '¿?']},
    },
    wrong: [
      ['languages', ['español'], 'languages.0'],
      ['languages', []],
      ['title', 7],
      ['brand', []],
      ['brand', {accent: 3}, 'brand.accent'],
      ['search', {es: ''}, 'search.es'],
      [
        'packs',
        [{id: 'p', title: 'P', items: [{id: 'c', kind: 'film', title: 'C', src: 'c'}]}],
        'packs.0.items.0.kind',
      ],
      ['packs', [{id: 'p', title: 'P', items: [{id: 'c', kind: 'course', title: 'C'}]}], 'packs.0.items.0.src'],
      [
        'packs',
        [{id: 'p', title: 'P', items: [{id: 'c', kind: 'course', title: 'C', src: 'c', poster: {src: 'x', width: 0}}]}],
        'packs.0.items.0.poster.width',
      ],
    ],
  },
  course: {
    schema: courseSchema,
    zod: zod.course,
    least: {id: 'c', version: '1', languages: ['es'], title: 'C', items: []},
    more: {
      format: 'micro',
      certificate: {expires: 'P1Y', renewFrom: 'P11M'},
      complete: {all: ['a']},
      answers: 'answers.json',
      questions: [
        {id: 'q', type: 'truefalse', text: '¿?'},
        {id: 'n', type: 'numeric', text: '¿?', unit: 'cm', points: 2},
      ],
      items: [
        {
          id: 'a',
          kind: 'video',
          title: text,
          media: 'm.json',
          unlock: {at: '2026-10-01T09:00+02:00', until: 'P1Y'},
          questions: [
            {at: 3, ref: 'q'},
            {id: 'f', at: 4, type: 'fill', text: '?'},
          ],
        },
      ],
    },
    wrong: [
      ['format', 'film'],
      ['version', 2],
      ['certificate', {expires: '1 year'}, 'certificate.expires'],
      ['complete', {}, 'complete.all'],
      ['items', [{id: 'a', kind: 'video', title: 'A', media: 'm', unlock: {at: 'soon'}}], 'items.0.unlock.at'],
      [
        'items',
        [{id: 'a', kind: 'video', title: 'A', media: 'm', unlock: {until: '2026-1-1'}}],
        'items.0.unlock.until',
      ],
      ['items', [{id: 'a', kind: 'video', title: 'A', media: 'm', unlock: {after: 'b'}}], 'items.0.unlock.after'],
      ['items', [{id: 'a', kind: 'quiz', title: 'A', mastery: 80, questions: []}], 'items.0.mastery'],
      ['items', [{id: 'a', kind: 'quiz', title: 'A', draw: 0, questions: []}], 'items.0.draw'],
      [
        'items',
        [
          {
            id: 'a',
            kind: 'acknowledgement',
            title: 'A',
            document: {es: {src: 'd.pdf', sha256: 'A'.repeat(64), version: '1'}},
          },
        ],
        'items.0.document.es.sha256',
      ],
      [
        'items',
        [
          {
            id: 'a',
            kind: 'acknowledgement',
            title: 'A',
            document: {es: {src: 'd.pdf', sha256: 'a'.repeat(64), version: ''}},
          },
        ],
        'items.0.document.es.version',
      ],
      ['items', [{id: 'a', kind: 'embed', title: 'A', src: 'x', standard: 'scorm13'}], 'items.0.standard'],
      ['items', [{id: 'a', kind: 'embed', title: 'A', src: 'x', standard: 'scorm12', mastery: 80}], 'items.0.mastery'],
      ['items', [{id: 'a', kind: 'embed', title: 'A', src: 'x', standard: 'cmi5', activity: ''}], 'items.0.activity'],
      [
        'items',
        [{id: 'a', kind: 'embed', title: 'A', src: 'x', standard: 'cmi5', moveOn: 'completed'}],
        'items.0.moveOn',
      ],
      [
        'items',
        [{id: 'a', kind: 'embed', title: 'A', src: 'x', standard: 'cmi5', launchMethod: 'Popup'}],
        'items.0.launchMethod',
      ],
      ['items', [{id: 'a', kind: 'article', title: 'A', content: {es: 1}}], 'items.0.content.es'],
      [
        'items',
        [{id: 'a', kind: 'video', title: 'A', media: 'm', complete: {noSkip: true}}],
        'items.0.complete.noSkip',
      ],
      [
        'items',
        [{id: 'a', kind: 'video', title: 'A', media: 'm', complete: {minTime: -1}}],
        'items.0.complete.minTime',
      ],
      ['items', [{id: 'x'.repeat(201), kind: 'live', title: 'A', media: 'm'}], 'items.0.id'],
      [
        'items',
        [{id: 'b', kind: 'block', title: 'B', items: [{id: 'b2', kind: 'block', title: 'B'}]}],
        'items.0.items.0.items',
      ],
    ],
  },
  answers: {
    schema: answersSchema,
    zod: zod.answers,
    least: {course: 'c', version: '1', answers: {}},
    more: {
      answers: {
        'test/q': {choices: ['a']},
        '/q': {value: true, feedback: {right: text}},
        'x/y': {number: 1, tolerance: 0},
        'x/m': {pairs: {a: 'b'}},
        'x/f': {accepted: {es: ['silla']}},
      },
    },
    wrong: [
      ['answers', [], 'answers'],
      ['answers', {q: {choices: 'a'}}, 'answers.q.choices'],
      ['answers', {q: {tolerance: -1}}, 'answers.q.tolerance'],
      ['answers', {q: {pairs: {a: ''}}}, 'answers.q.pairs.a'],
      ['answers', {q: {accepted: {es: 'silla'}}}, 'answers.q.accepted.es'],
      ['answers', {q: {value: 'yes'}}, 'answers.q.value'],
    ],
  },
  media: {
    schema: mediaSchema,
    zod: zod.media,
    least: {id: 'm', kind: 'video', title: 'M', duration: 0},
    more: {
      width: 1280,
      height: 720,
      hls: 'm.m3u8',
      fallback: {src: 'm.mp4', type: 'video/mp4', bytes: 10},
      audioLanguages: ['es'],
      storyboard: 's.vtt',
      captions: [{language: 'es', src: 'es.vtt', kind: 'captions', auto: true}],
      chapters: [{start: 0, end: 9.5, title: text}],
      transcripts: [{language: 'es', src: 't.json'}],
    },
    wrong: [
      ['duration', -1],
      ['duration', '60'],
      ['duration', null],
      ['kind', 'film'],
      ['width', 1.5],
      ['height', 0],
      ['hls', ''],
      ['fallback', {src: 'm.mp4'}, 'fallback.type'],
      ['captions', [{language: 'es', src: 'x', kind: 'lyrics'}], 'captions.0.kind'],
      ['captions', [{language: 'es_ES', src: 'x'}], 'captions.0.language'],
      ['chapters', [{start: -1, end: 1, title: 'x'}], 'chapters.0.start'],
      ['audioLanguages', ['x'], 'audioLanguages.0'],
    ],
  },
  transcript: {
    schema: transcriptSchema,
    zod: zod.transcript,
    least: {language: 'es', paragraphs: []},
    more: {paragraphs: [{start: 0, end: 2.5, text: ''}]},
    wrong: [
      ['language', ''],
      ['paragraphs', {}],
      ['paragraphs', [{start: 0, end: 1}], 'paragraphs.0.text'],
      ['paragraphs', [{start: '0', end: 1, text: ''}], 'paragraphs.0.start'],
    ],
  },
  guide: {
    schema: guideSchema,
    zod: zod.guide,
    least: {id: 'g', type: 'repair', languages: ['es'], title: 'G', steps: [{id: 's', title: 'S'}]},
    more: {
      codes: ['E42'],
      tools: [text, 'llave'],
      time: 'PT10M',
      difficulty: 'easy',
      steps: [{id: 's', title: text, media: 'm.json', start: 1, end: 2, warning: text, image: {src: 'i.webp'}}],
    },
    wrong: [
      ['type', 'fix'],
      ['steps', []],
      ['steps', [{id: 's'}], 'steps.0.title'],
      ['time', '10 min'],
      ['difficulty', 'expert'],
      ['codes', [42], 'codes.0'],
      ['steps', [{id: '', title: 'S'}], 'steps.0.id'],
    ],
  },
  portfolio: {
    schema: portfolioSchema,
    zod: zod.portfolio,
    least: {id: 'p', languages: ['es'], total: 0, products: []},
    more: {
      total: 40,
      facets: [{id: 'use', title: text, values: [{id: 'home', title: text}]}],
      shards: [{src: 'portfolio.2.json', count: 16}],
      products: [
        {
          id: 'silla',
          title: text,
          price: {amount: 99.5, currency: 'EUR'},
          facets: {use: 'home', color: ['red']},
          related: ['mesa'],
          access: 'clients',
        },
      ],
      campaigns: [
        {id: 'k', title: text, products: ['silla'], from: '2026-10-01', timezone: 'Europe/Madrid', priority: 2},
      ],
    },
    wrong: [
      ['total', -1],
      ['total', 1.5],
      ['shards', [{src: 's', count: 0}], 'shards.0.count'],
      ['campaigns', [{id: 'k', title: 'K'}], 'campaigns.0.products'],
      ['products', [{id: 'a', title: 'A', price: {amount: 1, currency: 'EURO'}}], 'products.0.price.currency'],
      ['products', [{id: 'a', title: 'A', price: {amount: '1', currency: 'EUR'}}], 'products.0.price.amount'],
      ['products', [{id: 'a', title: 'A', facets: {use: 1}}], 'products.0.facets.use'],
      ['products', [{title: 'A'}], 'products.0.id'],
    ],
  },
  'portfolio-shard': {
    schema: portfolioShardSchema,
    zod: zod.portfolioShard,
    least: {products: []},
    more: {products: [{id: 'a', title: 'A'}]},
    wrong: [
      ['products', {}],
      ['products', [null], 'products.0'],
      ['products', [{id: 'a', title: null}], 'products.0.title'],
    ],
  },
  article: {
    schema: articleSchema,
    zod: zod.article,
    least: {language: 'es', tree: {type: 'root', children: []}},
    more: {
      words: 12,
      tree: {
        type: 'root',
        children: [
          {type: 'element', tagName: 'h2', properties: {id: 'x', n: 1}, children: [{type: 'text', value: 'Hola'}]},
          {type: 'element', tagName: 'hr'},
        ],
      },
    },
    wrong: [
      ['tree', {type: 'root'}, 'tree.children'],
      ['tree', {type: 'element', children: []}, 'tree.type'],
      ['words', -1],
      ['tree', {type: 'root', children: [{type: 'text'}]}, 'tree.children.0.value'],
      ['tree', {type: 'root', children: [{type: 'element', tagName: 'x-y'}]}, 'tree.children.0.tagName'],
      [
        'tree',
        {type: 'root', children: [{type: 'element', tagName: 'p', children: [{type: 'element', tagName: 'P'}]}]},
        'tree.children.0.children.0.tagName',
      ],
      ['tree', {type: 'root', children: [{type: 'comment', value: 'x'}]}, 'tree.children.0.type'],
    ],
  },
};

const compiled = new Map<string, Promise<ValidateFunction>>();
/** The published schema, as any other program would use it. */
const published = (kind: string): Promise<ValidateFunction> => {
  const known =
    compiled.get(kind) ??
    readFile(new URL(`../schemas/${kind}.schema.json`, import.meta.url), 'utf8').then((file) =>
      new Ajv2020({strict: false}).compile(JSON.parse(file) as object),
    );
  compiled.set(kind, known);
  return known;
};

/** The file with one value replaced, for each of its values and some that may not stand there. */
function* damages(file: unknown): Generator<unknown> {
  if (typeof file !== 'object' || file === null) return;
  for (const [key, value] of Object.entries(file)) {
    const replaced = (one: unknown): unknown =>
      Array.isArray(file) ? file.map((old, at) => (String(at) === key ? one : old)) : {...file, [key]: one};
    for (const junk of [null, 0, -1, 0.5, '', 'x', true, [], {}, [null], {es: 1}]) yield replaced(junk);
    for (const inside of damages(value)) yield replaced(inside);
  }
}

for (const [kind, {schema, zod: source, least, more, wrong}] of Object.entries(kinds)) {
  describe(`${kind}.schema.json`, () => {
    it('takes the least, the most, and fields that it does not know', async () => {
      const ajv = await published(kind);
      for (const file of [least, {...least, ...more}, {...least, 'x-own': [1], toString: 'x', constructor: {}}]) {
        assert.equal(validate(kind, schema, file, `${kind}.json`), file);
        assert.equal(ajv(file), true);
        assert.equal(source.safeParse(file).success, true);
      }
    });

    for (const field of Object.keys(least)) {
      it(`misses ${field}, and says in which file`, async () => {
        const {[field]: _left, ...rest} = least;
        assert.throws(() => validate(kind, schema, rest, `https://acme.example/${kind}.json`), {
          code: `${kind}-invalid`,
          file: `https://acme.example/${kind}.json`,
          field,
          message: `https://acme.example/${kind}.json: ${field} is not as it should be (missing)`,
          cure: `Mend ${field} in https://acme.example/${kind}.json: missing.`,
        });
        assert.equal((await published(kind))(rest), false);
      });
    }

    for (const [field, value, named = field] of wrong) {
      it(`names ${named} where ${field} is ${JSON.stringify(value).slice(0, 90)}`, async () => {
        const file = {...least, [field]: value};
        assert.equal(findFlaws(schema, file)[0]?.field, named);
        assert.equal((await published(kind))(file), false);
        assert.equal(source.safeParse(file).success, false);
      });
    }

    it('judges as the published schema and as zod whatever is damaged in it', async () => {
      const ajv = await published(kind);
      let bad = 0;
      for (const damaged of damages({...least, ...more})) {
        const ours = findFlaws(schema, damaged).length === 0;
        assert.equal(ours, ajv(damaged), JSON.stringify(damaged));
        assert.equal(ours, source.safeParse(damaged).success, JSON.stringify(damaged));
        if (!ours) bad += 1;
      }
      assert.ok(bad > 10, `${bad} bad ones`);
    });

    it('takes no other thing for a file', () => {
      for (const value of [null, [], 'x', 7, true, undefined]) assert.equal(findFlaws(schema, value)[0]?.field, '');
    });
  });
}
