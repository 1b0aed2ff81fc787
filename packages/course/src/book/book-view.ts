import {html, nothing} from 'lit';
import {live} from 'lit/directives/live.js';
import {icon} from '@uggla/core/more-icons.js';
import {UgglaError} from '@uggla/protocol';
import type {FrameContents, FrameLook, FrameMark, FromFrame} from '@uggla/protocol/frame.js';
import type {LessonContext} from '../course/lesson-view.js';
import {FrameTalk} from '../frame/frame-talk.js';
import type {DocumentKind} from '../frame/load-bytes.js';
import {BookFinder} from './book-finder.js';
import {say} from './say.js';

/** Where a reader is. */
export interface BookPlace {
  place: string;
  /** Shares of the book, 0 to 1. */
  start: number;
  end: number;
  label?: string;
  page?: number;
}

/** What a book tells its lesson. */
export interface BookViewEvents {
  opened?(): void;
  moved(place: BookPlace): void;
  failed(error: UgglaError): void;
  /** The reader highlights what is selected; without it nothing can be. */
  highlight?(place: string, text: string): void;
  /** The reader takes a highlight away. */
  unmark?(id: string): void;
}

/** A book or document in the frame, with the controls around it. */
export class BookView {
  readonly #context: LessonContext;
  readonly #talk: FrameTalk;
  readonly #events: BookViewEvents;
  readonly #title: string;
  #contents: readonly FrameContents[] = [];
  #pages: number | undefined;
  #place: BookPlace | undefined;
  #look: FrameLook;
  #isOpen = false;
  #isPdf = false;
  readonly #finder: BookFinder;

  constructor(context: LessonContext, title: string, events: BookViewEvents) {
    this.#context = context;
    this.#events = events;
    this.#title = title;
    this.#look = {dark: context.isDark, scale: 1};
    this.#finder = new BookFinder(context, events, (message) => this.#talk.tell(message));
    this.#talk = new FrameTalk(
      context.frame,
      () => context.host.renderRoot.querySelector<HTMLIFrameElement>('iframe.page'),
      {
        heard: (message) => this.#hear(message),
        failed: (error) => events.failed(error),
      },
    );
  }

  /** Shows the book, at a place if one is given. */
  open(bytes: ArrayBuffer, kind: DocumentKind, place: string | undefined): void {
    if (kind !== 'epub' && kind !== 'pdf') {
      this.#events.failed(
        new UgglaError('book-kind-unsupported', 'The file is neither an EPUB nor a PDF', {
          cure: 'Publish the book as EPUB or PDF.',
        }),
      );
      return;
    }
    this.#isPdf = kind === 'pdf';
    this.#talk.open({
      kind,
      bytes,
      title: this.#title,
      language: this.#context.words.locale,
      look: this.#look,
      ...(place === undefined ? {} : {place}),
    });
  }

  /** The chapter that is shown; `undefined` where the book names none. */
  get chapter(): string | undefined {
    return this.#place?.label;
  }

  /** Shows these highlights, and no others. */
  mark(marks: readonly FrameMark[]): void {
    if (this.#isOpen) this.#finder.mark(marks);
  }

  /** Goes to a place: a CFI, the address of a chapter, a page of a PDF. */
  go(place: string): void {
    this.#talk.go(place);
  }

  render(): unknown {
    const {words} = this.#context;
    return html`<div class="book" role="group" aria-label=${this.#title} @keydown=${this.#onKey}>
      <iframe
        class="page"
        part="book"
        title=${this.#title}
        src=${this.#talk.address}
        sandbox="allow-scripts allow-same-origin allow-popups"
        referrerpolicy="strict-origin"
        aria-busy=${!this.#isOpen}
      ></iframe>
      <div class="book-bar">
        <button type="button" part="previous-page" aria-label=${say(words, 'previousPage')} @click=${this.#go('previous')}>
          <span class="turned">${icon('previous')}</span>
        </button>
        ${
          this.#contents.length > 0
            ? html`<select aria-label=${say(words, 'bookContents')} @change=${this.#choose}>
              ${this.#contents.map(
                ({label, place, depth}) =>
                  html`<option value=${place} .selected=${live(label === this.#place?.label)}>${'\u2003'.repeat(Math.min(depth, 4))}${label}</option>`,
              )}
            </select>`
            : nothing
        }
        <span class="where" aria-live="off">${this.#where}</span>
        <span class="gap"></span>
        ${this.#isOpen ? this.#finder.renderButtons() : nothing}
        <button type="button" aria-label=${say(words, 'textSmaller')} class="smaller" @click=${this.#scale(-0.15)}></button>
        <button type="button" aria-label=${say(words, 'textLarger')} class="larger" @click=${this.#scale(0.15)}></button>
        <button type="button" part="next-page" aria-label=${say(words, 'nextPage')} @click=${this.#go('next')}>
          <span class="turned">${icon('next')}</span>
        </button>
      </div>
      ${this.#finder.renderPanel()}
    </div>`;
  }

  /** Ends the talk with the frame. */
  close(): void {
    this.#talk.close();
  }

  get #where(): string {
    const {words} = this.#context;
    if (!this.#isOpen) return say(words, 'loadingBook');
    if (this.#isPdf && this.#pages && this.#place?.page)
      return say(words, 'pageOf', words.number(this.#place.page), words.number(this.#pages));
    return this.#place ? words.number(this.#place.end, {style: 'percent', maximumFractionDigits: 0}) : '';
  }

  #hear(message: FromFrame): void {
    switch (message.type) {
      case 'opened':
        this.#isOpen = true;
        this.#contents = message.contents;
        this.#pages = message.pages;
        this.#events.opened?.();
        break;
      case 'place':
        this.#place = message;
        this.#events.moved(message);
        break;
      case 'failed':
        this.#events.failed(
          new UgglaError('book-invalid', message.message, {
            cure: 'Open the file in another reader; if that fails too, publish it again.',
          }),
        );
        break;
      case 'ready':
      case 'tracked':
      case 'left':
        return;
      case 'found':
      case 'selected':
      case 'mark':
        this.#finder.hear(message);
    }
    this.#context.host.requestUpdate();
  }

  #go(to: 'next' | 'previous'): () => void {
    return () => this.#talk.tell({type: 'go', to});
  }

  readonly #choose = (event: Event): void => {
    this.#talk.tell({type: 'go', to: {place: (event.target as HTMLSelectElement).value}});
  };

  #scale(by: number): () => void {
    return () => {
      this.#look = {dark: this.#context.isDark, scale: Math.min(2.5, Math.max(0.7, this.#look.scale + by))};
      this.#talk.tell({type: 'look', look: this.#look});
    };
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.target instanceof HTMLSelectElement || event.target instanceof HTMLInputElement || event.defaultPrevented)
      return;
    const to = event.key === 'PageDown' ? 'next' : event.key === 'PageUp' ? 'previous' : undefined;
    if (!to) return;
    event.preventDefault();
    this.#talk.tell({type: 'go', to});
  };
}
