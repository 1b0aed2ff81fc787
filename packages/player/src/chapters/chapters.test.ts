import {expect, fixture, html} from '@open-wc/testing';
import {nextEvent, waitUntil} from '@uggla/testing';
import '../define.js';
import {film, media, mediaSite, PATIENCE_MS, playsBeyond} from '../player.test.kit.js';
import type {UgglaPlayer} from '../player/player-element.js';
import type {UgglaChapters} from './chapters-element.js';

async function pair(name = 'film.json', more: Record<string, string | object> = {}) {
  const site = await mediaSite({files: more});
  const page = await fixture(html`
    <div>
      <uggla-player id="chaptered" muted src=${media(site, name)}></uggla-player>
      <uggla-chapters for="chaptered"></uggla-chapters>
    </div>
  `);
  return {
    player: page.querySelector<UgglaPlayer>('uggla-player')!,
    chapters: page.querySelector<UgglaChapters>('uggla-chapters')!,
  };
}

const buttons = (chapters: UgglaChapters) => [...chapters.renderRoot.querySelectorAll('button')];

describe('UgglaChapters', function () {
  this.timeout(PATIENCE_MS * 2);

  beforeEach(() => localStorage.clear());

  it('lists the chapters of its player, in the language of the page', async () => {
    const {player, chapters} = await pair();
    await nextEvent(player, 'uggla-ready');
    await waitUntil(() => buttons(chapters).length === 3, 'no chapters');
    expect(buttons(chapters).map(({textContent}) => textContent.trim())).to.deep.equal([
      '0:00 Start',
      '0:03 Middle',
      '0:07 End',
    ]);
    await expect(chapters).to.be.accessible();
    player.lang = 'es';
    await waitUntil(() => buttons(chapters)[1]!.textContent.includes('Medio'), 'it keeps the old language');
  });

  it('goes to the chapter that is chosen, and marks the one that plays', async () => {
    const {player, chapters} = await pair();
    await waitUntil(() => buttons(chapters).length === 3, 'no chapters', {timeout: PATIENCE_MS});
    buttons(chapters)[1]!.click();
    await playsBeyond(player, 3);
    await waitUntil(() => buttons(chapters)[1]!.getAttribute('aria-current') === 'true', 'not marked');
    expect(buttons(chapters).filter((one) => one.hasAttribute('aria-current'))).to.have.length(1);
  });

  it('asks first', async () => {
    const {player, chapters} = await pair();
    await waitUntil(() => buttons(chapters).length === 3, 'no chapters', {timeout: PATIENCE_MS});
    const asked = nextEvent(chapters, 'uggla-seek-request');
    document.addEventListener('uggla-seek-request', (event) => event.preventDefault(), {once: true});
    buttons(chapters)[2]!.click();
    expect(((await asked) as Event & {time: number}).time).to.equal(7);
    expect(player.currentTime).to.equal(0);
  });

  it('says when there are none, or what the page says instead', async () => {
    const {chapters} = await pair('bare.json', {'fixtures/media/bare.json': {...film, chapters: []}});
    await waitUntil(() => chapters.renderRoot.textContent?.includes('no chapters'), 'it says nothing', {
      timeout: PATIENCE_MS,
    });
    expect(chapters.renderRoot.querySelector('slot[name=empty]')).not.to.equal(null);
  });
});
