import {toggleHelp} from '../help/help-dialog.js';
import {repeatFrom, repeatTo, toggleRepeat} from '../repeat/repeat-actions.js';
import {toggleTranscript} from '../transcript/toggle-transcript.js';
import {changeSpeed} from './speeds.js';
import type {UgglaPlayer} from '../player/player-element.js';

/** How far one picture is from the next. Browsers do not say; at 25 a second this is one, at 30 one and at times two. */
const FRAME_SECONDS = 1 / 25;

/** Keys that are pressed now and then: fetched with the first. */
export const MORE_KEYS: Readonly<Record<string, (player: UgglaPlayer, now: number) => void>> = {
  a: repeatFrom,
  b: repeatTo,
  r: toggleRepeat,
  t: toggleTranscript,
  '?': toggleHelp,
  '<': (player) => changeSpeed(player, -1),
  '>': (player) => changeSpeed(player, 1),
  ',': (player) => stepFrame(player, -1),
  '.': (player) => stepFrame(player, 1),
};

function stepFrame(player: UgglaPlayer, direction: 1 | -1): void {
  if (player.paused) player.actions.skip(direction * FRAME_SECONDS);
}
