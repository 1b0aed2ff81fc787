import type {Paragraph} from './paragraphs.js';

/** The cues of a captions track, loaded when they are not; empty when they cannot be had. */
export async function readCues(media: HTMLMediaElement, track: TextTrack, signal: AbortSignal): Promise<Paragraph[]> {
  const element = [...media.querySelectorAll('track')].find((one) => one.track === track);
  if (track.mode === 'disabled') track.mode = 'hidden';
  if (element && element.readyState < HTMLTrackElement.LOADED) {
    await new Promise((resolve) => {
      for (const type of ['load', 'error']) element.addEventListener(type, resolve, {once: true});
      signal.addEventListener('abort', resolve, {once: true});
    });
  }
  return ([...(track.cues ?? [])] as VTTCue[]).map((cue) => ({start: cue.startTime, end: cue.endTime, text: cue.getCueAsHTML().textContent ?? ''}));
}
