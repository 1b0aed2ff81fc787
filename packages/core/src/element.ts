import {LitElement, type PropertyValues} from 'lit';
import {property} from 'lit/decorators.js';
import {pickText, UgglaError, type Text} from '@uggla/protocol';
import {UgglaErrorEvent, UgglaReadyEvent} from './events.js';
import {wantedLanguages} from './languages.js';
import {safeUrl, type UrlUse} from './safe-url.js';
import {setState} from './states.js';

/** Where an element stands with what its `src` names. */
export type Status = 'idle' | 'loading' | 'ready' | 'failed';

/** What every Uggla element is: an address, a theme, a language, and a state that CSS and scripts can see. */
export class UgglaElement extends LitElement {
  /** Address of the published file, relative to the page. */
  @property() src = '';

  /** `light`, `dark`, or `auto`: as the page's own `color-scheme`. */
  @property({reflect: true, useDefault: true}) theme: 'auto' | 'light' | 'dark' = 'auto';

  #status: Status = 'idle';
  #error: UgglaError | undefined;

  /** Where the element stands: `idle`, `loading`, `ready` or `failed`; also `:state(loading)` and its like in CSS. */
  get status(): Status {
    return this.#status;
  }

  /** What went wrong, while `status` is `failed`. */
  get failure(): UgglaError | undefined {
    return this.#error;
  }

  /** Wanted languages, best first: the element's, the page's, the browser's, then those of the file. */
  get languages(): string[] {
    return [...wantedLanguages(this), ...this.fileLanguages];
  }

  /** Languages of the loaded file, its first first. */
  protected get fileLanguages(): readonly string[] {
    return [];
  }

  /** A text of the file in the language that fits best. */
  protected text(text: Text | undefined): string {
    return pickText(text, this.languages);
  }

  /** The address that `src` names, whole; `undefined` when there is none or it may not be fetched. */
  protected get sourceUrl(): string | undefined {
    return safeUrl(this.src, this.baseURI, 'fetch');
  }

  /** An address out of the file that `src` names, made whole by that file's own; `undefined` when it may not be used. */
  protected url(address: unknown, use: UrlUse, base: string | undefined = this.sourceUrl): string | undefined {
    return safeUrl(address, base ?? this.baseURI, use);
  }

  /** Loading began; what failed before is forgotten. */
  protected begin(): void {
    this.#error = undefined;
    this.#become('loading');
  }

  /** All is there: fires `uggla-ready` once the new content stands in the page. */
  protected ready(): void {
    this.#error = undefined;
    this.#become('ready');
    void this.updateComplete.then(() => {
      if (this.#status === 'ready') this.dispatchEvent(new UgglaReadyEvent());
    });
  }

  /** It cannot be shown: fires `uggla-error`. */
  protected fail(caught: unknown, code: string): void {
    this.#error = UgglaError.from(caught, code);
    this.#become('failed');
    this.dispatchEvent(new UgglaErrorEvent(this.#error));
  }

  /** Nothing is named. */
  protected reset(): void {
    this.#error = undefined;
    this.#become('idle');
  }

  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    super.attributeChangedCallback(name, old, value);
    if ((name === 'lang' || name === 'dir') && old !== value) this.requestUpdate();
  }

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, 'lang', 'dir'];
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (changed.has('theme') && !['auto', 'light', 'dark'].includes(this.theme)) {
      warnOnce(this, `theme="${String(this.theme)}" is none of auto, light, dark`);
    }
  }

  #become(status: Status): void {
    for (const name of ['loading', 'ready', 'failed'] as const) setState(this, name, name === status);
    if (this.#status !== status) {
      this.#status = status;
      this.requestUpdate();
    }
  }
}

const warned = new WeakMap<Element, Set<string>>();

/** Tells the page's author of a value that is kept but not understood; once for each element and message. */
export function warnOnce(element: Element, message: string): void {
  const told = warned.get(element) ?? new Set();
  if (told.has(message)) return;
  warned.set(element, told.add(message));
  console.warn(`<${element.localName}>: ${message}`, element);
}
