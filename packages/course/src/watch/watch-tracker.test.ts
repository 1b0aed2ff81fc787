import {expect} from '@esm-bundle/chai';
import {coveredSeconds} from '@uggla/protocol/ranges.js';
import {WatchTracker} from './watch-tracker.js';

const at = (time: number, clock: number, more = {}) => ({time, clock, rate: 1, attended: true, ...more});

/** Plays from one second to another, a step every quarter second. */
function play(tracker: WatchTracker, from: number, to: number, {rate = 1, attended = true, clock = 0} = {}): void {
  tracker.start(at(from, clock, {rate, attended}));
  for (let played = 0.25; from + played * rate <= to; played += 0.25) {
    tracker.step(at(from + played * rate, clock + played, {rate, attended}));
  }
  tracker.stop();
}

describe('WatchTracker', () => {
  it('keeps what was played', () => {
    const tracker = new WatchTracker();
    play(tracker, 0, 10);
    expect(tracker.ranges).to.deep.equal([[0, 10]]);
    expect(tracker.furthest).to.equal(10);
  });

  it('adds nothing for a jump to the end', () => {
    const tracker = new WatchTracker();
    tracker.start(at(0, 0));
    tracker.step(at(0.25, 0.25));
    tracker.step(at(58, 0.5));
    tracker.step(at(58.25, 0.75));
    tracker.stop();
    expect(tracker.ranges).to.deep.equal([
      [0, 0.25],
      [58, 58.25],
    ]);
  });

  it('counts at twice the speed, and not at sixteen times', () => {
    const twice = new WatchTracker();
    play(twice, 0, 20, {rate: 2});
    expect(twice.ranges).to.deep.equal([[0, 20]]);
    const sixteen = new WatchTracker();
    play(sixteen, 0, 60, {rate: 16});
    expect(sixteen.ranges).to.deep.equal([]);
  });

  it('is not fooled by time events without a clock behind them', () => {
    const tracker = new WatchTracker();
    tracker.start(at(0, 0));
    for (let time = 0.25; time <= 60; time += 0.25) tracker.step(at(time, 0.001 * time));
    tracker.stop();
    expect(coveredSeconds(tracker.ranges)).to.be.below(1);
  });

  it('counts nothing while nobody could see it', () => {
    const tracker = new WatchTracker();
    play(tracker, 0, 10, {attended: false});
    expect(tracker.ranges).to.deep.equal([]);
    play(tracker, 10, 12);
    expect(tracker.ranges).to.deep.equal([[10, 12]]);
  });

  it('joins stretches of several visits', () => {
    const tracker = new WatchTracker([[0, 5]]);
    play(tracker, 4, 9);
    tracker.merge([[20, 30]]);
    expect(tracker.ranges).to.deep.equal([
      [0, 9],
      [20, 30],
    ]);
  });

  it('keeps a stretch through a wait for data', () => {
    const tracker = new WatchTracker();
    tracker.start(at(0, 0));
    tracker.step(at(0.25, 0.25));
    tracker.step(at(0.25, 8));
    tracker.step(at(0.5, 8.25));
    expect(tracker.ranges).to.deep.equal([[0, 0.5]]);
  });

  it('keeps a stretch through a pause that was none', () => {
    const tracker = new WatchTracker();
    tracker.start(at(0, 0));
    tracker.step(at(0, 0.1));
    tracker.resume(at(0.4, 0.5));
    tracker.step(at(0.6, 0.7));
    expect(tracker.ranges).to.deep.equal([[0, 0.6]]);
  });

  it('begins anew after a real break', () => {
    const tracker = new WatchTracker();
    tracker.start(at(0, 0));
    tracker.step(at(1, 1));
    tracker.resume(at(5, 60));
    tracker.step(at(6, 61));
    expect(tracker.ranges).to.deep.equal([
      [0, 1],
      [5, 6],
    ]);
  });

  it('puts a jump past the furthest second back, and lets any other be', () => {
    const tracker = new WatchTracker([[0, 30]]);
    expect(tracker.allowed(60)).to.equal(30);
    expect(tracker.allowed(31)).to.equal(31);
    expect(tracker.allowed(12)).to.equal(12);
  });
});
