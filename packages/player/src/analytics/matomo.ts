/**
 * What is watched, for Matomo.
 *
 * @module
 */
import {tellMatomo} from '@uggla/core/trackers.js';
import type {MatomoQueue, MatomoTarget} from '@uggla/core/trackers.js';
import {watchMedia} from './watch-media.js';
import type {MediaMoment, WatchedMedia, WatchOptions} from './watch-media.js';

export type {MatomoQueue};

const ACTIONS: Partial<Record<MediaMoment['type'], string>> = {
  start: 'play',
  resume: 'resume',
  pause: 'pause',
  seek: 'seek',
  complete: 'finish',
};

/**
 * Hands Matomo's events to the page's own queue, until the function that it returns is called: category `MediaVideo` or
 * `MediaAudio`, actions `play`, `resume`, `pause`, `seek`, `progress` (with `marks`) and `finish`, as name the title, as
 * value the second (of `progress` the percent). They are named as Media Analytics names them, and need no plugin.
 *
 * @param target - The queue; better a function that returns it, since Matomo's script puts another in its place.
 * @example
 * ```ts
 * const stop = trackMatomo(player, () => window._paq);
 * ```
 */
export function trackMatomo(media: WatchedMedia, target: MatomoTarget, options: WatchOptions = {}): () => void {
  const tell = (moment: MediaMoment): void => {
    const action = moment.type === 'progress' ? 'progress' : ACTIONS[moment.type];
    if (!action) return;
    const value = moment.type === 'progress' ? moment.percent : Math.round(moment.time);
    tellMatomo(
      target,
      'trackEvent',
      moment.kind === 'audio' ? 'MediaAudio' : 'MediaVideo',
      action,
      moment.title,
      value,
    );
  };
  return watchMedia(media, tell, options);
}
