import {paragraphsOf} from './paragraphs.js';
import type {Speech} from './paragraphs.js';

/** What the cues of a captions track say, loaded when they are not; nothing when they cannot be had. */
export async function readCues(media: HTMLMediaElement, track: TextTrack, signal: AbortSignal): Promise<Speech> {
  const element = [...media.querySelectorAll('track')].find((one) => one.track === track);
  if (track.mode === 'disabled') track.mode = 'hidden';
  if (element && element.readyState < HTMLTrackElement.LOADED) {
    await new Promise((resolve) => {
      for (const type of ['load', 'error']) element.addEventListener(type, resolve, {once: true});
      signal.addEventListener('abort', resolve, {once: true});
    });
  }
  const cues = ([...(track.cues ?? [])] as VTTCue[]).map((cue) => ({
    start: cue.startTime,
    end: cue.endTime,
    text: cue.getCueAsHTML().textContent ?? '',
  }));
  return {language: track.language, paragraphs: paragraphsOf(cues)};
}
