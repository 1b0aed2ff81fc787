import type {UgglaErrorEvent} from '@uggla/core/events.js';
import {expect, fixture, html} from '@open-wc/testing';
import {nextEvent, waitUntil} from '@uggla/testing';
import '../define.js';
import {film, media, mediaSite, part, PATIENCE_MS, playsBeyond} from '../player.test.kit.js';
import type {UgglaPlayer} from '../player/player-element.js';
import type {UgglaTranscript} from './transcript-element.js';

const paragraphs = [
  {start: 0, end: 3, text: 'La altura de la silla es lo primero.'},
  {start: 3, end: 7, text: 'El respaldo sostiene la espalda; el codo queda a la altura de la mesa.'},
  {start: 7, end: 10, text: 'Cada hora, una pausa.'},
];
const described = {...film, transcripts: [{language: 'es', src: 'film.es.json'}]};
const files = {
  'fixtures/media/film.json': described,
  'fixtures/media/film.es.json': {language: 'es', paragraphs},
};

async function pair(name = 'film.json', more: Record<string, string | object> = {}) {
  const site = await mediaSite({files: {...files, ...more}});
  const page = await fixture(html`
    <div>
      <uggla-transcript for="film" lang="es"></uggla-transcript>
      <uggla-player id="film" muted src=${media(site, name)}></uggla-player>
    </div>
  `);
  const transcript = page.querySelector<UgglaTranscript>('uggla-transcript')!;
  return {site, player: page.querySelector<UgglaPlayer>('uggla-player')!, transcript};
}

const items = (transcript: UgglaTranscript) => [
  ...transcript.renderRoot.querySelectorAll<HTMLElement>('[part="item"]'),
];

describe('UgglaTranscript', function () {
  this.timeout(PATIENCE_MS * 2);

  beforeEach(() => localStorage.clear());

  it('shows what its player says, in paragraphs with their times', async () => {
    const {transcript} = await pair();
    await nextEvent(transcript, 'uggla-ready');
    expect(transcript.paragraphs).to.have.length(3);
    expect(items(transcript)[1]!.textContent.replace(/\s+/g, ' ').trim()).to.equal(`0:03 ${paragraphs[1]!.text}`);
    expect(transcript.renderRoot.querySelector('ol')!.lang).to.equal('es');
    await expect(transcript).to.be.accessible();
  });

  it('plays from the paragraph that is chosen, and marks the one that is spoken', async () => {
    const {transcript, player} = await pair();
    await nextEvent(transcript, 'uggla-ready');
    const asked = nextEvent(document, 'uggla-seek-request');
    items(transcript)[1]!.click();
    expect(((await asked) as Event & {time: number}).time).to.equal(3);
    await playsBeyond(player, 3);
    const current = () => items(transcript).findIndex((item) => item.getAttribute('aria-current') === 'true');
    await waitUntil(() => current() === 1, 'not marked');
    player.currentTime = 8;
    await waitUntil(() => current() === 2, 'it does not follow');
  });

  it('leaves the player where it is when the page says so', async () => {
    const {transcript, player} = await pair();
    await nextEvent(transcript, 'uggla-ready');
    transcript.addEventListener('uggla-seek-request', (event) => event.preventDefault());
    items(transcript)[2]!.click();
    expect(player.currentTime).to.equal(0);
    expect(player.paused).to.equal(true);
  });

  it('can be searched, whatever the accents', async () => {
    const {transcript} = await pair();
    await nextEvent(transcript, 'uggla-ready');
    const field = transcript.renderRoot.querySelector('input')!;
    const search = async (query: string) => {
      field.value = query;
      field.dispatchEvent(new Event('input'));
      await transcript.updateComplete;
    };
    await search('ALTÚRA');
    expect(items(transcript)).to.have.length(2);
    expect([...transcript.renderRoot.querySelectorAll('mark')].map(({textContent}) => textContent)).to.deep.equal([
      'altura',
      'altura',
    ]);
    expect(transcript.renderRoot.querySelector('[role=status]')!.textContent.trim()).to.equal('2 resultados');
    await expect(transcript).to.be.accessible();
    await search('grúa');
    expect(items(transcript)).to.have.length(0);
    expect(transcript.renderRoot.querySelector('[role=status]')!.textContent.trim()).to.equal('Sin resultados');
    await search('');
    expect(items(transcript)).to.have.length(3);
  });

  it('is made of the captions where no transcript was published', async () => {
    const {transcript, player} = await pair('plain.json', {'fixtures/media/plain.json': film});
    await waitUntil(() => transcript.paragraphs.length > 0, 'no paragraphs', {timeout: PATIENCE_MS});
    expect(transcript.paragraphs[0]!.text).to.equal('Hola y bienvenida. Esto es una prueba. Adiós, ¿verdad?');
    expect(player.captions.current, 'that turns no captions on').to.equal(undefined);
  });

  it('finds a player that comes later', async () => {
    const site = await mediaSite({files});
    const page = await fixture(html`<div><uggla-transcript for="late" lang="es"></uggla-transcript></div>`);
    const player = Object.assign(document.createElement('uggla-player'), {id: 'late', src: media(site, 'film.json')});
    const transcript = page.querySelector('uggla-transcript')!;
    await transcript.updateComplete;
    page.append(player);
    await nextEvent(transcript, 'uggla-ready');
    player.remove();
    transcript.requestUpdate();
    await waitUntil(() => transcript.status === 'idle', 'it keeps a player that is gone');
  });

  it('shows a file of its own without a player', async () => {
    const site = await mediaSite({files});
    const transcript = await fixture<UgglaTranscript>(
      html`<uggla-transcript src=${media(site, 'film.es.json')}></uggla-transcript>`,
    );
    await nextEvent(transcript, 'uggla-ready');
    expect(items(transcript)).to.have.length(3);
  });

  it('tells of a missing or faulty file with a code to look up', async () => {
    const site = await mediaSite({files: {'fixtures/media/bad.json': {language: 'es', paragraphs: [{start: 'now'}]}}});
    const transcript = await fixture<UgglaTranscript>(html`<uggla-transcript></uggla-transcript>`);
    for (const [name, code] of [
      ['none.json', 'transcript-unavailable'],
      ['bad.json', 'transcript-invalid'],
    ] as const) {
      const failed = nextEvent<UgglaErrorEvent>(transcript, 'uggla-error');
      transcript.src = media(site, name);
      expect((await failed).error.code).to.equal(code);
    }
  });

  it('says when there is none', async () => {
    const {transcript} = await pair('mute.json', {'fixtures/media/mute.json': {...film, captions: []}});
    await waitUntil(() => transcript.renderRoot.textContent?.includes('No hay transcripción'), 'it says nothing');
    expect(part(transcript, 'search')).to.equal(null);
  });
});
