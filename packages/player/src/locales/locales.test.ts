// Chromium first: the same words, by script that is the same in all engines; layout.test.ts tries what is shown.
import {expect, fixture, html} from '@open-wc/testing';
import {everyLanguage, LANGUAGES, leftInEnglish, waitUntil} from '@uggla/testing';
import '../define.js';
import type {UgglaPlayer} from '../player/player-element.js';
import {en} from './en.js';
import {moreWords, words} from './words.js';

/** Terms that are right although they are written as in English. */
const ALIKE: Readonly<Record<string, readonly string[]>> = {
  de: ['live'],
  fr: ['seek', 'volume'],
  gl: ['volume'],
  it: ['volume'],
  pt: ['volume'],
};

const all = () => everyLanguage(words, moreWords);

describe('the player’s words', () => {
  it('are there in the ten languages that are promised', async () => {
    expect([...(await all()).keys()].sort()).to.deep.equal(LANGUAGES);
  });

  it('are complete in each, and none is left in English', async () => {
    for (const [language, terms] of await all()) {
      expect(Object.keys(terms), language).to.deep.equal(Object.keys(en));
      if (language === 'en') continue;
      expect(leftInEnglish(terms, en, ALIKE[language]), language).to.deep.equal([]);
      for (const term of Object.values(terms)) expect(typeof term === 'string' ? term : 'x', language).to.match(/\S/);
    }
  });

  it('put what they are given into the sentence', async () => {
    for (const [language, {position, speedNow}] of await all()) {
      expect(position('1:02', '3:04'), language).to.match(/1:02.*3:04/);
      expect(speedNow('2×'), language).to.include('2×');
    }
  });

  it('are fetched when a page speaks the language, and no others with them', async () => {
    const fetched = (language: string) =>
      performance.getEntriesByType('resource').some(({name}) => new RegExp(`/${language}-\\w+\\.js`).test(name));
    performance.clearResourceTimings();
    const player = await fixture<UgglaPlayer>(
      html`<uggla-player lang="gl" src="clip.mp4" loading="play"></uggla-player>`,
    );
    const label = () => player.shadowRoot!.querySelector('.play-button')!.getAttribute('aria-label');
    await waitUntil(
      () => label() === 'Reproducir' && player.localize.term('retry') === 'Tentar de novo',
      'it never spoke Galician',
    );
    expect(fetched('it'), 'Italian was fetched').to.equal(false);
    player.lang = 'en';
    await waitUntil(() => label() === 'Play', 'it did not change to English');
    player.lang = 'ar';
    await waitUntil(() => label() === 'تشغيل', 'it did not change to Arabic');
    expect(player.shadowRoot!.querySelector('.player')!.getAttribute('dir')).to.equal('rtl');
  });

  it('are English where there are none of the language', async () => {
    const player = await fixture<UgglaPlayer>(
      html`<div lang="tlh"><uggla-player src="clip.mp4" loading="play"></uggla-player></div>`,
    );
    expect(player.querySelector<UgglaPlayer>('uggla-player')!.localize.language).to.match(/^(en|es)/);
  });

  it('leave no gap in a sentence, and no space at its ends', async () => {
    for (const [language, terms] of await all()) {
      for (const [name, term] of Object.entries(terms)) {
        const text = typeof term === 'string' ? term : (term as (...values: unknown[]) => string)(7, 9);
        expect(text.trim(), `${language}: ${name}`).to.equal(text);
        expect(text, `${language}: ${name}`).not.to.match(/undefined|NaN|\$\{|<|\s\s/);
      }
    }
  });

  it('end sentences with a full stop, and names of buttons without', async () => {
    for (const [language, terms] of await all()) {
      const sentences = Object.keys(en).filter((name) => /^error(?!.*Title)/.test(name)) as 'errorUnknown'[];
      const buttons = [
        'play',
        'pause',
        'replay',
        'mute',
        'unmute',
        'settings',
        'fullscreen',
        'exitFullscreen',
        'pip',
        'retry',
        'captions',
      ] as const;
      expect(sentences.length).to.be.at.least(9);
      for (const name of sentences) expect(terms[name], `${language}: ${name}`).to.match(/\.$/);
      for (const name of buttons) expect(terms[name], `${language}: ${name}`).not.to.match(/[.:!]$/);
    }
  });

  it('tell buttons apart', async () => {
    for (const [language, terms] of await all()) {
      const names = (
        [
          'play',
          'pause',
          'replay',
          'mute',
          'unmute',
          'volume',
          'captions',
          'settings',
          'fullscreen',
          'exitFullscreen',
          'pip',
          'retry',
        ] as const
      ).map((name) => terms[name]);
      expect(new Set(names).size, language).to.equal(names.length);
    }
  });
});
