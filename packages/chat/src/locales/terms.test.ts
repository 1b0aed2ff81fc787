import {expect} from '@open-wc/testing';
import {extraTerms} from '../extras/locales/extra-terms.js';
import {terms} from './terms.js';

type Word = string | ((...values: never[]) => string);

const [en, es] = (['en', 'es'] as const).map(
  (language) => ({...terms[language], ...extraTerms[language]}) as unknown as Record<string, Word>,
);
const say = (word: Word, ...values: unknown[]) =>
  typeof word === 'function' ? (word as (...values: unknown[]) => string)(...values) : word;

describe('the words of the chat', () => {
  it('are all there in Spanish and English', () => {
    expect(Object.keys(es!)).to.deep.equal(Object.keys(en!));
  });

  for (const key of Object.keys(en!)) {
    it(`“${key}” is said in both, and not the same way`, () => {
      const [english, spanish] = [say(en![key]!, 2, 'b', 'c'), say(es![key]!, 2, 'b', 'c')];
      expect(english.trim()).not.to.equal('');
      expect(spanish.trim()).not.to.equal('');
      expect(spanish).not.to.equal(english);
      expect(`${english}${spanish}`).not.to.match(/undefined|\[object|\$\{/);
    });
  }

  it('count one and several apart', () => {
    expect(say(es!['leftOut']!, 1)).to.contain('El mensaje más antiguo');
    expect(say(es!['leftOut']!, 4)).to.contain('Los 4 mensajes');
    expect(say(en!['leftOut']!, 1)).to.contain('The oldest message');
    expect(say(en!['leftOut']!, 4)).to.contain('The 4 oldest messages');
  });

  it('open Spanish questions and exclamations at both ends', () => {
    for (const word of Object.values(es!)) {
      const text = say(word, 2, 'b', 'c');
      expect((text.match(/¿/g) ?? []).length, text).to.equal((text.match(/\?/g) ?? []).length);
      expect((text.match(/¡/g) ?? []).length, text).to.equal((text.match(/!/g) ?? []).length);
    }
  });
});
