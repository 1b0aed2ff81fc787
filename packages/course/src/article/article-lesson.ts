import {html} from 'lit';
import {renderArticle} from '@uggla/core/rich-text.js';
import {pickByLanguage, type Article} from '@uggla/protocol';
import type {LessonContext, LessonView} from '../course/lesson-view.js';
import {loadArticle} from './load-article.js';
import {countWords, ReadingTracker} from './reading-tracker.js';

/** A text to read. It is read when its end came into view and the time it takes has passed. */
export function open(context: LessonContext<'article'>): LessonView {
  return new ArticleLesson(context);
}

class ArticleLesson implements LessonView {
  readonly #context: LessonContext<'article'>;
  readonly #abort = new AbortController();
  #body: ArticleBody | undefined;

  constructor(context: LessonContext<'article'>) {
    this.#context = context;
    void this.#load();
  }

  render(): unknown {
    if (!this.#body) return html`<p class="quiet" aria-busy="true">${this.#context.words.term('loadingLesson')}</p>`;
    return this.#body.element;
  }

  tick(): void {
    this.#body?.tracker.tick();
  }

  close(): void {
    this.#abort.abort();
    this.#body?.tracker.close();
  }

  async #load(): Promise<void> {
    const {lesson, languages, base, host} = this.#context;
    const {signal} = this.#abort;
    try {
      const address = pickByLanguage(lesson.content, languages)?.[1] ?? '';
      const {article, url} = await loadArticle(address, base, signal);
      if (signal.aborted) return;
      this.#context.update({viewed: true});
      this.#body = new ArticleBody(article, url, this.#context.done.read ?? 0, () => this.#read());
      host.requestUpdate();
    } catch (caught) {
      if (!signal.aborted) this.#context.fail(caught);
    }
  }

  #read(): void {
    const read = this.#body?.tracker.share ?? 0;
    if (read > (this.#context.done.read ?? 0)) this.#context.update({read});
  }
}

/** A text on the screen, and how much of it was read. */
export class ArticleBody {
  readonly element: HTMLElement;
  readonly tracker: ReadingTracker;

  /** @param before - The share that was read on earlier visits. */
  constructor(article: Article, url: string, before: number, changed: () => void) {
    this.element = makeProse(article, url);
    const words = article.words ?? countWords(this.element.textContent ?? '');
    // A last block higher than the screen has no moment that an observer would tell; a line behind it has.
    const end = document.createElement('div');
    end.className = 'end';
    this.element.append(end);
    this.tracker = new ReadingTracker([...this.element.children], words, before, changed);
  }
}

/** A text as an element, in its own language. */
export function makeProse(article: Article, url: string): HTMLElement {
  const element = document.createElement('div');
  element.className = 'prose';
  element.lang = article.language;
  element.append(renderArticle(article, url));
  return element;
}

/** A text without any tracking: notes beside a lesson. */
export async function loadProse(address: string, base: string, signal: AbortSignal): Promise<HTMLElement> {
  const {article, url} = await loadArticle(address, base, signal);
  return makeProse(article, url);
}
