// Chromium first: what is written and listed is the same script in all engines.
import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {emulate, rightToLeft, waitUntil} from '@uggla/testing';
import '../define.js';
import {part, PATIENCE_MS, player, press} from '../player.test.kit.js';
import type {UgglaPlayer} from '../player/player-element.js';

const dialog = (element: UgglaPlayer) => part<HTMLDialogElement>(element, 'help');
const rows = (element: UgglaPlayer) =>
  [...dialog(element)!.querySelectorAll('dl div')].map((row) =>
    [...row.children].map(({textContent}) => textContent.trim()),
  );
const gone = (element: UgglaPlayer) =>
  waitUntil(() => dialog(element) === null, 'it stays open', {timeout: PATIENCE_MS});

async function asked(attributes: Readonly<Record<string, string>> = {}): Promise<UgglaPlayer> {
  const element = await player({lang: 'en', ...attributes});
  element.focus(); // one below the others is out of sight, and has no controls yet
  press(element, '?', element.shadowRoot!.activeElement!);
  await waitUntil(() => dialog(element)?.open, 'no help', {timeout: PATIENCE_MS});
  return element;
}

describe('the help with keys', function () {
  this.timeout(PATIENCE_MS);

  after(() => emulate({}));

  it('is a named dialog that has the focus, and lists what each key does', async () => {
    const element = await asked();
    expect(dialog(element)!.matches(':modal')).to.equal(true);
    expect(element.shadowRoot!.activeElement!.getAttribute('aria-label')).to.equal('Close');
    expect(rows(element)).to.deep.include.members([
      ['Space K', 'Play, Pause'],
      ['← →', '5 seconds back, forward'],
      ['J L', '10 seconds back, forward'],
      [', .', 'One picture back, forward, while paused'],
      ['A B R', 'Repeat: from here, to here, off'],
      ['T', 'Transcript'],
    ]);
    await expect(element).to.be.accessible();
  });

  it('closes by Escape, and the focus is where it was', async () => {
    const element = await asked();
    await sendKeys({press: 'Escape'});
    await gone(element);
    expect(element.shadowRoot!.activeElement).to.equal(part(element, 'play-button'));
  });

  it('closes by its button, by the same key, and by a click beside it', async () => {
    for (const close of [
      (element: UgglaPlayer) => dialog(element)!.querySelector('button')!.click(),
      (element: UgglaPlayer) => press(element, '?', dialog(element)!.querySelector('button')!),
      (element: UgglaPlayer) => dialog(element)!.click(),
    ]) {
      const element = await asked();
      close(element);
      await gone(element);
    }
  });

  it('stays open for a click on its words', async () => {
    const element = await asked();
    dialog(element)!.querySelector('dl')!.click();
    expect(dialog(element)!.open).to.equal(true);
  });

  it('keeps keys from the player below it, and from the page', async () => {
    const element = await asked({hotkeys: 'global'});
    let heard = 0;
    const hear = () => heard++;
    document.addEventListener('keydown', hear);
    for (const key of ['m', 'c', 'ArrowDown']) press(element, key, dialog(element)!.querySelector('button')!);
    document.removeEventListener('keydown', hear);
    expect([heard, element.muted, element.volume]).to.deep.equal([0, true, 1]);
  });

  it('speaks of the next and the previous, and of the picture, only where there are any', async () => {
    const keys = (element: UgglaPlayer) => rows(element).map(([key]) => key);
    const film = await asked();
    expect(keys(film)).to.include('F').and.not.to.include('N P');
    dialog(film)!.close();
    const radio = await asked({layout: 'radio', 'has-next': ''});
    expect(keys(radio)).to.include('N P').and.not.to.include('F');
  });

  it('speaks the language of the page, and another when that changes', async () => {
    const element = await asked({lang: 'es'});
    expect(dialog(element)!.querySelector('h2')!.textContent).to.equal('Teclas');
    expect(rows(element)[0]).to.deep.equal(['Espacio K', 'Reproducir, Pausar']);
    element.lang = 'de';
    await waitUntil(() => rows(element)[0]![0] === 'Leertaste K', 'it never spoke German', {timeout: PATIENCE_MS});
  });

  it('reads from right to left where the page does, and fits', async () => {
    await rightToLeft(async () => {
      const element = await asked({lang: 'ar'});
      expect(getComputedStyle(dialog(element)!).direction).to.equal('rtl');
      expect(dialog(element)!.scrollWidth).to.be.at.most(dialog(element)!.clientWidth);
      expect(dialog(element)!.getBoundingClientRect().right).to.be.at.most(innerWidth);
      await expect(element).to.be.accessible();
    });
  });

  it('opens from the settings too, for who has no keyboard, and not where keys are off', async () => {
    for (const hotkeys of ['focus', 'none']) {
      const element = await player({lang: 'en', hotkeys});
      part(element, 'settings-button')!.click();
      await waitUntil(() => part(element, 'menu'), 'no settings', {timeout: PATIENCE_MS});
      const way = [...part(element, 'menu')!.querySelectorAll('button')].find(
        ({textContent}) => textContent.trim() === 'Keys',
      );
      expect(way !== undefined, hotkeys).to.equal(hotkeys === 'focus');
      way?.click();
      expect(dialog(element)?.open, hotkeys).to.equal(hotkeys === 'focus' ? true : undefined);
    }
  });

  it('goes with its player', async () => {
    const element = await asked();
    element.remove();
    document.body.append(element);
    await element.updateComplete;
    expect(dialog(element)?.matches(':modal') ?? false).to.equal(false);
    press(element, '?');
    await waitUntil(() => dialog(element)?.matches(':modal'), 'it never opens again', {timeout: PATIENCE_MS});
    element.remove();
  });

  it('has an edge in forced colours', async () => {
    if (!(await emulate({forcedColors: 'active'}))) return;
    const element = await asked();
    const {borderTopColor, backgroundColor} = getComputedStyle(dialog(element)!);
    expect(borderTopColor).not.to.equal(backgroundColor);
    await emulate({});
  });
});
