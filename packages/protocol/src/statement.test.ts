import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {extensions, newId, StatementMaker, toLanguageMap, verbs} from './statement.js';
import type {Lesson} from './types.js';

const film: Lesson = {id: 'hola', kind: 'video', title: {es: 'Hola', en: 'Hello'}, media: 'm.json'};
const privacy = {id: 'rgpd', kind: 'acknowledgement', title: 'RGPD', document: {}} as Extract<
  Lesson,
  {kind: 'acknowledgement'}
>;
const maker = new StatementMaker({
  course: {id: 'https://acme.example/c', version: '1.4.0', title: 'Curso'},
  actor: {account: {homePage: 'https://acme.example', name: 'lena'}},
  registration: '11111111-2222-4333-8444-555555555555',
  language: 'es',
  session: 'session',
  now: () => new Date('2026-11-23T09:00:00Z'),
});

describe('StatementMaker', () => {
  it('says who, what, about what, when, and in which version of the course', () => {
    const statement = maker.initialized(film);
    assert.match(statement.id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.equal(statement.actor.account?.name, 'lena');
    assert.equal(statement.timestamp, '2026-11-23T09:00:00.000Z');
    assert.deepEqual(statement.object, {
      objectType: 'Activity',
      id: 'https://acme.example/c/hola',
      definition: {type: 'https://w3id.org/xapi/video/activity-type/video', name: {es: 'Hola', en: 'Hello'}},
    });
    assert.equal(statement.context?.extensions?.[extensions.courseVersion], '1.4.0');
    assert.equal(statement.context?.contextActivities?.parent?.[0]?.id, 'https://acme.example/c');
  });

  it('tells what was played, by the video profile, to three decimals', () => {
    const {result, context} = maker.paused(film, {time: 12.34567, duration: 60, ranges: [[0, 12.34567]]});
    assert.deepEqual(result?.extensions, {
      [extensions.time]: 12.346,
      [extensions.progress]: 0.206,
      [extensions.playedSegments]: '0[.]12.346',
    });
    assert.equal(context?.extensions?.[extensions.length], 60);
  });

  it('says who judged', () => {
    const passed = maker.judged(film, 0.87654321, true, 61.239, 'server');
    assert.equal(passed.verb, verbs.passed);
    assert.deepEqual(passed.result, {score: {scaled: 0.8765}, success: true, duration: 'PT61.24S'});
    assert.equal(passed.context?.extensions?.[extensions.evaluatedBy], 'server');
    assert.equal(maker.judged(film, 0.2, false, 1, 'client').verb, verbs.failed);
  });

  it('puts an answer under its question, whose parent is the lesson', () => {
    const statement = maker.answered(
      film,
      {id: 'q1', type: 'single', text: '¿?'},
      'a',
      {right: true, score: 1},
      'client',
    );
    assert.ok('definition' in statement.object);
    assert.equal(statement.object.id, 'https://acme.example/c/hola/q1');
    assert.equal(statement.object.definition?.interactionType, 'choice');
    assert.equal(statement.context?.contextActivities?.parent?.[0]?.id, 'https://acme.example/c/hola');
    assert.equal(statement.result?.success, true);
  });

  it('holds what an auditor needs of a document that was accepted', () => {
    const statement = maker.acknowledged(privacy, {
      document: 'https://acme.example/rgpd.pdf',
      sha256: 'ab',
      version: '2026-01',
      text: 'He leído',
      name: 'Lena',
      language: 'es',
    });
    assert.equal(statement.verb, verbs.acknowledged);
    assert.deepEqual(
      [
        extensions.document,
        extensions.documentSha256,
        extensions.documentVersion,
        extensions.acceptedText,
        extensions.signedName,
      ].map((key) => statement.context?.extensions?.[key]),
      ['https://acme.example/rgpd.pdf', 'ab', '2026-01', 'He leído', 'Lena'],
    );
    assert.equal(
      maker.acknowledged(
        {...privacy, verb: 'agree'},
        {document: 'x', sha256: 'x', version: '1', text: '', name: '', language: 'en'},
      ).verb,
      verbs.agreed,
    );
  });
});

describe('StatementMaker: what a record store checks', () => {
  const playback = {time: 30, duration: 60, ranges: [[0, 30]] as const};
  const all = {
    initialized: maker.initialized(film),
    'the course initialized': maker.initialized(),
    terminated: maker.terminated(film, 12.345),
    completed: maker.completed(film, 50, playback),
    'the course completed': maker.completed(undefined, 500),
    passed: maker.judged(film, 1, true, 60, 'client'),
    failed: maker.judged(film, 0, false, 60, 'client'),
    answered: maker.answered(film, {id: 'q', type: 'fill', text: '¿?'}, 'silla', undefined, 'client'),
    played: maker.played(film, playback),
    paused: maker.paused(film, playback),
    seeked: maker.seeked(film, 10, playback),
    acknowledged: maker.acknowledged(privacy, {
      document: 'https://acme.example/d.pdf',
      sha256: 'ab',
      version: '1',
      text: 'x',
      name: 'L',
      language: 'es',
    }),
  };

  for (const [name, statement] of Object.entries(all)) {
    it(`${name}: ids that are addresses, names by language, a registration, a time, nothing empty`, () => {
      assert.ok('definition' in statement.object);
      for (const iri of [
        statement.verb.id,
        statement.object.id,
        statement.object.definition?.type,
        ...Object.keys(statement.context?.extensions ?? {}),
        ...Object.keys(statement.result?.extensions ?? {}),
      ]) {
        assert.match(iri ?? '', /^https?:\/\/\S+$/);
      }
      for (const map of [statement.verb.display, statement.object.definition?.name ?? {}]) {
        assert.ok(Object.keys(map).length > 0);
        for (const [tag, text] of Object.entries(map)) assert.ok(/^[a-z]{2}$/.test(tag) && text !== '');
      }
      assert.equal(statement.context?.registration, '11111111-2222-4333-8444-555555555555');
      assert.equal(statement.context?.language, 'es');
      assert.equal(new Date(statement.timestamp).toISOString(), statement.timestamp);
      assert.match(statement.result?.duration ?? 'PT0S', /^PT\d+(\.\d{1,2})?S$/);
      assert.doesNotMatch(JSON.stringify(statement), /:(null|undefined|\{\}|\[\])/);
    });
  }

  it('has an id of its own each time', () => {
    assert.notEqual(maker.initialized(film).id, maker.initialized(film).id);
  });

  it('uses the verbs of cmi5 and of the video profile, by their published addresses', () => {
    assert.deepEqual(
      [
        verbs.initialized,
        verbs.completed,
        verbs.passed,
        verbs.failed,
        verbs.terminated,
        verbs.played,
        verbs.paused,
        verbs.seeked,
      ].map(({id}) => id),
      [
        ...['initialized', 'completed', 'passed', 'failed', 'terminated'].map(
          (verb) => `http://adlnet.gov/expapi/verbs/${verb}`,
        ),
        ...['played', 'paused', 'seeked'].map((verb) => `https://w3id.org/xapi/video/verbs/${verb}`),
      ],
    );
  });

  it('says completion with completed alone, success with passed and failed alone (cmi5 9.5)', () => {
    assert.deepEqual([all.completed.result?.completion, all.completed.result?.success], [true, undefined]);
    assert.deepEqual([all.passed.result?.completion, all.passed.result?.success], [undefined, true]);
    assert.deepEqual([all.failed.result?.completion, all.failed.result?.success], [undefined, false]);
    assert.equal(all.terminated.result?.duration, 'PT12.35S');
    assert.deepEqual(all.initialized.result, undefined);
  });

  it('gives no verdict on an answer that nobody has judged yet', () => {
    assert.deepEqual(all.answered.result, {response: 'silla'});
  });

  it('tells a jump by where it began and where it landed', () => {
    assert.deepEqual(all.seeked.result?.extensions, {[extensions.timeFrom]: 10, [extensions.timeTo]: 30});
  });

  it('tells of one visit by one session, and of the course without a parent', () => {
    assert.equal(all.played.context?.extensions?.[extensions.sessionId], 'session');
    assert.equal(all['the course initialized'].context?.contextActivities, undefined);
    assert.equal(all['the course initialized'].object.id, 'https://acme.example/c');
  });

  it('puts each kind of question under its xAPI interaction', () => {
    const of = (type: string) => {
      const {object} = maker.answered(film, {id: 'q/1', type, text: '?'}, 'x', undefined, 'server');
      return 'definition' in object && [object.definition?.interactionType, object.id];
    };
    const expected = {
      single: 'choice',
      multiple: 'choice',
      hotspot: 'choice',
      truefalse: 'true-false',
      match: 'matching',
      order: 'sequencing',
      fill: 'fill-in',
      numeric: 'numeric',
      essay: 'other',
    };
    for (const [type, interaction] of Object.entries(expected))
      assert.deepEqual(of(type), [interaction, 'https://acme.example/c/hola/q%2F1'], type);
  });

  it('calls each kind of lesson by its type', () => {
    const typeOf = (kind: string) => {
      const {object} = maker.initialized({...film, kind} as Lesson);
      return ('definition' in object && object.definition?.type?.split('/').at(-1)) || '';
    };
    assert.deepEqual(['video', 'audio', 'acknowledgement', 'article', 'embed'].map(typeOf), [
      'video',
      'audio',
      'file',
      'lesson',
      'lesson',
    ]);
    assert.equal(new Set(['video', 'audio', 'quiz', 'acknowledgement', 'article'].map(typeOf)).size, 5);
  });

  it('is whole where the player knows no time yet, or the stream has no end', () => {
    const unknown = maker.paused(film, {time: Number.NaN, duration: Number.NaN, ranges: []});
    assert.deepEqual(unknown.result?.extensions, {
      [extensions.time]: 0,
      [extensions.progress]: 0,
      [extensions.playedSegments]: '',
    });
    const live = maker.played(film, {time: 5, duration: Infinity, ranges: []});
    assert.equal(extensions.length in (live.context?.extensions ?? {}), false);
    assert.equal(maker.terminated(film, Number.NaN).result?.duration, 'PT0S');
    for (const statement of [unknown, live]) assert.doesNotMatch(JSON.stringify(statement), /null/);
  });

  it('has no registration or session where there is none', () => {
    const bare = new StatementMaker({
      course: {id: 'https://acme.example/c', version: '1', title: 'C'},
      actor: {mbox: 'mailto:a@b.example'},
      language: 'en',
    }).initialized(film);
    assert.equal('registration' in bare.context!, false);
    assert.deepEqual(Object.keys(bare.context!.extensions!), [extensions.courseVersion]);
    assert.ok(Math.abs(Date.parse(bare.timestamp) - Date.now()) < 60_000);
  });
});

describe('newId', () => {
  it('makes a version 4 UUID where crypto.randomUUID is missing, as on plain http', () => {
    const own = Object.getOwnPropertyDescriptor(Crypto.prototype, 'randomUUID')!;
    Object.defineProperty(crypto, 'randomUUID', {value: undefined, configurable: true});
    const ids = Array.from({length: 100}, newId);
    delete (crypto as {randomUUID?: unknown}).randomUUID;
    assert.ok(own);
    assert.equal(new Set(ids).size, 100);
    for (const id of ids) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});

describe('toLanguageMap', () => {
  it('gives a plain text the language of the visit', () => {
    assert.deepEqual(toLanguageMap('Hola', 'es'), {es: 'Hola'});
    assert.deepEqual(toLanguageMap({en: 'Hello'}, 'es'), {en: 'Hello'});
  });

  it('leaves out what no record store would take for a language', () => {
    const text = JSON.parse(
      '{"es": "Hola", "pt-BR": "Olá", "Español": "x", "e": "x", "": "x", "es_MX": "x", "__proto__": "x", "en ": "x"}',
    ) as Record<string, string>;
    assert.deepEqual(toLanguageMap(text, 'es'), {es: 'Hola', 'pt-BR': 'Olá'});
  });
});
