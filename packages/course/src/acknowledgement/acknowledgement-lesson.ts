import {css, html, nothing} from 'lit';
import {icon} from '@uggla/core/more-icons.js';
import {extensions, pickByLanguage, type Statement} from '@uggla/protocol';
import {bookStyles} from '../book/book-styles.js';
import {isDueAgain} from '../course/lesson-state.js';
import type {LessonContext, LessonView} from '../course/lesson-view.js';
import {kindOf, loadBytes} from '../frame/load-bytes.js';
import {acknowledgementStyles} from './acknowledgement-styles.js';
import {checkDocument} from './check-document.js';
import {showDocument, type DocumentView} from './document-view.js';
import {say} from './say.js';

/** The styles of documents to accept. */
export const styles = css`
  ${bookStyles}
  ${acknowledgementStyles}
`;

/** A document that is read to its end and accepted by name. What is shown is what was checked, byte for byte. */
export function open(context: LessonContext<'acknowledgement'>): LessonView {
  return new AcknowledgementLesson(context);
}

class AcknowledgementLesson implements LessonView {
  readonly #context: LessonContext<'acknowledgement'>;
  readonly #abort = new AbortController();
  #document: DocumentView | undefined;
  /** Whether the fingerprint was checked; `undefined` when this page cannot. */
  #isChecked: true | undefined;
  #name = '';
  #hint: 'readFirst' | 'nameNeeded' | undefined;

  constructor(context: LessonContext<'acknowledgement'>) {
    this.#context = context;
    void this.#load();
  }

  render(): unknown {
    const {words} = this.#context;
    const {version, sha256} = this.#chosen;
    if (!this.#document) return html`<p class="quiet" aria-busy="true">${say(words, 'loadingDocument')}</p>`;
    return html`<div class="acknowledgement">
      <div class="quiet facts">
        <span>${say(words, 'documentVersion', version)}</span>
        <details>
          <summary>${say(words, 'fingerprint')}</summary>
          <code>${sha256}</code>
        </details>
      </div>
      ${
        this.#isChecked
          ? html`<p class="quiet">${icon('check')} ${say(words, 'checked')}</p>`
          : html`<p class="note" role="note">${icon('warning')} ${say(words, 'unchecked')}</p>`
      }
      ${this.#document.render()} ${this.#isSigned ? this.#renderSigned() : this.#context.mode === 'normal' ? this.#renderForm() : nothing}
    </div>`;
  }

  tick(): void {
    this.#document?.tick();
  }

  close(): void {
    this.#abort.abort();
    this.#document?.close();
  }

  #renderSigned(): unknown {
    const {words, done} = this.#context;
    const {name = '', at = ''} = done.signed ?? {};
    return html`<div class="signed" tabindex="-1">
      <p>${icon('check')} <strong>${say(words, 'acceptedBy', name, words.date(new Date(at), {dateStyle: 'long', timeStyle: 'short'}))}</strong></p>
      <p class="quiet">${this.#sentence}</p>
    </div>`;
  }

  #renderForm(): unknown {
    const {words, lesson, done} = this.#context;
    const {signed} = done;
    const isRead = this.#document?.isRead ?? false;
    const hint = this.#hint ?? (isRead ? undefined : 'readFirst');
    return html`<form class="accept" novalidate @submit=${this.#accept}>
      ${
        signed
          ? html`<p class="note">
            ${this.#isOther(signed.version) ? say(words, 'acceptedOther', signed.version) : say(words, 'acceptedBefore', words.date(new Date(signed.at)))}
          </p>`
          : nothing
      }
      <p class="sentence">${this.#sentence}</p>
      <label>
        <span>${say(words, 'yourName')}</span>
        <input
          part="name"
          name="name"
          autocomplete="name"
          required
          maxlength="200"
          .value=${this.#name}
          aria-invalid=${this.#hint === 'nameNeeded'}
          aria-describedby=${hint ? 'accept-hint' : nothing}
          @input=${this.#write}
        />
      </label>
      <div class="actions">
        <button type="submit" part="accept" class="primary" aria-disabled=${!isRead} aria-describedby=${hint ? 'accept-hint' : nothing}>
          ${say(words, lesson.verb === 'agree' ? 'accept' : 'acknowledge')}
        </button>
        ${hint ? html`<p class="quiet" id="accept-hint">${say(words, hint)}</p>` : nothing}
      </div>
    </form>`;
  }

  readonly #write = (event: Event): void => {
    this.#name = (event.target as HTMLInputElement).value;
    if (this.#hint) {
      this.#hint = undefined;
      this.#context.host.requestUpdate();
    }
  };

  readonly #accept = (event: Event): void => {
    event.preventDefault();
    const {words, host} = this.#context;
    const name = this.#name.trim().replace(/\s+/g, ' ');
    this.#hint = !this.#document?.isRead ? 'readFirst' : name.length < 2 ? 'nameNeeded' : undefined;
    if (this.#hint) {
      this.#context.announce(say(words, this.#hint));
      if (this.#hint === 'nameNeeded') host.renderRoot.querySelector<HTMLElement>('form.accept input')?.focus();
      host.requestUpdate();
      return;
    }
    this.#sign(name);
  };

  #sign(name: string): void {
    const {lesson, host} = this.#context;
    const {sha256, version, url, language} = this.#chosen;
    const statement = this.#context.record((maker) => {
      const made = maker.acknowledged(lesson, {document: url, sha256, version, text: this.#sentence, name, language});
      return this.#isChecked ? made : withUnchecked(made);
    });
    this.#context.update({signed: {sha256, version, at: new Date().toISOString(), name}, read: 1, viewed: true});
    if (statement) this.#context.acknowledged(statement);
    host.requestUpdate();
    void host.updateComplete.then(() => host.renderRoot.querySelector<HTMLElement>('.signed')?.focus());
  }

  async #load(): Promise<void> {
    const {base, host} = this.#context;
    const {src, sha256, type, title} = this.#chosen;
    const {signal} = this.#abort;
    try {
      const file = await loadBytes(src, base, 'document', signal);
      const isChecked = await checkDocument(file.bytes, sha256, file.url);
      if (signal.aborted) return;
      this.#isChecked = isChecked;
      this.#document = showDocument(this.#context, {
        bytes: file.bytes,
        url: file.url,
        kind: kindOf(file.bytes, file.url, type, file.type),
        title,
      });
      this.#context.update({viewed: true});
      host.requestUpdate();
    } catch (error) {
      if (!signal.aborted) this.#context.fail(error);
    }
  }

  /** The document in the language that fits, and what names it in the record. */
  get #chosen() {
    const {lesson, languages, published, course} = this.#context;
    const [language, document] = pickByLanguage(lesson.document, languages) ?? [course.languages[0] ?? 'en', undefined];
    const src = document?.src ?? '';
    return {
      language,
      src,
      url: new URL(src, published).href,
      type: document?.type,
      sha256: document?.sha256 ?? '',
      version: document?.version ?? '',
      title: this.#context.text(document?.title ?? lesson.title),
    };
  }

  /** What the person accepts, word for word as it stands on the screen. */
  get #sentence(): string {
    const {lesson, words} = this.#context;
    const {title, version} = this.#chosen;
    const own = this.#context.text(lesson.statement);
    return own || say(words, lesson.verb === 'agree' ? 'agreeText' : 'acceptText', title, version);
  }

  /** It was accepted, and is not due again. */
  get #isSigned(): boolean {
    const {lesson, done, languages} = this.#context;
    return done.signed !== undefined && !isDueAgain(lesson, done, new Date(), languages);
  }

  /** Whether no language has the document in this version any more. */
  #isOther(version: string): boolean {
    return Object.values(this.#context.lesson.document).every((document) => document.version !== version);
  }
}

/** The record says that the page could not check the fingerprint. */
function withUnchecked(statement: Statement): Statement {
  const {context} = statement;
  return {
    ...statement,
    context: {...context, extensions: {...context?.extensions, [extensions.documentUnchecked]: true}},
  };
}
