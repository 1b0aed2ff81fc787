import {SLACK_SECONDS} from '../chapters/chapters-controller.js';
import type {UgglaPlayer} from '../player/player-element.js';

/** Seconds, where the system names none. */
const STEP = 10;

/** Who asks for the one before later than so many seconds into a chapter hears that chapter again, as on players of music. */
const AGAIN = 3;

/** What each key of the system does; `null`: the key is not shown. */
export function actionsOf(player: UgglaPlayer): Partial<Record<MediaSessionAction, MediaSessionActionHandler | null>> {
  const {actions, hasNext, hasPrevious, sound} = player;
  const live = !Number.isFinite(player.duration) || player.layout === 'radio';
  const byChapters = !live && skipsChapters(player);
  const skip = (direction: number) =>
    live ? null : ({seekOffset}: MediaSessionActionDetails) => actions.skip(direction * (seekOffset ?? STEP));
  return {
    play: () => void player.play().catch(() => undefined), // the player itself shows what is wrong
    pause: () => player.pause(),
    stop: () => {
      player.pause();
      if (!live) actions.seek(player.range.start);
    },
    seekbackward: skip(-1),
    seekforward: skip(1),
    seekto: live
      ? null
      : ({seekTime}) => seekTime !== undefined && seekTime !== null && actions.seek(player.range.start + seekTime),
    previoustrack: hasPrevious ? () => actions.askPrevious() : byChapters ? () => goBack(player) : null,
    nexttrack: hasNext ? () => actions.askNext() : byChapters ? () => goOn(player) : null,
    ...(sound ? {} : {enterpictureinpicture: () => void actions.togglePip()}),
  } as Partial<Record<MediaSessionAction, MediaSessionActionHandler | null>>;
}

/** Whether the keys for the next and the one before go by chapters: where the page has neither, and there are some. */
export function skipsChapters(player: UgglaPlayer): boolean {
  return !player.hasNext && !player.hasPrevious && placesOf(player).length > 1;
}

/** Where the chapters begin that lie in what is played. */
function placesOf({chapters, range: {start, end}}: UgglaPlayer): number[] {
  return chapters.filter((one) => one.end > start && one.start < end).map((one) => Math.max(one.start, start));
}

function goBack(player: UgglaPlayer): void {
  const before = placesOf(player).findLast((at) => at <= player.currentTime - AGAIN);
  player.actions.seek(before ?? player.range.start);
}

/** In the last chapter there is nothing to go on to. */
function goOn(player: UgglaPlayer): void {
  const next = placesOf(player).find((at) => at > player.currentTime + SLACK_SECONDS);
  if (next !== undefined) player.actions.seek(next);
}
