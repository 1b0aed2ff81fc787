/**
 * What is watched, as xAPI statements of the video profile.
 *
 * @module
 */
import {
  activityTypes,
  addRange,
  coveredShare,
  extensions,
  formatSegments,
  newId,
  thousandths,
  toDuration,
  toLanguageMap,
  verbs,
} from '@uggla/protocol';
import type {Actor, Range, Result, Statement, Text, Verb} from '@uggla/protocol';
import {watchMedia} from './watch-media.js';
import type {MediaMoment, WatchedMedia} from './watch-media.js';

/** What a page says of who watches what. */
export interface XapiOptions {
  /** Who watches. */
  readonly actor: Actor;
  /** What is watched; by default the address of the media (of the page, where that has none), and its title. */
  readonly activity?: {readonly id: string; readonly name?: Text};
  /** Language of the statements; the page's when not given. */
  readonly language?: string;
  /** Id of the enrolment or launch (UUID). */
  readonly registration?: string;
  /** Share (0 to 1) that must really have been played for `completed`. */
  readonly threshold?: number;
}

/** The profile itself: statements that follow it name it as their category. */
const PROFILE = 'https://w3id.org/xapi/video';
const THRESHOLD = `${PROFILE}/extensions/completion-threshold`;

/** As courses have it. */
const USUAL_THRESHOLD = 0.9;

/**
 * Hands `send` the statements of the xAPI video profile (`initialized`, `played`, `paused`, `seeked`, `completed`,
 * `terminated`), until the function that it returns is called; that ends the session. `completed` is said once a session,
 * when enough was really played. Where they go is the page's choice: nothing is sent by this.
 *
 * @example
 * ```ts
 * const stop = trackXapi(player, (statement) => lrs.send(statement), {actor: {mbox: 'mailto:ana@acme.example'}});
 * ```
 */
export function trackXapi(media: WatchedMedia, send: (statement: Statement) => void, options: XapiOptions): () => void {
  let session: Session | undefined;
  return watchMedia(media, (moment) => {
    if (moment.type === 'start') session = new Session(media, send, options, moment);
    session?.tell(moment);
    if (moment.type === 'leave') session = undefined;
  });
}

class Session {
  readonly #media: WatchedMedia;
  readonly #send: (statement: Statement) => void;
  readonly #options: XapiOptions;
  readonly #id = newId();
  readonly #began = performance.now();
  /** What was really played, as statements have it: on the media's own clock. */
  #ranges: Range[] = [];
  /** Where what plays now began; `undefined`: nothing does. */
  #from: number | undefined;
  #isCompleted = false;

  constructor(media: WatchedMedia, send: (statement: Statement) => void, options: XapiOptions, moment: MediaMoment) {
    this.#media = media;
    this.#send = send;
    this.#options = options;
    this.#say(verbs.initialized, moment);
  }

  tell(moment: MediaMoment): void {
    const {type, time} = moment;
    if (type === 'start' || type === 'resume') {
      this.#from = time;
      this.#say(verbs.played, moment, {extensions: {[extensions.time]: thousandths(time)}});
    } else if (type === 'seek') {
      if (this.#from !== undefined) this.#from = time;
      this.#say(verbs.seeked, moment, {
        extensions: {[extensions.timeFrom]: thousandths(moment.from), [extensions.timeTo]: thousandths(time)},
      });
    } else if (type === 'step') {
      if (this.#from !== undefined) this.#ranges = addRange(this.#ranges, this.#from, time);
      this.#from = time;
      this.#complete(moment);
    } else if (type === 'pause' || type === 'complete' || type === 'leave') {
      this.#pause(moment); // the profile wants it before `terminated`
      if (type === 'leave') this.#say(verbs.terminated, moment, {extensions: this.#state(moment)});
    }
  }

  #pause(moment: MediaMoment): void {
    if (this.#from === undefined) return;
    this.#from = undefined;
    this.#say(verbs.paused, moment, {extensions: this.#state(moment)});
  }

  #complete(moment: MediaMoment): void {
    if (this.#isCompleted || moment.duration === 0 || this.#share(moment) < this.#threshold) return;
    this.#isCompleted = true;
    const duration = toDuration((performance.now() - this.#began) / 1000);
    this.#say(verbs.completed, moment, {completion: true, duration, extensions: this.#state(moment)});
  }

  get #threshold(): number {
    return this.#options.threshold ?? USUAL_THRESHOLD;
  }

  #share({start, duration}: MediaMoment): number {
    return coveredShare(
      this.#ranges.map(([from, to]): Range => [from - start, to - start]),
      duration,
    );
  }

  #state(moment: MediaMoment): Record<string, unknown> {
    return {
      [extensions.time]: thousandths(moment.time),
      [extensions.progress]: thousandths(this.#share(moment)),
      [extensions.playedSegments]: formatSegments(this.#ranges),
    };
  }

  #say(verb: Verb, moment: MediaMoment, result?: Result): void {
    const {actor, registration} = this.#options;
    const language = this.#options.language ?? (this.#media.closest<HTMLElement>('[lang]')?.lang || navigator.language);
    const {id = moment.url || location.origin + location.pathname, name = moment.title} = this.#options.activity ?? {};
    this.#send({
      id: newId(),
      actor,
      verb,
      object: {
        objectType: 'Activity',
        id,
        definition: {type: activityTypes[moment.kind], name: toLanguageMap(name, language)},
      },
      ...(result ? {result} : {}),
      context: {
        ...(registration ? {registration} : {}),
        language,
        contextActivities: {category: [{id: PROFILE}]},
        extensions: {
          [extensions.sessionId]: this.#id,
          [THRESHOLD]: this.#threshold,
          ...(moment.duration > 0 ? {[extensions.length]: thousandths(moment.duration)} : {}),
        },
      },
      timestamp: new Date().toISOString(),
    });
  }
}
