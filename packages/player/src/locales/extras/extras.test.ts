import {expect} from '@esm-bundle/chai';
import {everyLanguage, LANGUAGES, leftInEnglish} from '@uggla/testing';
import {en} from './en.js';
import {extraWords, moreExtraWords} from './words.js';

/** Terms that are right although they are written as in English. */
const ALIKE: Readonly<Record<string, readonly string[]>> = {
  ca: ['notes', 'asText'],
  de: ['asText'],
  fr: ['question', 'note', 'notes'],
};

const all = () => everyLanguage(extraWords, moreExtraWords);

describe('the words of cues and notes', () => {
  it('are complete in ten languages, and none is left in English', async () => {
    const tables = await all();
    expect([...tables.keys()].sort()).to.deep.equal(LANGUAGES);
    for (const [language, terms] of tables) {
      expect(Object.keys(terms), language).to.deep.equal(Object.keys(en));
      if (language === 'en') continue;
      expect(leftInEnglish(terms, en, ['asVtt', ...(ALIKE[language] ?? [])]), language).to.deep.equal([]);
    }
  });

  it('put what they are given into the sentence, and leave no gap', async () => {
    for (const [language, terms] of await all()) {
      for (const [name, term] of Object.entries(terms)) {
        const text = typeof term === 'string' ? term : term('7:01');
        if (typeof term !== 'string') expect(text, `${language}: ${name}`).to.contain('7:01');
        expect(text.trim(), `${language}: ${name}`).to.equal(text);
        expect(text, `${language}: ${name}`)
          .to.match(/\S/)
          .and.not.to.match(/undefined|\$\{|<|\s\s/);
      }
    }
  });
});
