// Chromium first: it is the server that judges what was asked.
import {expect, fixture, html, nextFrame} from '@open-wc/testing';
import {emulate, nextEvent, rightToLeft, waitUntil} from '@uggla/testing';
import '../define.js';
import {film, media, mediaSite, part, PATIENCE_MS, playsBeyond, song} from '../player.test.kit.js';
import type {UgglaPlayer} from './player-element.js';

const make = (src: string) =>
  fixture<UgglaPlayer>(html`<uggla-player muted captions-language="en" src=${src}></uggla-player>`);

describe('the accessibility of the player', function () {
  this.timeout(PATIENCE_MS * 2);

  beforeEach(() => localStorage.clear());
  after(() => emulate({}));

  it('holds as it stands, while it plays, and with its settings open', async () => {
    const site = await mediaSite();
    const player = await make(media(site, 'film.json'));
    await nextEvent(player, 'uggla-ready');
    await expect(player).to.be.accessible();
    await player.play();
    await playsBeyond(player);
    part(player, 'settings-button')!.click();
    await waitUntil(() => part(player, 'menu'), 'no settings');
    player.pause();
    await expect(player).to.be.accessible();
  });

  it('has the focus on its first button when the page puts it there', async () => {
    const player = await fixture<UgglaPlayer>(html`<uggla-player src="clip.mp4" loading="play"></uggla-player>`);
    player.focus();
    expect(player.shadowRoot!.activeElement === part(player, 'play-button')).to.equal(true);
    player.noControls = true;
    await player.updateComplete;
    player.focus();
    expect(player.shadowRoot!.activeElement?.matches('.stage')).to.equal(true);
  });

  it('holds while it loads', async () => {
    const site = await mediaSite({rules: [{match: 'film.json', gate: 'open'}]});
    const player = await make(media(site, 'film.json'));
    player.play().catch(() => undefined);
    await waitUntil(() => player.renderRoot.querySelector('.spinner'), 'no sign of loading');
    expect(player.renderRoot.querySelector('[role=status]')!.textContent.trim()).to.equal('Loading…');
    expect(player.status).to.equal('loading');
    await expect(player).to.be.accessible();
    await site.open('open');
    await playsBeyond(player);
  });

  it('holds in an error, and its way on is a button', async () => {
    const site = await mediaSite();
    const player = await make(media(site, 'none.mp4'));
    await player.play().catch(() => undefined);
    await player.updateComplete;
    expect(player.renderRoot.querySelector('[role=alert] [part=error]')).not.to.equal(null);
    expect(part(player, 'retry-button')).to.be.instanceOf(HTMLButtonElement);
    await expect(player).to.be.accessible();
  });

  it('holds from right to left', async () => {
    const site = await mediaSite();
    await rightToLeft(async () => {
      const player = await make(media(site, 'film.json'));
      await nextEvent(player, 'uggla-ready');
      expect(player.renderRoot.querySelector('.player')!.getAttribute('dir')).to.equal('rtl');
      await expect(player).to.be.accessible();
    });
  });

  for (const theme of ['light', 'dark'] as const) {
    it(`holds for sound in the ${theme} theme, in an error too`, async () => {
      const site = await mediaSite();
      for (const name of ['song.json', 'none.mp3']) {
        const player = await fixture<UgglaPlayer>(
          html`<uggla-player theme=${theme} src=${media(site, name)}></uggla-player>`,
        );
        if (name === 'none.mp3') await player.play().catch(() => undefined);
        part(player, 'settings-button')!.click();
        await waitUntil(() => part(player, 'menu'), 'no settings');
        await expect(player).to.be.accessible();
      }
    });
  }

  it('leaves nothing blank in forced colours', async () => {
    if (!(await emulate({forcedColors: 'active'}))) return;
    const site = await mediaSite();
    const player = await make(media(site, 'film.json'));
    await player.play();
    await playsBeyond(player);
    const button = getComputedStyle(part(player, 'play-button')!);
    const bar = getComputedStyle(part(player, 'control-bar')!);
    expect(button.color).not.to.equal(bar.backgroundColor);
    expect(getComputedStyle(player.renderRoot.querySelector('.elapsed')!).backgroundColor).not.to.equal(
      bar.backgroundColor,
    );
    await emulate({});
  });

  for (const name of ['film.json', 'song.json']) {
    it(`shows the chapters of ${name} on the bar in forced colours`, async () => {
      if (!(await emulate({forcedColors: 'active'}))) return;
      const site = await mediaSite({
        files: {
          [`fixtures/media/${name}`]: {
            ...(name === 'film.json' ? film : song),
            chapters: [
              {start: 0, end: 4, title: 'One'},
              {start: 4, end: 8, title: 'Two'},
            ],
          },
        },
      });
      const player = await make(media(site, name));
      await nextEvent(player, 'uggla-ready');
      await waitUntil(() => player.renderRoot.querySelector('.mark'), 'no chapters', {timeout: PATIENCE_MS});
      expect(getComputedStyle(player.renderRoot.querySelector('.mark')!).backgroundColor).to.equal(
        getComputedStyle(player.renderRoot.querySelector('.rail')!).borderTopColor,
      );
      await emulate({});
    });
  }

  it('moves nothing for who wants no motion', async () => {
    if (!(await emulate({reducedMotion: 'reduce'}))) return;
    const site = await mediaSite();
    const player = await make(media(site, 'film.json'));
    await nextFrame();
    expect(parseFloat(getComputedStyle(part(player, 'control-bar')!).transitionDuration)).to.be.below(0.01);
    await emulate({});
  });

  it('gives every control a name, and a ring when the keyboard is on it', async () => {
    const site = await mediaSite();
    const player = await make(media(site, 'film.json'));
    await nextEvent(player, 'uggla-ready');
    const stops = [...player.renderRoot.querySelectorAll<HTMLElement>('button, input')];
    expect(stops.length).to.be.at.least(8);
    for (const stop of stops) {
      expect(stop.getAttribute('aria-label')).to.match(/\w/);
      stop.focus();
      if (!stop.matches(':focus-visible')) continue;
      expect(getComputedStyle(stop).outlineStyle, stop.className).to.equal('solid');
    }
  });
});
