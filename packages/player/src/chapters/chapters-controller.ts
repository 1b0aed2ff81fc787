import type {Text} from '@uggla/protocol';
import type {ReactiveController, ReactiveControllerHost} from 'lit';
import {ChapterChangeEvent} from '../events.js';
import type {PlaybackController} from '../playback/playback-controller.js';

/** A part of a film. */
export interface Chapter {
  /** Seconds. */
  readonly start: number;
  readonly end: number;
  readonly title: string;
}

/** Sent to a second, a film may stand a little before it. */
export const SLACK_SECONDS = 0.05;

/** What chapters are read of. */
export interface ChaptersHost extends ReactiveControllerHost, HTMLElement {
  readonly media: HTMLVideoElement;
  readonly playback: PlaybackController;
  /** A text in the language of the viewer. */
  pick(text: Text | undefined): string;
}

/** The chapters of the description, else those of a `<track kind="chapters">`. */
export class ChaptersController implements ReactiveController {
  chapters: readonly Chapter[] = [];
  /** The one that plays. */
  active: Chapter | undefined;
  readonly #host: ChaptersHost;
  #key = '';

  constructor(host: ChaptersHost) {
    this.#host = host;
    host.addController(this);
    // `load` does not bubble, but it is seen on its way down.
    if (globalThis.document) host.media.addEventListener('load', () => host.requestUpdate(), {capture: true});
  }

  /** The chapter at that second. */
  at(time: number): Chapter | undefined {
    return this.chapters.findLast(({start}) => start <= time);
  }

  hostUpdate(): void {
    const chapters = this.#read();
    const key = JSON.stringify(chapters);
    if (key !== this.#key) {
      this.#key = key;
      this.chapters = chapters;
      this.#host.dispatchEvent(new Event('uggla-tracks-change'));
    }
    const before = this.active?.start;
    this.active = this.at(this.#host.playback.currentTime + SLACK_SECONDS);
    if (this.active?.start !== before) this.#host.dispatchEvent(new ChapterChangeEvent(this.active));
  }

  #read(): Chapter[] {
    const described = this.#host.playback.description?.chapters ?? [];
    if (described.length > 0)
      return described.map(({start, end, title}) => ({start, end, title: this.#host.pick(title)}));
    const track = [...this.#host.media.textTracks].find(({kind}) => kind === 'chapters');
    return ([...(track?.cues ?? [])] as VTTCue[]).map((cue) => ({
      start: cue.startTime,
      end: cue.endTime,
      title: cue.getCueAsHTML().textContent ?? '',
    }));
  }
}
