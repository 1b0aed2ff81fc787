import {expect, fixture, html} from '@open-wc/testing';
import {waitUntil} from '@uggla/testing';
import '../define.js';
import {film, media, mediaSite, part, PATIENCE_MS, playsBeyond} from '../player.test.kit.js';
import type {UgglaPlayer} from '../player/player-element.js';
import {languageName, trackLabel} from './track-label.js';

const shown = (player: UgglaPlayer) => part(player, 'captions')!.textContent.trim();
const shows = (player: UgglaPlayer, text: string) =>
  waitUntil(() => shown(player) === text, `"${text}" never came`, {timeout: PATIENCE_MS});

describe('captions', function () {
  this.timeout(PATIENCE_MS * 2);

  beforeEach(() => localStorage.clear());

  it('show in the language that the page asks for', async () => {
    const site = await mediaSite();
    const player = await fixture<UgglaPlayer>(
      html`<uggla-player muted loop captions-language="es" src=${media(site, 'film.json')}></uggla-player>`,
    );
    await player.play();
    await shows(player, 'Hola y bienvenida.');
    expect(part(player, 'captions')!.lang).to.equal('es');
    player.currentTime = 4;
    await shows(player, 'Esto es una prueba.');
    expect(part(player, 'captions')!.querySelector('i')!.textContent).to.equal('una prueba');
    player.captionsLanguage = 'en-GB';
    await shows(player, 'This is a test.');
    player.captionsLanguage = 'off';
    await shows(player, '');
  });

  it('are turned on by one button, in the viewer’s language, and stay on for the next visit', async () => {
    const site = await mediaSite();
    const make = () =>
      fixture<UgglaPlayer>(html`<uggla-player muted loop lang="es" src=${media(site, 'film.json')}></uggla-player>`);
    const player = await make();
    await player.play();
    await playsBeyond(player);
    expect(shown(player)).to.equal('');
    const button = part(player, 'captions-button')!;
    expect(button.getAttribute('aria-pressed')).to.equal('false');
    button.click();
    await shows(player, 'Hola y bienvenida.');
    expect(button.getAttribute('aria-pressed')).to.equal('true');
    expect(player.renderRoot.querySelector('[role=status]')!.textContent.trim()).to.equal(
      'Subtítulos activados: Español',
    );
    player.remove();
    const next = await make();
    await next.play();
    await shows(next, 'Hola y bienvenida.');
    part(next, 'captions-button')!.click();
    await shows(next, '');
  });

  it('follow the mode that the page gives a text track, as those of a video do', async () => {
    const site = await mediaSite();
    const player = await fixture<UgglaPlayer>(html`
      <uggla-player muted loop src=${media(site, 'clip.mp4')}>
        <track kind="captions" srclang="en" label="English" src=${media(site, 'captions.en.vtt')} />
        <track kind="subtitles" srclang="es" label="Español" default src=${media(site, 'captions.es.vtt')} />
      </uggla-player>
    `);
    await player.play();
    await shows(player, 'Hola y bienvenida.');
    const [en, es] = [...player.textTracks];
    es!.mode = 'disabled';
    en!.mode = 'showing';
    await shows(player, 'Hello and welcome.');
    player.querySelector('track')!.remove();
    await waitUntil(() => player.textTracks.length === 1, 'the track stayed');
  });

  it('come from an HLS playlist that carries them', async () => {
    const site = await mediaSite();
    const player = await fixture<UgglaPlayer>(
      html`<uggla-player muted loop captions-language="en" src=${media(site, 'hls/master.m3u8')}></uggla-player>`,
    );
    await player.play();
    await shows(player, 'Hello and welcome.');
  });

  it('hold no markup that runs', async () => {
    const site = await mediaSite({
      files: {
        'fixtures/media/evil.vtt':
          'WEBVTT\n\n00:00.000 --> 00:09.000\n<img src=x onerror="globalThis.hit=1"><script>globalThis.hit=1</script><b>bold</b> <v "><i>>me\n',
        'fixtures/media/film.json': {
          ...film,
          captions: [{language: 'en', src: 'evil.vtt', label: '"><img src=x onerror="globalThis.hit=1">'}],
        },
      },
    });
    const player = await fixture<UgglaPlayer>(
      html`<uggla-player muted loop captions-language="en" src=${media(site, 'film.json')}></uggla-player>`,
    );
    await player.play();
    await waitUntil(() => shown(player) !== '', 'no captions', {timeout: PATIENCE_MS});
    part(player, 'settings-button')!.click();
    await waitUntil(() => part(player, 'menu')?.textContent.includes('onerror'), 'its label is shown as text');
    expect(part(player, 'captions')!.querySelector('img, script')).to.equal(null);
    expect((globalThis as {hit?: number}).hit).to.equal(undefined);
  });

  it('are shown in the audio layout too', async () => {
    const site = await mediaSite({
      files: {
        'fixtures/media/song.json': {
          ...film,
          kind: 'audio',
          hls: undefined,
          fallback: {src: 'audio.mp3', type: 'audio/mpeg'},
        },
      },
    });
    const player = await fixture<UgglaPlayer>(
      html`<uggla-player muted loop captions-language="en" src=${media(site, 'song.json')}></uggla-player>`,
    );
    await player.play();
    await shows(player, 'Hello and welcome.');
    expect(part(player, 'captions')!.getBoundingClientRect().height).to.be.greaterThan(10);
    expect(part(player, 'captions')!.getBoundingClientRect().top, 'below the controls').to.be.at.least(
      part(player, 'control-bar')!.getBoundingClientRect().bottom,
    );
    const {height} = player.getBoundingClientRect();
    part(player, 'captions')!.replaceChildren();
    expect(player.getBoundingClientRect().height, 'what is below does not jump between two sentences').to.equal(height);
  });
});

describe('trackLabel', () => {
  it('is the label, else the language’s own name, else a number', () => {
    expect(trackLabel({label: 'Español (México)', language: 'es-MX'}, 0)).to.equal('Español (México)');
    expect(trackLabel({label: '', language: 'es'}, 0)).to.equal('Español');
    expect(trackLabel({label: '', language: ''}, 1)).to.equal('2');
    expect(languageName('not a language')).to.equal(undefined);
  });
});
