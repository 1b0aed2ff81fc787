import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {actorOf, need, reaches, toRole} from './person.js';

const person = {account: {homePage: 'https://campus.example', name: 'ana'}, role: 'manager' as const};

describe('toRole', () => {
  it('takes the highest role that is named, however it is named', () => {
    assert.deepEqual(['admin', 'uggla-manager', 'editor', 'learner'].map(toRole), [
      'admin',
      'manager',
      'editor',
      'learner',
    ]);
    assert.equal(toRole(['staff', 'editor', 'uggla-admin']), 'admin');
    assert.equal(toRole('staff, manager'), 'manager');
  });

  it('makes a learner of all else', () => {
    for (const word of [undefined, null, '', 'root', 'ADMIN', 'administrator', 5, {}, ['x']])
      assert.equal(toRole(word), 'learner', String(word));
  });
});

describe('need', () => {
  it('lets through who reaches the role', () => {
    assert.equal(need(person), person);
    assert.equal(need(person, 'manager'), person);
    assert.throws(() => need(person, 'admin'), {code: 'role-insufficient', status: 403});
    assert.throws(() => need(undefined), {code: 'sign-in-needed', status: 401});
    assert.equal(reaches('admin', 'learner'), true);
    assert.equal(reaches('learner', 'editor'), false);
  });
});

describe('actorOf', () => {
  it('is the account, with a name where there is one', () => {
    assert.deepEqual(actorOf(person), {objectType: 'Agent', account: person.account});
    assert.deepEqual(actorOf({...person, name: 'Ana'}), {objectType: 'Agent', account: person.account, name: 'Ana'});
  });
});
