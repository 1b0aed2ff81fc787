import {expect} from '@open-wc/testing';
import {emulate, rightToLeft, waitUntil} from '@uggla/testing';
import '../define.js';
import {film, known, media, mediaSite, part, PATIENCE_MS, player} from '../player.test.kit.js';
import type {UgglaPlayer} from '../player/player-element.js';

const slider = (element: UgglaPlayer) => part<HTMLInputElement>(element, 'time-range')!;
const bar = (element: UgglaPlayer) => element.renderRoot.querySelector<HTMLElement>('.time-bar')!;
const preview = (element: UgglaPlayer) => element.renderRoot.querySelector<HTMLElement>('.preview');
/** The code of the preview comes with the first need of it. */
const shown = (element: UgglaPlayer) => waitUntil(() => preview(element), 'no preview', {timeout: PATIENCE_MS});

/** Moves a pointer over that share of the bar. */
function point(element: UgglaPlayer, share: number, pointerType = 'mouse'): void {
  const box = bar(element).getBoundingClientRect();
  bar(element).dispatchEvent(
    new PointerEvent('pointermove', {
      clientX: box.left + box.width * share,
      clientY: box.top + 1,
      pointerType,
      bubbles: true,
    }),
  );
}

/** What the slider does while a pointer drags its thumb, and when it lets go. */
function drag(element: UgglaPlayer, time: number, type: 'input' | 'change'): void {
  slider(element).value = String(time);
  slider(element).dispatchEvent(new Event(type, {bubbles: true}));
}

describe('the time bar', function () {
  this.timeout(PATIENCE_MS);

  beforeEach(() => localStorage.clear());
  after(() => emulate({}));

  it('is a slider with a name, an extent and a value in words', async () => {
    const element = await known(media(await mediaSite(), 'film.json'), {lang: 'en'});
    const {min, max, value, disabled} = slider(element);
    expect({min, max, value, disabled}).to.deep.equal({min: '0', max: '10', value: '0', disabled: false});
    expect(slider(element).getAttribute('aria-label')).to.equal('Position');
    expect(slider(element).getAttribute('aria-valuetext')).to.equal('0 seconds of 10 seconds. Start');
  });

  it('follows where playback stands, and names the chapter there', async () => {
    const element = await known(media(await mediaSite(), 'film.json'), {lang: 'es'});
    for (const [time, words] of [
      [0, 'Principio'],
      [2.9, 'Principio'],
      [3, 'Medio'],
      [9, 'Final'],
    ] as const) {
      element.currentTime = time;
      await element.updateComplete;
      expect(slider(element).value).to.equal(String(time));
      expect(slider(element).getAttribute('aria-valuetext')).to.match(new RegExp(`\\. ${words}$`));
    }
  });

  it('speaks minutes and hours of long films', async () => {
    const long = {...film, duration: 3723, chapters: []};
    const element = await known(media(await mediaSite({files: {'fixtures/media/long.json': long}}), 'long.json'), {
      lang: 'es',
    });
    element.currentTime = 125;
    await element.updateComplete;
    expect(slider(element).getAttribute('aria-valuetext')).to.equal(
      '2 minutos y 5 segundos de 1 hora, 2 minutos y 3 segundos',
    );
    expect(part(element, 'time-display')!.textContent.replace(/\s+/g, ' ')).to.equal('0:02:05 / 1:02:03');
  });

  it('cannot be moved while the length is unknown, and says so', async () => {
    const element = await player({loading: 'eager', preload: 'none', src: media(await mediaSite(), 'clip.mp4')});
    expect(slider(element).disabled).to.equal(true);
    expect(part(element, 'time-display')!.textContent.trim()).to.match(/ \/ –:––$/);
    point(element, 0.5);
    await element.updateComplete;
    expect(preview(element)).to.equal(null);
  });

  it('counts a clip from its own start', async () => {
    const element = await known(media(await mediaSite(), 'film.json'), {
      'clip-start': '2',
      'clip-end': '8',
      lang: 'en',
    });
    element.currentTime = 5;
    await element.updateComplete;
    expect([slider(element).min, slider(element).max, slider(element).value]).to.deep.equal(['2', '8', '5']);
    expect(part(element, 'time-display')!.textContent.trim()).to.equal('0:03 / 0:06');
    expect(slider(element).getAttribute('aria-valuetext')).to.equal('3 seconds of 6 seconds. Middle');
    expect(element.renderRoot.querySelectorAll('.mark'), 'chapters that begin inside it').to.have.length(2);
  });

  it('follows the finger while it is dragged, and seeks when it lets go', async () => {
    const element = await known(media(await mediaSite(), 'film.json'));
    drag(element, 4, 'input');
    await shown(element);
    expect(element.currentTime, 'what is not there is not asked for at every pixel').to.equal(0);
    expect(preview(element)!.textContent.replace(/\s+/g, ' ').trim()).to.equal('Middle 0:04');
    drag(element, 6, 'change');
    await element.updateComplete;
    expect(element.currentTime).to.equal(6);
    expect(slider(element).value).to.equal('6');
    expect(preview(element)).to.equal(null);
  });

  it('forgets a drag that a removal broke off', async () => {
    const element = await known(media(await mediaSite(), 'film.json'));
    const parent = element.parentElement!;
    drag(element, 8, 'input');
    await shown(element);
    element.remove();
    parent.append(element);
    element.requestUpdate();
    await element.updateComplete;
    expect(slider(element).value).to.equal('0');
    expect(preview(element)).to.equal(null);
  });

  it('shows time and chapter where a mouse points, and nothing to a finger', async () => {
    const element = await known(media(await mediaSite(), 'film.json'));
    point(element, 0.5);
    await shown(element);
    for (const [share, text] of [
      [0.05, 'Start 0:00'],
      [0.5, 'Middle 0:05'],
      [0.95, 'End 0:09'],
      [2, 'End 0:10'],
      [-1, 'Start 0:00'],
    ] as const) {
      point(element, share);
      await element.updateComplete;
      expect(preview(element)!.textContent.replace(/\s+/g, ' ').trim()).to.equal(text);
    }
    expect(preview(element)!.getAttribute('aria-hidden'), 'the slider itself says all that').to.equal('true');
    bar(element).dispatchEvent(new PointerEvent('pointerleave'));
    point(element, 0.5, 'touch');
    await element.updateComplete;
    expect(preview(element)).to.equal(null);
  });

  it('runs from left to right in Arabic too', async () => {
    await rightToLeft(async () => {
      const element = await known(media(await mediaSite(), 'film.json'));
      element.currentTime = 2;
      await element.updateComplete;
      const rail = bar(element).getBoundingClientRect();
      const elapsed = element.renderRoot.querySelector('.elapsed')!.getBoundingClientRect();
      expect(elapsed.left).to.be.closeTo(rail.left, 1);
      expect(elapsed.width).to.be.closeTo(rail.width / 5, 2);
      point(element, 0.15);
      await shown(element);
      expect(preview(element)!.textContent).to.contain('0:01');
      expect(part(element, 'time-display')!.dir).to.equal('ltr');
    });
  });

  it('marks chapters at their places', async () => {
    const element = await known(media(await mediaSite(), 'film.json'));
    const rail = bar(element).getBoundingClientRect();
    const marks = [...element.renderRoot.querySelectorAll('.mark')].map((mark) => {
      const {left, width} = mark.getBoundingClientRect();
      return (left + width / 2 - rail.left) / rail.width;
    });
    expect(marks).to.have.length(2);
    expect(marks[0]).to.be.closeTo(0.3, 0.01);
    expect(marks[1]).to.be.closeTo(0.7, 0.01);
  });

  it('is no longer there for a live stream, which has no end', async () => {
    const element = await known(media(await mediaSite(), 'film.json'));
    Object.defineProperty(element.media, 'duration', {value: Infinity, configurable: true}); // as every engine says of one
    element.media.dispatchEvent(new Event('durationchange'));
    await element.updateComplete;
    expect(slider(element)).to.equal(null);
    expect(part(element, 'time-display')!.textContent).to.equal('Live');
    element.currentTime = 5;
    for (const key of ['ArrowRight', 'End', '5', 'Home']) {
      element.renderRoot
        .querySelector('.stage')!
        .dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true, composed: true}));
    }
    expect(element.currentTime, 'no key throws it back to the beginning').to.equal(5);
  });

  it('shows where it is in forced colours', async () => {
    if (!(await emulate({forcedColors: 'active'}))) return;
    const element = await known(media(await mediaSite(), 'film.json'));
    element.currentTime = 5;
    await element.updateComplete;
    const style = (name: string) => getComputedStyle(element.renderRoot.querySelector(name)!);
    expect(style('.rail').borderTopWidth).to.equal('1px');
    expect(style('.elapsed').backgroundColor).not.to.equal(
      getComputedStyle(part(element, 'control-bar')!).backgroundColor,
    );
    await emulate({});
  });

  it('draws its stills from a storyboard of its own, wherever that lies', async () => {
    const site = await mediaSite();
    const element = await known(media(site, 'film.json'), {storyboard: media(site, 'storyboard.vtt')});
    point(element, 0.35);
    await waitUntil(() => element.renderRoot.querySelector('.still'), 'no still', {timeout: PATIENCE_MS});
    const {width, height} = element.renderRoot.querySelector('.still')!.getBoundingClientRect();
    expect([width, height]).to.deep.equal([160, 90]);
    expect(await site.requests('storyboard.vtt'), 'once').to.have.length(1);
  });
});
