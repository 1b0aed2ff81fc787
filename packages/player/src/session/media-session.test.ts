import {expect, fixture, html} from '@open-wc/testing';
import {collectEvents, waitUntil} from '@uggla/testing';
import '../define.js';
import {media, mediaSite, part, PATIENCE_MS, playsBeyond, press} from '../player.test.kit.js';
import type {UgglaPlayer} from '../player/player-element.js';
import {actionsOf} from './session-actions.js';

/** Presses a key of the system. */
function key(player: UgglaPlayer, action: MediaSessionAction, details: Partial<MediaSessionActionDetails> = {}): void {
  actionsOf(player)[action]!({action, ...details} as MediaSessionActionDetails);
}

describe('the media session', function () {
  this.timeout(PATIENCE_MS * 2);

  const session = navigator.mediaSession;

  it('names what plays, with its picture, and says whether it plays', async () => {
    const site = await mediaSite();
    const player = await fixture<UgglaPlayer>(
      html`<uggla-player muted lang="es" src=${media(site, 'film.json')}></uggla-player>`,
    );
    await player.play();
    await playsBeyond(player);
    await waitUntil(() => session.metadata?.title === 'La película', 'the system was not told', {timeout: PATIENCE_MS});
    expect(session.metadata!.artwork[0]!.src).to.equal(media(site, 'poster.jpg'));
    expect(session.playbackState).to.equal('playing');
    player.pause();
    await waitUntil(() => session.playbackState === 'paused', 'it still says that it plays');
    player.remove();
    await waitUntil(() => session.metadata === null, 'a player that is gone keeps the session');
    expect(session.playbackState, 'WebKit says paused by itself when an element lets go of its media').to.be.oneOf([
      'none',
      'paused',
    ]);
  });

  it('belongs to the player that played last', async () => {
    const site = await mediaSite();
    const box = await fixture(html`<div>
      <uggla-player muted media-title="One" src=${media(site, 'clip.mp4')}></uggla-player>
      <uggla-player muted media-title="Two" src=${media(site, 'clip.mp4')}></uggla-player>
    </div>`);
    const [one, two] = box.querySelectorAll('uggla-player');
    await one!.play();
    await waitUntil(() => session.metadata?.title === 'One', 'the first was not told of', {timeout: PATIENCE_MS});
    one!.pause();
    await two!.play();
    await waitUntil(() => session.metadata?.title === 'Two', 'the second was not told of', {timeout: PATIENCE_MS});
    one!.remove();
    await two!.updateComplete;
    expect(session.metadata?.title, 'who has lost it takes nothing away').to.equal('Two');
  });

  it('plays, pauses, jumps by ten seconds or as many as the system says, and goes to a second', async () => {
    const player = await fixture<UgglaPlayer>(
      html`<uggla-player muted loading="eager" preload="metadata" src=${media(await mediaSite(), 'clip.mp4')}></uggla-player>`,
    );
    await waitUntil(() => player.duration > 9, 'its length never came', {timeout: PATIENCE_MS});
    key(player, 'seekto', {seekTime: 5});
    expect(player.currentTime).to.equal(5);
    key(player, 'seekbackward', {seekOffset: 2});
    expect(player.currentTime).to.equal(3);
    key(player, 'seekforward');
    expect(player.currentTime).to.be.closeTo(10, 0.1);
    key(player, 'seekbackward');
    expect(player.currentTime).to.equal(0);
    key(player, 'play');
    expect(player.paused).to.equal(false);
    key(player, 'seekto', {seekTime: 4});
    key(player, 'stop');
    expect(player.paused).to.equal(true);
    expect(player.currentTime).to.equal(0);
  });

  it('counts from the start of a clip', async () => {
    const player = await fixture<UgglaPlayer>(
      html`<uggla-player muted loading="eager" preload="metadata" clip-start="3" clip-end="8" src=${media(await mediaSite(), 'clip.mp4')}></uggla-player>`,
    );
    await waitUntil(() => player.duration > 9, 'its length never came', {timeout: PATIENCE_MS});
    key(player, 'seekto', {seekTime: 2});
    expect(player.currentTime).to.equal(5);
  });

  it('goes by chapters where the page has nothing before or after, and first to the beginning of the one that plays', async () => {
    const player = await fixture<UgglaPlayer>(
      html`<uggla-player muted loading="eager" preload="metadata" src=${media(await mediaSite(), 'film.json')}></uggla-player>`,
    );
    await waitUntil(() => player.duration > 9 && player.chapters.length === 3, 'its chapters never came', {
      timeout: PATIENCE_MS,
    });
    const after = (action: MediaSessionAction, from: number) => {
      player.currentTime = from;
      key(player, action);
      return player.currentTime;
    };
    expect([after('nexttrack', 0), after('nexttrack', 4), after('nexttrack', 8)]).to.deep.equal([3, 7, 8]);
    expect([after('previoustrack', 6.5), after('previoustrack', 4), after('previoustrack', 1)]).to.deep.equal([
      3, 0, 0,
    ]);
    player.hasNext = true;
    expect(actionsOf(player).previoustrack, 'the list of the page has the first word').to.equal(null);
    player.hasNext = false;
    player.clipStart = 4;
    player.clipEnd = 6;
    expect(actionsOf(player).nexttrack, 'one chapter is nothing to go by').to.equal(null);
  });

  it('shows no keys for jumping where there is no length', async () => {
    const player = await fixture<UgglaPlayer>(html`<uggla-player layout="radio"></uggla-player>`);
    const {seekto, seekforward, seekbackward, play, pause} = actionsOf(player);
    expect([seekto, seekforward, seekbackward]).to.deep.equal([null, null, null]);
    expect([typeof play, typeof pause]).to.deep.equal(['function', 'function']);
  });
});

describe('what comes next and before', () => {
  it('is asked for by button and key, and only where there is something', async () => {
    const player = await fixture<UgglaPlayer>(
      html`<uggla-player lang="en" src="clip.mp4" loading="play"></uggla-player>`,
    );
    const asked = [
      collectEvents(document.body, 'uggla-next-request'),
      collectEvents(document.body, 'uggla-previous-request'),
    ];
    expect([part(player, 'next-button'), part(player, 'previous-button')]).to.deep.equal([null, null]);
    press(player, 'n');
    press(player, 'p');
    expect(
      asked.map(({length}) => length),
      'nothing is there to ask for',
    ).to.deep.equal([0, 0]);

    player.hasNext = player.hasPrevious = true;
    await player.updateComplete;
    expect(part(player, 'next-button')!.getAttribute('aria-label')).to.equal('Next');
    part(player, 'next-button')!.click();
    part(player, 'previous-button')!.click();
    press(player, 'n');
    press(player, 'p');
    key(player, 'nexttrack');
    key(player, 'previoustrack');
    expect(
      asked.map(({length}) => length),
      'they bubble to who owns the list',
    ).to.deep.equal([3, 3]);
    expect(asked[0]![0]!.cancelable).to.equal(true);
    await expect(player).to.be.accessible();
  });
});
