import {html, nothing, svg, type TemplateResult} from 'lit';
import {live} from 'lit/directives/live.js';
import {repeat} from 'lit/directives/repeat.js';
import {icon} from '@uggla/core/more-icons.js';
import {formatTime} from '@uggla/core/time.js';
import {findItem, isolate, lessonsOf, type Lesson} from '@uggla/protocol';
import type {CourseController} from '../course/course-controller.js';
import type {CourseHost} from '../course/course-host.js';
import {inOrder, pageOf, type Annotation} from './annotations.js';
import type {Notebook, Spot} from './notebook.js';
import {notesStyles} from './notes-styles.js';
import {say} from './say.js';
import {toWebAnnotations} from './web-annotation.js';

/** The styles of notes. */
export const styles = notesStyles;

const ribbon = svg`<path d="M7 4h10v16l-5-4-5 4z" stroke-linejoin="round"/>`;

/** What a learner writes and marks in a course: the form for a new one, and all that are there. */
export class CourseNotes {
  readonly notebook: Notebook;
  readonly #host: CourseHost;
  readonly #controller: CourseController;
  #draft = '';
  /** Where the draft was begun: a film goes on while one writes. */
  #begun: {lesson: string; spot: Spot} | undefined;
  #editing: string | undefined;
  #removed: Annotation | undefined;

  constructor(host: CourseHost, controller: CourseController, notebook: Notebook) {
    this.#host = host;
    this.#controller = controller;
    this.notebook = notebook;
  }

  render(): TemplateResult {
    const {words} = this.#host;
    const course = this.#controller.course!;
    const all = inOrder(
      this.notebook.all,
      lessonsOf(course).map(({id}) => id),
    );
    const {lesson, spot} = this.#spot();
    const isHere = lesson !== undefined && this.#controller.open?.view !== undefined;
    const write = say(words, 'write');
    return html`<section class="tool my-notes" part="my-notes" aria-label=${say(words, 'notes')}>
      ${
        isHere
          ? html`<form @submit=${this.#add}>
            <textarea
              part="note-input"
              class="field"
              rows="2"
              aria-label=${write}
              placeholder=${write}
              .value=${live(this.#draft)}
              @input=${this.#write}
              @keydown=${this.#onKey}
            ></textarea>
            <div class="note-row">
              <button type="submit" class="primary" part="note-add">${say(words, 'addNote')}</button>
              <button type="button" class="secondary" part="bookmark" @click=${this.#bookmark}><svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${ribbon}</svg> ${say(words, 'bookmark')}</button>
              <span class="quiet">${say(words, 'here', this.#nameOf(lesson, spot))}</span>
            </div>
          </form>`
          : nothing
      }
      ${this.notebook.isLost ? html`<p class="quiet" role="alert">${say(words, 'notKept')}</p>` : nothing}
      ${
        all.length === 0
          ? html`<p class="quiet">${say(words, 'none')}</p>`
          : html`<ul class="hits">
            ${repeat(
              all,
              ({id}) => id,
              (one) => this.#renderOne(one),
            )}
          </ul>`
      }
      <div class="note-row">
        ${this.#removed ? html`<button type="button" class="secondary undo" @click=${this.#undo}>${icon('retry')} ${say(words, 'undo')}</button>` : nothing}
        ${all.length > 0 ? html`<button type="button" class="secondary" part="notes-export" @click=${this.#export}>${icon('download')} ${say(words, 'export')}</button>` : nothing}
      </div>
    </section>`;
  }

  #renderOne(one: Annotation): TemplateResult {
    const {words} = this.#host;
    const place = this.#nameOf(one.lesson, one);
    const kind =
      one.kind === 'bookmark' ? say(words, 'isBookmark') : one.kind === 'highlight' ? say(words, 'isHighlight') : '';
    return html`<li class="annotation" part="annotation" data-id=${one.id}>
      <button type="button" class="hit" @click=${() => this.#open(one)}>
        <strong>${place}</strong>
        ${kind ? html`<span class="quiet">${kind}</span>` : nothing}
        ${one.quote ? html`<q class="quiet" dir="auto">${one.quote}</q>` : nothing}
      </button>
      ${
        this.#editing === one.id
          ? html`<form @submit=${(event: Event) => this.#save(event, one)}>
            <textarea class="field" rows="2" aria-label=${say(words, 'write')} .value=${one.text ?? ''} @keydown=${this.#onKey}></textarea>
            <div class="note-row">
              <button type="submit" class="primary">${say(words, 'save')}</button>
              <button type="button" class="secondary" @click=${() => this.#edit(undefined)}>${say(words, 'cancel')}</button>
            </div>
          </form>`
          : html`${one.text ? html`<p class="note-text" dir="auto">${one.text}</p>` : nothing}
            <div class="note-row">
              <button type="button" class="plain" part="note-edit" aria-label=${`${say(words, 'edit')}: ${place}`} @click=${() => this.#edit(one.id)}>${say(words, 'edit')}</button>
              <button type="button" class="plain" part="note-remove" aria-label=${`${say(words, 'remove')}: ${place}`} @click=${() => this.#remove(one)}>${say(words, 'remove')}</button>
            </div>`
      }
    </li>`;
  }

  /** `Hello · 0:42`. */
  #nameOf(id: string, {time, place}: Spot): string {
    const {words} = this.#host;
    const lesson = findItem(this.#controller.course!, id) as Lesson | undefined;
    const page = pageOf(place);
    const where = time !== undefined ? formatTime(time) : page ? say(words, 'page', words.number(Number(page))) : '';
    return [isolate(this.#host.textOf(lesson?.title), say(words, 'remove')), where].filter(Boolean).join(' · ');
  }

  /** Where a note would be now, or where the draft was begun. */
  #spot(): {lesson: string; spot: Spot} {
    const {open, current} = this.#controller;
    if (this.#begun && this.#begun.lesson === current) return this.#begun;
    return {lesson: current!, spot: open?.view?.spot?.() ?? {}};
  }

  #open({lesson, time, place, quote}: Annotation): void {
    this.#host.show(lesson, time ?? place ?? quote).catch((error: unknown) => this.#host.tell(error));
  }

  readonly #write = (event: Event): void => {
    const {value} = event.target as HTMLTextAreaElement;
    this.#begun = value === '' ? undefined : this.#spot();
    this.#draft = value;
    this.#host.requestUpdate();
  };

  readonly #add = (event: Event): void => {
    event.preventDefault();
    const text = this.#draft.trim();
    const input = this.#host.renderRoot.querySelector<HTMLElement>('[part=note-input]');
    if (text === '') return input?.focus();
    this.#keep('note', text);
    this.#draft = '';
    this.#begun = undefined;
    input?.focus();
  };

  readonly #bookmark = (): void => this.#keep('bookmark');

  #keep(kind: 'note' | 'bookmark', text?: string): void {
    const {lesson, spot} =
      kind === 'note'
        ? this.#spot()
        : {lesson: this.#controller.current!, spot: this.#controller.open?.view?.spot?.() ?? {}};
    this.#removed = undefined;
    this.notebook.add(lesson, kind, spot, text);
    this.#announce('added', lesson, spot);
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey))
      (event.target as HTMLTextAreaElement).form?.requestSubmit();
    else if (event.key === 'Escape' && this.#editing) this.#edit(undefined);
    else return;
    event.preventDefault();
  };

  #edit(id: string | undefined): void {
    const before = this.#editing;
    this.#editing = id;
    this.#host.requestUpdate();
    const wanted =
      id === undefined
        ? `[data-id="${CSS.escape(before!)}"] [part=note-edit]`
        : `[data-id="${CSS.escape(id)}"] textarea`;
    void this.#host.updateComplete.then(() => this.#host.renderRoot.querySelector<HTMLElement>(wanted)?.focus());
  }

  #save(event: Event, one: Annotation): void {
    event.preventDefault();
    const text = (event.target as HTMLFormElement).querySelector('textarea')!.value.trim();
    this.#edit(undefined);
    if (text === '' && one.kind === 'note') return this.#remove(one);
    if (text === (one.text ?? '')) return;
    this.notebook.edit(one, text);
    this.#announce('saved', one.lesson, one);
  }

  #remove(one: Annotation): void {
    this.#removed = one;
    this.notebook.remove(one);
    this.#announce('removed', one.lesson, one);
    void this.#host.updateComplete.then(() =>
      this.#host.renderRoot.querySelector<HTMLElement>('.my-notes .undo')?.focus(),
    );
  }

  readonly #undo = (): void => {
    const one = this.#removed;
    if (!one) return;
    this.#removed = undefined;
    this.notebook.restore(one);
    void this.#host.updateComplete.then(() =>
      this.#host.renderRoot.querySelector<HTMLElement>(`[data-id="${CSS.escape(one.id)}"] .hit`)?.focus(),
    );
  };

  #announce(what: 'added' | 'saved' | 'removed', lesson: string, spot: Spot): void {
    this.#host.announce(`${say(this.#host.words, what)}: ${this.#nameOf(lesson, spot)}`);
  }

  readonly #export = (): void => {
    const course = this.#controller.course!;
    const all = inOrder(
      this.notebook.all,
      lessonsOf(course).map(({id}) => id),
    );
    const url = URL.createObjectURL(
      new Blob([JSON.stringify(toWebAnnotations(course, all), undefined, 2)], {type: 'application/ld+json'}),
    );
    const link = document.createElement('a');
    link.href = url;
    link.download = 'notes.jsonld';
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000); // Safari reads it later
  };
}
