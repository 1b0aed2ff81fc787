import {expect, fixture, html} from '@open-wc/testing';
import {collectEvents, nextEvent, waitUntil} from '@uggla/testing';
import '../define.js';
import {engineRequests, film, media, mediaSite, part, PATIENCE_MS, playsBeyond, song} from '../player.test.kit.js';
import type {UgglaPlayer} from '../player/player-element.js';
import {levelFor} from './choices-controller.js';
import {describeMedia} from './describe-media.js';
import {isDescription, sourceOf} from './source.js';
import type {Media} from '@uggla/protocol';

const make = (src: string) => fixture<UgglaPlayer>(html`<uggla-player muted src=${src}></uggla-player>`);

describe('playing', function () {
  this.timeout(PATIENCE_MS * 2);

  beforeEach(() => localStorage.clear());

  it('of MP4 and sound asks for no engine', async () => {
    const site = await mediaSite();
    const before = engineRequests();
    for (const name of ['clip.mp4', 'audio.mp3', 'audio.m4a', 'song.json']) {
      const player = await make(media(site, name));
      await player.play();
      await playsBeyond(player);
      player.remove();
    }
    expect(engineRequests()).to.equal(before);
    expect(await site.requests('m3u8')).to.have.length(0);
  });

  it('of HLS goes through the engine, knows its qualities, and seeks anywhere', async () => {
    const site = await mediaSite();
    const player = await make(media(site, 'hls/master.m3u8'));
    await player.play();
    await playsBeyond(player);
    expect(player.playback.engine!.levels.map(({height}) => height)).to.deep.equal([180, 360]);
    for (const time of [8.5, 2.5]) {
      player.currentTime = time;
      await playsBeyond(player, time);
      expect(player.currentTime).to.be.below(time + 2);
    }
    player.quality = '180';
    await player.updateComplete;
    expect(player.playback.engine!.level).to.equal(0);
    player.quality = 'auto';
    await player.updateComplete;
    expect(player.playback.engine!.level).to.equal(-1);
    // As a browser takes it from the first segment until hls.js says its length.
    Object.defineProperty(player.media, 'duration', {value: Infinity});
    expect(player.duration, 'a film is not live').to.be.closeTo(10, 0.2);
  });

  it('of HLS starts at the second that was asked for, and fetches nothing before it', async () => {
    const site = await mediaSite();
    const player = await make(media(site, 'hls/master.m3u8'));
    player.currentTime = 7;
    await player.play();
    await playsBeyond(player, 7);
    expect(await site.requests('seg_0.m4s')).to.have.length(0);
  });

  it('of HLS goes on where the page seeks as soon as it may, whatever the decoder makes of that', async () => {
    const site = await mediaSite();
    const player = await make(media(site, 'hls/master.m3u8'));
    player.addEventListener('loadedmetadata', () => (player.currentTime = 0.5), {once: true}); // its first segment is on its way into the decoder
    await player.play();
    await playsBeyond(player, 0.7);
    expect([player.paused, player.failure]).to.deep.equal([false, undefined]);
  });

  it('of HLS takes the last of several wishes for a place, before and while it loads', async () => {
    const site = await mediaSite({rules: [{match: 'init.mp4', gate: 'head'}]});
    const player = await make(media(site, 'hls/master.m3u8'));
    player.currentTime = 1;
    const played = player.play();
    await site.seen('init.mp4');
    player.currentTime = 4.5;
    expect(player.currentTime).to.equal(4.5);
    await site.open('head');
    await played;
    expect(player.currentTime).to.be.at.least(4.4);
    await playsBeyond(player, 4.7);
    expect(player.played.start(0)).to.be.at.least(4.4);
  });

  it('of MPEG-TS works too', async () => {
    const site = await mediaSite();
    const player = await make(media(site, 'hls-ts/list.m3u8'));
    await player.play();
    await playsBeyond(player);
  });

  it('chooses the language of the sound by attribute, by choice, by the page', async () => {
    const site = await mediaSite();
    const player = await fixture<UgglaPlayer>(
      html`<uggla-player muted lang="en" src=${media(site, 'hls-audio/master.m3u8')}></uggla-player>`,
    );
    await player.play();
    await playsBeyond(player);
    const {engine} = player.playback;
    expect(engine!.audioTracks.map(({language}) => language)).to.deep.equal(['es', 'en']);
    await waitUntil(() => engine!.audioTrack === 1, 'it does not speak the language of the page', {
      timeout: PATIENCE_MS,
    });
    player.audioLanguage = 'es-MX';
    await waitUntil(() => engine!.audioTrack === 0, 'it does not obey', {timeout: PATIENCE_MS});
    part(player, 'settings-button')!.click();
    await waitUntil(() => part(player, 'menu')?.textContent.includes('Audio language'), 'no choice', {
      timeout: PATIENCE_MS,
    });
  });

  it('starts by itself when muted, once it is seen', async () => {
    const site = await mediaSite();
    const player = await fixture<UgglaPlayer>(
      html`<uggla-player autoplay muted src=${media(site, 'film.json')}></uggla-player>`,
    );
    await playsBeyond(player);
  });

  it('of a clip keeps to it, and ends with it', async () => {
    const site = await mediaSite();
    const player = await fixture<UgglaPlayer>(
      html`<uggla-player muted clip-start="3" clip-end="4" src=${media(site, 'clip.mp4')}></uggla-player>`,
    );
    const ends = collectEvents(player, 'ended');
    const pauses = collectEvents(player, 'pause');
    const atEnd: unknown[] = [];
    player.addEventListener('ended', () => atEnd.push(player.paused, player.ended, pauses.length), {once: true});
    await player.play();
    await playsBeyond(player, 3);
    expect(part<HTMLInputElement>(player, 'time-range')!.min).to.equal('3');
    expect(part<HTMLInputElement>(player, 'time-range')!.max).to.equal('4');
    await waitUntil(() => ends.length === 1, 'it never ended', {timeout: PATIENCE_MS});
    expect(atEnd, 'paused, ended, told of the pause').to.deep.equal([true, true, 1]);
    expect(player.ended && player.paused).to.equal(true);
    expect(player.currentTime).to.be.within(3.9, 4.4);
    await player.play();
    expect(player.currentTime).to.be.below(3.9);
    player.loop = true;
    let turns = 0;
    player.addEventListener('seeked', () => turns++);
    await waitUntil(() => turns >= 2, 'it does not loop', {timeout: PATIENCE_MS});
    expect(ends).to.have.length(1);
  });

  it('shows the slots of poster, overlay and end at their times', async () => {
    const site = await mediaSite();
    const player = await fixture<UgglaPlayer>(html`
      <uggla-player muted src=${media(site, 'short.mp4')}>
        <p slot="poster">poster</p>
        <p slot="overlay">overlay</p>
        <p slot="end">end</p>
      </uggla-player>
    `);
    const visible = () => [...player.children].filter((one) => one.checkVisibility()).map(({slot}) => slot);
    await player.updateComplete;
    expect(visible()).to.deep.equal(['poster', 'overlay']);
    await player.play();
    await playsBeyond(player);
    expect(visible()).to.deep.equal(['overlay']);
    await nextEvent(player, 'ended');
    await player.updateComplete;
    expect(visible()).to.deep.equal(['overlay', 'end']);
  });

  it('does not move the page as it loads', async () => {
    const site = await mediaSite();
    const player = await make(media(site, 'film.json'));
    const {height} = player.getBoundingClientRect();
    expect(height).to.be.closeTo((player.getBoundingClientRect().width * 9) / 16, 1);
    await player.play();
    await playsBeyond(player);
    expect(player.getBoundingClientRect().height).to.equal(height);
    player.style.height = '200px';
    expect(player.renderRoot.querySelector('.stage')!.getBoundingClientRect().height).to.equal(200);
  });

  it('of sound is a card with a title, without what needs a picture', async () => {
    const site = await mediaSite();
    const player = await make(media(site, 'song.json'));
    await nextEvent(player, 'uggla-ready');
    expect(part(player, 'title')!.textContent).to.equal('Song');
    expect(part(player, 'fullscreen-button')).to.equal(null);
    expect(player.getBoundingClientRect().height).to.be.below(160);
    part(player, 'play-button')!.click();
    await playsBeyond(player);
    const radio = await fixture<UgglaPlayer>(
      html`<uggla-player layout="radio" muted media-title="On air" src=${media(site, 'film.json')}></uggla-player>`,
    );
    expect(part(radio, 'title')!.textContent).to.equal('On air');
  });

  it('says in states what it does', async () => {
    const site = await mediaSite();
    const player = await make(media(site, 'clip.mp4'));
    const is = (state: string) => player.matches(`:state(${state})`);
    await nextEvent(player, 'uggla-ready');
    expect([is('paused'), is('playing'), is('ready')]).to.deep.equal([true, false, true]);
    await player.play();
    await playsBeyond(player);
    expect([is('paused'), is('playing')]).to.deep.equal([false, true]);
  });
});

describe('sourceOf', () => {
  it('goes by the type, else by the ending of the path', () => {
    expect(sourceOf('https://x.example/a.m3u8?t=1').kind).to.equal('hls');
    expect(sourceOf('https://x.example/a', 'application/vnd.apple.mpegurl').kind).to.equal('hls');
    expect(sourceOf('https://x.example/a.mp4?f=.m3u8').kind).to.equal('file');
    expect(sourceOf('https://x.example/a.MP3').audio).to.equal(true);
    expect(sourceOf('https://x.example/a.mp4', 'audio/mp4; codecs="mp4a.40.2"').audio).to.equal(true);
    expect(isDescription('https://x.example/media.json?v=2')).to.equal(true);
    expect(isDescription('https://x.example/a.mp4?x=.json')).to.equal(false);
  });
});

describe('describeMedia', () => {
  const base = 'https://x.example/media/film/media.json';
  const names = (media: unknown, radio?: boolean) =>
    describeMedia(media as Media, base, radio).sources.map(({url}) => url.split('/').at(-1));

  it('tries the stream of a film first, then its file', () => {
    expect(names(film)).to.deep.equal(['master.m3u8', 'clip.mp4']);
  });

  it('plays sound as a file, but as a stream where there are languages', () => {
    expect(names(song)).to.deep.equal(['audio.mp3', 'master.m3u8']);
    expect(names({...song, audioLanguages: ['es', 'en']})).to.deep.equal(['master.m3u8', 'audio.mp3']);
  });

  it('takes the sound alone for the radio', () => {
    expect(names({...film, audio: {src: 'sound.m4a', type: 'audio/mp4'}}, true)[0]).to.equal('sound.m4a');
  });

  it('wants the full engine only for several languages of sound', () => {
    expect(describeMedia({...film, audioLanguages: ['es']} as unknown as Media, base).sources[0]!.alternates).to.equal(
      false,
    );
    expect(
      describeMedia({...film, audioLanguages: ['es', 'en']} as unknown as Media, base).sources[0]!.alternates,
    ).to.equal(true);
  });

  it('takes no address that is not one', () => {
    const evil = {
      ...film,
      hls: 'javascript:alert(1)',
      fallback: {src: 'data:text/html,x', type: 'video/mp4'},
      storyboard: 'file:///etc/passwd',
      poster: {src: 'javascript:1'},
      captions: [{language: 'en', src: 'javascript:1'}],
    };
    const {sources, storyboard, poster, captions} = describeMedia(evil as unknown as Media, base);
    expect([sources, storyboard, poster, captions]).to.deep.equal([[], undefined, undefined, []]);
  });
});

describe('levelFor', () => {
  const levels = [360, 720, 1080].map((height, id) => ({id, height, bitrate: height * 1000}));

  it('is the highest that is not higher than asked, else the lowest', () => {
    expect(
      ['720', '720p', '800', '100', '4000', 'auto', 'best'].map((quality) => levelFor({levels}, quality)),
    ).to.deep.equal([1, 1, 1, 0, 2, -1, -1]);
    expect(levelFor({levels: []}, '720')).to.equal(-1);
  });
});
