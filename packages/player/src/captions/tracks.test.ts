import {expect} from '@open-wc/testing';
import {nextEvent, waitUntil} from '@uggla/testing';
import type {FixtureSite} from '@uggla/testing';
import '../define.js';
import {film, known, media, mediaSite, node, part, PATIENCE_MS} from '../player.test.kit.js';
import type {UgglaPlayer} from '../player/player-element.js';
import {recall, remember} from '../memory/memory.js';

const modes = (player: UgglaPlayer) => [...player.textTracks].map(({language, mode}) => `${language} ${mode}`);
const become = (player: UgglaPlayer, ...wanted: string[]) =>
  waitUntil(() => modes(player).join() === wanted.join(), `${modes(player).join()} in place of ${wanted.join()}`, {
    timeout: PATIENCE_MS,
  });

const FILES = [
  ['es', 'subtitles'],
  ['en', 'captions'],
  ['pt-BR', 'subtitles'],
] as const;

/** A `<track>` child. */
const track = (srclang: string, more: Readonly<Record<string, string>> = {}) =>
  node('track', {srclang, ...more}) as HTMLTrackElement;

/** `<track>` children, with addresses that nobody fetches before they are shown. */
const tracks = (site: FixtureSite) =>
  FILES.map(([language, kind]) =>
    track(language, {kind, src: media(site, `captions.${language === 'es' ? 'es' : 'en'}.vtt`)}),
  );

async function tracked(
  attributes: Readonly<Record<string, string>> = {},
  more: readonly Node[] = [],
): Promise<UgglaPlayer> {
  const site = await mediaSite();
  return known(media(site, 'clip.mp4'), attributes, [...tracks(site), ...more]);
}

describe('the text tracks of a player', function () {
  this.timeout(PATIENCE_MS);

  beforeEach(() => localStorage.clear());

  for (const [name, attributes, shown] of [
    ['none when nobody asked', {}, undefined],
    ['none when the page says off', {'captions-language': 'off'}, undefined],
    ['the one the page names', {'captions-language': 'en'}, 'en'],
    ['the same language from elsewhere', {'captions-language': 'pt-PT'}, 'pt-BR'],
    ['the same language, however it is written', {'captions-language': 'ES-mx'}, 'es'],
    ['none in a language that is not there', {'captions-language': 'fr'}, undefined],
  ] as const) {
    it(`shows ${name}`, async () => {
      const player = await tracked(attributes);
      await become(player, ...FILES.map(([language]) => `${language} ${language === shown ? 'showing' : 'disabled'}`));
      expect(part(player, 'captions-button')!.getAttribute('aria-pressed')).to.equal(String(shown !== undefined));
    });
  }

  it('shows the viewer’s last choice, unless the page has its own', async () => {
    remember({captions: 'en'});
    const player = await tracked();
    await become(player, 'es disabled', 'en showing', 'pt-BR disabled');
    player.captionsLanguage = 'es';
    await become(player, 'es showing', 'en disabled', 'pt-BR disabled');
    player.captionsLanguage = '';
    await become(player, 'es disabled', 'en showing', 'pt-BR disabled');
  });

  it('shows <track default> to who never chose, and nothing to who chose nothing', async () => {
    const preset = () => [track('ca', {default: '', kind: 'captions', src: '/none.vtt'})];
    await become(await tracked({}, preset()), 'es disabled', 'en disabled', 'pt-BR disabled', 'ca showing');
    remember({captions: 'off'});
    await become(await tracked({}, preset()), 'es disabled', 'en disabled', 'pt-BR disabled', 'ca disabled');
  });

  it('are turned on in the language of the page, and off again, by one button', async () => {
    const player = await tracked({lang: 'pt'});
    part(player, 'captions-button')!.click();
    await become(player, 'es disabled', 'en disabled', 'pt-BR showing');
    expect(recall().captions).to.equal('pt-BR');
    part(player, 'captions-button')!.click();
    await become(player, 'es disabled', 'en disabled', 'pt-BR disabled');
    expect(recall().captions).to.equal('off');
  });

  it('never show two at once, whatever the page sets', async () => {
    const player = await tracked();
    for (const track of [...player.textTracks].slice(0, 2)) {
      // While tracks are new, Chromium once sets its own choice in place of the page's.
      const shows = () => {
        track.mode = 'showing';
        return player.captions.current === track;
      };
      await waitUntil(shows, `${track.language} is not shown`);
    }
    await become(player, 'es disabled', 'en showing', 'pt-BR disabled');
  });

  it('leave a track that a script reads hidden as it is', async () => {
    const player = await tracked();
    player.textTracks[0]!.mode = 'hidden';
    part(player, 'captions-button')!.click();
    await waitUntil(() => player.captions.current !== undefined, 'none is shown');
    part(player, 'captions-button')!.click();
    await waitUntil(() => player.captions.current === undefined, 'still shown');
    expect(modes(player).filter((mode) => mode.endsWith('showing'))).to.deep.equal([]);
  });

  it('are not fetched before they are shown', async () => {
    const site = await mediaSite();
    const player = await known(media(site, 'film.json'));
    expect(await site.requests('.vtt')).to.have.length(0);
    part(player, 'captions-button')!.click();
    await site.seen('captions.');
    expect((await site.requests('captions.')).length).to.equal(1);
  });

  it('follow <track> children that come, change and go', async () => {
    const site = await mediaSite();
    const player = await known(media(site, 'clip.mp4'), {'captions-language': 'en'});
    expect(part(player, 'captions-button'), 'no captions, no button').to.equal(null);
    player.append(...tracks(site));
    await become(player, 'es disabled', 'en showing', 'pt-BR disabled');
    expect(part(player, 'captions-button')).not.to.equal(null);
    player.querySelector('track')!.srclang = 'en-GB';
    await waitUntil(() => player.textTracks[0]?.language === 'en-GB', 'the language stayed');
    player.replaceChildren();
    await waitUntil(() => player.textTracks.length === 0, 'they stayed');
    await player.updateComplete;
    expect(part(player, 'captions-button')).to.equal(null);
  });

  it('go on showing when the file of the one that shows changes', async () => {
    const site = await mediaSite();
    const player = await known(media(site, 'clip.mp4'), {'captions-language': 'es'}, tracks(site));
    await become(player, 'es showing', 'en disabled', 'pt-BR disabled');
    player.querySelector('track')!.src = media(site, 'captions.es.vtt?renewed');
    await waitUntil(() => player.media.querySelector('track')?.src.endsWith('?renewed'), 'the file stayed');
    await become(player, 'es showing', 'en disabled', 'pt-BR disabled');
    expect(player.captions.current).to.equal(player.textTracks[0]);
  });

  it('take no address that is not one', async () => {
    const player = await tracked({}, [
      track('xx', {src: 'javascript:alert(1)'}),
      track('yy'),
      track('zz', {src: 'data:text/vtt,WEBVTT'}),
    ]);
    expect([...player.textTracks].map(({language}) => language)).to.deep.equal(['es', 'en', 'pt-BR']);
  });

  it('with a kind that nobody knows are no captions', async () => {
    const player = await tracked(
      {},
      ['nonsense', 'metadata', 'descriptions'].map((kind) => track('xx', {kind, src: '/x.vtt'})),
    );
    expect(player.textTracks).to.have.length(6);
    expect(player.captions.tracks.map(({language}) => language)).to.deep.equal(['es', 'en', 'pt-BR']);
  });

  it('of the page stand before those of the description', async () => {
    const site = await mediaSite();
    const player = await known(media(site, 'film.json'), {}, [
      track('ca', {kind: 'captions', label: 'Català', src: media(site, 'captions.es.vtt')}),
    ]);
    expect([...player.textTracks].map(({language, label}) => `${language} ${label}`.trim())).to.deep.equal([
      'ca Català',
      'es',
      'en',
    ]);
  });

  it('go with their film', async () => {
    const bare = {...film, id: 'urn:bare', captions: [{language: 'fr', src: 'captions.en.vtt'}]};
    const site = await mediaSite({files: {'fixtures/media/bare.json': bare}});
    const player = await known(media(site, 'film.json'), {'captions-language': 'en'});
    await become(player, 'es disabled', 'en showing');
    player.src = media(site, 'bare.json');
    await nextEvent(player, 'uggla-ready');
    await become(player, 'fr disabled');
    expect(part(player, 'captions')!.textContent).to.equal('');
  });

  it('survive a move in the page', async () => {
    const player = await tracked({'captions-language': 'en'});
    await become(player, 'es disabled', 'en showing', 'pt-BR disabled');
    const {parentElement} = player;
    player.remove();
    parentElement!.append(player);
    await player.updateComplete;
    await become(player, 'es disabled', 'en showing', 'pt-BR disabled');
  });
});
