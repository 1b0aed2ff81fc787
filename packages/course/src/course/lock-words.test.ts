// Chromium first: the same words, by script that is the same in all engines; course-element.test.ts tries what is shown.
import {expect} from '@esm-bundle/chai';
import {waitUntil} from '@uggla/testing';
import {pickText, type Course, type Lock, type Text} from '@uggla/protocol';
import '../define.js';
import {dateWords, lockItems, lockWords} from './lock-words.js';
import type {Words} from './words.js';

const course = {
  id: 'https://acme.example/c',
  version: '1',
  languages: ['en', 'es'],
  title: 'C',
  items: [
    {id: 'hello', kind: 'article', title: {en: 'Hello', es: 'Hola'}, content: {en: 'a.json'}},
    {
      id: 'month',
      kind: 'block',
      title: {en: 'First month', es: 'Primer mes'},
      items: [{id: 'test', kind: 'quiz', title: {en: 'Test', es: 'Prueba'}, questions: []}],
    },
  ],
} as unknown as Course;

const now = new Date('2026-06-15T12:00:00Z');
const words = (lang: string): Words => Object.assign(document.createElement('uggla-course'), {lang}).words;
const say = (lock: Lock, lang = 'en') =>
  lockWords(lock, course, words(lang), (text: Text | undefined) => pickText(text, [lang]), now);

describe('lockWords', () => {
  it('names what has to be done first, as a list of that language', () => {
    expect(say({kind: 'after', ids: ['hello']})).to.equal('Opens when you have done “Hello”');
    expect(say({kind: 'after', ids: ['hello', 'month', 'test']})).to.equal(
      'Opens when you have done “Hello”, “First month”, and “Test”',
    );
    expect(say({kind: 'after', ids: ['hello', 'test']}, 'es')).to.equal('Se abre cuando termines «Hola» y «Prueba»');
  });

  it('names it between the quotation marks of the language', async () => {
    const named = async (lang: string) => {
      say({kind: 'after', ids: ['hello']}, lang); // asks for its words
      await waitUntil(() => words(lang).language === lang);
      return /.\s?Hello.*/.exec(say({kind: 'after', ids: ['hello']}, lang))?.[0];
    };
    expect(await named('de')).to.match(/^„Hello“/);
    expect(await named('fr')).to.match(/^«\u00a0Hello\u00a0»/);
    expect(await named('ca')).to.match(/^«Hello»/);
  });

  it('keeps titles in place in a sentence that runs the other way', async () => {
    const lock: Lock = {kind: 'after', ids: ['hello', 'test']};
    say(lock, 'ar');
    await waitUntil(() => words('ar').language === 'ar');
    const span = Object.assign(document.createElement('p'), {dir: 'rtl', textContent: say(lock, 'ar')});
    document.body.append(span);
    const text = span.firstChild!;
    const leftOf = (word: string) => {
      const range = document.createRange();
      const at = span.textContent!.indexOf(word);
      range.setStart(text, at);
      range.setEnd(text, at + word.length);
      return range.getBoundingClientRect().left;
    };
    expect(leftOf('Hello'), 'the first that is said stands on the right').to.be.greaterThan(leftOf('Test'));
    expect(say(lock, 'ar')).to.include('«\u2068Hello\u2069»');
    span.remove();
  });

  it('tells passing from doing', () => {
    expect(say({kind: 'passed', ids: ['test']})).to.equal('Opens when you have passed “Test”');
    expect(say({kind: 'passed', ids: ['test']}, 'es')).to.equal('Se abre cuando apruebes «Prueba»');
  });

  it('gives the day, and the hour when it is near', () => {
    expect(say({kind: 'at', date: new Date('2026-09-01T12:00:00Z')})).to.equal('Opens on September 1, 2026');
    expect(say({kind: 'at', date: new Date('2026-09-01T12:00:00Z')}, 'es')).to.equal(
      'Se abre el 1 de septiembre de 2026',
    );
    expect(say({kind: 'at', date: new Date('2026-06-15T15:30:00Z')})).to.match(
      /^Opens on June 1[56], 2026 at \d+:\d\d/,
    );
  });

  it('says since when it is closed', () => {
    expect(say({kind: 'until', date: new Date('2026-05-01T12:00:00Z')})).to.equal('Closed since May 1, 2026');
  });

  it('says a whole sentence of a date that is none', () => {
    expect(say({kind: 'at'})).to.equal('This lesson is not open yet');
    expect(say({kind: 'until'}, 'es')).to.equal('Esta lección está cerrada');
  });

  it('names the group as it is written, markup and all', () => {
    expect(say({kind: 'group', group: '<b>sales</b>'})).to.equal('Only for the group <b>sales</b>');
    expect(say({kind: 'group', group: 'ventas'}, 'es')).to.equal('Solo para el grupo ventas');
  });
});

describe('lockItems', () => {
  it('finds lessons and blocks, and leaves out what the course has not', () => {
    expect(lockItems({kind: 'after', ids: ['month', 'gone', 'hello']}, course).map(({id}) => id)).to.deep.equal([
      'month',
      'hello',
    ]);
    expect(lockItems({kind: 'group', group: 'sales'}, course)).to.deep.equal([]);
  });
});

describe('dateWords', () => {
  it('says nothing of a date that is none', () => {
    expect(dateWords(undefined, words('en'), now)).to.equal('');
    expect(dateWords(new Date('soon'), words('en'), now)).to.equal('');
  });

  it('writes the date of the region', () => {
    const date = new Date('2026-09-01T12:00:00Z');
    expect(dateWords(date, words('en-GB'), now)).to.equal('1 September 2026');
    expect(dateWords(date, words('es-MX'), now)).to.equal('1 de septiembre de 2026');
  });
});
