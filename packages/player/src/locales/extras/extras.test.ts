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

describe('the words of cues, notes, transcripts and lists of chapters', () => {
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
        if (name === 'matches') continue; // is given a count, below
        const text = typeof term === 'string' ? term : (term as (given: string) => string)('7:01');
        if (typeof term !== 'string') expect(text, `${language}: ${name}`).to.contain('7:01');
        expect(text.trim(), `${language}: ${name}`).to.equal(text);
        expect(text, `${language}: ${name}`)
          .to.match(/\S/)
          .and.not.to.match(/undefined|\$\{|<|\s\s/);
      }
    }
  });

  it('end sentences with a full stop', async () => {
    for (const [language, terms] of await all()) {
      for (const name of ['noNotes', 'notKept', 'noTranscript', 'noChapters'] as const)
        expect(terms[name], `${language}: ${name}`).to.match(/\.$/);
    }
  });

  it('count as each language does', async () => {
    const of = await all();
    const counted = (language: string, ...counts: number[]) => counts.map((count) => of.get(language)!.matches(count));
    expect(counted('es', 0, 1, 2)).to.deep.equal(['0 resultados', '1 resultado', '2 resultados']);
    expect(counted('en', 1, 2)).to.deep.equal(['1 match', '2 matches']);
    expect(counted('fr', 0, 1, 2), 'in French nought is singular').to.deep.equal([
      '0 résultat',
      '1 résultat',
      '2 résultats',
    ]);
    expect(counted('eu', 1, 5)).to.deep.equal(['Emaitza bat', '5 emaitza']);
    expect(counted('ar', 0, 1, 2, 3, 11, 100)).to.deep.equal([
      'لا نتائج',
      'نتيجة واحدة',
      'نتيجتان',
      '3 نتائج',
      '11 نتيجة',
      '100 نتيجة',
    ]);
  });
});
