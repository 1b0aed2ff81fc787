import {matchLanguage} from '@uggla/protocol';
import type {ReactiveController, ReactiveControllerHost} from 'lit';
import {renderCue} from './render-cue.js';

/**
 * So long after tracks were added, a change of what was chosen for them is the browser's doing, not a person's: Chromium
 * shows one in its own language too, WebKit turns all off (HTML 4.8.11.11.3 leaves that to the user's preferences).
 */
const SETTLING_MS = 1500;

/** What captions are shown of. */
export interface CaptionsHost extends ReactiveControllerHost, HTMLElement {
  readonly media: HTMLVideoElement;
  /** Language of the captions to show; `off`. */
  readonly wantedCaptions: string;
  /** Tracks that the page made by itself, and shows or not. */
  readonly madeTracks: readonly TextTrack[];
}

/**
 * Shows the cues of the text track whose mode is `showing`. The browser's own rendering is hidden by CSS: it lies below
 * the controls, and each engine styles it in another way; in an iPhone's full screen it is all there is.
 */
export class CaptionsController implements ReactiveController {
  /** Where the cues stand; the template holds it as it is. */
  readonly element: HTMLElement | undefined;

  readonly #host: CaptionsHost;
  #current: TextTrack | undefined;
  #chosen: TextTrack | undefined;
  #applied: readonly unknown[] = [];
  #appliedAt = 0;
  #shown: readonly VTTCue[] = [];

  constructor(host: CaptionsHost) {
    this.#host = host;
    host.addController(this);
    if (!globalThis.document) return;
    this.element = document.createElement('div');
    this.element.className = 'captions';
    this.element.setAttribute('part', 'captions');
    this.element.dir = 'auto';
    const {textTracks} = host.media;
    for (const type of ['addtrack', 'removetrack', 'change']) textTracks.addEventListener(type, this.#onTracks);
    // Chromium fires no `cuechange` for a cue that is active when its file arrives.
    host.media.addEventListener('timeupdate', this.#onCues);
    host.media.addEventListener('load', this.#onCues, {capture: true});
  }

  /** Captions and subtitles, in the order of the list. */
  get tracks(): TextTrack[] {
    return [...this.#host.media.textTracks].filter(({kind}) => kind === 'captions' || kind === 'subtitles');
  }

  /** The one that is shown. */
  get current(): TextTrack | undefined {
    return this.#current;
  }

  /** Shows that track; `undefined`: none. */
  choose(track: TextTrack | undefined): void {
    this.#chosen = track;
    for (const one of this.tracks) if (one !== track && one.mode === 'showing') one.mode = 'disabled'; // `hidden`: somebody reads it
    if (track && track.mode !== 'showing') track.mode = 'showing';
    this.#follow();
  }

  /** Shows the track that fits `languages` best, or none; whether it now shows one. */
  toggle(languages: readonly string[]): boolean {
    if (this.#current) this.choose(undefined);
    else this.choose(this.#find(languages) ?? this.tracks[0]);
    return this.#current !== undefined;
  }

  hostUpdate(): void {
    this.#apply();
  }

  /** Once for each set of tracks and each wish; what is chosen after that stays. */
  #apply(): void {
    const {madeTracks: made} = this.#host;
    const own = this.tracks.filter((one) => !made.includes(one));
    // Without tracks there is nothing to wish for, and the first look into what is remembered holds a page up for 4 ms and more.
    const wish = own[0] && this.#host.wantedCaptions;
    const applied = [wish, ...own];
    if (applied.length === this.#applied.length && applied.every((one, at) => one === this.#applied[at])) return;
    this.#applied = applied;
    this.#appliedAt = performance.now();
    if (wish && !made.some(({mode}) => mode === 'showing'))
      this.choose(wish === 'off' ? undefined : this.#find([wish]));
  }

  #find(languages: readonly string[]): TextTrack | undefined {
    const {tracks} = this;
    const match = matchLanguage(
      tracks.map(({language}) => language),
      languages,
    );
    return match === undefined ? undefined : tracks.find(({language}) => language === match);
  }

  #follow(): void {
    const showing = this.#settle(this.tracks.filter(({mode}) => mode === 'showing'));
    if (showing === this.#current) return;
    this.#current?.removeEventListener('cuechange', this.#onCues);
    this.#current = showing;
    showing?.addEventListener('cuechange', this.#onCues);
    if (this.element) this.element.lang = showing?.language ?? '';
    this.#onCues();
    this.#host.requestUpdate();
  }

  /** Of the tracks that show, the one that stays. */
  #settle(all: readonly TextTrack[]): TextTrack | undefined {
    const settling =
      this.#chosen !== undefined && (performance.now() - this.#appliedAt < SETTLING_MS || this.#isComing(this.#chosen));
    if (all.length === 0 && settling && this.tracks.includes(this.#chosen!)) {
      this.#chosen!.mode = 'showing';
      return this.#chosen;
    }
    if (all.length < 2) return all[0];
    const kept = settling && all.includes(this.#chosen!) ? this.#chosen : all.find((one) => one !== this.#current);
    for (const one of all) if (one !== kept) one.mode = 'disabled';
    return kept;
  }

  /** Its file is still on the way. */
  #isComing(track: TextTrack): boolean {
    const element = [...this.#host.media.querySelectorAll('track')].find((one) => one.track === track);
    return element !== undefined && element.readyState < HTMLTrackElement.LOADED;
  }

  readonly #onTracks = (): void => {
    this.#follow();
    this.#host.requestUpdate();
  };

  readonly #onCues = (): void => {
    const cues = [...(this.#current?.activeCues ?? [])] as VTTCue[];
    if (cues.length === this.#shown.length && cues.every((cue, at) => cue === this.#shown[at])) return;
    this.#shown = cues;
    this.element?.replaceChildren(...cues.map(renderCue));
  };
}
