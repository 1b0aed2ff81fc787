import type {WatchedMedia} from './analytics/watch-media.js';
import type {CuedMedia} from './cues/cue-points.js';

/** An element that is a media element to its page, and plays when it is told: an hour takes no time. */
export class PlayedByHand {
  readonly element: WatchedMedia & CuedMedia;
  readonly #state: Record<string, unknown>;

  constructor(state: Record<string, unknown> = {}) {
    this.#state = {
      src: 'https://acme.example/films/chair.mp4',
      currentSrc: '',
      currentTime: 0,
      duration: 100,
      paused: true,
      ended: false,
      seeking: false,
      playbackRate: 1,
      loop: false,
      title: '',
      ...state,
    };
    this.element = Object.defineProperties(
      document.createElement('x-film'),
      Object.fromEntries(Object.keys(this.#state).map((name) => [name, {get: () => this.#state[name]}])),
    ) as WatchedMedia & CuedMedia;
    this.element.pause = () => void (this.#state['paused'] || this.set({paused: true}).fire('pause'));
  }

  set(state: Record<string, unknown>): this {
    Object.assign(this.#state, state);
    return this;
  }

  fire(...types: string[]): this {
    for (const type of types) this.element.dispatchEvent(new Event(type));
    return this;
  }

  play(): this {
    return this.set({paused: false, ended: false}).fire('play', 'playing');
  }

  /** Plays on to that second, or until something stops it, telling of it four times a second. */
  to(second: number): this {
    for (
      let time = (this.#state['currentTime'] as number) + 0.25;
      time < second && !this.#state['paused'];
      time += 0.25
    )
      this.set({currentTime: time}).fire('timeupdate');
    return this.#state['paused'] ? this : this.set({currentTime: second}).fire('timeupdate');
  }

  pause(): this {
    this.fire('timeupdate').element.pause();
    return this;
  }

  seek(second: number): this {
    return this.set({currentTime: second, seeking: true})
      .fire('seeking')
      .set({seeking: false})
      .fire('timeupdate', 'seeked');
  }

  /** Plays to its end. */
  end(): this {
    return this.to(this.#state['duration'] as number)
      .set({paused: true, ended: true})
      .fire('timeupdate', 'pause', 'ended');
  }
}
