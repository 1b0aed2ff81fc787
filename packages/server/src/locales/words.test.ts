import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {faultsOfLanguages, LANGUAGES} from '@uggla/testing/languages.js';
import {pageWords, wordsIn, type PageWords} from './words.js';

/** Terms that are right although they are written as in English: language → part → names. */
const ALIKE: Readonly<Record<string, Partial<Record<keyof PageWords, readonly string[]>>>> = {
  de: {mail: ['name']},
  fr: {signIn: ['title'], certificate: ['version']},
  it: {share: ['password']},
};

/** What a script fills into the texts. */
const gaps = ({lti}: PageWords) => Object.values(lti).flatMap((text) => (text.match(/\{\w+\}/g) ?? []).sort());

describe('the words of pages and mails', () => {
  it('are there in the ten languages that are promised', () => {
    assert.deepEqual(Object.keys(pageWords).sort(), LANGUAGES);
  });

  it('are complete in each, in its own words, with no markup and the same gaps', async () => {
    const {en: english, ...others} = pageWords;
    const loaded = Object.entries(others).map(([tag, terms]) => [tag, () => Promise.resolve({terms})] as const);
    const files = () => Promise.resolve({files: Object.fromEntries(loaded)});
    assert.deepEqual(await faultsOfLanguages<PageWords>({files}, english, ALIKE), []);
    for (const [language, terms] of Object.entries(others)) assert.deepEqual(gaps(terms), gaps(english), language);
  });

  it('are English for languages without any, and dates beside them too', () => {
    for (const [wanted, locale, hello] of [
      ['ar-MA', 'ar-MA', pageWords.ar.mail.hello],
      ['pt_BR', 'pt-BR', pageWords.pt.mail.hello],
      ['ja', 'en', 'Hello'],
      ['constructor', 'en', 'Hello'],
      ['', 'en', 'Hello'],
    ] as const) {
      const {locale: found, words} = wordsIn(wanted);
      assert.deepEqual([found, words.mail.hello], [locale, hello], wanted);
    }
  });
});
