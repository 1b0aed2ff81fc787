import {LocalizeController} from '@uggla/core/localize.js';
import {baseStyles} from '@uggla/core/styles.js';
import {formatTime} from '@uggla/core/time.js';
import {html, LitElement, nothing} from 'lit';
import {property} from 'lit/decorators.js';
import {moreWords, words} from '../locales/words.js';
import {PlayerLink} from '../player/player-link.js';
import {SLACK_SECONDS} from './chapters-controller.js';
import type {Chapter} from './chapters-controller.js';
import {chaptersStyles} from './chapters-styles.js';

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
  static override styles = [baseStyles, chaptersStyles];

  /** Id of the player. */
  @property() for = '';
  /** `light`, `dark`, or `auto`: as the page's own `color-scheme`. */
  @property({reflect: true}) theme: 'auto' | 'light' | 'dark' = 'auto';

  readonly #link = new PlayerLink(this);
  readonly #localize = new LocalizeController(this, words, moreWords);

  /** The chapters; empty until the player knows them. */
  get chapters(): readonly Chapter[] {
    return this.#link.player?.chapters ?? [];
  }

  protected override render() {
    const {player, time} = this.#link;
    if (this.chapters.length === 0) {
      return player?.status === 'ready' ? html`<slot name="empty"><p class="empty">${this.#localize.term('noChapters')}</p></slot>` : nothing;
    }
    const current = this.chapters.findLast(({start}) => start <= time + SLACK_SECONDS);
    return html`<ol aria-label=${this.#localize.term('chapters')}>
      ${this.chapters.map((chapter) => this.#renderItem(chapter, chapter === current))}
    </ol>`;
  }

  #renderItem({start, title}: Chapter, current: boolean) {
    return html`<li>
      <button type="button" part="item" aria-current=${current ? 'true' : nothing} @click=${() => this.#link.seek(start)}>
        <span part="time" class="time">${formatTime(start)}</span> <span>${title}</span>
      </button>
    </li>`;
  }
}
