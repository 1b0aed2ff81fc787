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

/** What a player does not take over: a stream has no address to describe or to ask again, its size is for CSS to say, and its list of sounds is one that streams fill, too. */
const KEPT = ['srcObject', 'width', 'height', 'audioTracks'];

/**
 * Gives a player's class what else this browser's `<video>` has: each property and method reaches the media element inside,
 * each constant stands on the class, too. What the browser lacks the player lacks, so scripts that look for it see the same.
 * Prefixed names and `on…` properties stay behind; the latter would not see the player's own events.
 */
export function lend(host: {readonly prototype: {readonly media: HTMLVideoElement}}): void {
  for (const {prototype} of [HTMLVideoElement, HTMLMediaElement]) {
    // Names alone: to look at what stands there takes a browser 2 ms, since only then it makes a function for each.
    for (const name of Object.getOwnPropertyNames(prototype)) {
      if (name in host.prototype || KEPT.includes(name) || /^(on|webkit|moz)/.test(name)) continue;
      const isConstant = /^[A-Z]/.test(name);
      const property = isConstant ? {value: prototype[name as 'HAVE_NOTHING']} : lent(name);
      Object.defineProperty(host.prototype, name, property);
      if (isConstant) Object.defineProperty(host, name, property);
    }
  }
}

function lent(name: string): PropertyDescriptor & ThisType<{readonly media: Record<string, unknown>}> {
  return {
    configurable: true,
    get() {
      const own = this.media[name];
      return typeof own === 'function' ? (own.bind(this.media) as unknown) : own;
    },
    set(given: unknown) {
      this.media[name] = given;
    },
  };
}
