// Chromium first: what is told of a film that plays is the same script in all engines; playback.test.ts plays it.
import {expect, fixture, html} from '@open-wc/testing';
import {nextEvent} from '@uggla/testing';
import {media, mediaSite, PATIENCE_MS} from '../player.test.kit.js';
import {trackMatomo} from './matomo.js';
import {PlayedByHand} from '../played-by-hand.test.kit.js';

describe('trackMatomo', function () {
  this.timeout(PATIENCE_MS * 2);

  it('puts what happens into the page’s queue, as Matomo’s own events are called', () => {
    const queue: unknown[][] = [];
    const film = new PlayedByHand();
    trackMatomo(film.element, queue, {title: 'The chair'});
    film.play().to(10.4).pause().play().seek(70).end();
    expect(queue).to.deep.equal([
      ['trackEvent', 'MediaVideo', 'play', 'The chair', 0],
      ['trackEvent', 'MediaVideo', 'pause', 'The chair', 10],
      ['trackEvent', 'MediaVideo', 'resume', 'The chair', 10],
      ['trackEvent', 'MediaVideo', 'seek', 'The chair', 70],
      ['trackEvent', 'MediaVideo', 'finish', 'The chair', 100],
    ]);
  });

  it('tells how much was played when it is asked to', () => {
    const queue: unknown[][] = [];
    const film = new PlayedByHand();
    trackMatomo(film.element, queue, {marks: [50]});
    film.play().to(60);
    expect(queue.at(-1)).to.deep.equal(['trackEvent', 'MediaVideo', 'progress', 'chair.mp4', 50]);
  });

  it('finds the queue that Matomo’s script puts in place of the list', () => {
    const page = {_paq: [] as unknown[][]};
    const film = new PlayedByHand({sound: true});
    const stop = trackMatomo(film.element, () => page._paq);
    film.play();
    const list = page._paq;
    page._paq = [];
    film.pause();
    stop();
    film.play();
    expect([list.map((one) => one[2]), page._paq.map((one) => one[2])]).to.deep.equal([['play'], ['pause']]);
    expect(list[0]![1]).to.equal('MediaAudio');
  });

  it('hears an <audio>', async () => {
    const site = await mediaSite();
    const audio = await fixture<HTMLAudioElement>(
      html`<audio src=${media(site, 'audio.mp3')} aria-label="The song"></audio>`,
    );
    audio.muted = true;
    const queue: unknown[][] = [];
    const stop = trackMatomo(audio, queue);
    const paused = nextEvent(audio, 'pause');
    await audio.play();
    await nextEvent(audio, 'timeupdate');
    audio.pause();
    await paused;
    stop();
    expect(queue.map((command) => command.slice(1, 4))).to.deep.equal([
      ['MediaAudio', 'play', 'The song'],
      ['MediaAudio', 'pause', 'The song'],
    ]);
  });
});
