import {expect, fixture, html} from '@open-wc/testing';
import {nextEvent, waitUntil} from '@uggla/testing';
import '../define.js';
import {engineRequests, media, mediaSite, PATIENCE_MS, player} from '../player.test.kit.js';
import type {UgglaPlayer} from '../player/player-element.js';

/** After this, whatever a visible player fetches by itself has been asked for. */
async function seen(element: UgglaPlayer): Promise<void> {
  await new Promise((resolve) => new IntersectionObserver(resolve).observe(element));
  await element.updateComplete;
  await element.updateComplete;
}

/** Players far below what is seen, each with a film. */
async function farAway(count: number): Promise<UgglaPlayer[]> {
  scrollTo(0, 0); // where an earlier test has left the page, far away may be near
  const site = await mediaSite();
  const above = document.createElement('p');
  above.style.height = '5000px';
  const page = await fixture(
    html`<div>${above}${Array.from({length: count}, () => html`<uggla-player muted src=${media(site, 'clip.mp4')}></uggla-player>`)}</div>`,
  );
  const players = [...page.querySelectorAll('uggla-player')];
  await Promise.all(players.map(seen));
  return players;
}

/** Names of the buttons that a player has. */
function buttons({shadowRoot}: UgglaPlayer): (string | null)[] {
  return [...shadowRoot!.querySelectorAll('button')].map((one) => one.getAttribute('aria-label'));
}

describe('before somebody wishes to play', function () {
  this.timeout(PATIENCE_MS);

  beforeEach(() => localStorage.clear());

  for (const [loading, preload, description, mp4] of [
    ['visible', '', true, false],
    ['visible', 'none', true, false],
    ['visible', 'nonsense', true, false],
    ['visible', 'metadata', true, true],
    ['visible', 'auto', true, true],
    ['play', '', false, false],
    ['play', 'auto', false, false],
    ['eager', '', true, true],
    ['eager', 'metadata', true, true],
    ['eager', 'none', true, false],
    ['nonsense', '', true, false],
  ] as const) {
    it(`loading="${loading}" preload="${preload}" fetches ${description ? 'the description' : 'nothing'}${mp4 ? ' and the head of the media' : ''}`, async () => {
      const described = {
        id: 'urn:clip',
        kind: 'video',
        title: 'Clip',
        duration: 10,
        fallback: {src: 'clip.mp4', type: 'video/mp4'},
      };
      const site = await mediaSite({files: {'fixtures/media/clip.json': described}});
      const element = await player({loading, preload, src: media(site, 'clip.json')});
      await seen(element);
      if (description) await site.seen('clip.json');
      if (description && element.status !== 'ready') await nextEvent(element, 'uggla-ready');
      if (mp4) await waitUntil(() => element.readyState > 0, 'the head never came', {timeout: PATIENCE_MS});
      const asked = (await site.requests()).map(({path}) => path.split('/').at(-1));
      expect([...new Set(asked)].sort()).to.deep.equal([
        ...(description ? ['clip.json'] : []),
        ...(mp4 ? ['clip.mp4'] : []),
      ]);
      expect(element.paused).to.equal(true);
    });
  }

  it('has no media element in the page, for which browsers would build controls that nobody sees', async () => {
    const element = await player({src: media(await mediaSite(), 'clip.mp4')});
    await seen(element);
    expect([element.media.isConnected, element.renderRoot.querySelector('video')]).to.deep.equal([false, null]);
    element.play().catch(() => undefined);
    expect([element.media.parentElement!.className, element.paused], 'in the task of the gesture').to.deep.equal([
      'stage',
      false,
    ]);
    element.pause();
    await element.updateComplete;
    expect(element.renderRoot.querySelectorAll('video')).to.have.length(1);
  });

  it('plays what was asked for before its first update', async () => {
    const element = Object.assign(document.createElement('uggla-player'), {
      muted: true,
      src: media(await mediaSite(), 'clip.mp4'),
    });
    const page = await fixture<HTMLElement>(html`<div></div>`);
    page.append(element);
    element.play().catch(() => undefined);
    await nextEvent(element, 'playing');
    expect([element.media.isConnected, element.renderRoot.querySelectorAll('video').length]).to.deep.equal([true, 1]);
  });

  it('a stream costs not one byte of engine, playlist or segment', async () => {
    const site = await mediaSite();
    const before = engineRequests();
    for (const loading of ['visible', 'play']) await seen(await player({loading, src: media(site, 'hls/master.m3u8')}));
    expect(await site.requests()).to.have.length(0);
    expect(engineRequests()).to.equal(before);
  });

  it('twenty players out of sight ask for nothing', async () => {
    const site = await mediaSite();
    const page = await fixture(
      html`<div><p></p>${Array.from({length: 20}, () => html`<uggla-player src=${media(site, 'film.json')}></uggla-player>`)}</div>`,
    );
    (page.firstElementChild as HTMLElement).style.height = '5000px';
    const players = [...page.querySelectorAll('uggla-player')];
    await Promise.all(players.map(seen));
    expect(await site.requests()).to.have.length(0);
    expect(players.every(({status, readyState}) => status === 'loading' && readyState === 0)).to.equal(true);
  });

  it('twenty players out of sight are twenty frames with a button to play; the rest comes with the viewer, into the same box', async () => {
    const players = await farAway(20);
    const count = ({shadowRoot}: UgglaPlayer) => shadowRoot!.querySelectorAll('*').length;
    for (const one of players)
      expect([buttons(one), count(one) < 15], String(count(one))).to.deep.equal([['Play'], true]);
    const [first, , third, last] = [players[0]!, players[1]!, players[2]!, players[19]!];
    await expect(first).to.be.accessible();
    const [near, far] = [first.getBoundingClientRect(), count(last)];
    first.scrollIntoView();
    await waitUntil(() => buttons(first).includes('Settings'), 'the controls never came', {timeout: PATIENCE_MS});
    const {width, height} = first.getBoundingClientRect();
    expect([width, height, count(last)]).to.deep.equal([near.width, near.height, far]);

    third.focus({preventScroll: true}); // what the Tab key does, but without the way there
    expect(third.shadowRoot!.activeElement!.getAttribute('aria-label')).to.equal('Play');
    await third.updateComplete;
    expect(buttons(third)).to.include.members(['Play', 'Unmute', 'Settings']);
    expect(third.shadowRoot!.activeElement!.getAttribute('aria-label'), 'keys go on from there').to.equal('Play');
  });

  for (const [what, wake] of [
    ['a pointer', (element: UgglaPlayer) => void element.dispatchEvent(new PointerEvent('pointermove'))],
    ['the wish to play', (element: UgglaPlayer) => void element.play().catch(() => undefined)],
    ['loading="eager"', (element: UgglaPlayer) => void (element.loading = 'eager')],
    ['the layout of sound', (element: UgglaPlayer) => void (element.layout = 'audio')],
  ] as const) {
    it(`${what} brings a player out of sight its controls, too`, async () => {
      const [element] = (await farAway(1)) as [UgglaPlayer];
      expect(buttons(element)).to.deep.equal(['Play']);
      wake(element);
      await waitUntil(() => buttons(element).includes('Settings'), 'the controls never came', {timeout: PATIENCE_MS});
      expect(buttons(element)).to.include('Unmute');
      element.pause();
    });
  }

  it('a hidden player asks for nothing until it is shown', async () => {
    const site = await mediaSite();
    const element = await player({hidden: '', src: media(site, 'film.json')});
    await seen(element);
    expect(await site.requests()).to.have.length(0);
    element.hidden = false;
    await nextEvent(element, 'uggla-ready');
    expect(await site.requests('film.json')).to.have.length(1);
  });

  it('what was seen once stays known: a change of layout or language asks for nothing again', async () => {
    const site = await mediaSite();
    const element = await player({src: media(site, 'film.json')});
    await nextEvent(element, 'uggla-ready');
    Object.assign(element, {lang: 'es', layout: 'video', captionsLanguage: 'off', quality: '180'});
    await element.updateComplete;
    element.parentElement!.append(element);
    await element.updateComplete;
    expect(await site.requests('film.json')).to.have.length(1);
  });

  it('play() with loading="play" fetches what it needs', async () => {
    const site = await mediaSite();
    const element = await player({loading: 'play', src: media(site, 'film.json')});
    expect(element.duration).to.be.NaN;
    element.play().catch(() => undefined);
    await nextEvent(element, 'uggla-ready');
    expect(element.duration).to.equal(10);
    element.pause();
  });

  it('an address that changes in the middle of a load leaves the first behind', async () => {
    const site = await mediaSite({rules: [{match: 'film.json', gate: 'late'}]});
    const element = await player({loading: 'eager', preload: 'none', src: media(site, 'film.json')});
    await site.seen('film.json');
    element.src = media(site, 'song.json');
    await nextEvent(element, 'uggla-ready');
    await site.open('late');
    await site.seen('film.json', {ended: 'gone'});
    expect([element.playback.description!.id, element.duration]).to.deep.equal(['urn:song', 8]);
  });

  it('two addresses in one breath are one load: the last', async () => {
    const site = await mediaSite();
    const element = await player({loading: 'eager', preload: 'none'});
    element.src = media(site, 'film.json');
    element.src = media(site, 'song.json');
    await nextEvent(element, 'uggla-ready');
    expect((await site.requests()).map(({path}) => path.split('/').at(-1))).to.deep.equal(['song.json']);
  });

  it('a radio wants the sound alone, and asks again when it becomes one', async () => {
    const described = {
      id: 'urn:x',
      kind: 'video',
      title: 'X',
      duration: 8,
      fallback: {src: 'clip.mp4', type: 'video/mp4'},
      audio: {src: 'audio.mp3', type: 'audio/mpeg'},
    };
    const site = await mediaSite({files: {'fixtures/media/x.json': described}});
    const element = await player({loading: 'eager', preload: 'none', src: media(site, 'x.json')});
    await nextEvent(element, 'uggla-ready');
    expect(element.playback.source!.url).to.match(/clip\.mp4$/);
    const ready = nextEvent(element, 'uggla-ready');
    element.layout = 'radio';
    await ready;
    expect(element.playback.source!.url).to.match(/audio\.mp3$/);
  });
});
