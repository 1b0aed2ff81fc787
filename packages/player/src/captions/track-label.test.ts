import {expect} from '@open-wc/testing';
import {languageName, trackLabel} from './track-label.js';

describe('the name of a language', () => {
  for (const [language, name] of [
    ['es', 'Español'],
    ['en', 'English'],
    ['ca', 'Català'],
    ['eu', 'Euskara'],
    ['gl', 'Galego'],
    ['de', 'Deutsch'],
    ['ar', 'العربية'],
    ['EN', 'English'],
  ] as const) {
    it(`${language} is that of its speakers: ${name}`, () => {
      expect(languageName(language)).to.equal(name);
    });
  }

  it('tells regions apart', () => {
    expect(languageName('es-MX')).to.match(/^Español.*M[ée]xico/);
    expect(languageName('es-MX')).not.to.equal(languageName('es-ES'));
  });

  it('is missing for what is none, and never throws', () => {
    for (const nonsense of ['', ' ', 'x', 'not a language', '<b>', '-', 'es_MX!', 'e'.repeat(300)])
      expect(languageName(nonsense), nonsense).to.equal(undefined);
  });
});

describe('the name of a track', () => {
  it('is its label before anything else, as text', () => {
    expect(trackLabel({label: '<i>Director</i>', language: 'es'}, 3)).to.equal('<i>Director</i>');
  });

  it('is a number where nobody says anything, counted from one', () => {
    expect([0, 1].map((at) => trackLabel({label: '', language: ''}, at))).to.deep.equal(['1', '2']);
    expect(trackLabel({label: '', language: '???'}, 4)).to.equal('5');
  });
});
