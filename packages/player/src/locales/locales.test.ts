import {expect} from '@open-wc/testing';
import {en} from './en.js';
import {es} from './es.js';

describe('the player’s words', () => {
  it('are complete in Spanish, and none is left in English', () => {
    expect(Object.keys(es)).to.deep.equal(Object.keys(en));
    const same = Object.keys(en).filter((key) => typeof en[key as keyof typeof en] === 'string' && en[key as keyof typeof en] === es[key as keyof typeof es]);
    expect(same).to.deep.equal(['normal']);
  });

  it('count as each language does', () => {
    expect([es.matches(1), es.matches(2), es.matches(0)]).to.deep.equal(['1 resultado', '2 resultados', '0 resultados']);
    expect([en.matches(1), en.matches(2)]).to.deep.equal(['1 match', '2 matches']);
    expect(es.position('3 segundos', '1 minuto')).to.equal('3 segundos de 1 minuto');
  });
});
