import {expect} from '@open-wc/testing';
import {waitUntil} from '@uggla/testing';
import '../define.js';
import {media, mediaSite, part, PATIENCE_MS, player as playerOf, playsBeyond} from '../player.test.kit.js';

describe('the controls that nobody uses', function () {
  this.timeout(PATIENCE_MS * 2);

  beforeEach(() => localStorage.clear());

  it('go away while it plays, but not from below the focus', async () => {
    const player = await playerOf({src: media(await mediaSite(), 'film.json')});
    await player.play();
    await playsBeyond(player);
    const bar = part(player, 'control-bar')!;
    expect(getComputedStyle(bar).opacity).to.equal('1');
    await waitUntil(() => getComputedStyle(bar).opacity === '0', 'they stayed', {timeout: PATIENCE_MS});
    part(player, 'play-button')!.focus();
    player.dispatchEvent(new KeyboardEvent('keydown', {key: 'Tab'}));
    await waitUntil(() => getComputedStyle(bar).opacity === '1', 'they did not come back');
    if (!part(player, 'play-button')!.matches(':focus-visible')) return; // the engine saw no keyboard
    player.currentTime = 0;
    await playsBeyond(player, 4);
    expect(getComputedStyle(bar).opacity).to.equal('1');
  });
});
