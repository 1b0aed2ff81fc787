import {expect} from '@open-wc/testing';
import {faultsOfLanguages, LANGUAGES, moreLanguages} from '@uggla/testing';
import {extraTerms} from '../extras/locales/extra-terms.js';
import {chatWith, engine, part, until} from '../testing/support.test.js';
import {more} from './more.js';
import type {MoreTerms} from './more/terms.js';
import {terms} from './terms.js';

type Word = string | ((...values: never[]) => string);

const [en, es] = (['en', 'es'] as const).map(
  (language) => ({...terms[language], ...extraTerms[language]}) as unknown as Record<string, Word>,
);
const say = (word: Word, ...values: unknown[]) =>
  typeof word === 'function' ? (word as (...values: unknown[]) => string)(...values) : word;

const ENGLISH: MoreTerms = {chat: terms.en, extras: extraTerms.en};

/** Terms that are right although they are written as in English: language → part → names. */
const ALIKE: Readonly<Record<string, Partial<Record<keyof MoreTerms, readonly string[]>>>> = {
  ca: {chat: ['chooseModel'], extras: ['branches']},
  de: {chat: ['chooseAdapter', 'code']},
  fr: {
    chat: ['assistant', 'suggestions', 'conversation', 'sources', 'sourceWord', 'code'],
    extras: ['branches'],
  },
};

describe('the words of the chat', () => {
  it('are there in the ten languages that are promised', async () => {
    expect(['en', 'es', ...(await moreLanguages(more)).keys()].sort()).to.deep.equal(LANGUAGES);
  });

  it('are complete in each, in its own words, and say what they are given', async () => {
    expect((await faultsOfLanguages(more, ENGLISH, ALIKE)).join('\n')).to.equal('');
  });

  it('are all there in Spanish and English', () => {
    expect(Object.keys(es!)).to.deep.equal(Object.keys(en!));
  });

  it('are those of the page around the chat', async () => {
    const chat = await chatWith(await engine(), 'eu');
    const languages = await moreLanguages(more);
    const send = (language: string) => languages.get(language)!.chat.send;
    const label = () => part(chat, 'send')?.getAttribute('aria-label') ?? part(chat, 'send')?.title;
    const basque = send('eu');
    await until(() => label() === basque, 'no Basque');
    chat.lang = 'ar';
    const arabic = send('ar');
    await until(() => label() === arabic, 'no Arabic');
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
