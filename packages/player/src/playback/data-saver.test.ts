// Chromium first: films are played for long, by the same script in all engines.
import {expect} from '@open-wc/testing';
import {waitUntil} from '@uggla/testing';
import type {FixtureSite} from '@uggla/testing';
import '../define.js';
import {recall, remember} from '../memory/memory.js';
import {known, media, mediaSite, part, PATIENCE_MS, player} from '../player.test.kit.js';
import type {UgglaPlayer} from '../player/player-element.js';

/** The generated stream, whose better half says that it has that many lines. */
const master = (lines: number) => `#EXTM3U
#EXT-X-STREAM-INF:BANDWIDTH=500000,RESOLUTION=320x180,CODECS="avc1.4d401e,mp4a.40.2"
low/list.m3u8
#EXT-X-STREAM-INF:BANDWIDTH=900000,RESOLUTION=${Math.round((lines * 16) / 9)}x${lines},CODECS="avc1.4d401e,mp4a.40.2"
high/list.m3u8
`;

const site = (lines = 720) => mediaSite({files: {'fixtures/media/hls/master.m3u8': master(lines)}});
const asked = async (of: FixtureSite, folder: string) => (await of.requests(`${folder}/seg`)).length;

/** Plays the stream from `start` on in a player as wide as a page. */
async function stream(of: FixtureSite, attributes: Readonly<Record<string, string>> = {}): Promise<UgglaPlayer> {
  const element = await player({src: media(of, 'hls/master.m3u8'), ...attributes});
  element.style.width = '800px';
  await element.play();
  return element;
}

/** Sets what the browser says of the connection, for `body`. */
async function withConnection(connection: object, body: () => Promise<void>): Promise<void> {
  Object.defineProperty(navigator, 'connection', {value: connection, configurable: true});
  try {
    await body();
  } finally {
    Reflect.deleteProperty(navigator, 'connection');
  }
}

describe('the data saver', function () {
  this.timeout(PATIENCE_MS * 2);

  beforeEach(() => localStorage.clear());

  it('lets the engine choose no more than 480 lines', async () => {
    const of = await site();
    const element = await stream(of, {'data-saver': ''});
    await waitUntil(() => element.buffered.length > 0 && element.buffered.end(0) > 9, 'it never loads to the end', {
      timeout: PATIENCE_MS,
    });
    expect(await asked(of, 'high')).to.equal(0);
    expect(element.playback.engine!.level, 'it still chooses by itself').to.equal(-1);
  });

  it('takes 480 lines for few enough', async () => {
    const of = await site(480);
    await stream(of, {'data-saver': ''});
    await waitUntil(async () => (await asked(of, 'high')) > 0, 'it never takes the better one', {timeout: PATIENCE_MS});
  });

  it('ends when the page or the viewer says so', async () => {
    const of = await site();
    const element = await stream(of, {'data-saver': ''});
    element.dataSaver = false;
    element.currentTime = 0;
    await waitUntil(async () => (await asked(of, 'high')) > 0, 'the cap stays', {timeout: PATIENCE_MS});
  });

  it('leaves a quality alone that somebody named', async () => {
    const element = await stream(await site(), {'data-saver': '', quality: '720'});
    expect(element.playback.engine!.level).to.equal(1);
  });

  for (const [name, attribute, connection, kept, saves] of [
    ['nobody asks', false, {saveData: false}, undefined, false],
    ['the page asks', true, {saveData: false}, undefined, true],
    ['the browser asks', false, {saveData: true}, undefined, true],
    ['the browser says nothing', false, {}, undefined, false],
    ['the viewer does not want it, whatever page and browser ask', true, {saveData: true}, false, false],
    ['the viewer wants it, whatever the browser says', false, {saveData: false}, true, true],
  ] as const) {
    it(`is ${saves ? 'on' : 'off'} when ${name}`, async () => {
      if (kept !== undefined) remember({dataSaver: kept});
      await withConnection(connection, async () => {
        const element = await player(attribute ? {'data-saver': ''} : {});
        expect(element.savesData).to.equal(saves);
      });
    });
  }

  it('is off where another script left nonsense in its place', async () => {
    localStorage.setItem('uggla-player', '{"dataSaver": "yes"}');
    await withConnection({}, async () => {
      expect((await player()).savesData).to.equal(false);
    });
  });

  it('is a switch in the settings, and remembered', async () => {
    const element = await known(media(await site(), 'film.json'), {lang: 'en'});
    part(element, 'settings-button')!.click();
    await waitUntil(() => part(element, 'menu'), 'no settings', {timeout: PATIENCE_MS});
    const box = element.renderRoot.querySelector<HTMLInputElement>('[name=data-saver]')!;
    expect([box.labels![0]!.textContent.trim(), box.checked]).to.deep.equal(['Data saver', false]);
    box.click();
    await element.updateComplete;
    expect([box.checked, element.savesData, recall().dataSaver]).to.deep.equal([true, true, true]);
    await expect(element).to.be.accessible();
    box.click();
    expect(recall().dataSaver, 'off is a choice too').to.equal(false);
  });

  it('is not offered for a single file, which has but one quality', async () => {
    const element = await known(media(await site(), 'clip.mp4'));
    part(element, 'settings-button')!.click();
    await waitUntil(() => part(element, 'menu'), 'no settings', {timeout: PATIENCE_MS});
    expect(element.renderRoot.querySelector('[name=data-saver]')).to.equal(null);
  });
});
