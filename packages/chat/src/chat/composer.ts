import type {Draft} from '../conversation/message.js';
import type {ComposerOptions} from './render-frame.js';

/** What the composer asks of the element. */
export interface ComposerHost {
  busy(): boolean;
  /** The field the question is written in. */
  field(): HTMLTextAreaElement | null;
  ask(text: string): void;
  /** Puts `text` in the place of an earlier question. */
  change(id: string, text: string): void;
  requestUpdate(): void;
}

/** The question being written: a new one, or an earlier one taken back. */
export class Composer {
  readonly #host: ComposerHost;
  #draft = '';
  /** What was being written when an earlier question was taken back. */
  #kept = '';
  #editing: string | undefined;

  constructor(host: ComposerHost) {
    this.#host = host;
  }

  /** What the template needs. */
  options(placeholder: string): Omit<ComposerOptions, 'attachments' | 'focus'> {
    return {
      value: this.#draft,
      placeholder,
      editing: this.#editing !== undefined,
      input: this.#input,
      keydown: this.#keydown,
      submit: this.#submit,
      cancel: this.cancel,
    };
  }

  /** Takes an earlier question back into the field. */
  edit({id, text}: Draft): void {
    if (this.#editing === undefined) this.#kept = this.#draft;
    this.#become(text, id);
    this.#host.field()?.focus();
  }

  /** Leaves the earlier question as it is; what was being written before comes back. */
  readonly cancel = (): void => {
    this.#become(this.#kept, undefined);
    this.#host.field()?.focus();
  };

  /** Forgets what is being written. */
  reset(): void {
    this.#kept = '';
    this.#become('', undefined);
  }

  /** Where the browser cannot size a field by its content. */
  fit(): void {
    const field = this.#host.field();
    if (!field || CSS.supports('field-sizing', 'content')) return;
    field.style.blockSize = 'auto';
    field.style.blockSize = `${field.scrollHeight}px`;
  }

  #become(text: string, editing: string | undefined): void {
    this.#draft = text;
    this.#editing = editing;
    const field = this.#host.field();
    if (field) field.value = text;
    this.#host.requestUpdate();
  }

  readonly #input = (): void => {
    this.#draft = this.#host.field()?.value ?? '';
    this.#host.requestUpdate();
  };

  readonly #keydown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && this.#editing !== undefined && !event.isComposing) {
      event.preventDefault(); // else it closes the chat, too
      return this.cancel();
    }
    // While an input method composes a word, Enter ends the word (229: Safari, after the composition).
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    this.#submit();
  };

  readonly #submit = (): void => {
    const text = (this.#host.field()?.value ?? this.#draft).trim();
    const editing = this.#editing;
    this.#host.field()?.focus();
    if (text === '' || this.#host.busy()) return;
    this.#become(editing === undefined ? '' : this.#kept, undefined);
    this.#kept = '';
    if (editing === undefined) this.#host.ask(text);
    else this.#host.change(editing, text);
  };
}
