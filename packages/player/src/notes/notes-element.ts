import {LocalizeController} from '@uggla/core/localize.js';
import {baseStyles} from '@uggla/core/styles.js';
import {formatTime} from '@uggla/core/time.js';
import {newId} from '@uggla/protocol';
import {html, LitElement, nothing} from 'lit';
import type {PropertyValues} from 'lit';
import {property, state} from 'lit/decorators.js';
import {repeat} from 'lit/directives/repeat.js';
import {extraWords, moreExtraWords} from '../locales/extras/words.js';
import {PlayerLink} from '../player/player-link.js';
import {NoteChangeEvent} from './note-events.js';
import {dropNote, putNote, readNotes, toMarkdown, toVtt} from './notes.js';
import type {Note} from './notes.js';
import {keepNotes, onOtherTab, recallNotes} from './notes-store.js';
import type {Draft} from './notes-store.js';
import {notesStyles} from './notes-styles.js';

/**
 * A viewer's own notes at the seconds of a film, anywhere in the page: written while it plays, each leads back to its second.
 * They stay on the device, one set a film, also what is half written; nothing is sent. A page that wants to keep them
 * elsewhere listens to `uggla-note-change` and sets `notes`.
 *
 * @example
 * ```html
 * <uggla-player id="film" src="media/hello/media.json"></uggla-player>
 * <uggla-notes for="film"></uggla-notes>
 * ```
 * @fires {NoteChangeEvent} uggla-note-change - The viewer wrote, changed, deleted or brought back a note.
 * @fires {SeekRequestEvent} uggla-seek-request - The viewer chose a note; `preventDefault()` keeps the player where it is.
 * @csspart input - Where a note is written.
 * @csspart add - Adds it.
 * @csspart item - One note.
 * @csspart time - Its time, which leads there.
 * @csspart export - A button that hands the notes out as a file.
 * @cssprop [--uggla-accent=#0b57a4] - Marks times and the button that adds.
 */
export class UgglaNotes extends LitElement {
  static override styles = [baseStyles, notesStyles];

  /** Id of the player. */
  @property() for = '';
  /** `light`, `dark`, or `auto`: as the page's own `color-scheme`. */
  @property({reflect: true, useDefault: true}) theme: 'auto' | 'light' | 'dark' = 'auto';
  /** Where notes are kept: on the `device`, or by the page alone (`none`). */
  @property() store: 'device' | 'none' = 'device';

  @state() private draft: Draft | undefined;
  @state() private editing: string | undefined;
  @state() private removed: Note | undefined;
  @state() private said = '';
  @state() private isLost = false;

  readonly #link = new PlayerLink(this);
  readonly #localize = new LocalizeController(this, extraWords, moreExtraWords);
  #notes: readonly Note[] = [];
  #media = '';
  /** The page set notes before it was known of which film. */
  #isGiven = false;
  #stop = new AbortController();
  #focus: string | undefined;

  /** The notes of the film, in its order. Set by a page that keeps them itself. */
  @property({attribute: false, noAccessor: true})
  get notes(): readonly Note[] {
    return this.#notes;
  }
  set notes(value: readonly Note[]) {
    this.#notes = readNotes(value);
    this.#isGiven = this.#media === '';
    this.#keep();
    this.requestUpdate();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stop = new AbortController();
    onOtherTab(
      () => this.#media,
      () => this.#read(),
      this.#stop.signal,
    );
    this.#media = '';
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop.abort();
  }

  protected override willUpdate(): void {
    const {player} = this.#link;
    const media = player?.playback.description?.id || '';
    if (!media || media === this.#media) return;
    const isGiven = this.#isGiven;
    this.#isGiven = false;
    this.#media = media;
    this.draft = this.editing = this.removed = undefined;
    this.said = '';
    if (isGiven) this.#keep();
    else if (this.store === 'none') this.#notes = [];
    else this.#read();
  }

  protected override render() {
    const {player} = this.#link;
    const term = this.#localize.term.bind(this.#localize);
    const time = this.#format(this.draft?.time ?? this.#link.time);
    return html`<section dir=${this.#localize.direction} aria-label=${term('notes')} lang=${this.#localize.language}>
      <form @submit=${this.#add}>
        <textarea part="input" class="new" aria-label=${term('writeNote')} placeholder=${term('writeNote')} .value=${this.draft?.text ?? ''} ?disabled=${!player} @input=${this.#write} @keydown=${this.#onKey}></textarea>
        <div class="row"><button type="submit" part="add" class="primary" ?disabled=${!player}>${term('addNote', time)}</button></div>
      </form>
      <p class="quiet" role="alert">${this.isLost ? term('notKept') : nothing}</p>
      ${
        this.#notes.length > 0
          ? html`<ol>${repeat(
              this.#notes,
              ({id}) => id,
              (note) => this.#renderNote(note),
            )}</ol>`
          : html`<p class="quiet">${term('noNotes')}</p>`
      }
      <div class="row">
        <span role="status">${this.said}</span>
        ${this.removed ? html`<button type="button" class="undo" @click=${this.#undo}>${term('undo')}</button>` : nothing}
      </div>
      ${
        this.#notes.length > 0
          ? html`<div class="row" role="group" aria-label=${term('exportNotes')}>
            <button type="button" part="export" @click=${() => this.#export('md')}>${term('asText')}</button>
            <button type="button" part="export" @click=${() => this.#export('vtt')}>${term('asVtt')}</button>
          </div>`
          : nothing
      }
    </section>`;
  }

  #renderNote(note: Note) {
    const {id, text} = note;
    const time = this.#format(note.time);
    const term = this.#localize.term.bind(this.#localize);
    const name = term('noteAt', time);
    return html`<li part="item" data-id=${id}>
      <button type="button" part="time" class="plain time" aria-label=${term('goTo', time)} @click=${() => this.#link.seek(note.time)}>${time}</button>
      ${
        this.editing === id
          ? html`<div class="editor">
            <textarea aria-label=${name} .value=${text} @keydown=${(event: KeyboardEvent) => this.#onEditKey(event, note)}></textarea>
            <div class="row">
              <button type="button" class="primary save" @click=${() => this.#save(note)}>${term('save')}</button>
              <button type="button" @click=${() => this.#close(note)}>${term('cancel')}</button>
            </div>
          </div>`
          : html`<div class="row">
              <button type="button" class="edit" aria-label=${`${term('edit')}: ${name}`} @click=${() => this.#edit(note)}>${term('edit')}</button>
              <button type="button" class="remove" aria-label=${`${term('remove')}: ${name}`} @click=${() => this.#remove(note)}>${term('remove')}</button>
            </div>
            <p class="text" dir="auto">${text}</p>`
      }
    </li>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    if (!this.#focus) return;
    this.renderRoot.querySelector<HTMLElement>(this.#focus)?.focus();
    this.#focus = undefined;
  }

  #format(seconds: number): string {
    return formatTime(seconds, this.#link.player?.duration);
  }

  /** The note is about the second at which somebody began to write it. */
  readonly #write = (event: Event): void => {
    const {value: text} = event.target as HTMLTextAreaElement;
    this.draft = text === '' ? undefined : {time: this.draft?.time ?? this.#link.time, text};
    this.#renew();
    this.#keep();
  };

  readonly #add = (event?: Event): void => {
    event?.preventDefault();
    const {draft} = this;
    if (!draft || draft.text.trim() === '') {
      this.renderRoot.querySelector<HTMLElement>('.new')?.focus();
      return;
    }
    this.draft = this.removed = undefined;
    this.#focus = '.new';
    this.#put('add', {id: newId(), time: Math.round(draft.time * 10) / 10, text: draft.text.trim()});
    this.said = this.#localize.term('added', this.#format(draft.time));
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.isComposing) this.#add(event);
  };

  #onEditKey(event: KeyboardEvent, note: Note): void {
    if (event.isComposing) return;
    if (event.key === 'Escape') this.#close(note);
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) this.#save(note);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #edit({id}: Note): void {
    this.editing = id;
    this.#focus = '.editor textarea';
  }

  #save(note: Note): void {
    const text = this.renderRoot.querySelector<HTMLTextAreaElement>('.editor textarea')?.value.trim() ?? '';
    this.#close(note);
    if (text === '') return this.#remove(note);
    if (text === note.text) return;
    this.#put('edit', {...note, text});
    this.said = this.#localize.term('saved');
  }

  #close({id}: Note): void {
    this.editing = undefined;
    this.#focus = `[data-id="${CSS.escape(id)}"] .edit`;
  }

  #remove(note: Note): void {
    this.#renew();
    this.#notes = dropNote(this.#notes, note.id);
    this.removed = note;
    this.said = this.#localize.term('removed');
    this.#focus = '.undo';
    this.#keep();
    this.dispatchEvent(new NoteChangeEvent('remove', note, this.#notes));
  }

  readonly #undo = (): void => {
    const note = this.removed;
    if (!note) return;
    this.removed = undefined;
    this.said = '';
    this.#focus = `[data-id="${CSS.escape(note.id)}"] .time`;
    this.#put('add', note);
  };

  #put(change: 'add' | 'edit', note: Note): void {
    this.#renew();
    this.#notes = putNote(this.#notes, note);
    this.#keep();
    this.requestUpdate();
    this.dispatchEvent(new NoteChangeEvent(change, note, this.#notes));
  }

  /** What another tab has kept in the meantime is not written over. */
  #renew(): void {
    if (this.store !== 'none' && this.#media && !this.isLost) this.#notes = recallNotes(this.#media).notes;
  }

  #read(): void {
    if (this.store === 'none') return;
    const {notes, draft} = recallNotes(this.#media);
    this.#notes = notes;
    this.draft ??= draft;
    this.requestUpdate();
  }

  #keep(): void {
    if (this.store !== 'none' && this.#media) this.isLost = !keepNotes(this.#media, this.#notes, this.draft);
  }

  #export(type: 'md' | 'vtt'): void {
    const title = this.#link.player?.heading || this.#localize.term('notes');
    const text =
      type === 'vtt'
        ? toVtt(this.#notes)
        : toMarkdown(this.#notes, this.#localize.term('heading', title), (seconds) => this.#format(seconds));
    const url = URL.createObjectURL(new Blob([text], {type: type === 'vtt' ? 'text/vtt' : 'text/markdown'}));
    const link = document.createElement('a');
    link.href = url;
    link.download = `${title.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '') || 'notes'}.${type}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000); // Safari reads it later
  }
}
