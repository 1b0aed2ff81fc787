import {expect, nextFrame} from '@open-wc/testing';
import {hasState} from '@uggla/core/states.js';
import {emulate, nextEvent, rightToLeft, waitUntil} from '@uggla/testing';
import '../define.js';
import {film, known, media, mediaSite, node, part, PATIENCE_MS, player} from '../player.test.kit.js';
import type {UgglaPlayer} from './player-element.js';

const stage = (element: UgglaPlayer) => element.renderRoot.querySelector<HTMLElement>('.stage')!;
const frame = (element: UgglaPlayer) => element.renderRoot.querySelector<HTMLElement>('.player')!.classList;

describe('how a player looks', function () {
  this.timeout(PATIENCE_MS);

  beforeEach(() => localStorage.clear());
  after(() => emulate({}));

  for (const [name, layout, sound] of [
    ['film.json', 'auto', false],
    ['film.json', 'video', false],
    ['film.json', 'audio', true],
    ['film.json', 'radio', true],
    ['film.json', 'tv', false],
    ['film.json', 'nonsense', false],
    ['song.json', 'auto', true],
    ['song.json', 'video', false],
    ['audio.mp3', 'auto', true],
    ['audio.m4a', 'auto', true],
    ['clip.mp4', 'auto', false],
  ] as const) {
    it(`${name} with layout="${layout}" is ${sound ? 'a card of sound' : 'a picture'}`, async () => {
      const element = await known(media(await mediaSite(), name), {layout});
      expect(element.sound).to.equal(sound);
      expect(frame(element).contains(sound ? 'audio' : 'video')).to.equal(true);
      expect(part(element, 'fullscreen-button') === null).to.equal(sound);
      expect(part(element, 'big-play-button') === null).to.equal(sound);
      expect(hasState(element, 'audio')).to.equal(sound);
    });
  }

  it('changes with the attribute, at once and back', async () => {
    const element = await known(media(await mediaSite(), 'film.json'));
    const {height} = element.getBoundingClientRect();
    element.setAttribute('layout', 'audio');
    await element.updateComplete;
    expect(element.getBoundingClientRect().height).to.be.below(height);
    element.removeAttribute('layout');
    element.layout = 'auto';
    await element.updateComplete;
    expect(element.getBoundingClientRect().height).to.equal(height);
  });

  it('is 16 by 9 unless the page says otherwise, before it knows anything', async () => {
    const element = await player();
    element.style.width = '480px';
    expect(element.getBoundingClientRect().height).to.equal(270);
    element.style.setProperty('--uggla-aspect-ratio', '4 / 3');
    expect(element.getBoundingClientRect().height).to.equal(360);
    element.style.height = '100px';
    expect(stage(element).getBoundingClientRect().height).to.equal(100);
  });

  it('has a width in a box that is as wide as what it holds, and none that would keep a box from being narrow', async () => {
    const element = await player();
    const box = element.parentElement!;
    const sizes = (...styles: string[]) =>
      styles.map((style) => {
        box.style.cssText = style;
        const {width, height} = element.getBoundingClientRect();
        return [Math.round(width), Math.round(height)];
      });
    const own = Math.min(640, box.clientWidth);
    for (const size of sizes('display: flex', 'display: inline-block', 'display: grid; justify-items: center'))
      expect(size).to.deep.equal([own, Math.round((own * 9) / 16)]);
    const narrow = ['', '; display: flex', '; display: grid; justify-items: center', '; display: inline-block'];
    expect(sizes(...narrow.map((style) => `width: 320px${style}`))).to.deep.equal(narrow.map(() => [320, 180]));
    expect(sizes('width: min-content')[0]![0]).to.be.below(100);
    box.removeAttribute('style');
  });

  it('takes no room while hidden', async () => {
    const element = await player({hidden: ''});
    expect(element.getBoundingClientRect().height).to.equal(0);
    element.hidden = false;
    expect(element.getBoundingClientRect().height).to.be.greaterThan(0);
  });

  it('is a group named by its title, else by what it is, in the language of the page', async () => {
    const element = await known(media(await mediaSite(), 'clip.mp4'), {lang: 'es'});
    const name = async () => {
      await element.updateComplete;
      return [stage(element).getAttribute('role'), stage(element).getAttribute('aria-label')];
    };
    expect(await name()).to.deep.equal(['group', 'Reproductor de vídeo']);
    element.layout = 'audio';
    expect(await name()).to.deep.equal(['group', 'Reproductor de audio']);
    element.mediaTitle = 'Cómo <b>sentarse</b>';
    expect(await name()).to.deep.equal(['group', 'Cómo <b>sentarse</b>']);
    expect(part(element, 'title')!.textContent).to.equal('Cómo <b>sentarse</b>');
    expect(part(element, 'title')!.querySelector('b')).to.equal(null);
  });

  it('shows the title of the description in its language, the page’s own before it', async () => {
    const element = await known(media(await mediaSite(), 'film.json'), {layout: 'audio', lang: 'es'});
    expect(part(element, 'title')!.textContent).to.equal('La película');
    element.lang = 'en';
    await element.updateComplete;
    expect(part(element, 'title')!.textContent).to.equal('The film');
    element.lang = 'fr';
    await element.updateComplete;
    expect(part(element, 'title')!.textContent, 'a language that the film does not have').to.match(/film|película/);
    element.mediaTitle = 'Mine';
    await element.updateComplete;
    expect(part(element, 'title')!.textContent).to.equal('Mine');
  });

  it('shows the poster that the page names, else the description’s, and no address that is not one', async () => {
    const site = await mediaSite();
    const element = await known(media(site, 'film.json'));
    const poster = () => part<HTMLImageElement>(element, 'poster');
    expect(poster()!.src).to.equal(media(site, 'poster.jpg'));
    expect(poster()!.alt, 'the title says it all').to.equal('');
    element.poster = media(site, 'storyboard.jpg');
    await element.updateComplete;
    expect(poster()!.src).to.match(/storyboard\.jpg$/);
    element.poster = 'javascript:alert(1)';
    await element.updateComplete;
    expect(poster()!.src, 'as if none were named').to.equal(media(site, 'poster.jpg'));
  });

  it('lies below a poster of the page’s own making', async () => {
    const own = node('p', {slot: 'poster'});
    const element = await known(media(await mediaSite(), 'film.json'), {}, [own]);
    expect(own.checkVisibility()).to.equal(true);
    expect(own.getBoundingClientRect().width).to.equal(stage(element).getBoundingClientRect().width);
    expect(part(element, 'poster')!.checkVisibility()).to.equal(false);
  });

  it('paints the placeholder at once, and only a real picture', async () => {
    const pixel =
      'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
    for (const [placeholder, shown] of [
      [pixel, true],
      ['data:image/svg+xml,<svg onload="alert(1)">', false],
    ] as const) {
      const site = await mediaSite({
        files: {'fixtures/media/film.json': {...film, poster: {src: 'poster.jpg', placeholder}}},
      });
      const element = await known(media(site, 'film.json'));
      const background = getComputedStyle(element.renderRoot.querySelector('.poster')!).backgroundImage;
      expect(background.includes('data:'), placeholder.slice(0, 20)).to.equal(shown);
    }
  });

  it('paints the page’s own placeholder, a colour or a picture, without a poster too, and never as a style attribute', async () => {
    const site = await mediaSite();
    const element = await known(media(site, 'clip.mp4'), {placeholder: 'rgb(10, 20, 30)'});
    const poster = () => element.renderRoot.querySelector<HTMLElement>('.poster')!;
    expect(getComputedStyle(poster()).backgroundColor).to.equal('rgb(10, 20, 30)');
    element.placeholder = media(site, 'poster.jpg');
    await element.updateComplete;
    expect(getComputedStyle(poster()).backgroundImage).to.equal(`url("${media(site, 'poster.jpg')}")`);
    for (const hostile of [
      'javascript:alert(1)',
      'https://ana@x.example/leak',
      'data:text/html,<p>',
      'data:image/svg+xml,<svg/>',
    ]) {
      element.placeholder = hostile;
      await element.updateComplete;
      expect(getComputedStyle(poster()).backgroundImage, hostile).to.equal('none');
    }
    element.placeholder = '';
    await element.updateComplete;
    expect(poster(), 'nothing stands there').to.equal(null);
  });

  it('fetches a placeholder with the poster, not before', async () => {
    const site = await mediaSite();
    const far = await player({
      placeholder: media(site, 'poster.jpg'),
      src: media(site, 'clip.mp4'),
      style: 'margin-block-start: 300vh',
    });
    expect(far.renderRoot.querySelector<HTMLElement>('.poster')!.style.getPropertyValue('--_placeholder')).to.equal(
      'none',
    );
    far.scrollIntoView();
    await waitUntil(
      () => getComputedStyle(far.renderRoot.querySelector('.poster')!).backgroundImage.includes('poster.jpg'),
      'it never came',
      {timeout: PATIENCE_MS},
    );
  });

  it('hides its controls with no-controls, and keeps what is slotted', async () => {
    const own = node('button', {slot: 'overlay'});
    const element = await known(media(await mediaSite(), 'film.json'), {'no-controls': ''}, [own]);
    expect([part(element, 'control-bar'), part(element, 'big-play-button')]).to.deep.equal([null, null]);
    expect(own.checkVisibility()).to.equal(true);
    element.removeAttribute('no-controls');
    await element.updateComplete;
    expect(part(element, 'control-bar')).not.to.equal(null);
  });

  it('mirrors its buttons, not its picture, where the language runs from right to left', async () => {
    await rightToLeft(async () => {
      const element = await known(media(await mediaSite(), 'film.json'));
      const at = (name: string) => part(element, name)!.getBoundingClientRect().left;
      expect(at('play-button')).to.be.greaterThan(at('settings-button'));
      expect(at('settings-button')).to.be.greaterThan(at('fullscreen-button'));
      element.dir = 'ltr';
      await element.updateComplete;
      expect(at('play-button'), 'its own direction counts').to.be.below(at('settings-button'));
    });
  });

  it('wants no sideways scrolling at 320 pixels, for sound as for a picture', async () => {
    for (const name of ['film.json', 'song.json']) {
      const element = await known(media(await mediaSite(), name), {
        'media-title': 'Un-título-larguísimo-sin-un-solo-espacio-que-lo-parta-en-dos-o-en-tres',
      });
      element.style.width = '320px';
      await nextFrame();
      expect(element.scrollWidth, name).to.be.at.most(320);
      const box = element.getBoundingClientRect();
      for (const button of element.renderRoot.querySelectorAll<HTMLElement>('.buttons button')) {
        const {width, right} = button.getBoundingClientRect();
        if (width > 0) expect(right, `${name}: ${button.className}`).to.be.at.most(box.right + 0.5);
      }
    }
  });

  for (const layout of ['video', 'audio'] as const) {
    it(`keeps every control of ${layout} inside at 288 and 358 pixels, those for what comes next with them`, async () => {
      const element = await known(media(await mediaSite(), 'film.json'), {layout, 'has-next': '', 'has-previous': ''});
      for (const width of [288, 358]) {
        element.style.width = `${width}px`;
        await nextFrame();
        const {left, right} = element.getBoundingClientRect();
        const controls = [...element.renderRoot.querySelectorAll<HTMLElement>('.buttons button')].filter((one) =>
          one.checkVisibility(),
        );
        expect(controls.length).to.be.greaterThan(5);
        for (const control of controls) {
          const box = control.getBoundingClientRect();
          expect(
            [box.left >= left, box.right <= right, box.width >= 24],
            `${control.className} at ${width}`,
          ).to.deep.equal([true, true, true]);
        }
      }
    });
  }

  it('grows with the text of the page', async () => {
    const element = await known(media(await mediaSite(), 'film.json'));
    const height = () => part(element, 'play-button')!.getBoundingClientRect().height;
    const before = height();
    element.style.setProperty('--uggla-player-size', '2rem');
    expect(height()).to.be.greaterThan(before * 1.5); // engines round sizes of text each in its way
  });

  it('takes the accent of the page', async () => {
    const element = await known(media(await mediaSite(), 'film.json'));
    element.style.setProperty('--uggla-accent', 'rgb(1, 2, 3)');
    expect(getComputedStyle(element.renderRoot.querySelector('.elapsed')!).backgroundColor).to.equal('rgb(1, 2, 3)');
  });

  it('turns nothing and slides nothing for who wants no motion', async () => {
    if (!(await emulate({reducedMotion: 'reduce'}))) return;
    const site = await mediaSite({rules: [{match: 'film.json', gate: 'open'}]});
    const element = await player({src: media(site, 'film.json')});
    element.play().catch(() => undefined);
    await element.updateComplete;
    expect(parseFloat(getComputedStyle(element.renderRoot.querySelector('.spinner')!).animationDuration)).to.be.below(
      0.01,
    );
    element.pause();
    const ready = nextEvent(element, 'uggla-ready');
    await site.open('open');
    await ready;
    await emulate({});
  });

  it('writes no style attribute, which a strict page forbids', async () => {
    const element = await known(media(await mediaSite(), 'film.json'));
    // What stands there was written through the CSSOM, which a policy allows; the markup itself must bring none.
    const markup = element.renderRoot.querySelectorAll('style, script, link, [onclick]');
    expect(markup).to.have.length(0);
    expect(stage(element).hasAttribute('style')).to.equal(false);
  });
});
