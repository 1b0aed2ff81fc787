import type {ReactiveController, ReactiveControllerHost} from 'lit';

/** Knows whether the host fills the screen, and lets an iPhone's own full screen show captions. */
export class FullscreenController implements ReactiveController {
  active = false;
  readonly #host: ReactiveControllerHost & HTMLElement & {readonly media: HTMLVideoElement};
  #stop = new AbortController();

  constructor(host: ReactiveControllerHost & HTMLElement & {readonly media: HTMLVideoElement}) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    const {signal} = (this.#stop = new AbortController());
    document.addEventListener('fullscreenchange', this.#look, {signal});
    for (const [type, on] of [
      ['webkitbeginfullscreen', true],
      ['webkitendfullscreen', false],
    ] as const) {
      this.#host.media.addEventListener(type, () => this.#host.media.classList.toggle('native-cues', on), {signal});
    }
    this.#look();
  }

  hostDisconnected(): void {
    this.#stop.abort();
  }

  readonly #look = (): void => {
    this.active = this.#host.matches(':fullscreen');
    this.#host.requestUpdate();
  };
}
