import type {UgglaPlayer} from '../player/player-element.js';

/** Seconds, where the system names none. */
const STEP = 10;

/** What each key of the system does; `null`: the key is not shown. */
export function actionsOf(player: UgglaPlayer): Partial<Record<MediaSessionAction, MediaSessionActionHandler | null>> {
  const {actions, hasNext, hasPrevious, sound} = player;
  const live = !Number.isFinite(player.duration) || player.layout === 'radio';
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
    previoustrack: hasPrevious ? () => actions.askPrevious() : null,
    nexttrack: hasNext ? () => actions.askNext() : null,
    ...(sound ? {} : {enterpictureinpicture: () => void actions.togglePip()}),
  } as Partial<Record<MediaSessionAction, MediaSessionActionHandler | null>>;
}
