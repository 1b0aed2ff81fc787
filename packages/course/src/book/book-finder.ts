import {html, nothing, type TemplateResult} from 'lit';
import {draw} from '@uggla/core/icons.js';
import {inOneLine} from '@uggla/core/in-one-line.js';
import {icon} from '@uggla/core/more-icons.js';
import type {FrameFound, FrameMark, FromFrame, ToFrame} from '@uggla/protocol/frame.js';
import type {LessonContext} from '../course/lesson-view.js';
import type {BookViewEvents} from './book-view.js';
import {renderSearchField} from '../finding/search-field.js';
import {say} from './say.js';

const pen = '<path d="M4 20h7M6 15.5L15.5 6l3 3L9 18.5 5 19.5z" stroke-linejoin="round"/>';

/** How long typing must rest (milliseconds) before a book is looked through: all of it is. */
const RESTS_MS = 300;

/** What can be found and highlighted in a book: the frame does it, these are its controls. */
export class BookFinder {
  readonly #context: LessonContext;
  readonly #events: BookViewEvents;
  readonly #tell: (message: ToFrame) => void;
  #isOpen = false;
  #query = '';
  #found: readonly FrameFound[] | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #selected: {place: string; text: string} | undefined;
  /** The highlight that was chosen in the book. */
  #chosen: string | undefined;
  #marks = '[]';

  constructor(context: LessonContext, events: BookViewEvents, tell: (message: ToFrame) => void) {
    this.#context = context;
    this.#events = events;
    this.#tell = tell;
  }

  /** Shows these highlights, and no others. */
  mark(marks: readonly FrameMark[]): void {
    const wanted = JSON.stringify(marks);
    if (wanted === this.#marks) return;
    this.#marks = wanted;
    if (!marks.some(({id}) => id === this.#chosen)) this.#chosen = undefined;
    this.#tell({type: 'marks', marks});
  }

  /** Takes what the frame tells of searches and highlights. */
  hear(message: Extract<FromFrame, {type: 'found' | 'selected' | 'mark'}>): void {
    switch (message.type) {
      case 'found':
        if (message.query !== this.#query) return;
        this.#found = message.found;
        if (this.#query !== '')
          this.#context.announce(
            say(this.#context.words, 'foundInBook', this.#context.words.number(message.found.length)),
          );
        break;
      case 'selected':
        this.#selected = message.place === '' ? undefined : message;
        this.#chosen = undefined;
        break;
      case 'mark':
        this.#chosen = message.id;
        break;
    }
  }

  /** The buttons in the book's bar. */
  renderButtons(): TemplateResult {
    const {words} = this.#context;
    return html`${
      this.#events.highlight && this.#selected
        ? html`<button type="button" part="highlight" aria-label=${say(words, 'highlight')} @click=${this.#highlight}>${draw(pen)}</button>`
        : nothing
    }
      ${
        this.#events.unmark && this.#chosen !== undefined
          ? html`<button type="button" part="unmark" aria-label=${say(words, 'unmark')} @click=${this.#unmark}>${icon('close')}</button>`
          : nothing
      }
      <button type="button" part="book-search-button" aria-label=${say(words, 'searchBook')} aria-expanded=${this.#isOpen} @click=${this.#toggle}>
        ${icon('search')}
      </button>`;
  }

  /** The search, when it is open. */
  renderPanel(): TemplateResult | typeof nothing {
    if (!this.#isOpen) return nothing;
    const {words} = this.#context;
    const label = say(words, 'searchBook');
    return html`<search class="book-search" aria-label=${label} @keydown=${this.#onKey}>
      <form @submit=${this.#submit}>
        ${renderSearchField({part: 'book-search-input', label, query: this.#query, input: this.#input})}
      </form>
      ${
        this.#found && this.#query !== ''
          ? html`<p class="quiet">${say(words, 'foundInBook', words.number(this.#found.length))}</p>
            <ol class="hits">
              ${this.#found.map(
                ({place, label: chapter, page, before, match, after}) => html`<li>
                  <button type="button" class="hit" part="book-search-result" dir="auto" @click=${() => this.#tell({type: 'go', to: {place}})}>
                    ${chapter || page ? html`<span class="quiet">${inOneLine([page ? say(words, 'page', words.number(page)) : '', chapter])}</span>` : nothing}
                    <span>${before}<mark>${match}</mark>${after}</span>
                  </button>
                </li>`,
              )}
            </ol>`
          : nothing
      }
    </search>`;
  }

  readonly #highlight = (): void => {
    const selected = this.#selected;
    if (!selected) return;
    this.#selected = undefined;
    this.#events.highlight?.(selected.place, selected.text);
    this.#context.announce(say(this.#context.words, 'highlighted'));
    this.#context.host.requestUpdate();
  };

  readonly #unmark = (): void => {
    const id = this.#chosen;
    this.#chosen = undefined;
    if (id !== undefined) this.#events.unmark?.(id);
    this.#context.host.requestUpdate();
  };

  readonly #toggle = async (): Promise<void> => {
    const {host} = this.#context;
    this.#isOpen = !this.#isOpen;
    if (!this.#isOpen) this.#ask('');
    host.requestUpdate();
    await host.updateComplete;
    host.renderRoot
      .querySelector<HTMLElement>(this.#isOpen ? '[part=book-search-input]' : '[part=book-search-button]')
      ?.focus();
  };

  readonly #input = (event: Event): void => {
    const {value} = event.target as HTMLInputElement;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(value), RESTS_MS);
  };

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    clearTimeout(this.#timer);
    this.#ask((event.target as HTMLFormElement).querySelector('input')!.value);
  };

  #ask(value: string): void {
    const query = value.trim();
    if (query === this.#query) return;
    this.#query = query;
    this.#found = undefined;
    this.#tell({type: 'search', query});
    this.#context.host.requestUpdate();
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    void this.#toggle();
  };
}
