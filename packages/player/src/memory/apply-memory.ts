import type {UgglaPlayer} from '../player/player-element.js';
import {recall} from './memory.js';

/** Gives that player what the viewer last had, but for what its page says. */
export function applyMemory(player: UgglaPlayer): void {
  const {volume, muted, rate, captionStyle} = recall();
  if (captionStyle)
    void import('../captions/style/wear-style.js').then(
      ({wearStyle}) => wearStyle(player),
      () => undefined,
    );
  if (volume !== undefined && !player.hasAttribute('volume')) player.volume = volume;
  if (muted && !player.hasAttribute('muted')) player.muted = true;
  if (rate !== undefined && !player.hasAttribute('playback-rate')) player.playbackRate = rate;
}
