// Chromium first: addresses run out while streams are played, in a loader that is the same script in all engines.
import {expect} from '@open-wc/testing';
import type {UgglaError} from '@uggla/protocol';
import {collectEvents, waitUntil} from '@uggla/testing';
import type {FixtureSite} from '@uggla/testing';
import '../define.js';
import {media, mediaSite, part, PATIENCE_MS, player, playsBeyond} from '../player.test.kit.js';
import type {UgglaPlayer} from '../player/player-element.js';

const fresh = (site: FixtureSite, name: string) => `${media(site, name)}?token=new`;

/** A player of an address that is refused, and what it asked its page. */
async function expired(
  name: string,
  {status = 403, answer}: {status?: number; answer?: (site: FixtureSite) => unknown} = {},
) {
  const site = await mediaSite({rules: [{match: 'token=old', status}]});
  const element = await player({lang: 'en'});
  const asked: UgglaError[] = [];
  element.refreshSource = async (error) => {
    asked.push(error);
    return (answer ? await answer(site) : fresh(site, name)) as string;
  };
  element.src = `${media(site, name)}?token=old`;
  return {site, element, asked, errors: collectEvents(element, 'uggla-error')};
}

const panel = (element: UgglaPlayer) => part(element, 'error');

describe('an address that has expired', function () {
  this.timeout(PATIENCE_MS * 2);

  beforeEach(() => localStorage.clear());

  for (const [name, status] of [
    ['clip.mp4', 403],
    ['clip.mp4', 401],
    ['hls/master.m3u8', 403],
    ['film.json', 401],
  ] as const) {
    it(`is asked for anew, and the play() that was waiting plays: ${name}, ${status}`, async () => {
      const {element, asked, errors} = await expired(name, {status});
      await element.play();
      await playsBeyond(element);
      expect([asked.length, asked[0]!.code, asked[0]!.status]).to.deep.equal([1, 'media-forbidden', status]);
      expect(element.src).to.contain('token=new');
      expect([errors.length, panel(element), element.error]).to.deep.equal([0, null, null]);
    });
  }

  it('in the middle goes on at the same place', async () => {
    const site = await mediaSite({rules: [{match: /low\/seg_[34]/, status: 403}]});
    const element = await player({src: media(site, 'hls/low/list.m3u8')});
    element.refreshSource = () => Promise.resolve(media(site, 'hls/high/list.m3u8'));
    element.repeat = {start: 7, end: 9};
    await element.play();
    await waitUntil(() => element.src.includes('high') && element.currentTime > 7.1, 'it does not go on', {
      timeout: PATIENCE_MS,
    });
    expect([element.paused, element.currentTime < 9.5, panel(element), element.repeat]).to.deep.equal([
      false,
      true,
      null,
      {start: 7, end: 9},
    ]);
  });

  for (const [name, answer] of [
    ['is refused too', (site: FixtureSite) => `${media(site, 'clip.mp4')}?token=old&again`],
    ['is no text', () => 7],
    ['is empty', () => ''],
    ['is not to be had', () => Promise.reject(new Error('signed out'))],
    ['is none that a page may play from', () => 'javascript:alert(1)'],
  ] as const) {
    it(`shows the panel when the new one ${name}, and asks no more`, async () => {
      const {element, asked, errors} = await expired('clip.mp4', {answer});
      const rejected = await element.play().then(
        () => 'played',
        (cause: DOMException) => cause.name,
      );
      await element.updateComplete;
      expect([rejected, asked.length, errors.length]).to.deep.equal(['NotSupportedError', 1, 1]);
      expect(panel(element)).not.to.equal(null);
    });
  }

  it('asks again when the viewer tries again', async () => {
    let answer = '';
    const {site, element, asked} = await expired('clip.mp4', {answer: () => answer});
    await element.play().catch(() => undefined);
    await element.updateComplete;
    answer = fresh(site, 'clip.mp4');
    part(element, 'retry-button')!.click();
    await playsBeyond(element);
    expect(asked.length).to.equal(2);
  });

  it('is not asked for what is missing, nor without a way to ask', async () => {
    const {element, asked} = await expired('clip.mp4', {status: 404});
    await element.play().catch(() => undefined);
    expect([asked.length, element.failure!.code]).to.deep.equal([0, 'media-unavailable']);
    const other = await expired('clip.mp4');
    other.element.refreshSource = undefined;
    await other.element.play().catch(() => undefined);
    expect(other.element.failure!.code).to.equal('media-forbidden');
  });

  it('is forgotten when the page names another source meanwhile', async () => {
    let answer = (_src: string) => {};
    const {site, element, asked} = await expired('clip.mp4', {
      answer: () => new Promise<string>((resolve) => (answer = resolve)),
    });
    element.play().catch(() => undefined);
    await waitUntil(() => asked.length === 1, 'it never asked', {timeout: PATIENCE_MS});
    element.src = media(site, 'hls-ts/list.m3u8');
    await element.play();
    answer(fresh(site, 'clip.mp4'));
    await playsBeyond(element);
    expect(element.src).to.contain('hls-ts');
  });

  it('does not bring back a player that was taken away', async () => {
    let answer = (_src: string) => {};
    const {site, element, asked} = await expired('clip.mp4', {
      answer: () => new Promise<string>((resolve) => (answer = resolve)),
    });
    element.play().catch(() => undefined);
    await waitUntil(() => asked.length === 1, 'it never asked', {timeout: PATIENCE_MS});
    element.remove();
    await Promise.resolve();
    answer(fresh(site, 'clip.mp4'));
    await element.updateComplete;
    expect([element.currentSrc, element.paused, (await site.requests('token=new')).length]).to.deep.equal([
      '',
      true,
      0,
    ]);
  });
});
