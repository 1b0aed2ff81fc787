import type {Citation} from '@uggla/protocol';
import type {AnswerView} from '../answer/answer-view.js';
import type {AnswerWords} from '../answer/make-block.js';
import type {Draft} from '../conversation/message.js';

/** What the views ask of the element. */
export interface AnswerViewsHost {
  readonly ownerDocument: Document;
  words(): AnswerWords;
  /** A control for a citation of an answer. */
  citation(citation: Citation, answer: Draft): Node;
  requestUpdate(): void;
}

/** The nodes of each answer. The Markdown code is fetched when the first of them is needed. */
export class AnswerViews {
  readonly #host: AnswerViewsHost;
  readonly #views = new Map<string, AnswerView>();
  #module: typeof import('../answer/answer-view.js') | undefined;
  #asked: Promise<void> | undefined;
  #frame = 0;

  constructor(host: AnswerViewsHost) {
    this.#host = host;
  }

  /** Fetches the Markdown code; the host is asked to render when it is there. */
  load(): Promise<void> {
    return (this.#asked ??= import('../answer/answer-view.js').then(
      (module) => {
        this.#module = module;
        this.#host.requestUpdate();
      },
      () => (this.#asked = undefined), // the network is gone: what needs it next asks again
    ));
  }

  /** The node of an answer, with its text of now; plain text until the Markdown code is there. */
  nodeOf(answer: Draft): Node | string {
    void this.load();
    if (!this.#module) return answer.text;
    let view = this.#views.get(answer.id);
    if (!view) {
      view = new this.#module.AnswerView(
        {
          words: this.#host.words(),
          citation: (citation) => this.#host.citation(citation, answer),
        },
        this.#host.ownerDocument,
      );
      this.#views.set(answer.id, view);
    }
    this.#show(view, answer);
    return view.root;
  }

  /** More has come; what is new of the text. */
  grew(answer: Draft, fresh: string): void {
    const view = this.#views.get(answer.id);
    if (view) return this.#show(view, answer, fresh);
    // Thoughts, or text before the Markdown code is there: the template shows them, once a frame.
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#host.requestUpdate();
    });
  }

  /** Forgets the nodes of answers that are gone. */
  keep(messages: readonly Draft[]): void {
    const ids = new Set(messages.map(({id}) => id));
    for (const id of this.#views.keys()) if (!ids.has(id)) this.#views.delete(id);
  }

  #show(view: AnswerView, {citations, text, state, calls}: Draft, fresh?: string): void {
    view.cite(citations);
    view.update(text, state !== 'waiting' && state !== 'streaming', calls, fresh);
  }
}
