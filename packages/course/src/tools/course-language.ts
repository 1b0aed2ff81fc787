import {html, nothing, type TemplateResult} from 'lit';
import {isRightToLeft, matchLanguage, pickByLanguage} from '@uggla/protocol';
import type {CourseController} from '../course/course-controller.js';
import type {CourseHost} from '../course/course-host.js';

/** What was set here on each element. Any other `lang` is the page's own: then the page decides, and nothing is offered. */
const given = new WeakMap<CourseHost, {language: string; withDirection: boolean}>();

/**
 * The language of a course that has several, where the page leaves it open: what the learner chose, else what their LMS says
 * of them, else what the page and the browser want. What is done is the course's, whatever language it is done in.
 */
export class CourseLanguage {
  readonly #host: CourseHost;
  readonly #controller: CourseController;
  readonly #offered: readonly string[];
  /** In which order languages were wanted when the lesson on the screen was opened. */
  #wanted: readonly string[];

  constructor(host: CourseHost, controller: CourseController) {
    const {languages} = controller.course!;
    this.#host = host;
    this.#controller = controller;
    const isOpen = !host.lang || host.lang === given.get(host)?.language;
    this.#offered = isOpen && languages.length > 1 ? languages : [];
    const chosen = this.#offered.length > 0 ? this.#chosen : undefined;
    if (chosen) this.#set(chosen);
    else if (isOpen) this.#unset();
    this.#wanted = host.languages;
  }

  /** What the learner chooses by. */
  render(label: string): TemplateResult | typeof nothing {
    this.#follow();
    const shown = matchLanguage(this.#offered, this.#host.languages);
    if (this.#offered.length === 0) return nothing;
    const choose = (event: Event) => this.#choose((event.target as HTMLSelectElement).value);
    return html`<select class="language" part="language" aria-label=${label} @change=${choose}>
      ${this.#offered.map(
        (one) => html`<option value=${one} lang=${one} .selected=${one === shown}>${nameOf(one)}</option>`,
      )}
    </select>`;
  }

  /** Keeps it where the LMS has a place for it, and in this browser: some LMSs take it and forget it. */
  #choose(language: string): void {
    const before = this.#ofLms;
    this.#set(language);
    this.#controller.session?.records?.keepLanguage(language);
    try {
      localStorage.setItem(this.#key, `${language} ${before}`);
    } catch {
      // Storage is forbidden: the choice holds for this visit.
    }
  }

  /** What was chosen in this browser; an LMS that says something new since then was told it elsewhere. */
  get #chosen(): string | undefined {
    const ofLms = this.#ofLms;
    const [language = '', before] = read(this.#key).split(' ');
    return this.#offered.includes(language) && (ofLms === '' || ofLms === before) ? language : ofLms || undefined;
  }

  /** The course's language that fits best what an LMS says of the learner; empty where none says anything that fits. */
  get #ofLms(): string {
    return matchLanguage(this.#offered, this.#controller.session?.records?.languages ?? []) ?? '';
  }

  /** Others may learn in the same browser. */
  get #key(): string {
    const {account, mbox = ''} = this.#controller.session?.records?.learner ?? {};
    return `uggla-course:${this.#controller.course!.id}:language:${account?.name ?? mbox}`;
  }

  #set(language: string): void {
    const host = this.#host;
    const withDirection = given.get(host)?.withDirection ?? !host.dir;
    given.set(host, {language, withDirection});
    host.lang = language;
    if (withDirection) host.dir = isRightToLeft(language) ? 'rtl' : 'ltr';
  }

  #unset(): void {
    const before = given.get(this.#host);
    if (!before) return;
    given.delete(this.#host);
    this.#host.removeAttribute('lang');
    if (before.withDirection) this.#host.removeAttribute('dir');
  }

  /** A lesson that is another file in each language is opened again in the new one; all other words have changed by themselves. */
  #follow(): void {
    const [before, now] = [this.#wanted, this.#host.languages];
    if (before.join() === now.join()) return;
    this.#wanted = now;
    const {open} = this.#controller;
    if (!open) return;
    const {notes, content, book, document} = open.lesson as Partial<Record<string, Readonly<Record<string, unknown>>>>;
    const isOther = (files: Readonly<Record<string, unknown>> | undefined) =>
      files !== undefined && pickByLanguage(files, before)?.[0] !== pickByLanguage(files, now)?.[0];
    if (![notes, content, book, document].some(isOther)) return;
    queueMicrotask(() => {
      if (this.#controller.open === open) this.#controller.reopen();
    });
  }
}

function read(key: string): string {
  try {
    return localStorage.getItem(key) ?? '';
  } catch {
    return '';
  }
}

/** A language in its own words, as it stands alone: `Español`. */
function nameOf(language: string): string {
  try {
    const name = new Intl.DisplayNames(language, {type: 'language'}).of(language) ?? language;
    return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
  } catch {
    return language; // a tag that is none
  }
}
