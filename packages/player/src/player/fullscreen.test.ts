import {expect} from '@open-wc/testing';
import '../define.js';
import {known, media, mediaSite, part, PATIENCE_MS, press} from '../player.test.kit.js';
import type {UgglaPlayer} from './player-element.js';

const film = async () => known(media(await mediaSite(), 'film.json'), {lang: 'en'});

/** As on a telephone whose browser has no full screen but that of a film. */
async function withoutFullscreen(body: () => Promise<void>): Promise<void> {
  Object.defineProperty(document, 'fullscreenEnabled', {value: false, configurable: true});
  try {
    await body();
  } finally {
    Reflect.deleteProperty(document, 'fullscreenEnabled');
  }
}

/** Puts the player into full screen as the browser tells of it; a test has no gesture to really ask for it. */
const tell = (player: UgglaPlayer) => {
  document.dispatchEvent(new Event('fullscreenchange'));
  return player.updateComplete;
};

describe('full screen', function () {
  this.timeout(PATIENCE_MS);

  beforeEach(() => localStorage.clear());

  it('that is refused changes nothing, and throws nothing', async () => {
    const player = await film();
    player.requestFullscreen = () => Promise.reject(new TypeError('no gesture'));
    await player.actions.toggleFullscreen();
    await tell(player);
    expect(player.fullscreen).to.equal(false);
    expect(part(player, 'fullscreen-button')!.getAttribute('aria-label')).to.equal('Full screen');
  });

  it('is asked for the whole player, captions and controls included: by button, key and double click', async () => {
    const player = await film();
    let asked = 0;
    player.requestFullscreen = () => Promise.resolve(void asked++);
    if (!document.fullscreenEnabled) return; // this engine has none here
    part(player, 'fullscreen-button')!.click();
    press(player, 'f');
    player.renderRoot
      .querySelector('.stage')!
      .dispatchEvent(new MouseEvent('dblclick', {bubbles: true, composed: true}));
    expect(asked).to.equal(3);
    player.noControls = true;
    player.renderRoot
      .querySelector('.stage')!
      .dispatchEvent(new MouseEvent('dblclick', {bubbles: true, composed: true}));
    expect(asked, 'who hides the controls hides this one too').to.equal(3);
  });

  it('is the film’s own where there is no other, as on an iPhone', async () => {
    await withoutFullscreen(async () => {
      const player = await film();
      let entered = 0;
      Object.assign(player.media, {webkitEnterFullscreen: () => entered++});
      part(player, 'fullscreen-button')!.click();
      expect(entered).to.equal(1);
    });
  });

  it('that nobody offers is no error either', async () => {
    await withoutFullscreen(async () => {
      const player = await film();
      Object.defineProperty(player.media, 'webkitEnterFullscreen', {value: undefined});
      await player.actions.toggleFullscreen();
      expect(player.fullscreen).to.equal(false);
    });
  });

  it('of an iPhone shows the captions that the browser draws, and hides them after', async () => {
    const player = await film();
    const native = () => player.media.classList.contains('native-cues');
    expect(native()).to.equal(false);
    player.media.dispatchEvent(new Event('webkitbeginfullscreen'));
    expect(native()).to.equal(true);
    player.media.dispatchEvent(new Event('webkitendfullscreen'));
    expect(native()).to.equal(false);
    player.remove();
    player.media.dispatchEvent(new Event('webkitbeginfullscreen'));
    expect(native(), 'a player that is gone listens no more').to.equal(false);
  });

  it('of another element is not the player’s', async () => {
    const player = await film();
    await tell(player);
    expect(player.fullscreen).to.equal(false);
    expect(part(player, 'title'), 'in the page the title is the page’s').to.equal(null);
  });

  it('is not offered for sound', async () => {
    const player = await known(media(await mediaSite(), 'song.json'));
    expect(part(player, 'fullscreen-button')).to.equal(null);
    player.renderRoot.querySelector('.stage')!.dispatchEvent(new MouseEvent('click', {bubbles: true, composed: true}));
    expect(player.paused, 'nor is there a picture to click on').to.equal(true);
  });
});

describe('picture in picture', () => {
  beforeEach(() => localStorage.clear());

  it('is offered where there is some', async () => {
    const player = await film();
    expect(part(player, 'pip-button') !== null).to.equal(Boolean(document.pictureInPictureEnabled));
  });

  it('that is refused, or not there, throws nothing', async () => {
    const player = await film();
    Object.assign(player.media, {
      requestPictureInPicture: () => Promise.reject(new DOMException('no', 'NotAllowedError')),
    });
    await player.actions.togglePip();
    expect(press(player, 'i').defaultPrevented).to.equal(true);
    Object.assign(player.media, {requestPictureInPicture: undefined});
    await player.actions.togglePip();
    expect(player.failure).to.equal(undefined);
  });
});
