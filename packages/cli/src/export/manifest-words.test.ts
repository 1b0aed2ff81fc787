import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {Course} from '@uggla/protocol';
import {decodePath} from './decode-path.js';
import {hrefOf, idOf, listed, masteryOf, moveOnOf, strings, titleIn, xml} from './manifest-words.js';
import {mediaAddress} from './media-address.js';

/** A course of quizzes with these masteries; one without is only answered. */
const course = (masteries: (number | undefined)[], more: Partial<Course> = {}) =>
  ({
    id: 'https://acme.example/c',
    items: masteries.map((mastery, at) => ({
      id: String(at),
      kind: 'quiz',
      ...(mastery === undefined ? {} : {mastery}),
    })),
    ...more,
  }) as unknown as Course;

describe('what a manifest says of a course', () => {
  it('has the score of its one quiz, and none where the course has to say', () => {
    assert.equal(masteryOf(course([2 / 3])), 0.6667);
    for (const other of [course([]), course([undefined]), course([0.5, 0.5]), course([0.5], {status: 'completed'})])
      assert.equal(masteryOf(other), undefined);
  });

  it('wants it passed only where somebody is judged', () => {
    assert.equal(moveOnOf(course([0.5])), 'CompletedAndPassed');
    assert.equal(moveOnOf(course([undefined])), 'Completed');
    assert.equal(moveOnOf(course([0.5], {status: 'completed'})), 'Completed');
  });

  it('has a name that XML takes, the same each time', () => {
    assert.match(idOf(course([])), /^uggla-[0-9a-f]{24}$/);
    assert.equal(idOf(course([])), idOf(course([0.5], {title: 'New'})));
  });
});

describe('the words of a manifest', () => {
  it('are text, whatever is in them', () => {
    assert.equal(xml('<a b="c">&\u0000\u001b\ufffe\ud800'), '&lt;a b=&quot;c&quot;&gt;&amp;');
    assert.equal(xml('tab\tline\n😀'), 'tab\tline\n😀');
    assert.equal(titleIn({es: 'Uno <', en: 'One <'}, 'en'), 'One &lt;');
  });

  it('stand in all languages, a plain one in that of the course', () => {
    assert.match(strings('One', 'en'), /<langstring lang="en">One</);
    assert.equal(strings({es: 'Uno', en: 'One'}, 'en').match(/<langstring/g)?.length, 2);
  });

  it('name files by addresses', () => {
    assert.equal(hrefOf('a b/ñ&#.html'), 'a%20b/%C3%B1%26%23.html');
    assert.equal(listed(['a', 'b']), '      <file href="a"/>\n      <file href="b"/>');
  });
});

describe('decodePath', () => {
  it('gives the path that an address names', () => {
    assert.deepEqual(['a%20b/c?d#e', 'a#b?c', '100%', '100%?a', ''].map(decodePath), [
      'a b/c',
      'a',
      '100%',
      '100%',
      '',
    ]);
  });
});

describe('mediaAddress', () => {
  it('ends with a slash, and is one of the web', () => {
    assert.equal(mediaAddress('https://cdn.example/campus'), 'https://cdn.example/campus/');
    assert.equal(mediaAddress('http://cdn.example/'), 'http://cdn.example/');
    for (const wrong of ['', 'cdn.example', '/campus', 'file:///campus', 'javascript:alert(1)'])
      assert.throws(() => mediaAddress(wrong), {code: 'usage-wrong'}, wrong);
  });
});
