import {html} from 'lit';
import {pickByLanguage} from '@uggla/protocol';
import type {LessonContext, LessonView} from '../course/lesson-view.js';
import {kindOf, loadBytes} from '../frame/load-bytes.js';
import {bookStyles} from './book-styles.js';
import {BookView, type BookPlace} from './book-view.js';
import type {Notebook} from '../notes/notebook.js';
import {ReadingPages} from './reading-pages.js';

/** The styles of books. */
export const styles = bookStyles;

/** A book (EPUB or PDF) to read: its place is kept, and what stood on the screen counts as read. */
export function open(context: LessonContext<'book'>): LessonView {
  return new BookLesson(context);
}

class BookLesson implements LessonView {
  readonly #context: LessonContext<'book'>;
  readonly #abort = new AbortController();
  readonly #pages: ReadingPages;
  readonly #view: BookView;
  /** Where to begin, when someone said it before the book was there. */
  #startAt: string | undefined;
  #isGiven = false;
  #notebook: Notebook | undefined;

  constructor(context: LessonContext<'book'>) {
    this.#context = context;
    this.#pages = new ReadingPages(context.done.ranges);
    const chosen = pickByLanguage(context.lesson.book, context.languages)?.[1];
    this.#view = new BookView(
      context as unknown as LessonContext,
      context.text(chosen?.title ?? context.lesson.title),
      {
        opened: () => context.update({viewed: true}),
        moved: (place) => this.#moved(place),
        failed: (error) => context.fail(error),
        highlight: (place, quote) => this.#notebook?.add(context.lesson.id, 'highlight', {place, quote}),
        unmark: (id) => {
          const mark = this.#notebook?.all.find((one) => one.id === id);
          if (mark) this.#notebook?.remove(mark);
        },
      },
    );
    context.notebook().then(
      (notebook) => {
        this.#notebook = notebook;
        context.host.requestUpdate();
      },
      () => undefined, // a book can be read without highlights
    );
    if (chosen) void this.#load(chosen.src, chosen.type);
  }

  render(): unknown {
    const own =
      this.#notebook?.all.filter(
        ({lesson, kind, removed}) => lesson === this.#context.lesson.id && kind === 'highlight' && !removed,
      ) ?? [];
    this.#view.mark(own.flatMap(({id, place}) => (place === undefined ? [] : [{id, place}])));
    return html`${this.#view.render()}`;
  }

  seek(place: number | string): void {
    if (typeof place !== 'string') return;
    if (this.#isGiven) this.#view.go(place);
    else this.#startAt = place;
  }

  spot(): {place?: string; quote?: string} {
    const {place} = this.#context.done;
    const chapter = this.#view.chapter;
    return {...(place ? {place} : {}), ...(chapter ? {quote: chapter} : {})};
  }

  tick(): void {
    if (this.#pages.tick(performance.now() / 1000)) this.#keep();
  }

  close(): void {
    this.#abort.abort();
    this.#view.close();
  }

  async #load(address: string, type: string | undefined): Promise<void> {
    const {signal} = this.#abort;
    try {
      const file = await loadBytes(address, this.#context.base, 'book', signal);
      if (signal.aborted) return;
      this.#isGiven = true;
      this.#view.open(file.bytes, kindOf(file.bytes, file.url, type, file.type), this.#context.done.place);
      if (this.#startAt !== undefined) this.#view.go(this.#startAt);
    } catch (error) {
      if (!signal.aborted) this.#context.fail(error);
    }
  }

  #moved({place, start, end}: BookPlace): void {
    const clock = performance.now() / 1000;
    if (this.#pages.tick(clock)) this.#keep(); // the page that is left
    this.#pages.show(start, end, clock);
    this.#context.update({place});
  }

  #keep(): void {
    this.#context.update({ranges: this.#pages.ranges, read: Math.max(this.#pages.share, this.#context.done.read ?? 0)});
  }
}
