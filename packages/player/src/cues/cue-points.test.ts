// Chromium first: films are played over many cues, by the same script in all engines; captions.test.ts plays over some.
import {expect} from '@open-wc/testing';
import {PlayedByHand} from '../played-by-hand.test.kit.js';
import {cuePointsOf} from './cue-points.js';
import type {CuePoint} from './cue-points.js';
import type {CueEnterEvent, CueExitEvent} from './cue-events.js';

type Given = [value: string, startTime: number, endTime?: number | undefined, pause?: boolean];

const cue = ([value, startTime, endTime, pause]: Given): CuePoint => ({
  value,
  startTime,
  ...(endTime === undefined ? {} : {endTime}),
  ...(pause ? {pause} : {}),
});

function cued(given: Given[], state: Record<string, unknown> = {}) {
  const film = new PlayedByHand(state);
  const points = cuePointsOf(film.element);
  const heard: string[] = [];
  film.element.addEventListener('uggla-cue-enter', (event) =>
    heard.push(`+${String((event as CueEnterEvent).cue.value)}`),
  );
  film.element.addEventListener('uggla-cue-exit', (event) =>
    heard.push(`-${String((event as CueExitEvent).cue.value)}`),
  );
  points.add(given.map(cue));
  const told = () => heard.splice(0).join(' ');
  return {film, points, told, active: () => points.active.map(({value}) => value)};
}

describe('cue points', () => {
  it('are told of when they come and when they go', () => {
    const {film, told, active} = cued([['a', 5, 8]]);
    film.play().to(4);
    expect([told(), active()]).to.deep.equal(['', []]);
    film.to(6);
    expect([told(), active()]).to.deep.equal(['+a', ['a']]);
    film.to(9);
    expect([told(), active()]).to.deep.equal(['-a', []]);
  });

  it('may overlap, and are told of in the order of the film, whatever the order they were given in', () => {
    const {film, told, active} = cued([
      ['b', 4, 9],
      ['a', 2, 6],
      ['c', 4, 5],
    ]);
    film.play().to(4.5);
    expect([told(), active()]).to.deep.equal(['+a +b +c', ['a', 'b', 'c']]);
    film.to(10);
    expect(told()).to.equal('-c -a -b');
  });

  it('are none of them missed where looks are far apart: a hidden tab, a high speed', () => {
    const {film, told} = cued([
      ['a', 2, 3],
      ['b', 4],
      ['c', 5, 20],
    ]);
    film.play().set({currentTime: 9}).fire('timeupdate');
    expect(told()).to.equal('+a -a +b -b +c');
  });

  it('of one moment come and go at once', () => {
    const {film, told, active} = cued([
      ['a', 5],
      ['b', 6, 2],
    ]);
    film.play().to(10);
    expect([told(), active()]).to.deep.equal(['+a -a +b -b', []]);
  });

  it('are not told of when a jump passes over them, and are when it lands in them', () => {
    const {film, told} = cued([
      ['a', 5, 8],
      ['b', 20, 30],
      ['c', 10],
    ]);
    film.play().to(1).seek(25);
    expect(told()).to.equal('+b');
    film.seek(27);
    expect(told(), 'within').to.equal('');
    film.seek(1);
    expect(told()).to.equal('-b');
  });

  it('of one moment are met by who jumps right to them', () => {
    for (const second of [9.97, 10, 10.04]) {
      const {film, told} = cued([['a', 10]]);
      film.play().to(1).seek(second).to(12);
      expect(told(), `to ${second}`).to.equal('+a -a');
    }
  });

  it('are told of in a pause too, when somebody draws the slider', () => {
    const {film, told} = cued([['a', 20, 30]]);
    film.play().to(1).pause().seek(25);
    expect(told()).to.equal('+a');
  });

  it('do not come before anybody plays: a place to begin at is no visit', () => {
    const {film, told} = cued([
      ['a', 0, 10],
      ['b', 30, 40],
    ]);
    film.seek(35).fire('timeupdate', 'pause');
    expect(told()).to.equal('');
    film.play();
    expect(told()).to.equal('+b');
  });

  it('at the very start come with the first second', () => {
    const {film, told} = cued([
      ['a', 0, 2],
      ['b', 0],
    ]);
    film.play().to(3);
    expect(told()).to.equal('+a +b -b -a');
  });

  it('stop the film where they ask for it, once a pass', () => {
    const {film, told} = cued([['a', 5, 8, true]]);
    film.play().to(20);
    expect([film.element.paused, film.element.currentTime, told()]).to.deep.equal([true, 5, '+a']);
    film.play().to(20);
    expect([film.element.paused, told()]).to.deep.equal([false, '-a']);
    film.seek(2).to(20);
    expect([film.element.paused, told()], 'another pass').to.deep.equal([true, '+a']);
  });

  it('of one moment that stop the film are on until it goes on', () => {
    const {film, told, active} = cued([['a', 5, undefined, true]]);
    film.play().to(20).fire('timeupdate', 'timeupdate');
    expect([film.element.paused, active(), told()]).to.deep.equal([true, ['a'], '+a']);
    film.play();
    expect([active(), told()]).to.deep.equal([[], '-a']);
    film.to(20);
    expect([film.element.paused, told()]).to.deep.equal([false, '']);
  });

  it('that stop the film are left by a jump', () => {
    const {film, told} = cued([['a', 5, undefined, true]]);
    film.play().to(20).seek(50);
    expect(told()).to.equal('+a -a');
  });

  it('stop the film once for two that come together', () => {
    const {film, active} = cued([
      ['a', 5, undefined, true],
      ['b', 5, undefined, true],
    ]);
    let pauses = 0;
    film.element.addEventListener('pause', () => pauses++);
    film.play().to(20);
    expect([pauses, active()]).to.deep.equal([1, ['a', 'b']]);
    film.play().to(20);
    expect(film.element.paused).to.equal(false);
  });

  it('do not stop the film when the page objects', () => {
    const {film, told} = cued([
      ['a', 5, 8, true],
      ['b', 6, undefined, true],
    ]);
    film.element.addEventListener('uggla-cue-enter', (event) => event.preventDefault());
    film.play().to(20);
    expect([film.element.paused, told()]).to.deep.equal([false, '+a +b -b -a']);
  });

  it('at the end, and behind it, come at the end', () => {
    const {film, told, active} = cued([
      ['a', 100, undefined, true],
      ['b', 500, 600],
    ]);
    film.play().end();
    expect([told(), active()]).to.deep.equal(['+a +b -b', ['a']]);
    film.play();
    expect(told()).to.equal('-a');
  });

  it('behind the end of a clip do not come', () => {
    const {film, told} = cued(
      [
        ['a', 59, 60],
        ['b', 61, 65],
      ],
      {range: {start: 40, end: 60}, currentTime: 40},
    );
    film.play().to(59.5).set({currentTime: 60, ended: true, paused: true}).fire('ended');
    expect(told()).to.equal('+a -a');
  });

  it('in the last moment are met by a film that begins anew at its end', () => {
    const {film, told} = cued(
      [
        ['a', 99.9],
        ['b', 0],
      ],
      {loop: true},
    );
    film.play().to(99.75);
    told();
    film.seek(0);
    expect(told()).to.equal('+a -a +b -b');
  });

  it('are on at once when they are added under the playhead', () => {
    const {film, points, told} = cued([]);
    film.play().to(6);
    points.add([cue(['a', 5, 8]), cue(['b', 9, 10])]);
    expect(told()).to.equal('+a');
  });

  it('are left when they are taken away, and never come again', () => {
    const {film, points, told} = cued([]);
    const own = cue(['a', 5, 8]);
    points.add([own]);
    film.play().to(6);
    points.remove(own);
    points.remove(own);
    film.seek(1).to(20);
    expect(told()).to.equal('+a -a');
  });

  it('may be taken away, and the film moved, by who hears of one', () => {
    const {film, points, told} = cued([
      ['a', 5],
      ['c', 30, 40],
    ]);
    const [b] = [cue(['b', 5.1])];
    points.add([b!]);
    film.element.addEventListener('uggla-cue-enter', (event) => {
      if ((event as CueEnterEvent).cue.value !== 'a') return;
      points.remove(b!);
      film.seek(35);
    });
    film.play().set({currentTime: 6}).fire('timeupdate');
    expect(told()).to.equal('+a -a +c');
  });

  it('without a second to come at are left out', () => {
    const {film, told} = cued([
      ['a', NaN],
      ['b', -1],
      ['c', Infinity],
    ]);
    film.play().end();
    expect(told()).to.equal('');
  });

  it('are left when another film is named', () => {
    const {film, told} = cued([['a', 0, 50]]);
    film.play().to(5).set({currentTime: 0, paused: true}).fire('emptied');
    expect(told()).to.equal('+a -a');
  });

  it('stay while the engine loads the film anew at the same second', () => {
    const {film, told} = cued([['a', 0, 50, true]]);
    film.play().set({paused: false}).to(5).fire('emptied').seek(5);
    expect(told()).to.equal('+a');
  });

  it('are the same for all who ask, one set a film', () => {
    const [one, other] = [new PlayedByHand(), new PlayedByHand()];
    expect(cuePointsOf(one.element)).to.equal(cuePointsOf(one.element));
    expect(cuePointsOf(one.element)).not.to.equal(cuePointsOf(other.element));
  });
});
