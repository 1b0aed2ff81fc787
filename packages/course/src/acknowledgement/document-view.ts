import {html} from 'lit';
import {UgglaError, validate, type Article} from '@uggla/protocol';
import {articleSchema} from '@uggla/protocol/generated/article-schema.js';
import {ArticleBody} from '../article/article-lesson.js';
import {BookView} from '../book/book-view.js';
import {ReadingPages} from '../book/reading-pages.js';
import type {LessonContext} from '../course/lesson-view.js';
import type {DocumentKind} from '../frame/load-bytes.js';

/** A document on the screen; it knows whether it was read to its end. */
export interface DocumentView {
  readonly isRead: boolean;
  render(): unknown;
  tick(): void;
  close(): void;
}

/** A document out of the very bytes that were checked: a text (JSON tree), or a PDF or EPUB in the frame. */
export function showDocument(
  context: LessonContext<'acknowledgement'>,
  {bytes, url, kind, title}: {bytes: ArrayBuffer; url: string; kind: DocumentKind; title: string},
): DocumentView {
  if (kind === 'article') return new TextDocument(context, parse(bytes, url), url);
  if (kind === 'unknown') {
    throw new UgglaError('document-kind-unsupported', `${url} is neither a text of the build nor a PDF`, {
      file: url,
      cure: 'Publish the document as Markdown or PDF.',
    });
  }
  return new FramedDocument(context, bytes, kind, title);
}

function parse(bytes: ArrayBuffer, url: string): Article {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    throw new UgglaError('article-invalid', `${url} is no JSON`, {cause, file: url});
  }
  return validate<Article>('article', articleSchema, value, url);
}

class TextDocument implements DocumentView {
  readonly #body: ArticleBody;

  constructor(context: LessonContext<'acknowledgement'>, article: Article, url: string) {
    this.#body = new ArticleBody(article, url, 0, () => {
      const {share} = this.#body.tracker;
      if (share > (context.done.read ?? 0)) context.update({read: share});
      if (share >= 1) context.host.requestUpdate();
    });
  }

  get isRead(): boolean {
    return this.#body.tracker.share >= 1;
  }

  render(): unknown {
    return html`<div class="document">${this.#body.element}</div>`;
  }

  tick(): void {
    this.#body.tracker.tick();
  }

  close(): void {
    this.#body.tracker.close();
  }
}

class FramedDocument implements DocumentView {
  readonly #context: LessonContext<'acknowledgement'>;
  readonly #pages = new ReadingPages();
  readonly #view: BookView;

  constructor(context: LessonContext<'acknowledgement'>, bytes: ArrayBuffer, kind: DocumentKind, title: string) {
    this.#context = context;
    this.#view = new BookView(context as unknown as LessonContext, title, {
      moved: ({place, start, end}) => {
        this.tick();
        this.#pages.show(start, end, performance.now() / 1000);
        context.update({place});
      },
      failed: (error) => context.fail(error),
    });
    this.#view.open(bytes, kind, undefined);
  }

  get isRead(): boolean {
    return this.#pages.isAtEnd;
  }

  render(): unknown {
    return this.#view.render();
  }

  tick(): void {
    if (!this.#pages.tick(performance.now() / 1000)) return;
    this.#context.update({read: Math.max(this.#pages.share, this.#context.done.read ?? 0)});
    this.#context.host.requestUpdate();
  }

  close(): void {
    this.#view.close();
  }
}
