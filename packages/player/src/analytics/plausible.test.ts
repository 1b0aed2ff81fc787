// Chromium first: what is told of a film that plays is the same script in all engines; playback.test.ts plays it.
import {expect} from '@open-wc/testing';
import {trackPlausible} from './plausible.js';
import {PlayedByHand} from '../played-by-hand.test.kit.js';

describe('trackPlausible', () => {
  it('tells of the start, of how much was played when it is asked to, and of the end', () => {
    const told: unknown[][] = [];
    const film = new PlayedByHand();
    const stop = trackPlausible(film.element, (...event) => told.push(event), {title: 'The chair', marks: [50]});
    film.play().to(60).pause().play().to(100).end();
    stop();
    film.play();
    expect(told).to.deep.equal([
      ['Video: Play', {props: {title: 'The chair'}, interactive: true}],
      ['Video: Progress', {props: {title: 'The chair', percent: '50'}, interactive: false}],
      ['Video: Complete', {props: {title: 'The chair'}, interactive: false}],
    ]);
  });

  it('tells sound from pictures', () => {
    const told: string[] = [];
    const song = new PlayedByHand({sound: true});
    trackPlausible(song.element, (name) => told.push(name));
    song.play();
    expect(told).to.deep.equal(['Audio: Play']);
  });
});
