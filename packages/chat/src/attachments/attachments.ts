import {nothing, type ReactiveController, type TemplateResult} from 'lit';
import type {UgglaChat} from '../chat/chat-element.js';
import type {ChatView} from '../chat/chat-view.js';
import type {AttachmentList} from './attachment-list.js';

/** What people add to a question, where the page lets them; its code is fetched only then. */
export class Attachments implements ReactiveController {
  readonly #element: UgglaChat;
  readonly #takesImages: () => boolean;
  #loading = false;
  #list: AttachmentList | undefined;

  /** @param takesImages - Whether the engine says that it takes pictures. */
  constructor(element: UgglaChat, takesImages: () => boolean) {
    this.#element = element;
    this.#takesImages = takesImages;
    element.addController(this);
  }

  hostUpdate(): void {
    if (!this.#element.attachments || this.#loading) return;
    this.#loading = true;
    void import('./attachment-list.js').then(({AttachmentList}) => {
      this.#list = new AttachmentList(this.#element, this.#takesImages);
      this.#element.requestUpdate();
    });
  }

  /** The button, and what has been added; nothing where the page or the engine does not want it. */
  render(view: ChatView): TemplateResult | typeof nothing {
    return this.#list && this.#element.attachments && view.generative ? this.#list.render(view) : nothing;
  }

  /** Asks, with what has been added, which is thereby gone from the input. */
  send(text: string): void {
    const {text: whole, images} = this.#list?.take(text) ?? {text, images: []};
    void this.#element.send(whole, {images});
  }
}
