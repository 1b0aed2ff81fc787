// Chromium first: what is told of a film that plays is the same script in all engines; playback.test.ts plays it.
import {expect, fixture, html} from '@open-wc/testing';
import {nextEvent} from '@uggla/testing';
import '../define.js';
import {media, mediaSite, PATIENCE_MS, player} from '../player.test.kit.js';
import {trackGa4} from './ga4.js';
import {PlayedByHand} from '../played-by-hand.test.kit.js';

type Sent = [command: string, name: string, parameters: Record<string, unknown>];

describe('trackGa4', function () {
  this.timeout(PATIENCE_MS * 2);

  it('tells the page’s gtag of start, progress and end, with Google’s parameters', () => {
    const sent: Sent[] = [];
    const film = new PlayedByHand({duration: 120.4});
    trackGa4(film.element, (...all) => sent.push(all), {title: 'The chair'});
    film.play().end();
    expect(sent.map(([command, name, {video_percent}]) => `${command} ${name} ${String(video_percent)}`)).to.deep.equal(
      [
        'event video_start 0',
        'event video_progress 10',
        'event video_progress 25',
        'event video_progress 50',
        'event video_progress 75',
        'event video_progress 90',
        'event video_complete 100',
      ],
    );
    expect(sent[3]![2]).to.deep.equal({
      video_current_time: 60,
      video_duration: 120,
      video_percent: 50,
      video_provider: 'x-film',
      video_title: 'The chair',
      video_url: 'https://acme.example/films/chair.mp4',
      visible: false, // it is in no page
    });
  });

  it('puts the same into the list of a tag manager', () => {
    const dataLayer: Record<string, unknown>[] = [{event: 'gtm.js'}];
    const film = new PlayedByHand();
    trackGa4(film.element, dataLayer);
    film.play();
    expect(dataLayer.at(-1)).to.include({event: 'video_start', video_title: 'chair.mp4', video_duration: 100});
  });

  it('tells of other marks when it is asked to', () => {
    const sent: unknown[] = [];
    const film = new PlayedByHand();
    trackGa4(film.element, (_command, _name, parameters) => sent.push(parameters['video_percent']), {marks: [33]});
    film.play().to(99);
    expect(sent).to.deep.equal([0, 33]);
  });

  it('tells of nothing after it was stopped', () => {
    const sent: Sent[] = [];
    const film = new PlayedByHand();
    const stop = trackGa4(film.element, (...all) => sent.push(all));
    film.play();
    stop();
    film.end();
    expect(sent).to.have.length(1);
  });

  it('hears a player, and asks nobody for anything', async () => {
    const site = await mediaSite();
    const element = await player({
      src: media(site, 'short.mp4'),
      'media-title': 'The film',
      loading: 'eager',
      'playback-rate': '4',
    });
    const sent: Sent[] = [];
    trackGa4(element, (...all) => sent.push(all));
    const ended = nextEvent(element, 'ended');
    performance.clearResourceTimings();
    await element.play();
    await ended;
    expect(sent.map(([, name]) => name).filter((name) => name !== 'video_progress')).to.deep.equal([
      'video_start',
      'video_complete',
    ]);
    expect(sent.at(-1)![2]).to.include({
      video_title: 'The film',
      video_provider: 'uggla-player',
      video_url: media(site, 'short.mp4'),
      video_duration: 2,
      visible: true,
    });
    const hosts = performance.getEntriesByType('resource').map(({name}) => new URL(name).host);
    expect(
      hosts.every((host) => host === location.host),
      hosts.join(' '),
    ).to.equal(true);
  });

  it('hears a <video>', async () => {
    const site = await mediaSite();
    const video = await fixture<HTMLVideoElement>(
      html`<video muted playsinline src=${media(site, 'short.mp4')}></video>`,
    );
    video.muted = true;
    const sent: Sent[] = [];
    trackGa4(video, (...all) => sent.push(all));
    video.playbackRate = 4;
    const ended = nextEvent(video, 'ended');
    await video.play();
    await ended;
    expect(sent.map(([, name, {video_percent}]) => `${name} ${String(video_percent)}`)).to.deep.equal([
      'video_start 0',
      'video_progress 10',
      'video_progress 25',
      'video_progress 50',
      'video_progress 75',
      'video_progress 90',
      'video_complete 100',
    ]);
  });
});
