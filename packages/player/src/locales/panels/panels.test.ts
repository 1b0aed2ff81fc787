import {expect} from '@open-wc/testing';
import {everyLanguage, LANGUAGES, leftInEnglish} from '@uggla/testing';
import {en} from './en.js';
import {morePanelWords, panelWords} from './words.js';

/** Terms that are right although they are written as in English. */
const ALIKE: Readonly<Record<string, readonly string[]>> = {
  es: ['normal', 'color', 'magenta'],
  ca: ['normal', 'text', 'color', 'magenta', 'cyan'],
  de: ['normal', 'text', 'magenta', 'cyan'],
  eu: ['magenta'],
  fr: ['standard', 'magenta', 'cyan', 'fontCursive'],
  it: ['magenta'],
  pt: ['normal', 'magenta'],
  gl: ['normal'],
  ar: ['homeKey', 'endKey'],
};

const all = () => everyLanguage(panelWords, morePanelWords);

describe('the words of the player’s panels', () => {
  it('are there in the ten languages that are promised', async () => {
    expect([...(await all()).keys()].sort()).to.deep.equal(LANGUAGES);
  });

  it('are complete in each, and none is left in English', async () => {
    for (const [language, terms] of await all()) {
      expect(Object.keys(terms), language).to.deep.equal(Object.keys(en));
      if (language === 'en') continue;
      expect(leftInEnglish(terms, en, ALIKE[language]), language).to.deep.equal([]);
    }
  });

  it('put what they are given into the sentence, and leave no gap', async () => {
    for (const [language, terms] of await all()) {
      for (const [name, term] of Object.entries(terms)) {
        const text = typeof term === 'string' ? term : (term as (...values: string[]) => string)('7:01', '9:02');
        if (typeof term !== 'string') expect(text, `${language}: ${name}`).to.contain('7:01');
        expect(text.trim(), `${language}: ${name}`).to.equal(text);
        expect(text, `${language}: ${name}`)
          .to.match(/\S/)
          .and.not.to.match(/undefined|\$\{|<|\s\s/);
      }
    }
  });

  it('tell the choices of one list apart', async () => {
    const lists = [
      ['white', 'black', 'red', 'green', 'blue', 'yellow', 'magenta', 'cyan', 'standard'],
      ['fontMonoSerif', 'fontSerif', 'fontMono', 'fontSans', 'fontCasual', 'fontCursive', 'fontSmallCaps', 'standard'],
      ['edgeNone', 'edgeShadow', 'edgeRaised', 'edgeDepressed', 'edgeOutline', 'standard'],
      ['font', 'fontSize', 'color', 'opacity', 'edge'],
    ] as const;
    for (const [language, terms] of await all()) {
      for (const list of lists)
        expect(new Set(list.map((name) => terms[name])).size, `${language}: ${list[0]}`).to.equal(list.length);
    }
  });
});
