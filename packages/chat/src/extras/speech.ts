import {html, svg, type ReactiveController, type TemplateResult} from 'lit';
import {warnOnce} from '@uggla/core/element.js';
import {UgglaErrorEvent} from '@uggla/core/events.js';
import {safeUrl} from '@uggla/core/safe-url.js';
import {stopIcon} from '../chat/icons.js';
import {namesOf} from '../chat/choices.js';
import {ChatError} from '../chat-error.js';
import type {Draft} from '../conversation/message.js';
import {adopt} from './adopt.js';
import {extraStyles} from './extra-styles.js';
import type {Extra, ExtraHost} from './extras.js';
import {listen, ownRecognition, record, staysHere, type Hearing, type Listening} from './listen.js';
import {extraWords} from './locales/extra-words.js';
import type {ExtraWords} from './locales/extra-words.js';
import {Reader, voiceFor} from './reader.js';
import {recognizerAt, type Recognizer} from './transcribe.js';

type Note =
  | 'dictateHere'
  | 'dictateOwn'
  | 'dictateAway'
  | 'dictateWriting'
  | 'dictateRefused'
  | 'dictateFailed'
  | 'readNone';

/** Dictation and reading aloud; nothing leaves the device before the person has been told where it goes. */
export class Speech implements Extra, ReactiveController {
  readonly #host: ExtraHost;
  readonly #words: ExtraWords;
  /** What people have agreed to, as long as the page stands. */
  readonly #agreed = new Set<'dictateAsk' | 'readAsk'>();
  #asking: {what: 'dictateAsk' | 'readAsk'; then: () => void} | undefined;
  #note: Note | undefined;
  #listening: Listening | undefined;
  #reader: Reader | undefined;

  constructor(host: ExtraHost) {
    this.#host = host;
    this.#words = extraWords(host.element);
    adopt(host.element, extraStyles);
    host.element.addController(this);
    host.element.addEventListener('uggla-message-send', () => this.#drop()); // what is said on belongs to no question
  }

  hostDisconnected(): void {
    this.#drop();
    this.#reader?.stop();
    this.#asking = undefined;
  }

  #drop(): void {
    if (!this.#listening) return;
    this.#listening.drop();
    this.#listening = undefined;
    this.#tell(undefined);
  }

  composer(): TemplateResult | undefined {
    if (!this.#may('in') || !(this.#recognizer || ownRecognition())) return undefined;
    const on = this.#listening !== undefined;
    const label = this.#words.term(on ? 'dictateStop' : 'dictate');
    return html`<button type="button" part="dictate" title=${label} aria-label=${label} aria-pressed=${on} @click=${this.#dictate}>${microphone()}</button>`;
  }

  message(message: Draft): TemplateResult | undefined {
    if (message.role !== 'assistant' || message.text === '' || !this.#may('out') || !('speechSynthesis' in globalThis))
      return undefined;
    const on = this.#reader?.answer === message;
    const label = this.#words.term(on ? 'readStop' : 'read');
    return html`<button type="button" part="read" title=${label} aria-label=${label} aria-pressed=${on} @click=${() => void this.#read(message, on)}>
      ${on ? stopIcon : speaker()}
    </button>`;
  }

  footer(): TemplateResult | undefined {
    if (!this.#asking)
      return (
        this.#note &&
        html`<p class="note" part="speech" role=${/Refused|Failed|None/.test(this.#note) ? 'alert' : 'note'}>${this.#words.term(this.#note)}</p>`
      );
    return html`<div part="speech" class="speech" role="group" aria-labelledby="speech-asks">
      <p id="speech-asks">${this.#words.term(this.#asking.what)}</p>
      <p class="ways">
        <button type="button" class="way primary" @click=${() => this.#answer(true)}>${this.#words.term('allow')}</button>
        <button type="button" class="way" @click=${() => this.#answer(false)}>${this.#words.term('refuse')}</button>
      </p>
    </div>`;
  }

  readonly #dictate = async (): Promise<void> => {
    if (this.#listening) return this.#listening.stop();
    const language = this.#words.locale;
    const recognizer = this.#recognizer;
    if (recognizer) return this.#listen('dictateOwn', (hearing) => record(language, recognizer, hearing));
    const here = await staysHere(language);
    const start = () =>
      this.#listen(here ? 'dictateHere' : 'dictateAway', (hearing) => listen(language, here, hearing));
    if (here) start();
    else this.#ask('dictateAsk', start);
  };

  #listen(note: Note, start: (hearing: Hearing) => Listening): void {
    if (this.#listening || !this.#host.element.isConnected) return;
    this.#reader?.stop(); // else it hears itself
    const before = this.#field?.value.replace(/\s+$/, '') ?? '';
    try {
      this.#listening = start({
        heard: (text) => this.#write([before, text].filter(Boolean).join(' ')),
        writing: () => this.#tell('dictateWriting'),
        ended: (trouble) => {
          this.#listening = undefined;
          if (trouble === 'failed') this.#failed();
          this.#tell(trouble === 'refused' ? 'dictateRefused' : trouble === 'failed' ? 'dictateFailed' : undefined);
          this.#field?.focus();
        },
      });
      this.#tell(note);
    } catch {
      this.#failed();
      this.#tell('dictateFailed');
    }
  }

  async #read(answer: Draft, on: boolean): Promise<void> {
    this.#reader?.stop();
    if (on) return;
    const voice = await voiceFor(this.#words.locale);
    if (!voice) return this.#tell('readNone');
    const start = () => {
      if (!this.#host.element.isConnected) return;
      this.#reader?.stop();
      this.#note = undefined;
      this.#reader = new Reader(answer, voice, () => {
        this.#reader = undefined;
        this.#host.element.requestUpdate();
      });
      this.#host.element.requestUpdate();
    };
    if (voice.localService) start();
    else this.#ask('readAsk', start);
  }

  /** Asks once; what was agreed to is not asked again. */
  #ask(what: 'dictateAsk' | 'readAsk', then: () => void): void {
    if (this.#agreed.has(what)) return then();
    this.#asking = {what, then};
    this.#host.say(this.#words.term(what));
    this.#host.element.requestUpdate();
    void this.#host.element.updateComplete.then(() =>
      this.#host.element.renderRoot.querySelector<HTMLElement>('[part=speech] button')?.focus(),
    );
  }

  #answer(allowed: boolean): void {
    const {what, then} = this.#asking!;
    this.#asking = undefined;
    this.#host.element.requestUpdate();
    if (!allowed) return;
    this.#agreed.add(what);
    then();
  }

  /** Puts what was heard into the field, as if it had been typed. */
  #write(text: string): void {
    const field = this.#field;
    if (!field) return;
    field.value = text;
    field.dispatchEvent(new Event('input', {bubbles: true}));
  }

  #tell(note: Note | undefined): void {
    this.#note = note;
    if (note && !/Refused|Failed|None/.test(note)) this.#host.say(this.#words.term(note));
    this.#host.element.requestUpdate();
  }

  #failed(): void {
    this.#host.element.dispatchEvent(
      new UgglaErrorEvent(new ChatError('chat-speech-failed', 'What was said could not be written down')),
    );
  }

  #may(what: 'in' | 'out'): boolean {
    return namesOf(this.#host.element.speech).includes(what);
  }

  get #field(): HTMLTextAreaElement | null {
    return this.#host.element.renderRoot.querySelector<HTMLTextAreaElement>('#input');
  }

  /** The page's own recogniser; with the chat's headers where it is the engine's neighbour. */
  get #recognizer(): Recognizer | undefined {
    const {element, session} = this.#host;
    const {recognizer} = element;
    if (typeof recognizer === 'function') return recognizer;
    if (!recognizer) return undefined;
    const address = safeUrl(recognizer, element.baseURI, 'fetch');
    if (address === undefined) return (warnOnce(element, `recognizer="${recognizer}" is no address`), undefined);
    const engine = safeUrl(element.endpoint, element.baseURI, 'fetch');
    const neighbours = engine !== undefined && new URL(engine).origin === new URL(address).origin;
    return recognizerAt(address, neighbours ? session.settings.headers : undefined);
  }
}

function microphone(): TemplateResult {
  return draw(svg`<rect x="9" y="3" width="6" height="11" rx="3"/><path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3"/>`);
}

function speaker(): TemplateResult {
  return draw(
    svg`<path d="M4 9.5h3.5L12 5.5v13l-4.5-4H4zM15.5 9a4 4 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11" stroke-linejoin="round"/>`,
  );
}

function draw(shape: unknown): TemplateResult {
  return html`<svg viewBox="0 0 24 24" width="1em" height="1em" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" aria-hidden="true">${shape}</svg>`;
}
