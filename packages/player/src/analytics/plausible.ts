/**
 * What is watched, for Plausible.
 *
 * @module
 */
import type {PlausibleTarget} from '@uggla/core/trackers.js';
import {watchMedia} from './watch-media.js';
import type {MediaMoment, WatchedMedia, WatchOptions} from './watch-media.js';

export type {PlausibleTarget};

const EVENTS: Partial<Record<MediaMoment['type'], string>> = {
  start: 'Play',
  progress: 'Progress',
  complete: 'Complete',
};

/**
 * Hands the events `Video: Play`, `Video: Progress` (with `marks`) and `Video: Complete`, of sound `Audio: …`, with the property
 * `title`, and of progress `percent`, to the page's own `plausible()`, until the function that it returns is called. Progress and
 * the end are nothing the visitor did: they do not change the bounce rate.
 *
 * @param target - Better a function that looks `plausible` up at each event: its script puts another in the place of the page's.
 * @example
 * ```ts
 * const stop = trackPlausible(player, (...event) => plausible(...event), {marks: [25, 50, 75]});
 * ```
 */
export function trackPlausible(media: WatchedMedia, target: PlausibleTarget, options: WatchOptions = {}): () => void {
  const tell = (moment: MediaMoment): void => {
    const name = EVENTS[moment.type];
    if (!name) return;
    const props = {
      title: moment.title,
      ...(moment.type === 'progress' && {percent: String(moment.percent)}),
    };
    target(`${moment.kind === 'audio' ? 'Audio' : 'Video'}: ${name}`, {props, interactive: moment.type === 'start'});
  };
  return watchMedia(media, tell, options);
}
