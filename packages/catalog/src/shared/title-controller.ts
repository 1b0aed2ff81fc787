import type {ReactiveController, ReactiveControllerHost} from 'lit';

/** Names the page after what is open in it, and gives the page its own title back. */
export class TitleController implements ReactiveController {
  #own: string | undefined;
  #shown = '';

  constructor(host: ReactiveControllerHost) {
    host.addController(this);
  }

  /** `title` is open in `place`; an empty title for nothing. */
  show(title: string, place: string): void {
    const wanted = title === '' ? '' : [title, place].filter(Boolean).join(' · ');
    if (wanted === this.#shown) return;
    if (this.#shown === '') this.#own = document.title;
    this.#shown = wanted;
    document.title = wanted === '' ? (this.#own ?? '') : wanted;
  }

  hostDisconnected(): void {
    this.show('', '');
  }
}
