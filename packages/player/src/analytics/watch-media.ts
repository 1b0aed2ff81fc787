/**
 * What happens in a player, as plain events: the ground of the adapters beside this file, and of a page's own.
 *
 * @module
 */

/** A `<uggla-player>`, a `<video>`, an `<audio>`, or any element that is a media element to its page. */
export type WatchedMedia = HTMLElement &
  Pick<
    HTMLMediaElement,
    'src' | 'currentSrc' | 'currentTime' | 'duration' | 'ended' | 'paused' | 'playbackRate' | 'seeking'
  > & {
    /** The player's own title. */
    readonly heading?: string;
    /** What of it plays: the player's clip. */
    readonly range?: {readonly start: number; readonly end: number};
    /** The player shows no picture. */
    readonly sound?: boolean;
  };

/** What stays the same while one film plays. */
export interface MediaAbout {
  /** What it is called: as the page says, the player's title, the element's label, or the file's name. */
  readonly title: string;
  /** Its address, without query, fragment, or the token of a signed path: no one's right to watch leaves the page. */
  readonly url: string;
  readonly kind: 'video' | 'audio';
  /** Second at which it begins: 0, or where the player's clip does. */
  readonly start: number;
  /** Seconds that play, of a clip the clip's; 0 while unknown, and for what is live. */
  readonly duration: number;
}

/**
 * `start`: a film begins that had not played, or had ended; `resume`: it goes on after a pause; `pause`, not at the end;
 * `step`: playing went on, as it does four times a second; `complete`: played to the end; `leave`: the viewing is over, by
 * its end, another film, a page that goes, or a stop.
 */
type Plain = 'start' | 'resume' | 'pause' | 'step' | 'complete' | 'leave';

/** Something that happened. */
export type MediaMoment = MediaAbout & {
  /** Where playback stands, in seconds of the media's own clock. */
  readonly time: number;
} & (
    | {readonly type: Plain}
    | {readonly type: 'seek'; /** Where the jump began, in seconds. */ readonly from: number}
    | {readonly type: 'progress'; /** The mark that was just played past. */ readonly percent: number}
  );

/** What a page may say of what is watched. */
export interface WatchOptions {
  /** What the film is called. */
  readonly title?: string;
  /** Marks of which `progress` tells, in percent. */
  readonly marks?: readonly number[];
}

/** A jump shorter than this (seconds) is no person's: players nudge a film over a gap. */
const JUMP_SECONDS = 0.5;

/** So long a film may have run (seconds) before its engine says that it plays: WebKitGTK does at normal speed. */
const LATE_SECONDS = 2;

/** The path of a signed address (`/t/<jwt>/…`): who has it may watch. */
const SIGNED = /\/t\/[\w-]+\.[\w-]+\.[\w-]*(?=\/)/;

/**
 * Tells `listener` what happens in `media` until the function that it returns is called. A mark counts when it is played
 * past; those that a jump passes over do not. Nothing is sent anywhere.
 */
export function watchMedia(
  media: WatchedMedia,
  listener: (moment: MediaMoment) => void,
  options: WatchOptions = {},
): () => void {
  const stop = new AbortController();
  const watch = new Watch(media, listener, options);
  for (const [type, handler] of Object.entries(watch.handlers))
    media.addEventListener(type, handler, {signal: stop.signal});
  addEventListener('pagehide', watch.leave, {signal: stop.signal});
  if (!media.paused && !media.ended && media.currentTime > 0) watch.handlers.playing(); // came late
  return () => {
    if (stop.signal.aborted) return;
    watch.leave();
    stop.abort();
  };
}

class Watch {
  readonly #media: WatchedMedia;
  readonly #listener: (moment: MediaMoment) => void;
  readonly #options: WatchOptions;
  /** What plays, while it counts as one viewing; kept, since at its end the element may name another already. */
  #about: MediaAbout | undefined;
  #isPlaying = false;
  #time = 0;
  /** Where a jump began, until it has landed. */
  #from: number | undefined;
  #passed = new Set<number>();

  constructor(media: WatchedMedia, listener: (moment: MediaMoment) => void, options: WatchOptions) {
    this.#media = media;
    this.#listener = listener;
    this.#options = options;
  }

  readonly handlers = {
    play: () => {
      if (this.#isPlaying || this.#media.seeking) return;
      if (this.#about) this.handlers.playing();
      else this.#time = this.#media.currentTime;
    },
    playing: () => {
      if (this.#isPlaying || this.#isForeign()) return; // it waited for data
      this.#isPlaying = true;
      const {currentTime, seeking} = this.#media;
      const ran = currentTime - this.#time;
      if (!seeking && !(ran >= 0 && ran <= LATE_SECONDS)) this.#time = currentTime;
      const isNew = !this.#about;
      this.#about = aboutOf(this.#media, this.#options.title);
      if (isNew) this.#passed.clear();
      this.#tell({type: isNew ? 'start' : 'resume'});
    },
    timeupdate: () => {
      if (!this.#isPlaying || this.#media.seeking || this.#from !== undefined || this.#isForeign()) return;
      this.#step(this.#media.currentTime);
    },
    pause: () => {
      if (!this.#isPlaying || this.#media.ended || this.#isForeign()) return;
      if (!this.#media.seeking && this.#from === undefined) this.#step(this.#media.currentTime);
      this.#isPlaying = false;
      this.#tell({type: 'pause'});
    },
    seeking: () => {
      if (this.#about) this.#from ??= this.#time;
    },
    seeked: () => {
      const from = this.#from;
      this.#from = undefined;
      if (from === undefined || this.#isForeign()) return;
      this.#time = this.#media.currentTime;
      if (Math.abs(this.#time - from) > JUMP_SECONDS) this.#tell({type: 'seek', from});
    },
    ended: () => {
      if (!this.#about || this.#isForeign()) return;
      this.#from = undefined;
      this.#step(this.#end);
      this.#tell({type: 'complete'});
      this.leave();
    },
    durationchange: () => {
      if (this.#about && !this.#isForeign()) this.#about = aboutOf(this.#media, this.#options.title);
    },
    emptied: () => {
      this.#isForeign();
    },
  };

  /** What is watched is over. */
  readonly leave = (): void => {
    if (!this.#about) return;
    this.#tell({type: 'leave'});
    this.#about = this.#from = undefined;
    this.#isPlaying = false;
  };

  get #end(): number {
    const {range, duration, currentTime} = this.#media;
    return range?.end || (Number.isFinite(duration) ? duration : currentTime);
  }

  /** Whether the element has come to name another film; then the one before it is over. */
  #isForeign(): boolean {
    if (!this.#about || urlOf(this.#media) === this.#about.url) return false;
    this.leave();
    return true;
  }

  #step(time: number): void {
    const [before, {start, duration}] = [this.#time, this.#about!];
    this.#time = time;
    this.#tell({type: 'step'});
    for (const percent of this.#options.marks ?? []) {
      const at = start + (duration * percent) / 100;
      if (duration <= 0 || this.#passed.has(percent) || before >= at || time < at) continue;
      this.#passed.add(percent);
      this.#tell({type: 'progress', percent});
    }
  }

  #tell(what: {type: Plain} | {type: 'seek'; from: number} | {type: 'progress'; percent: number}): void {
    this.#listener({...this.#about!, time: this.#time, ...what});
  }
}

function aboutOf(media: WatchedMedia, given: string | undefined): MediaAbout {
  const {start, end} = media.range ?? {start: 0, end: media.duration};
  const url = urlOf(media);
  return {
    title: given || media.heading || media.getAttribute('aria-label') || media.title || nameOf(url),
    url,
    kind: media.localName === 'audio' || media.sound ? 'audio' : 'video',
    start,
    duration: end > start && Number.isFinite(end) && Number.isFinite(media.duration) ? end - start : 0,
  };
}

function urlOf({src, currentSrc, baseURI}: WatchedMedia): string {
  try {
    const {origin, protocol, pathname} = new URL(src || currentSrc, baseURI);
    return /^https?:/.test(protocol) ? origin + pathname.replace(SIGNED, '') : '';
  } catch {
    return ''; // nothing is named
  }
}

function nameOf(url: string): string {
  const name = url.split('/').pop()!;
  try {
    return decodeURIComponent(name);
  } catch {
    return name; // a percent sign that stands for itself
  }
}
