import {speakTime} from '@uggla/core/time.js';
import {wordsOf} from '../locales/panels/words.js';
import type {UgglaPlayer} from '../player/player-element.js';
import {stretchOf} from './repeat.js';
import type {Repeat} from './repeat.js';

/** A shorter stretch is a slip of the hand. */
const LEAST_SECONDS = 0.2;

/** Where the viewer let a stretch begin that has no end yet. */
const begun = new WeakMap<UgglaPlayer, number>();

/** Lets the stretch begin where playback stands, or stood at that second. */
export function repeatFrom(player: UgglaPlayer, start = player.currentTime): void {
  const end = stretchOf(player)?.end ?? 0;
  begun.set(player, start);
  if (end - start >= LEAST_SECONDS) return repeat(player, {start, end});
  player.repeat = null;
  player.announce(wordsOf(player).term('repeatStarts', spoken(player, start)));
}

/** Lets it end there, and plays it over and over; begun nowhere, it begins where the media does. */
export function repeatTo(player: UgglaPlayer, now = player.currentTime): void {
  const from = begun.get(player) ?? stretchOf(player)?.start ?? player.range.start;
  if (Math.abs(now - from) >= LEAST_SECONDS) repeat(player, {start: Math.min(from, now), end: Math.max(from, now)});
}

/** Repeats the chapter where playback stands; where there are none, nothing. */
export function repeatChapter(player: UgglaPlayer): void {
  const chapter = player.chapterAt(player.currentTime);
  if (chapter) repeat(player, {start: chapter.start, end: Math.min(chapter.end, player.range.end)});
}

/** Goes on after the stretch. */
export function repeatNothing(player: UgglaPlayer): void {
  begun.delete(player);
  player.repeat = null;
  player.announce(wordsOf(player).term('repeatNowOff'));
}

/** Ends the repeat, or repeats the chapter: one key for a step of a repair. */
export function toggleRepeat(player: UgglaPlayer): void {
  if (stretchOf(player)) repeatNothing(player);
  else repeatChapter(player);
}

/** What is repeated, as a sentence; empty: nothing is. */
export function repeatWords(player: UgglaPlayer): string {
  const stretch = stretchOf(player);
  return stretch ? wordsOf(player).term('repeating', spoken(player, stretch.start), spoken(player, stretch.end)) : '';
}

function repeat(player: UgglaPlayer, stretch: Repeat): void {
  begun.delete(player);
  player.repeat = stretch;
  player.announce(repeatWords(player));
}

/** Counted as the time bar counts: from the start of a clip. */
function spoken(player: UgglaPlayer, time: number): string {
  return speakTime(time - player.range.start, player.localize.locale);
}
