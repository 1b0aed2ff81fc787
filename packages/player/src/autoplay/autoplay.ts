import {recall} from '../memory/memory.js';
import type {UgglaPlayer} from '../player/player-element.js';
import {AutoplayBlockedEvent} from './autoplay-events.js';
import {offerSound} from './sound-offer.js';

/**
 * What comes after a start by itself that was not as a viewer would have it. Fetched when one was made without sound, or
 * not allowed.
 *
 * @param silenced - The player was muted for it.
 */
export async function follow(player: UgglaPlayer, silenced: boolean, blocked: boolean): Promise<void> {
  if (recall().muted) silenced = false; // it would have been without sound anyhow
  if (!blocked) return silenced ? offerSound(player) : undefined;
  if (!player.playback.blocked) return; // another source is named by now, or somebody has pressed play
  if (player.autoplay === 'any' && !player.muted) {
    player.muted = silenced = true;
    const played = await player.play().then(
      () => '',
      ({name}: Error) => name,
    );
    if (played === '') {
      offerSound(player);
      player.dispatchEvent(new AutoplayBlockedEvent(true));
    }
    if (played !== 'NotAllowedError') return;
  }
  if (silenced) player.muted = false; // who presses play may hear it
  player.dispatchEvent(new AutoplayBlockedEvent(false));
}
