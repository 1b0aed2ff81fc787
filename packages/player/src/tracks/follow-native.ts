import {fill, tell} from './fill-list.js';
import type {SoundTrack, SoundTrackList} from './media-list.js';

/** Hands on what the browser itself knows of a file's sounds, until the signal. Fetched only where a browser has such a list. */
export function followNative(native: unknown, list: SoundTrackList, signal: AbortSignal): void {
  if (signal.aborted || !(native instanceof EventTarget)) return;
  const follow = () => fill(list, Array.from(native as unknown as ArrayLike<SoundTrack>, alike), 'track');
  for (const type of ['addtrack', 'removetrack']) native.addEventListener(type, follow, {signal});
  native.addEventListener('change', () => tell(list, 'change'), {signal});
  signal.addEventListener('abort', () => fill(list, [], 'track'));
  follow();
}

/** The same as an object that all browsers agree on. */
function alike(track: SoundTrack): SoundTrack {
  return {
    id: track.id,
    kind: track.kind,
    label: track.label,
    language: track.language,
    get enabled() {
      return track.enabled;
    },
    set enabled(on) {
      track.enabled = on;
    },
  };
}
