import {remember} from '../memory/memory.js';
import type {UgglaPlayer} from '../player/player-element.js';

/** Speeds that the menu and the keys offer, unless the page has others. */
const SPEEDS: readonly number[] = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2];

/** What the page offers, else the usual ones; from slow to fast. */
export function speedsOf({playbackRates}: UgglaPlayer): readonly number[] {
  const named = playbackRates
    .split(/[\s,]+/)
    .map(Number)
    .filter((rate) => rate >= 0.0625 && rate <= 16);
  return named.length > 0 ? [...new Set(named)].sort((a, b) => a - b) : SPEEDS;
}

/** The viewer chose a speed: it is announced and remembered. */
export function setSpeed(player: UgglaPlayer, rate: number): void {
  player.playbackRate = rate;
  remember({rate});
  player.announce(player.localize.term('speedNow', `${player.localize.number(rate)}×`));
}

/** The next faster (1) or slower (-1) speed of the list. */
export function changeSpeed(player: UgglaPlayer, direction: 1 | -1): void {
  const {playbackRate} = player;
  const speeds = speedsOf(player);
  const rate = direction > 0 ? speeds.find((one) => one > playbackRate) : speeds.findLast((one) => one < playbackRate);
  if (rate !== undefined) setSpeed(player, rate);
}
