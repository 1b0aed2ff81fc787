import {expect} from '@open-wc/testing';
import {Visits} from './visits.js';

describe('Visits', () => {
  beforeEach(() => localStorage.clear());

  it('keeps where each item was left, the last first', () => {
    const visits = new Visits('c');
    visits.keep('a', {lesson: 'one', share: 0.5});
    visits.keep('b', {});
    visits.keep('a', {share: 0.75});
    const all = new Visits('c').all;
    expect(all.get('a')).to.include({lesson: 'one', share: 0.75});
    expect(all.get('b')).to.include({lesson: '', share: 0});
  });

  it('keeps campuses apart', () => {
    new Visits('one').keep('a', {lesson: 'x'});
    expect(new Visits('two').all.size).to.equal(0);
  });

  it('starts anew when something else wrote in its place', () => {
    for (const rubbish of ['{', '{"a":1}', '[["a",null],[1,2],["b",{"lesson":1}]]']) {
      localStorage.setItem('uggla-campus:c', rubbish);
      expect(new Visits('c').all.size, rubbish).to.equal(0);
    }
  });

  it('does not grow for ever', () => {
    const visits = new Visits('c');
    for (let at = 0; at < 100; at++) visits.keep(`item-${at}`, {});
    expect(visits.all.size).to.equal(40);
  });
});
