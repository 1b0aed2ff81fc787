import {expect} from '@esm-bundle/chai';
import {en} from './en.js';
import {extraWords, moreExtraWords} from './words.js';

/** Terms that are right although they are written as in English. */
const ALIKE: Readonly<Record<string, readonly string[]>> = {ca: ['notes', 'asText'], de: ['asText'], fr: ['question', 'note', 'notes']};

async function all() {
  const more = await Promise.all(Object.entries(moreExtraWords).map(async ([language, load]) => [language, await load()] as const));
  return new Map([...Object.entries(extraWords), ...more]);
}

describe('the words of cues and notes', () => {
  it('are complete in ten languages, and none is left in English', async () => {
    const tables = await all();
    expect([...tables.keys()].sort()).to.deep.equal(['ar', 'ca', 'de', 'en', 'es', 'eu', 'fr', 'gl', 'it', 'pt']);
    for (const [language, terms] of tables) {
      expect(Object.keys(terms), language).to.deep.equal(Object.keys(en));
      if (language === 'en') continue;
      const same = (Object.keys(en) as (keyof typeof en)[]).filter((key) => key !== 'asVtt' && terms[key] === en[key]);
      expect(same.filter((key) => !ALIKE[language]?.includes(key)), language).to.deep.equal([]);
    }
  });

  it('put what they are given into the sentence, and leave no gap', async () => {
    for (const [language, terms] of await all()) {
      for (const [name, term] of Object.entries(terms)) {
        const text = typeof term === 'string' ? term : term('7:01');
        if (typeof term !== 'string') expect(text, `${language}: ${name}`).to.contain('7:01');
        expect(text.trim(), `${language}: ${name}`).to.equal(text);
        expect(text, `${language}: ${name}`).to.match(/\S/).and.not.to.match(/undefined|\$\{|<|\s\s/);
      }
    }
  });
});
