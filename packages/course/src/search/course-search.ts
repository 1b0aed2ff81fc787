import {html, nothing, type TemplateResult} from 'lit';
import {inOneLine} from '@uggla/core/in-one-line.js';
import {icon} from '@uggla/core/more-icons.js';
import {formatTime} from '@uggla/core/time.js';
import {findItem, UgglaError, type Lesson} from '@uggla/protocol';
import {lockedLessons} from '@uggla/protocol/locked.js';
import type {Hit, SearchIndex} from '@uggla/search';
import type {CourseController} from '../course/course-controller.js';
import type {CourseHost} from '../course/course-host.js';
import {renderSearchField} from '../finding/search-field.js';
import {openIndex, openLocked, type CourseIndex, type SearchServer} from './open-index.js';
import {say} from './say.js';
import {searchStyles} from './search-styles.js';

/** How long typing must rest (milliseconds) before a search begins. */
const RESTS_MS = 120;

/** What is shown of what was found: more than anybody reads. */
const MOST_SHOWN = 30;

/** How many places of one lesson are shown: a word said in every sentence must not push all else away. */
const MOST_OF_ONE = 3;

/** The styles of the search. */
export const styles = searchStyles;

/** The search through a course: titles, texts, what is said in films, and books. What is locked is not found. */
export class CourseSearch {
  readonly #host: CourseHost;
  readonly #controller: CourseController;
  #query = '';
  #hits: readonly Hit[] | undefined;
  #error: UgglaError | undefined;
  #isBusy = false;
  /** The index of a language, once it was asked for. */
  #public: {languages: string; index: Promise<CourseIndex>} | undefined;
  /** The index of locked lessons, once it was asked for. */
  #unlocked: {of: string; index: Promise<SearchIndex | undefined>} | undefined;
  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: CourseHost, controller: CourseController) {
    this.#host = host;
    this.#controller = controller;
  }

  render(): TemplateResult {
    const {words} = this.#host;
    const label = say(words, 'search');
    return html`<search class="tool" part="search" aria-label=${label}>
      <form class="search-row" @submit=${this.#submit}>
        ${icon('search')}
        ${renderSearchField({part: 'search-input', label, query: this.#query, input: this.#input})}
      </form>
      ${this.#renderAnswer()}
    </search>`;
  }

  /** Ends what waits. */
  close(): void {
    clearTimeout(this.#timer);
    this.#asked += 1;
  }

  #renderAnswer(): TemplateResult | typeof nothing {
    const {words} = this.#host;
    if (this.#error) {
      return html`<p class="quiet" part="error" role="alert">
        ${say(words, 'failed')} ${words.term('errorCode', this.#error.code)}
        <button type="button" class="secondary" @click=${() => void this.#search()}>${icon('retry')} ${say(words, 'tryAgain')}</button>
      </p>`;
    }
    if (!this.#hits) return this.#isBusy ? html`<p class="quiet">${say(words, 'searching')}</p>` : nothing;
    if (this.#hits.length === 0) return html`<p class="quiet">${say(words, 'nothing')}</p>`;
    return html`<ol class="hits" aria-label=${say(words, 'results')} aria-busy=${this.#isBusy}>
      ${this.#hits.map((hit) => html`<li>${this.#renderHit(hit)}</li>`)}
    </ol>`;
  }

  #renderHit(hit: Hit): TemplateResult {
    const {words} = this.#host;
    const {passage, excerpt} = hit;
    const lesson = findItem(this.#controller.course!, passage.lesson!) as Lesson;
    const title = this.#host.textOf(lesson.title);
    const where = [
      words.term(lesson.kind),
      passage.title === title ? '' : passage.title,
      passage.start === undefined ? '' : formatTime(passage.start),
    ];
    return html`<button type="button" class="hit" part="search-result" data-hit=${passage.id} @click=${() => this.#open(hit)}>
      <strong>${title}</strong>
      <span class="quiet">${inOneLine(where)}</span>
      <span class="excerpt">${excerpt.map(({text, match}) => (match ? html`<mark>${text}</mark>` : text))}</span>
    </button>`;
  }

  #open({passage: {lesson, start, place, text, kind}}: Hit): void {
    const at = start ?? place ?? (kind === 'article' ? text : undefined);
    this.#host.show(lesson!, at).catch((error: unknown) => this.#host.tell(error));
  }

  readonly #input = (event: Event): void => {
    this.#query = (event.target as HTMLInputElement).value;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#search(), RESTS_MS);
  };

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    void this.#search();
  };

  async #search(): Promise<void> {
    clearTimeout(this.#timer);
    const asked = ++this.#asked;
    const query = this.#query.trim();
    const host = this.#host;
    this.#error = undefined;
    if (query === '') this.#hits = undefined;
    this.#isBusy = query !== '';
    host.requestUpdate();
    if (query === '') return;
    try {
      const [{index, item}, unlocked] = await Promise.all([this.#index(), this.#unlockedIndex()]);
      if (asked !== this.#asked) return;
      const hits = [index, unlocked].flatMap((one) => one?.search(query, {items: [item], limit: 300}) ?? []);
      this.#hits = this.#shown(hits.sort((one, other) => other.score - one.score));
      host.announce(
        this.#hits.length === 0
          ? say(host.words, 'nothing')
          : say(host.words, 'found', host.words.number(this.#hits.length)),
      );
    } catch (caught) {
      this.#public = this.#unlocked = undefined; // the next search tries again
      if (asked !== this.#asked) return;
      this.#hits = undefined;
      this.#error = UgglaError.from(caught, 'search-unavailable');
      host.tell(this.#error);
    }
    this.#isBusy = false;
    host.requestUpdate();
  }

  #index(): Promise<CourseIndex> {
    const {course, base} = this.#controller;
    const languages = this.#host.languages.join();
    if (this.#public?.languages !== languages) {
      this.#public = {
        languages,
        index: openIndex(course!, base, this.#host.languages, (text) => this.#host.textOf(text)),
      };
    }
    return this.#public.index;
  }

  /** What is in lessons that were locked; nothing while all of them are. */
  async #unlockedIndex(): Promise<SearchIndex | undefined> {
    const {course, base} = this.#controller;
    if (course!.search?.locked === undefined) return undefined;
    const isOpen = (id: string) => this.#controller.standing(findItem(course!, id) as Lesson).standing !== 'locked';
    const open = [...lockedLessons(course!)].filter(isOpen);
    if (open.length === 0) return undefined;
    const {languages} = this.#host;
    const of = [...languages, ...open].join('\n'); // a server gives no more than what is open when it is asked
    if (this.#unlocked?.of !== of)
      this.#unlocked = {of, index: this.#server().then((server) => openLocked(course!, base, languages, server))};
    return this.#unlocked.index;
  }

  async #server(): Promise<SearchServer | undefined> {
    const records = this.#controller.session?.records;
    if (!records?.connections.includes('server')) return undefined;
    return {address: this.#host.serverAddress, authorization: await records.authorization('server')};
  }

  /** What is in a lesson that is there and open, and not too much of one. */
  #shown(hits: readonly Hit[]): Hit[] {
    const of = new Map<string, number>();
    return hits
      .filter(({passage, excerpt}) => {
        const lesson = passage.lesson === undefined ? undefined : findItem(this.#controller.course!, passage.lesson);
        if (!lesson || lesson.kind === 'block' || this.#controller.standing(lesson as Lesson).standing === 'locked')
          return false;
        const before = of.get(lesson.id) ?? 0;
        if (before === MOST_OF_ONE || (before > 0 && !excerpt.some(({match}) => match))) return false;
        of.set(lesson.id, before + 1);
        return true;
      })
      .slice(0, MOST_SHOWN);
  }
}
