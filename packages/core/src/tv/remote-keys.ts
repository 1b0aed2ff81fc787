/** What a key of a remote control asks for. */
export type RemoteKey =
  | 'up'
  | 'down'
  | 'left'
  | 'right'
  | 'ok'
  | 'back'
  | 'playPause'
  | 'play'
  | 'pause'
  | 'forward'
  | 'rewind'
  | 'next'
  | 'previous';

/** By `KeyboardEvent.key`, as UI Events has them, and Tizen's own. */
const BY_NAME: Readonly<Record<string, RemoteKey>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  Enter: 'ok',
  Select: 'ok',
  Accept: 'ok',
  Escape: 'back',
  GoBack: 'back',
  BrowserBack: 'back',
  XF86Back: 'back',
  MediaPlayPause: 'playPause',
  MediaPlay: 'play',
  MediaPause: 'pause',
  MediaStop: 'pause',
  MediaFastForward: 'forward',
  MediaRewind: 'rewind',
  MediaTrackNext: 'next',
  MediaTrackPrevious: 'previous',
};

/** By `keyCode`, where the name says nothing: Tizen (10…) and webOS (4…). */
const BY_CODE: Readonly<Record<number, RemoteKey>> = {
  10009: 'back',
  461: 'back',
  10252: 'playPause',
  415: 'play',
  19: 'pause',
  413: 'pause',
  417: 'forward',
  412: 'rewind',
  10233: 'next',
  10232: 'previous',
};

/** What the key asks for; `undefined`: nothing that a remote control would. */
export function remoteKey({key, keyCode}: Pick<KeyboardEvent, 'key' | 'keyCode'>): RemoteKey | undefined {
  return Object.hasOwn(BY_NAME, key) ? BY_NAME[key] : BY_CODE[keyCode];
}
