import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {extensions, newId, StatementMaker, toLanguageMap, verbs} from './statement.js';
import type {Lesson} from './types.js';

const film: Lesson = {id: 'hola', kind: 'video', title: {es: 'Hola', en: 'Hello'}, media: 'm.json'};
const privacy = {id: 'rgpd', kind: 'acknowledgement', title: 'RGPD', document: {}} as Extract<Lesson, {kind: 'acknowledgement'}>;
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
    const statement = maker.answered(film, {id: 'q1', type: 'single', text: '¿?'}, 'a', {right: true, score: 1}, 'client');
    assert.ok('definition' in statement.object);
    assert.equal(statement.object.id, 'https://acme.example/c/hola/q1');
    assert.equal(statement.object.definition?.interactionType, 'choice');
    assert.equal(statement.context?.contextActivities?.parent?.[0]?.id, 'https://acme.example/c/hola');
    assert.equal(statement.result?.success, true);
  });

  it('holds what an auditor needs of a document that was accepted', () => {
    const statement = maker.acknowledged(privacy, {document: 'https://acme.example/rgpd.pdf', sha256: 'ab', version: '2026-01', text: 'He leído', name: 'Lena', language: 'es'});
    assert.equal(statement.verb, verbs.acknowledged);
    assert.deepEqual(
      [extensions.document, extensions.documentSha256, extensions.documentVersion, extensions.acceptedText, extensions.signedName].map((key) => statement.context?.extensions?.[key]),
      ['https://acme.example/rgpd.pdf', 'ab', '2026-01', 'He leído', 'Lena'],
    );
    assert.equal(maker.acknowledged({...privacy, verb: 'agree'}, {document: 'x', sha256: 'x', version: '1', text: '', name: '', language: 'en'}).verb, verbs.agreed);
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
});
