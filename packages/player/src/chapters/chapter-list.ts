import {LocalizeController} from '@uggla/core/localize.js';
import {formatTime} from '@uggla/core/time.js';
import {html, nothing} from 'lit';
import type {LitElement} from 'lit';
import {adopt} from '../controls/adopt.js';
import type {ExtraTerms} from '../locales/extras/en.js';
import {moreWords, words} from '../locales/words.js';
import {PlayerLink} from '../player/player-link.js';
import type {LinkedHost} from '../player/player-link.js';
import {SLACK_SECONDS} from './chapters-controller.js';
import type {Chapter} from './chapters-controller.js';
import {chaptersStyles} from './chapters-styles.js';

/** Finds the chapters of the player that the host's `for` names, and shows them. */
export class ChapterList {
  readonly #host: LinkedHost & LitElement;
  readonly #link: PlayerLink;
  readonly #localize;
  /** Come where there are no chapters: most films that have a list have some. */
  #extras: LocalizeController<ExtraTerms> | undefined;
  #asked: Promise<void> | undefined;

  constructor(host: LinkedHost & LitElement) {
    this.#host = host;
    this.#link = new PlayerLink(host);
    this.#localize = new LocalizeController(host, words, moreWords);
    for (const styles of chaptersStyles) adopt(host, styles);
  }

  /** The chapters; empty until the player knows them. */
  get chapters(): readonly Chapter[] {
    return this.#link.player?.chapters ?? [];
  }

  render() {
    const {player, time} = this.#link;
    if (this.chapters.length === 0) return player?.status === 'ready' ? this.#renderNothing() : nothing;
    const current = this.chapters.findLast(({start}) => start <= time + SLACK_SECONDS);
    return html`<ol aria-label=${this.#localize.term('chapters')}>
      ${this.chapters.map((chapter) => this.#renderItem(chapter, chapter === current))}
    </ol>`;
  }

  #renderNothing() {
    void (this.#asked ??= import('../locales/extras/words.js').then(
      ({extraWords, moreExtraWords}) => {
        this.#extras = new LocalizeController(this.#host, extraWords, moreExtraWords); // asks for an update
      },
      () => undefined, // the place stays empty
    ));
    return html`<slot name="empty">${this.#extras && html`<p class="empty">${this.#extras.term('noChapters')}</p>`}</slot>`;
  }

  #renderItem({start, title}: Chapter, current: boolean) {
    return html`<li>
      <button type="button" part="item" aria-current=${current ? 'true' : nothing} @click=${() => this.#link.seek(start)}>
        <span part="time" class="time">${formatTime(start)}</span> <span>${title}</span>
      </button>
    </li>`;
  }
}
