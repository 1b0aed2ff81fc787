import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {guideCompleted, stepChecked} from './guide-statement.js';
import type {Guide} from './types.js';

const guide: Guide = {
  id: 'https://acme.example/guides/lamp',
  version: '2',
  type: 'repair',
  languages: ['en', 'es'],
  title: {en: 'Change the lamp', es: 'Cambiar la lámpara'},
  steps: [{id: 'off', title: 'Switch it off'}],
};
const setting = {
  guide,
  language: 'en',
  session: '0f6d1c9e-0000-4000-8000-000000000000',
  now: () => new Date('2026-01-01T00:00:00Z'),
};
const shortly = (iri: string) => iri.split('/').at(-1)!;

describe('the statements of a guide', () => {
  it('say which step of which guide was checked off, on which machine, in which language', () => {
    const {verb, object, context, timestamp} = stepChecked({...setting, machine: 'L-7', faultCode: 'E5'}, 'off', true);
    assert.equal(shortly(verb.id), 'checked');
    assert.deepEqual(object, {
      objectType: 'Activity',
      id: 'https://acme.example/guides/lamp/off',
      definition: {type: 'http://id.tincanapi.com/activitytype/checklist-item', name: {en: 'Switch it off'}},
    });
    const [parent] = context!.contextActivities!.parent!;
    assert.deepEqual([parent!.id, parent!.definition!.name], [guide.id, guide.title]);
    assert.equal(context!.language, 'en');
    assert.equal(context!.extensions!['https://uggla.dev/xapi/machine'], 'L-7');
    assert.equal(context!.extensions!['https://uggla.dev/xapi/fault-code'], 'E5');
    assert.equal(context!.extensions!['https://uggla.dev/xapi/course-version'], '2');
    assert.equal(timestamp, '2026-01-01T00:00:00.000Z');
  });

  it('say that a check was taken back, and that all is done', () => {
    assert.equal(shortly(stepChecked(setting, 'off', false).verb.id), 'unchecked');
    const {verb, object, result, context} = guideCompleted(setting, 90);
    assert.equal(shortly(verb.id), 'completed');
    assert.equal('id' in object && object.id, guide.id);
    assert.deepEqual(result, {completion: true, duration: 'PT90S'});
    assert.equal(context!.extensions!['https://uggla.dev/xapi/machine'], undefined);
  });

  it('are each one record of their own, however alike', () => {
    assert.notEqual(stepChecked(setting, 'off', true).id, stepChecked(setting, 'off', true).id);
  });
});
