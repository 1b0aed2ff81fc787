// Chromium first: films are played for their captions, drawn by the same script in all engines; captions.test.ts and
// on-time.test.ts try what is seen.
import {expect} from '@open-wc/testing';
import {waitUntil} from '@uggla/testing';
import '../define.js';
import {film, media, mediaSite, node, part, PATIENCE_MS, player} from '../player.test.kit.js';
import type {UgglaPlayer} from '../player/player-element.js';

const lines = (element: UgglaPlayer) => [...part(element, 'captions')!.children].map(({textContent}) => textContent);
const shows = (element: UgglaPlayer, ...wanted: string[]) =>
  waitUntil(() => lines(element).join('|') === wanted.join('|'), `not "${wanted.join('|')}"`, {timeout: PATIENCE_MS});

/** A film that stands still at a second, with these cues in the one file of its captions. */
async function still(cues: string, time = 0, attributes: Readonly<Record<string, string>> = {}): Promise<UgglaPlayer> {
  const described = {...film, hls: undefined, captions: [{language: 'es', src: 'cues.vtt'}]};
  const site = await mediaSite({
    files: {'fixtures/media/film.json': described, 'fixtures/media/cues.vtt': `WEBVTT\n\n${cues}\n`},
  });
  const element = await player({
    'captions-language': 'es',
    preload: 'auto',
    src: media(site, 'film.json'),
    ...attributes,
  });
  await waitUntil(() => element.readyState > 1 && !element.seeking, 'it never loaded', {timeout: PATIENCE_MS});
  if (time > 0) element.currentTime = time;
  return element;
}

describe('captions of a film that stands still', function () {
  this.timeout(PATIENCE_MS * 2);

  beforeEach(() => localStorage.clear());

  it('change with every second that is sought', async () => {
    const element = await still('00:01.000 --> 00:02.000\nuno\n\n00:04.000 --> 00:05.000\ndos', 1.5);
    await shows(element, 'uno');
    element.currentTime = 4.5;
    await shows(element, 'dos');
    element.currentTime = 7;
    await shows(element);
    element.currentTime = 1.5;
    await shows(element, 'uno');
  });

  it('show two at once, one below the other', async () => {
    const element = await still('00:01.000 --> 00:05.000\nuno\n\n00:02.000 --> 00:05.000\ndos', 3);
    await shows(element, 'uno', 'dos');
    const [one, two] = [...part(element, 'captions')!.children].map((cue) => cue.getBoundingClientRect());
    expect(one!.bottom).to.be.at.most(two!.top + 0.5);
  });

  it('stand above where they would cover something, below otherwise, and never behind the controls', async () => {
    const element = await still('00:01.000 --> 00:05.000 line:0\narriba\n\n00:01.000 --> 00:05.000\nabajo', 3);
    await shows(element, 'arriba', 'abajo');
    const [above, below] = [...part(element, 'captions')!.children].map((cue) => cue.getBoundingClientRect());
    const stage = element.renderRoot.querySelector('.stage')!.getBoundingClientRect();
    expect(above!.top - stage.top).to.be.below(stage.height / 3);
    expect(stage.bottom - below!.bottom).to.be.below(stage.height / 2);
    await waitUntil(
      () =>
        part(element, 'captions')!.lastElementChild!.getBoundingClientRect().bottom <=
        part(element, 'control-bar')!.querySelector('.time-bar')!.getBoundingClientRect().top,
      'they cover the time bar',
    );
  });

  it('run as their own language does, whatever that of the page', async () => {
    const element = await still('00:01.000 --> 00:05.000\nمرحبا بكم', 3);
    await shows(element, 'مرحبا بكم');
    expect(getComputedStyle(part(element, 'captions')!).direction).to.equal('rtl');
    expect(part(element, 'captions')!.lang, 'so that a voice reads them rightly').to.equal('es');
  });

  it('keep their lines, and break what is too long', async () => {
    const element = await still(`00:01.000 --> 00:05.000\nuna\ndos ${'larguísimo'.repeat(30)}`, 3);
    element.style.width = '320px';
    await waitUntil(() => lines(element).length === 1, 'no caption', {timeout: PATIENCE_MS});
    const [box, text] = [
      element.getBoundingClientRect(),
      part(element, 'captions')!.querySelector('span')!.getBoundingClientRect(),
    ];
    expect(text.left).to.be.at.least(box.left);
    expect(text.right).to.be.at.most(box.right);
    expect(text.height, 'more than one line').to.be.greaterThan(30);
  });

  it('are none, and no failure, when their file is none', async () => {
    for (const rule of [{status: 404}, {body: '<!doctype html><p>Sign in'}, {body: ''}]) {
      const site = await mediaSite({
        files: {'fixtures/media/film.json': {...film, hls: undefined}},
        rules: [{match: 'captions.es', ...rule}],
      });
      const element = await player({'captions-language': 'es', preload: 'auto', src: media(site, 'film.json')});
      await site.seen('captions.es');
      await waitUntil(() => element.readyState > 1, 'it never loaded', {timeout: PATIENCE_MS});
      expect(lines(element)).to.deep.equal([]);
      expect([element.status, element.failure]).to.deep.equal(['ready', undefined]);
      expect(part(element, 'captions-button'), 'another language may be chosen').not.to.equal(null);
      element.remove();
    }
  });

  it('of the page’s own script are shown like those of a file', async () => {
    const site = await mediaSite();
    const element = await player({preload: 'auto', src: media(site, 'clip.mp4')}, [
      node('track', {kind: 'captions', srclang: 'es', src: site.url('none.vtt')}),
    ]);
    await waitUntil(() => element.readyState > 1 && element.textTracks.length === 1, 'it never loaded', {
      timeout: PATIENCE_MS,
    });
    const own = element.media.addTextTrack('captions', 'Own', 'en');
    own.addCue(new VTTCue(0, 9, 'from a script'));
    await waitUntil(() => element.captions.tracks.includes(own), 'it does not know the track');
    element.actions.chooseCaptions(own);
    element.currentTime = 3;
    await shows(element, 'from a script');
  });

  it('are the only ones: the browser’s own are not drawn too', async () => {
    const element = await still('00:01.000 --> 00:05.000\nuno', 3);
    await shows(element, 'uno');
    expect(element.media.controls).to.equal(false);
    expect(part(element, 'captions')!.querySelectorAll('span')).to.have.length(1);
    expect(getComputedStyle(part(element, 'captions')!).pointerEvents, 'a click goes to the picture').to.equal('none');
  });
});
