import {expect, fixture, html} from '@open-wc/testing';
import {waitUntil} from '@uggla/testing';
import type {UgglaError} from '@uggla/protocol';
import '../define.js';
import {media, mediaSite, PATIENCE_MS, playsBeyond} from '../player.test.kit.js';
import type {UgglaPlayer} from '../player/player-element.js';
import {chooseEngine, needsEngine} from './choose-engine.js';
import {diagnose, refused} from './diagnose.js';
import type {EngineListener, MediaEngine, Source} from './media-engine.js';
import {NativeEngine} from './native-engine.js';

/** An engine at work on an element of its own. */
async function run(source: Source, start: {time?: number; captions?: string} = {}) {
  const engine = await chooseEngine(source);
  const element = document.createElement('video');
  element.muted = true;
  document.body.append(element);
  const heard: Parameters<EngineListener>[0][] = [];
  engine.on((event) => heard.push(event));
  engine.attach(element);
  await engine.load(source, {time: start.time ?? 0, preload: 'auto', captions: start.captions ?? 'off'});
  running.push({engine, element});
  return {engine, element, heard};
}

const running: {engine: MediaEngine; element: HTMLVideoElement}[] = [];

describe('MediaEngine', function () {
  this.timeout(PATIENCE_MS * 2);

  afterEach(() => {
    for (const {engine, element} of running.splice(0)) {
      engine.destroy();
      element.remove();
    }
  });

  it('is none for a file, and one for a playlist', async () => {
    const site = await mediaSite();
    expect(needsEngine({url: media(site, 'clip.mp4'), kind: 'file'})).to.equal(false);
    expect(await chooseEngine({url: media(site, 'clip.mp4'), kind: 'file'})).to.be.instanceOf(NativeEngine);
    expect(needsEngine({url: media(site, 'hls/master.m3u8'), kind: 'hls'})).to.equal(true);
  });

  it('knows qualities from the playlist, and tells when it does', async () => {
    const site = await mediaSite();
    const {engine, heard} = await run({url: media(site, 'hls/master.m3u8'), kind: 'hls', alternates: false});
    await waitUntil(() => engine.levels.length === 2, 'no levels', {timeout: PATIENCE_MS});
    expect(heard[0]!.type).to.equal('change');
    expect(engine.level).to.equal(-1);
    engine.setLevel(1);
    expect(engine.level).to.equal(1);
    engine.setLevel(-1);
    expect(engine.level).to.equal(-1);
    expect(engine.textTracks, 'the small build knows no subtitles').to.deep.equal([]);
    expect(engine.audioTrack).to.equal(-1);
  });

  it('asks the playlist which build it needs, when nobody says', async () => {
    const site = await mediaSite();
    const {engine} = await run({url: media(site, 'hls-audio/master.m3u8'), kind: 'hls'});
    await waitUntil(() => engine.audioTracks.length === 2, 'no languages', {timeout: PATIENCE_MS});
    expect(engine.audioTracks.map(({language, label}) => `${language} ${label}`)).to.deep.equal([
      'es Español',
      'en English',
    ]);
    engine.setAudioTrack(1);
    await waitUntil(() => engine.audioTrack === 1, 'it keeps the other language', {timeout: PATIENCE_MS});
  });

  it('starts where it is told, without fetching what lies before', async () => {
    const site = await mediaSite();
    const {element} = await run({url: media(site, 'hls/master.m3u8'), kind: 'hls', alternates: false}, {time: 6.5});
    await waitUntil(() => element.buffered.length > 0, 'nothing came', {timeout: PATIENCE_MS});
    expect(element.buffered.start(0)).to.be.within(5.5, 6.6);
    expect(await site.requests('seg_0.m4s')).to.have.length(0);
  });

  it('lets go of all when it is destroyed', async () => {
    const site = await mediaSite();
    for (const source of [
      {url: media(site, 'hls/master.m3u8'), kind: 'hls'},
      {url: media(site, 'clip.mp4'), kind: 'file'},
    ] as const) {
      const {engine, element, heard} = await run(source);
      await waitUntil(() => element.readyState > 0, 'nothing came', {timeout: PATIENCE_MS});
      engine.destroy();
      expect(element.getAttribute('src') ?? '').to.equal('');
      const count = heard.length;
      element.dispatchEvent(new Event('error'));
      expect(heard.length).to.equal(count);
    }
  });

  it('says once that it gives up, with a code', async () => {
    const site = await mediaSite();
    for (const [source, code] of [
      [{url: media(site, 'none.m3u8'), kind: 'hls', alternates: false}, 'media-unavailable'],
      [{url: media(site, 'none.mp4'), kind: 'file'}, 'media-unavailable'],
      [{url: media(site, 'not-a-video.mp4'), kind: 'file'}, 'media-unsupported'],
    ] as const) {
      const {heard} = await run(source);
      const errors = () => heard.flatMap((event) => (event.type === 'error' ? [event.error.code] : []));
      await waitUntil(() => errors().length > 0, `no error for ${source.url}`, {timeout: PATIENCE_MS});
      expect(errors()).to.deep.equal([code]);
    }
  });

  it('leaves HLS to the browser where there is no Media Source', async () => {
    const own = Object.getOwnPropertyDescriptor(globalThis, 'MediaSource');
    const managed = Object.getOwnPropertyDescriptor(globalThis, 'ManagedMediaSource');
    try {
      Reflect.deleteProperty(globalThis, 'MediaSource');
      Reflect.deleteProperty(globalThis, 'ManagedMediaSource');
      if ('MediaSource' in globalThis) return; // the engine does not let go of it
      const site = await mediaSite();
      const player = await fixture<UgglaPlayer>(
        html`<uggla-player muted src=${media(site, 'film.json')}></uggla-player>`,
      );
      await player.play();
      await playsBeyond(player);
      const file = document.createElement('video').canPlayType('application/vnd.apple.mpegurl')
        ? 'master.m3u8'
        : 'clip.mp4';
      await waitUntil(() => player.currentSrc.endsWith(file), `it plays ${player.currentSrc}`);
    } finally {
      if (own) Object.defineProperty(globalThis, 'MediaSource', own);
      if (managed) Object.defineProperty(globalThis, 'ManagedMediaSource', managed);
    }
  });
});

describe('diagnose', () => {
  const cause = (code: number) => ({code, message: 'x'}) as MediaError;
  const ask = (url: string, code = 4) => diagnose({url, kind: 'file'}, cause(code), new AbortController().signal);
  const codeOf = async (asked: Promise<UgglaError>) => (await asked).code;

  it('tells a missing file from one that nobody can play', async () => {
    const site = await mediaSite({
      rules: [
        {match: 'secret', status: 403},
        {match: 'broken', status: 500},
        {match: 'headless', status: 405},
      ],
    });
    expect(await codeOf(ask(media(site, 'none.mp4')))).to.equal('media-unavailable');
    expect((await ask(media(site, 'broken.mp4'))).status).to.equal(500);
    expect(await codeOf(ask(media(site, 'secret.mp4')))).to.equal('media-forbidden');
    expect(await codeOf(ask(media(site, 'not-a-video.mp4')))).to.equal('media-unsupported');
    expect(await codeOf(ask(media(site, 'headless.mp4')))).to.equal('media-unsupported');
  });

  it('takes the browser’s word for damage and for a broken connection', async () => {
    const site = await mediaSite();
    expect(await codeOf(ask(media(site, 'clip.mp4'), 3))).to.equal('media-undecodable');
    expect(await codeOf(ask(media(site, 'clip.mp4'), 2))).to.equal('media-unavailable');
    await site.rule({reset: true});
    expect(await codeOf(ask(media(site, 'clip.mp4')))).to.equal('media-unavailable');
  });
});

describe('refused', () => {
  it('names the address and the answer', () => {
    expect(refused('https://x.example/a', 404).message).to.equal('https://x.example/a answered 404');
    expect(refused('https://x.example/a', 0).message).to.equal('https://x.example/a did not answer');
    expect(refused('https://x.example/a', 0).status).to.equal(undefined);
    expect(refused('https://x.example/a', 401).code).to.equal('media-forbidden');
  });
});
