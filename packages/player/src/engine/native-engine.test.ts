import {expect} from '@open-wc/testing';
import {waitUntil} from '@uggla/testing';
import {media, mediaSite, PATIENCE_MS} from '../player.test.kit.js';
import type {EngineStart} from './media-engine.js';
import {NativeEngine} from './native-engine.js';

const start: EngineStart = {time: 0, preload: 'metadata', captions: 'off'};

function made() {
  const [engine, element] = [new NativeEngine(), document.createElement('video')];
  const codes: string[] = [];
  engine.on((event) => event.type === 'error' && codes.push(event.error.code));
  engine.attach(element);
  return {engine, element, codes};
}

describe('NativeEngine', function () {
  this.timeout(PATIENCE_MS);

  it('offers no choice: the browser has none of a file', () => {
    const {engine} = made();
    engine.setLevel();
    engine.setAudioTrack();
    expect([engine.levels, engine.level, engine.audioTracks, engine.audioTrack, engine.textTracks]).to.deep.equal([
      [],
      -1,
      [],
      -1,
      [],
    ]);
  });

  it('names the address in the task that asked for it, so that a gesture still counts', async () => {
    const site = await mediaSite();
    const {engine, element} = made();
    void engine.load({url: media(site, 'short.mp4'), kind: 'file'}, start);
    expect([element.src, element.preload]).to.deep.equal([media(site, 'short.mp4'), 'metadata']);
    await waitUntil(() => element.readyState > 0, 'its head never came', {timeout: PATIENCE_MS});
    engine.destroy();
  });

  it('asks for nothing with preload="none"', async () => {
    const site = await mediaSite();
    const {engine, element} = made();
    await engine.load({url: media(site, 'short.mp4'), kind: 'file'}, {...start, preload: 'none'});
    expect(element.networkState).not.to.equal(HTMLMediaElement.NETWORK_LOADING);
    expect(await site.requests('short.mp4')).to.have.length(0);
    engine.destroy();
  });

  it('leaves an element as it found it, and hears it no more', async () => {
    const site = await mediaSite();
    const {engine, element, codes} = made();
    await engine.load({url: media(site, 'short.mp4'), kind: 'file'}, start);
    await waitUntil(() => element.readyState > 0, 'its head never came', {timeout: PATIENCE_MS});
    engine.destroy();
    await waitUntil(() => element.readyState === 0, 'it holds what it had');
    expect(element.hasAttribute('src')).to.equal(false);
    engine.destroy(); // twice is no harm
    expect(codes).to.deep.equal([]);
  });

  it('tells nobody of a failure whose reason comes after it was let go', async () => {
    const site = await mediaSite({rules: [{match: 'none.mp4', method: 'HEAD', hang: true}]});
    const {engine, codes} = made();
    await engine.load({url: media(site, 'none.mp4'), kind: 'file'}, {...start, preload: 'auto'});
    const asked = async () => (await site.requests('none.mp4')).some(({method}) => method === 'HEAD');
    await waitUntil(asked, 'nobody asked why', {timeout: PATIENCE_MS});
    engine.destroy();
    await site.seen('none.mp4', {ended: 'gone'});
    expect(codes).to.deep.equal([]);
  });

  it('can be unheard by each who listened', async () => {
    const site = await mediaSite();
    const {engine, element, codes} = made();
    let heard = 0;
    const stop = engine.on(() => heard++);
    stop();
    await engine.load({url: media(site, 'none.mp4'), kind: 'file'}, {...start, preload: 'auto'});
    await waitUntil(() => codes.length > 0, 'nobody was told', {timeout: PATIENCE_MS});
    expect([heard, codes]).to.deep.equal([0, ['media-unavailable']]);
    expect(element.error).not.to.equal(null);
    engine.destroy();
  });
});
