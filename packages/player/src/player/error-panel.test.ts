import {expect} from '@open-wc/testing';
import type {UgglaErrorEvent} from '@uggla/core/events.js';
import {nextEvent, rightToLeft, waitUntil} from '@uggla/testing';
import '../define.js';
import {media, mediaSite, part, PATIENCE_MS, player, playsBeyond} from '../player.test.kit.js';
import type {UgglaPlayer} from './player-element.js';

/** A player whose description is refused in that way, after somebody wished to play it. */
async function broken(rule: object = {status: 404}, attributes: Readonly<Record<string, string>> = {}) {
  const site = await mediaSite({rules: [{match: 'film.json', ...rule}]});
  const element = await player({src: media(site, 'film.json'), ...attributes});
  await element.play().catch(() => undefined);
  await element.updateComplete;
  return {site, element};
}

const words = (element: UgglaPlayer) => part(element, 'error')?.querySelector('p')!.textContent.trim() ?? '';

describe('the error panel', function () {
  this.timeout(PATIENCE_MS);

  beforeEach(() => localStorage.clear());

  for (const [lang, status, title, text, code] of [
    ['en', 404, 'This cannot be played', 'The file was not found, or its server does not answer.', 'media-unavailable'],
    [
      'en',
      403,
      'This cannot be played',
      'Access is denied. Your permission may have expired: open the page again.',
      'media-forbidden',
    ],
    ['es', 500, 'No se puede reproducir', 'No se encuentra el archivo o su servidor no responde.', 'media-unavailable'],
    [
      'es',
      401,
      'No se puede reproducir',
      'Acceso denegado. Puede que el permiso haya caducado: vuelve a abrir la página.',
      'media-forbidden',
    ],
  ] as const) {
    it(`says why in words and as a code: ${status} in "${lang}"`, async () => {
      const {element} = await broken({status}, {lang});
      expect(part(element, 'error')!.querySelector('strong')!.textContent).to.equal(title);
      expect(words(element)).to.equal(text);
      expect(part(element, 'error')!.querySelector('code')!.textContent).to.equal(code);
    });
  }

  it('speaks of the network when there is none', async () => {
    Object.defineProperty(navigator, 'onLine', {value: false, configurable: true});
    try {
      const {element} = await broken({reset: true}, {lang: 'en'});
      expect(words(element)).to.equal('There is no connection to the network.');
      const answered = await broken({status: 404}, {lang: 'en'});
      expect(words(answered.element), 'a server that answered is no lack of network').to.contain('not found');
    } finally {
      Reflect.deleteProperty(navigator, 'onLine');
    }
  });

  it('is announced: its place is there before its words are', async () => {
    const site = await mediaSite();
    const element = await player({src: media(site, 'none.json')});
    const alert = element.renderRoot.querySelector('[role=alert]')!;
    expect(alert.textContent.trim()).to.equal('');
    expect(getComputedStyle(alert).display).to.equal('none');
    await element.play().catch(() => undefined);
    await element.updateComplete;
    expect(element.renderRoot.querySelector('[role=alert]')).to.equal(alert);
    expect(alert.textContent).to.contain('media-unavailable');
  });

  it('takes the focus from the button that it hides, and gives it back after the retry', async () => {
    const site = await mediaSite({rules: [{match: 'film.json', status: 404}]});
    const element = await player({src: media(site, 'film.json')});
    part(element, 'play-button')!.focus();
    part(element, 'play-button')!.click();
    await waitUntil(() => part(element, 'retry-button'), 'no panel', {timeout: PATIENCE_MS});
    await element.updateComplete;
    expect(element.shadowRoot!.activeElement).to.equal(part(element, 'retry-button'));
    await site.heal();
    part(element, 'retry-button')!.click();
    await playsBeyond(element);
    expect(element.shadowRoot!.activeElement, 'keys go on working').to.equal(part(element, 'play-button'));
  });

  it('steals the focus from nobody else', async () => {
    const site = await mediaSite();
    const element = await player({src: media(site, 'none.json')});
    const field = document.createElement('input');
    element.after(field);
    field.focus();
    await element.play().catch(() => undefined);
    await element.updateComplete;
    expect(part(element, 'error')).not.to.equal(null);
    expect(document.activeElement).to.equal(field);
  });

  it('stays when the retry fails, and tells anew', async () => {
    const {element, site} = await broken();
    const again = nextEvent<UgglaErrorEvent>(element, 'uggla-error');
    const before = (await site.requests('film.json')).length;
    part(element, 'retry-button')!.click();
    expect((await again).error.code).to.equal('media-unavailable');
    await element.updateComplete;
    expect(part(element, 'error')).not.to.equal(null);
    expect((await site.requests('film.json')).length, 'it really asked').to.be.greaterThan(before);
  });

  it('goes away with another address', async () => {
    const {element, site} = await broken();
    element.src = media(site, 'song.json');
    await nextEvent(element, 'uggla-ready');
    await element.updateComplete;
    expect(part(element, 'error')).to.equal(null);
    expect([element.error, element.failure, element.status]).to.deep.equal([null, undefined, 'ready']);
    expect(part(element, 'control-bar')).not.to.equal(null);
  });

  it('names the numbers that scripts for <video> know', async () => {
    for (const [name, rule, code] of [
      ['clip.mp4', {status: 404}, MediaError.MEDIA_ERR_NETWORK],
      ['not-a-video.mp4', {}, MediaError.MEDIA_ERR_SRC_NOT_SUPPORTED],
    ] as const) {
      const site = await mediaSite({rules: [{match: 'clip.mp4', ...rule}]});
      const element = await player({src: media(site, name)});
      const told = nextEvent(element, 'error');
      element.play().catch(() => undefined);
      await told;
      expect(element.error!.code, name).to.equal(code);
      expect(element.error!.message).to.contain(name);
    }
  });

  it('holds no markup of a hostile address', async () => {
    const element = await player({src: 'javascript:"<img src=x onerror=globalThis.hit=1>"'});
    await element.play().catch(() => undefined);
    await element.updateComplete;
    expect(part(element, 'error')!.querySelector('img')).to.equal(null);
    expect(element.failure!.message).to.contain('<img');
  });

  it('stands below the card of a sound, whose controls stay', async () => {
    const site = await mediaSite();
    const element = await player({src: media(site, 'none.mp3')});
    await element.play().catch(() => undefined);
    await element.updateComplete;
    expect(part(element, 'error')).not.to.equal(null);
    expect(part(element, 'control-bar')).not.to.equal(null);
  });

  it('fits at 320 pixels and from right to left', async () => {
    await rightToLeft(async () => {
      const {element} = await broken();
      element.style.width = '320px';
      await element.updateComplete;
      const box = element.getBoundingClientRect();
      const retry = part(element, 'retry-button')!.getBoundingClientRect();
      expect(retry.left).to.be.at.least(box.left);
      expect(retry.right).to.be.at.most(box.right);
      expect(retry.height).to.be.at.least(24);
      await expect(element).to.be.accessible();
    });
  });
});
