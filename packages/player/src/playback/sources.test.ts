import {expect} from '@open-wc/testing';
import {nextEvent, waitUntil} from '@uggla/testing';
import '../define.js';
import {media, mediaSite, node, PATIENCE_MS, player} from '../player.test.kit.js';
import type {UgglaPlayer} from '../player/player-element.js';

const source = (src: string, type?: string) => node('source', {src, ...(type ? {type} : {})}) as HTMLSourceElement;
const names = (element: UgglaPlayer) =>
  element.playback.description?.sources.map(({url}) => url.split('/').at(-1)) ?? [];
const become = (element: UgglaPlayer, ...wanted: string[]) =>
  waitUntil(() => names(element).join() === wanted.join(), 'other sources', {timeout: PATIENCE_MS});

/** A player that reads its children and loads nothing. */
const resting = (children: readonly Node[] = [], attributes: Readonly<Record<string, string>> = {}) =>
  player({loading: 'eager', preload: 'none', ...attributes}, children);

describe('the <source> children of a player', function () {
  this.timeout(PATIENCE_MS);

  beforeEach(() => localStorage.clear());

  it('are tried in their order', async () => {
    await become(await resting([source('/a.mp4'), source('/b.m3u8'), source('/c.mp3')]), 'a.mp4', 'b.m3u8', 'c.mp3');
  });

  it('are passed over unasked when their type plays nowhere', async () => {
    await become(
      await resting([
        source('/a.xyz', 'video/x-nothing'),
        source('/b.mp4', 'video/mp4'),
        source('/c', 'application/pdf'),
      ]),
      'b.mp4',
    );
  });

  it('of HLS are no business of the browser’s', async () => {
    await become(await resting([source('/list', 'application/vnd.apple.mpegurl'), source('/b.mp4')]), 'list', 'b.mp4');
  });

  it('count for nothing beside a src', async () => {
    const element = await resting([source('/a.mp4')], {src: '/own.mp4'});
    await become(element, 'own.mp4');
    element.removeAttribute('src');
    await become(element, 'a.mp4');
    element.src = '/other.mp4';
    await become(element, 'other.mp4');
  });

  it('must be the player’s own children', async () => {
    const deep = node('div', {slot: 'overlay'});
    deep.append(source('/deep.mp4'));
    const element = await resting([deep, source('/own.mp4')]);
    await become(element, 'own.mp4');
  });

  it('without an address, or with a hostile one, are none', async () => {
    await become(
      await resting([
        node('source'),
        source(''),
        source('javascript:alert(1)'),
        source('data:video/mp4,x'),
        source('/good.mp4'),
      ]),
      'good.mp4',
    );
  });

  it('may come after the player stands in the page', async () => {
    const element = await resting();
    expect(element.status).to.equal('idle');
    const ready = nextEvent(element, 'uggla-ready');
    element.append(source('/late.mp4'));
    await ready;
    expect(names(element)).to.deep.equal(['late.mp4']);
  });

  it('may change: another address, another type, another order', async () => {
    const [one, two] = [source('/one.mp4'), source('/two.mp4')];
    const element = await resting([one, two]);
    await become(element, 'one.mp4', 'two.mp4');
    one.src = '/three.mp4';
    await become(element, 'three.mp4', 'two.mp4');
    element.append(one);
    await become(element, 'two.mp4', 'three.mp4');
    two.type = 'video/x-nothing';
    await become(element, 'three.mp4');
  });

  it('may all go: then there is nothing to play', async () => {
    const element = await resting([source('/one.mp4')]);
    await become(element, 'one.mp4');
    element.replaceChildren();
    await waitUntil(() => element.status === 'idle', 'it kept them', {timeout: PATIENCE_MS});
    expect(await element.play().catch(({name}: Error) => name)).to.equal('NotSupportedError');
  });

  it('that nobody plays are an error with a name', async () => {
    const element = await resting([source('/a.xyz', 'video/x-nothing')]);
    const failed = nextEvent(element, 'uggla-error');
    expect(await element.play().catch(({name}: Error) => name)).to.equal('NotSupportedError');
    expect(((await failed) as Event & {error: {code: string}}).error.code).to.equal('media-unsupported');
    expect(element.error!.code).to.equal(MediaError.MEDIA_ERR_SRC_NOT_SUPPORTED);
  });

  it('give way one to the next, and the page hears of the last failure alone', async () => {
    const site = await mediaSite();
    const element = await player(
      {},
      ['none.mp4', 'nowhere.mp4'].map((name) => source(media(site, name), 'video/mp4')),
    );
    let errors = 0;
    element.addEventListener('uggla-error', () => errors++);
    await element.play().catch(() => undefined);
    expect([errors, element.failure!.code]).to.deep.equal([1, 'media-unavailable']);
    expect(element.failure!.message).to.contain('nowhere.mp4');
  });
});
