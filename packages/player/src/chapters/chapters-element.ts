import {baseStyles} from '@uggla/core/styles.js';
import {LitElement, nothing} from 'lit';
import {property} from 'lit/decorators.js';
import type {ChapterList} from './chapter-list.js';
import type {Chapter} from './chapters-controller.js';

/**
 * The chapters of a player as a list, anywhere in the page; choosing one goes there.
 *
 * @example
 * ```html
 * <uggla-player id="film" src="media/hello/media.json"></uggla-player>
 * <uggla-chapters for="film"></uggla-chapters>
 * ```
 * @slot empty - In place of the words that there are no chapters.
 * @fires {SeekRequestEvent} uggla-seek-request - The viewer chose a chapter; `preventDefault()` keeps the player where it is.
 * @csspart item - The button of one chapter.
 * @csspart time - Its time.
 * @cssprop [--uggla-accent=#0b57a4] - Marks the chapter that plays.
 */
export class UgglaChapters extends LitElement {
  static override styles = [baseStyles];

  /** Id of the player. */
  @property() for = '';
  /** `light`, `dark`, or `auto`: as the page's own `color-scheme`. */
  @property({reflect: true}) theme: 'auto' | 'light' | 'dark' = 'auto';

  /** Comes when the element is first in a page. */
  #list: ChapterList | undefined;
  #coming: Promise<void> | undefined;

  /** The chapters; empty until the player knows them. */
  get chapters(): readonly Chapter[] {
    return this.#list?.chapters ?? [];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#coming ??= import('./chapter-list.js').then(
      ({ChapterList}) => {
        this.#list = new ChapterList(this);
        this.requestUpdate();
      },
      () => undefined, // the player has them too
    );
  }

  protected override async getUpdateComplete(): Promise<boolean> {
    await this.#coming;
    return super.getUpdateComplete();
  }

  protected override render() {
    return this.#list?.render() ?? nothing;
  }
}
