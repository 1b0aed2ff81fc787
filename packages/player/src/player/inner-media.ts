/** Events of the inner media element that the host fires too. `error` and `ended` are the host's to decide. */
export const MEDIA_EVENTS = [
  'abort',
  'canplay',
  'canplaythrough',
  'durationchange',
  'emptied',
  'encrypted',
  'enterpictureinpicture',
  'leavepictureinpicture',
  'loadeddata',
  'loadedmetadata',
  'loadstart',
  'pause',
  'play',
  'playing',
  'progress',
  'ratechange',
  'resize',
  'seeked',
  'seeking',
  'stalled',
  'suspend',
  'timeupdate',
  'volumechange',
  'waiting',
] as const;

/** The media element inside a player. */
export function createMedia(): HTMLVideoElement {
  const media = document.createElement('video');
  media.playsInline = true; // else an iPhone leaves the page at the first play
  media.preload = 'none';
  media.tabIndex = -1;
  return media;
}
