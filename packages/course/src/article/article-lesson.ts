import {html} from 'lit';
import {renderArticle} from '@uggla/core/rich-text.js';
import {isRightToLeft, pickByLanguage, type Article} from '@uggla/protocol';
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
  /** What to show, when someone asked for it before the text was there. */
  #wanted: string | undefined;

  constructor(context: LessonContext<'article'>) {
    this.#context = context;
    void this.#load();
  }

  render(): unknown {
    if (!this.#body) return html`<p class="quiet" aria-busy="true">${this.#context.words.term('loadingLesson')}</p>`;
    return this.#body.element;
  }

  seek(words: number | string): void {
    if (typeof words !== 'string') return;
    if (this.#body) void this.#show(words);
    else this.#wanted = words;
  }

  spot(): {quote?: string} {
    const quote = this.#body && firstInView(this.#body.element);
    return quote ? {quote} : {};
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
      if (this.#wanted !== undefined) await this.#show(this.#wanted);
    } catch (caught) {
      if (!signal.aborted) this.#context.fail(caught);
    }
  }

  /** Brings the block into view that says `words`, and puts the focus there. */
  async #show(words: string): Promise<void> {
    await new Promise(requestAnimationFrame); // after the heading of the lesson has had the focus
    const block = this.#body && findBlock(this.#body.element, words);
    if (!block) return;
    block.tabIndex = -1;
    block.focus({preventScroll: true});
    block.scrollIntoView({block: 'start'});
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

/** The block of a text that says `words`; what holds several paragraphs may be named by any of them. */
function findBlock(prose: HTMLElement, words: string): HTMLElement | undefined {
  const plain = (text: string | null) => (text ?? '').replace(/\s+/g, ' ').trim();
  const wanted = plain(words);
  const blocks = [...prose.children].filter(
    (one): one is HTMLElement => one instanceof HTMLElement && plain(one.textContent) !== '',
  );
  const inside = blocks.filter((one) => wanted.includes(plain(one.textContent)));
  // A heading alone stands before what it is about; a long paragraph is only begun by what is looked for.
  return (
    inside.find((one) => !/^H\d$/.test(one.tagName)) ??
    inside[0] ??
    blocks.find((one) => wanted !== '' && plain(one.textContent).includes(wanted))
  );
}

/** So much (characters) of a block is enough to find it again. */
const QUOTED = 160;

/** The first words of the block that is the first in view; of the last, when all were scrolled past. */
function firstInView(prose: HTMLElement): string | undefined {
  const blocks = [...prose.children].filter((one) => one.textContent?.trim());
  const seen = blocks.find((one) => one.getBoundingClientRect().bottom > 0) ?? blocks.at(-1);
  return seen?.textContent?.replace(/\s+/g, ' ').trim().slice(0, QUOTED);
}

/** A text as an element, in its own language and direction. */
function makeProse(article: Article, url: string): HTMLElement {
  const element = document.createElement('div');
  element.className = 'prose';
  element.lang = article.language;
  element.dir = isRightToLeft(article.language) ? 'rtl' : 'ltr';
  element.append(renderArticle(article, url));
  return element;
}

/** A text without any tracking: notes beside a lesson. */
export async function loadProse(address: string, base: string, signal: AbortSignal): Promise<HTMLElement> {
  const {article, url} = await loadArticle(address, base, signal);
  return makeProse(article, url);
}
