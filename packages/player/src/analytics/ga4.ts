/**
 * What is watched, for Google Analytics 4.
 *
 * @module
 */
import {tellGa4} from '@uggla/core/trackers.js';
import type {Ga4Target} from '@uggla/core/trackers.js';
import {watchMedia} from './watch-media.js';
import type {MediaMoment, WatchedMedia, WatchOptions} from './watch-media.js';

export type {Ga4Target};

/** Percent of which `video_progress` tells: those of Google's own measurement, which lacks only the last but one. */
const MARKS = [10, 25, 50, 75, 90];

const EVENTS: Partial<Record<MediaMoment['type'], string>> = {
  start: 'video_start',
  progress: 'video_progress',
  complete: 'video_complete',
};

/**
 * Hands `video_start`, `video_progress` (10, 25, 50, 75, 90 %) and `video_complete` with Google's parameters to the page's
 * own `gtag()` or `dataLayer`, until the function that it returns is called. Google is not asked to load anything.
 *
 * @example
 * ```ts
 * const stop = trackGa4(player, gtag);
 * ```
 */
export function trackGa4(media: WatchedMedia, target: Ga4Target, options: WatchOptions = {}): () => void {
  const tell = (moment: MediaMoment): void => {
    const name = EVENTS[moment.type];
    if (!name) return;
    const {title, url, duration, time} = moment;
    const parameters = {
      video_current_time: Math.round(time),
      video_duration: Math.round(duration),
      video_percent: percentOf(moment),
      video_provider: media.localName,
      video_title: title,
      video_url: url,
      visible: isVisible(media),
    };
    tellGa4(target, name, parameters);
  };
  return watchMedia(media, tell, {marks: MARKS, ...options});
}

function percentOf(moment: MediaMoment): number {
  if (moment.type === 'progress') return moment.percent;
  return moment.type === 'complete' ? 100 : 0;
}

function isVisible(media: WatchedMedia): boolean {
  const {top, bottom, left, right} = media.getBoundingClientRect();
  return document.visibilityState === 'visible' && bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
}
