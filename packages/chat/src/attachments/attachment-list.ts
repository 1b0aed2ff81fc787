import {html, nothing, type TemplateResult} from 'lit';
import {icon} from '@uggla/core/more-icons.js';
import {fillTerm} from '@uggla/protocol';
import type {UgglaChat} from '../chat/chat-element.js';
import type {ChatView} from '../chat/chat-view.js';
import {extraWords} from '../extras/locales/extra-words.js';
import type {ExtraWords} from '../extras/locales/extra-words.js';
import {more} from '../locales/more.js';
import {attachmentStyles} from './attachment-styles.js';
import {quoteFile, readText, TextRefused} from './read-text.js';
import {shrinkImage} from './shrink-image.js';

/** More pictures than these fit into no request. */
const MOST_IMAGES = 4;
const MOST_FILES = 4;
/** Bytes of a picture as it comes from a camera; what is sent is far smaller. */
const MOST_IMAGE_BYTES = 25_000_000;

/** Kinds of pictures that engines take, and that a canvas reads. No SVG: it is a document. */
const PICTURE = /^image\/(png|jpeg|webp|gif|avif|bmp)$/;

interface Attached {
  name: string;
  /** A picture as a data: address, or the text of a file. */
  image?: string;
  text?: string;
}

/** Why a file was not taken: one of the terms. */
type Refusal = 'attachTooMany' | 'attachTooBig' | 'attachNoPictures' | 'attachUnreadable';

/** The pictures and files beside a question that is being written. */
export class AttachmentList {
  readonly #element: UgglaChat;
  readonly #takesImages: () => boolean;
  readonly #words: ExtraWords;
  #items: Attached[] = [];
  #reading = 0;
  #refused: {reason: Refusal; name: string} | undefined;

  constructor(element: UgglaChat, takesImages: () => boolean) {
    this.#element = element;
    this.#takesImages = takesImages;
    this.#words = extraWords(element);
    more.fill ??= fillTerm; // names of files may be of another direction
    const root = element.shadowRoot!;
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, attachmentStyles.styleSheet!];
    root.addEventListener('paste', (event) => this.#transferred(event, (event as ClipboardEvent).clipboardData));
    root.addEventListener('drop', (event) => this.#transferred(event, (event as DragEvent).dataTransfer));
    root.addEventListener('dragover', (event) => {
      if (this.#active && (event as DragEvent).dataTransfer?.types.includes('Files')) event.preventDefault(); // else no drop comes
    });
  }

  get #active(): boolean {
    return this.#element.attachments && this.#element.renderRoot.querySelector('[part=attach]') !== null;
  }

  /** Adds files, one after another; those that cannot be taken are told of. */
  async add(files: readonly File[]): Promise<void> {
    this.#refused = undefined;
    for (const file of files) {
      this.#reading += 1;
      this.#element.requestUpdate();
      try {
        const attached = await this.#read(file);
        if (typeof attached === 'string') this.#refused = {reason: attached, name: file.name};
        else this.#items = [...this.#items, attached];
      } finally {
        this.#reading -= 1;
        this.#element.requestUpdate();
      }
    }
  }

  /** The question with its files quoted, and its pictures; they are gone from the list. */
  take(text: string): {text: string; images: string[]} {
    const items = this.#items;
    this.#items = [];
    this.#refused = undefined;
    this.#element.requestUpdate();
    return {
      text: [
        text,
        ...items.flatMap(({name, text: content}) => (content === undefined ? [] : [quoteFile(name, content)])),
      ].join('\n\n'),
      images: items.flatMap(({image}) => (image === undefined ? [] : [image])),
    };
  }

  render({busy}: ChatView): TemplateResult {
    const words = this.#words;
    const choose = (event: Event) => {
      const input = event.target as HTMLInputElement;
      void this.add([...(input.files ?? [])]);
      input.value = ''; // the same file may be chosen again
    };
    const accept = `${this.#takesImages() ? 'image/png,image/jpeg,image/webp,image/gif,' : ''}text/*,.md,.markdown,.csv,.json,.log,.yml,.yaml`;
    return html`${
      this.#items.length > 0 || this.#reading > 0
        ? html`<ul class="attached" part="attachments" aria-label=${words.term('attached')} aria-busy=${this.#reading > 0}>
            ${this.#items.map((item) => this.#renderItem(item))}
          </ul>`
        : nothing
    }
      ${this.#refused ? html`<p class="note" part="error" role="alert" dir="auto">${words.term(this.#refused.reason, this.#refused.name)}</p>` : nothing}
      <button type="button" part="attach" class="round attach" title=${words.term('attach')} aria-label=${words.term('attach')} ?disabled=${busy} @click=${this.#pick}>${clip()}</button>
      <input class="file" type="file" multiple hidden accept=${accept} @change=${choose} />`;
  }

  #renderItem(item: Attached): TemplateResult {
    const remove = this.#words.term('removeAttached', item.name);
    return html`<li part="attachment">
      ${item.image === undefined ? nothing : html`<img src=${item.image} alt="" />`}<span dir="auto">${item.name}</span>
      <button type="button" title=${remove} aria-label=${remove} @click=${() => this.#remove(item)}>${icon('close')}</button>
    </li>`;
  }

  #remove(item: Attached): void {
    this.#items = this.#items.filter((one) => one !== item);
    this.#element.requestUpdate();
    this.#element.focus();
  }

  readonly #pick = (): void => this.#element.renderRoot.querySelector<HTMLInputElement>('input.file')?.click();

  #transferred(event: Event, data: DataTransfer | null): void {
    const files = [...(data?.files ?? [])];
    if (files.length === 0 || !this.#active) return;
    event.preventDefault(); // else the browser opens what was dropped in place of the page
    void this.add(files);
  }

  async #read(file: File): Promise<Attached | Refusal> {
    const isPicture = file.type.startsWith('image/');
    const like = this.#items.filter(({image}) => (image !== undefined) === isPicture).length;
    if (like >= (isPicture ? MOST_IMAGES : MOST_FILES)) return 'attachTooMany';
    try {
      if (!isPicture) return {name: file.name, text: await readText(file)};
      if (!this.#takesImages()) return 'attachNoPictures';
      if (!PICTURE.test(file.type)) return 'attachUnreadable';
      if (file.size > MOST_IMAGE_BYTES) return 'attachTooBig';
      return {name: file.name, image: await shrinkImage(file)};
    } catch (caught) {
      return caught instanceof TextRefused ? caught.reason : 'attachUnreadable';
    }
  }
}

function clip(): TemplateResult {
  return html`<svg viewBox="0 0 24 24" width="1em" height="1em" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">
    <path d="M20 11l-8.3 8.3a5 5 0 0 1-7-7L13 4a3.4 3.4 0 0 1 4.8 4.8l-8.2 8.2a1.7 1.7 0 0 1-2.4-2.4L14.5 7.3" />
  </svg>`;
}
