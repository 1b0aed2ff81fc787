import {expect} from '@open-wc/testing';
import {countValues, fits, formatChoices, noChoices, parseChoices, toggleChoice, type Fields} from './choices.js';

const chairs: readonly Fields[] = [
  {use: ['office', 'home'], colour: 'green'},
  {use: 'office', colour: 'black'},
  {use: 'home', colour: 'black'},
  {colour: 'green'},
];

describe('parseChoices', () => {
  it('reads several values of one field', () => {
    expect([...parseChoices('kind=course&tag=salud&tag=oficina')]).to.deep.equal([
      ['kind', ['course']],
      ['tag', ['salud', 'oficina']],
    ]);
  });

  it('leaves out what is empty or said twice', () => {
    expect([...parseChoices('&kind=&=x&tag=a&tag=a')]).to.deep.equal([['tag', ['a']]]);
    expect(parseChoices('').size).to.equal(0);
  });

  it('comes back from formatChoices as it was, whatever the values hold', () => {
    const text = formatChoices(
      new Map([
        ['tag', ['ergonomía & más', 'a=b']],
        ['kind', ['course']],
      ]),
    );
    expect([...parseChoices(text)]).to.deep.equal([
      ['tag', ['ergonomía & más', 'a=b']],
      ['kind', ['course']],
    ]);
  });
});

describe('toggleChoice', () => {
  it('chooses, adds and takes back, and leaves what it was given as it was', () => {
    const one = toggleChoice(noChoices, 'use', 'home');
    const two = toggleChoice(one, 'use', 'office');
    expect(two.get('use')).to.deep.equal(['home', 'office']);
    expect(toggleChoice(two, 'use', 'home').get('use')).to.deep.equal(['office']);
    expect(toggleChoice(one, 'use', 'home').has('use')).to.equal(false);
    expect(noChoices.size).to.equal(0);
  });
});

describe('fits', () => {
  it('wants one of the values in every field chosen', () => {
    const choices = parseChoices('use=home&use=office&colour=black');
    expect(chairs.map((chair) => fits(chair, choices))).to.deep.equal([false, true, true, false]);
  });

  it('fits all when nothing is chosen', () => {
    expect(chairs.every((chair) => fits(chair, noChoices))).to.equal(true);
  });

  it('takes nothing from what every object has', () => {
    expect(fits({}, parseChoices('constructor=Object&toString=x'))).to.equal(false);
  });
});

describe('countValues', () => {
  it('tells how many each value would show', () => {
    const counts = countValues(chairs, ['use', 'colour'], noChoices);
    expect([...counts.get('use')!]).to.deep.equal([
      ['office', 2],
      ['home', 2],
    ]);
    expect([...counts.get('colour')!]).to.deep.equal([
      ['green', 2],
      ['black', 2],
    ]);
  });

  it('counts what the other fields leave, not what the same field leaves', () => {
    const counts = countValues(chairs, ['use', 'colour'], parseChoices('colour=black'));
    expect([...counts.get('use')!]).to.deep.equal([
      ['office', 1],
      ['home', 1],
    ]);
    expect([...counts.get('colour')!]).to.deep.equal([
      ['green', 2],
      ['black', 2],
    ]);
  });

  it('keeps a value that would show nothing, at 0', () => {
    expect(countValues(chairs, ['colour'], parseChoices('use=garden')).get('colour')!.get('green')).to.equal(0);
  });

  it('looks at each of a thousand things a few times, however many values there are', () => {
    let looks = 0;
    const many = Array.from({length: 1000}, (_, at): Fields => ({
      get use() {
        looks += 1;
        return `use-${at}`;
      },
      colour: [`c-${at % 5}`, `c-${at % 3}`],
    }));
    expect(countValues(many, ['use', 'colour'], parseChoices('use=use-1&colour=c-1')).get('use')!.size).to.equal(1000);
    expect(looks).to.be.at.most(4000);
  });
});
