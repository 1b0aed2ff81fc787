import {safeUrl} from '@uggla/core/safe-url.js';
import type {ReactiveController} from 'lit';
import type {PlaybackController, PlaybackHost} from '../playback/playback-controller.js';

/** A text track as it should stand in the inner media element. */
interface WantedTrack {
  readonly src: string;
  readonly kind: string;
  readonly language: string;
  readonly label: string;
  readonly chosen: boolean;
}

/** Keeps the inner media element's `<track>`s true to the host's `<track>` children and to the description's captions. */
export class TrackController implements ReactiveController {
  readonly #host: PlaybackHost & {readonly playback: PlaybackController};
  #key = '';
  #elements: HTMLTrackElement[] = [];
  #observer: MutationObserver | undefined;

  constructor(host: PlaybackHost & {readonly playback: PlaybackController}) {
    this.#host = host;
    host.addController(this);
  }

  /** Language of the `<track default>`; `undefined`: none is. */
  get preset(): string | undefined {
    return this.#host.querySelector(':scope > track[default]')?.getAttribute('srclang') ?? undefined;
  }

  hostConnected(): void {
    this.#observer = new MutationObserver(() => this.#host.requestUpdate());
    const attributeFilter = ['src', 'type', 'kind', 'srclang', 'label', 'default'];
    this.#observer.observe(this.#host, {childList: true, subtree: true, attributes: true, attributeFilter});
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
  }

  hostUpdate(): void {
    const wanted = this.#wanted();
    const key = JSON.stringify(wanted);
    if (key === this.#key) return;
    this.#key = key;
    for (const element of this.#elements) element.remove();
    this.#elements = wanted.map(createTrack);
    this.#host.media.append(...this.#elements);
    // Chapters are read before anybody asks for them; captions come when they are chosen.
    for (const {track} of this.#elements) if (track.kind === 'chapters') track.mode = 'hidden';
  }

  #wanted(): WantedTrack[] {
    const {description} = this.#host.playback;
    if (!description) return []; // not visible yet
    const children = [...this.#host.querySelectorAll(':scope > track')].flatMap((one) => {
      const src = safeUrl(one.getAttribute('src'), this.#host.baseURI, 'fetch');
      const kind = one.getAttribute('kind') ?? 'subtitles';
      const [language, label] = [one.getAttribute('srclang') ?? '', one.getAttribute('label') ?? ''];
      return src ? [{src, kind, language, label, chosen: one.hasAttribute('default')}] : [];
    });
    const own = description.captions.map(({src, kind, language, label}) => ({
      src,
      kind,
      language,
      label: label ?? '',
      chosen: false,
    }));
    return [...children, ...own];
  }
}

function createTrack({src, kind, language, label}: WantedTrack): HTMLTrackElement {
  const element = document.createElement('track');
  element.kind = kind;
  element.srclang = language;
  element.label = label;
  element.src = src;
  return element;
}
