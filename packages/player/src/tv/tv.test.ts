import {expect} from '@open-wc/testing';
import {collectEvents, emulate, rightToLeft, waitUntil} from '@uggla/testing';
import '../define.js';
import {
  known,
  media,
  mediaSite,
  node,
  part,
  PATIENCE_MS,
  player as playerOf,
  playsBeyond,
  press,
} from '../player.test.kit.js';
import type {UgglaPlayer} from '../player/player-element.js';

const active = (player: UgglaPlayer) => player.shadowRoot!.activeElement as HTMLElement | null;
const focused = (player: UgglaPlayer) =>
  active(player)?.getAttribute('part')?.split(' ').at(-1) ?? active(player)?.className ?? '';

/** A key of the remote, where the focus is. */
function key(player: UgglaPlayer, name: string): KeyboardEvent {
  return press(player, name, active(player) ?? document.body);
}

/** A television with a film of several languages and chapters; the remote works. */
async function tv(
  attributes: Readonly<Record<string, string>> = {},
  children: readonly Node[] = [],
): Promise<UgglaPlayer> {
  const player = await known(
    media(await mediaSite(), 'film.json'),
    {layout: 'tv', lang: 'en', ...attributes},
    children,
  );
  (document.activeElement as HTMLElement | null)?.blur();
  await waitUntil(() => key(player, 'ArrowDown').defaultPrevented, 'the remote never worked', {timeout: PATIENCE_MS});
  return player;
}

async function settings(player: UgglaPlayer): Promise<void> {
  part(player, 'settings-button')!.focus();
  part(player, 'settings-button')!.click();
  await waitUntil(() => part(player, 'menu')?.contains(active(player)), 'the settings have not the focus', {
    timeout: PATIENCE_MS,
  });
}

describe('a television', function () {
  this.timeout(PATIENCE_MS);

  beforeEach(() => localStorage.clear());
  after(() => emulate({}));

  it('begins with the button that plays, whatever arrow comes first', async () => {
    const player = await tv();
    expect(focused(player)).to.equal('play-button');
    await expect(player).to.be.accessible();
  });

  it('goes along the buttons, up to the bar of time and back, by arrows alone', async () => {
    const player = await tv();
    const way = ['ArrowRight', 'ArrowRight', 'ArrowRight'].map((name) => (key(player, name), focused(player)));
    expect(way[0]).to.equal('mute-button');
    expect(way[1]).to.equal('captions-button');
    expect(way[2]).to.equal('settings-button');
    key(player, 'ArrowLeft');
    expect(focused(player)).to.equal('captions-button');
    key(player, 'ArrowUp');
    expect(focused(player)).to.equal('time-range');
    key(player, 'ArrowDown');
    expect(focused(player)).to.equal('captions-button');
  });

  it('reaches every button that shows', async () => {
    const player = await tv({'has-next': '', 'has-previous': ''});
    const all = [...player.renderRoot.querySelectorAll<HTMLElement>('.buttons button')].filter((one) =>
      one.checkVisibility(),
    );
    for (let at = 0; at < all.length; at++) key(player, 'ArrowLeft');
    const met = [active(player)];
    for (let at = 1; at < all.length; at++) met.push((key(player, 'ArrowRight'), active(player)));
    expect(met).to.deep.equal(all);
  });

  it('on the bar of time goes 10 s on and back, and not up or down in time', async () => {
    const player = await tv();
    player.currentTime = 1;
    part(player, 'time-range')!.focus();
    key(player, 'ArrowRight');
    expect(player.currentTime, 'to the end of ten seconds').to.equal(10);
    key(player, 'ArrowLeft');
    expect(player.currentTime).to.equal(0);
    player.currentTime = 4;
    expect(key(player, 'ArrowDown').defaultPrevented).to.equal(true);
    expect([player.currentTime, focused(player) === 'time-range', player.volume]).to.deep.equal([4, false, 1]);
  });

  it('plays and pauses by OK on the bar, and by the keys for it', async () => {
    const player = await tv();
    part(player, 'time-range')!.focus();
    key(player, 'Enter');
    expect(player.playback.wished).to.equal(true);
    for (const [name, plays] of [
      ['MediaPause', false],
      ['MediaPlayPause', true],
      ['MediaStop', false],
      ['MediaPlay', true],
      ['MediaPlay', true],
    ] as const) {
      key(player, name);
      expect(player.playback.wished, name).to.equal(plays);
    }
    player.pause();
  });

  it('winds, and asks for the next and the previous', async () => {
    const player = await tv({'has-next': '', 'has-previous': ''});
    const asked = [...['next', 'previous'].map((one) => collectEvents(player, `uggla-${one}-request`))];
    player.currentTime = 0;
    key(player, 'MediaFastForward');
    expect(player.currentTime).to.equal(10);
    key(player, 'MediaRewind');
    expect(player.currentTime).to.equal(0);
    key(player, 'MediaTrackNext');
    key(player, 'MediaTrackPrevious');
    expect(asked.map(({length}) => length)).to.deep.equal([1, 1]);
  });

  it('skips by left and right while nothing has the focus and it plays', async () => {
    const player = await playerOf({src: media(await mediaSite(), 'clip.mp4'), layout: 'tv'});
    await player.play();
    await playsBeyond(player);
    (document.activeElement as HTMLElement | null)?.blur();
    await waitUntil(() => key(player, 'ArrowRight').defaultPrevented, 'the remote never worked', {
      timeout: PATIENCE_MS,
    });
    expect([focused(player), player.currentTime > 8]).to.deep.equal(['time-range', true]);
  });

  describe('in its settings', () => {
    it('has the focus on what is chosen, goes to others without choosing, and chooses by OK', async () => {
      const player = await tv();
      await settings(player);
      expect([active(player)!.getAttribute('name'), (active(player) as HTMLInputElement).checked]).to.deep.equal([
        'speed',
        true,
      ]);
      key(player, 'ArrowRight');
      const next = active(player) as HTMLInputElement;
      expect([next.name, next.checked, player.playbackRate]).to.deep.equal(['speed', false, 1]);
      key(player, 'Enter');
      expect([next.checked, player.playbackRate]).to.deep.equal([true, 1.25]);
    });

    it('stays inside, and Back leads to the button that opened them', async () => {
      const player = await tv();
      await settings(player);
      const menu = part(player, 'menu')!;
      for (const name of [
        'ArrowUp',
        'ArrowUp',
        'ArrowLeft',
        'ArrowLeft',
        'ArrowLeft',
        'ArrowLeft',
        'ArrowLeft',
        ...Array<string>(12).fill('ArrowDown'),
      ]) {
        key(player, name);
        expect(menu.contains(active(player)), name).to.equal(true);
      }
      key(player, 'GoBack');
      await waitUntil(() => part(player, 'menu') === null, 'they stay', {timeout: PATIENCE_MS});
      expect(focused(player)).to.equal('settings-button');
    });

    it('sets the look of captions by left and right, and Back leads one step back', async () => {
      const player = await tv();
      await settings(player);
      player.renderRoot.querySelector<HTMLElement>('.style-button')!.click();
      await waitUntil(() => active(player)?.matches('.back'), 'no look of captions', {timeout: PATIENCE_MS});
      key(player, 'ArrowDown');
      const select = active(player) as HTMLSelectElement;
      expect(select.name).to.equal('font');
      key(player, 'ArrowRight');
      expect(select.selectedIndex).to.equal(1);
      key(player, 'ArrowLeft');
      key(player, 'ArrowLeft');
      expect(select.selectedIndex, 'no further than the first').to.equal(0);
      key(player, 'GoBack');
      await waitUntil(() => active(player)?.matches('.style-button'), 'not back in the settings', {
        timeout: PATIENCE_MS,
      });
    });
  });

  it('lets go of Back and of arrows when there is nothing left to do', async () => {
    const player = await tv();
    expect(key(player, 'GoBack').defaultPrevented).to.equal(false);
    for (let at = 0; at < 9; at++) key(player, 'ArrowDown');
    expect(key(player, 'ArrowDown').defaultPrevented, 'the page may go on below').to.equal(false);
    expect(player.volume).to.equal(1);
  });

  it('goes to what the page has put over the picture', async () => {
    const ask = node('button', {slot: 'overlay'});
    ask.textContent = 'Answer';
    const player = await tv({}, [ask]);
    part(player, 'time-range')!.focus();
    key(player, 'ArrowUp');
    if (document.activeElement !== ask) key(player, 'ArrowUp');
    expect(document.activeElement).to.equal(ask);
  });

  it('leaves the keys of a text field, of a page that has the focus, and of another layout alone', async () => {
    const player = await tv();
    const field = document.createElement('input');
    player.after(field);
    field.focus();
    expect(press(player, 'ArrowDown', field).defaultPrevented).to.equal(false);
    field.remove();
    player.layout = 'video';
    await player.updateComplete;
    part(player, 'play-button')!.focus();
    key(player, 'ArrowDown');
    expect([focused(player), player.volume]).to.deep.equal(['play-button', 0.95]);
  });

  it('is set to another one’s keys no more when it goes', async () => {
    const player = await tv();
    player.remove();
    expect(press(player, 'ArrowDown', document.body).defaultPrevented).to.equal(false);
  });

  it('is larger than a player in a page, and has no slider of loudness', async () => {
    const player = await tv();
    player.style.width = '1200px';
    await player.updateComplete;
    expect(part(player, 'play-button')!.getBoundingClientRect().height).to.be.at.least(60);
    expect(part(player, 'volume-range')!.checkVisibility()).to.equal(false);
  });

  it('goes to the side that the arrow points to, also where a page reads from right to left', async () => {
    await rightToLeft(async () => {
      const player = await tv({lang: 'ar'});
      const before = active(player)!.getBoundingClientRect();
      key(player, 'ArrowLeft');
      expect(active(player)!.getBoundingClientRect().right).to.be.at.most(before.left + 2);
    });
  });

  it('shows the focus in forced colours', async () => {
    if (!(await emulate({forcedColors: 'active'}))) return;
    const player = await tv();
    const {outlineStyle, backgroundColor} = getComputedStyle(active(player)!);
    expect([
      outlineStyle,
      backgroundColor === getComputedStyle(part(player, 'mute-button')!).backgroundColor,
    ]).to.deep.equal(['solid', false]);
    part(player, 'time-range')!.focus();
    const {backgroundColor: overTheRail} = getComputedStyle(active(player)!);
    expect(overTheRail, 'it hides how far one is').to.match(/, 0\)$/);
    await emulate({});
  });
});
