import type {Citation} from '@uggla/protocol';
import {MarkdownTree} from './markdown-tree.js';
import type {AnswerWords} from './make-block.js';

/** What gives a block of code its colours is fetched for the first one that names its language; else it is black and white. */
function colourLater(code: HTMLElement, language: string): void {
  if (language)
    import('./highlight.js').then(
      ({colour}) => colour(code, language),
      () => {},
    );
}

/** What reads formulas, fetched for the first sign of one; `null` where it cannot be had. */
let formulas: typeof import('./formulas.js') | null | undefined;

/** What an answer's view asks of its owner. */
export interface AnswerViewOptions {
  words: AnswerWords;
  /** A control for a citation of this answer. */
  citation(citation: Citation): Node;
}

/**
 * One answer as nodes. Give it the whole text as often as you like: only what is new is parsed, once a frame (at once
 * in a hidden tab, which has no frames).
 */
export class AnswerView {
  readonly root: HTMLElement;
  readonly #options: AnswerViewOptions;
  #tree: MarkdownTree;
  #text = '';
  /** Where the text was broken off to call a function: what stands before is whole. */
  #breaks: readonly number[] = [];
  #begun = 0;
  #written = 0;
  /** The text behind what is written; `undefined`: it has to be cut off the whole. */
  #ahead: string | undefined = '';
  /** The character that was written last: what follows may be read by it. */
  #last = '';
  #final = false;
  #ended = false;
  #asked: Promise<void> | undefined;
  #frame = 0;
  #citations: readonly Citation[] = [];
  /** The `[n]` of the text whose citation has not come yet. */
  #unknown: {index: number; node: ChildNode}[] = [];

  constructor(options: AnswerViewOptions, document: Document) {
    this.#options = options;
    this.root = document.createElement('div');
    this.root.className = 'text';
    this.#tree = this.#plant();
  }

  /**
   * Shows `text`, the whole of it so far, with the calls in it; `final` when no more comes. Who knows what is new of it says so
   * (`fresh`): engines of JavaScript copy the whole of a text that has grown when a part of it is cut off.
   */
  update(text: string, final: boolean, calls: readonly {at: number}[] = [], fresh?: string): void {
    if (this.#ended && text.length === this.#text.length) return;
    // A text only grows; to compare it whole for each token would cost more than to show it.
    if (this.#ended || text.length < this.#written) this.#replant();
    const growth = text.length - this.#text.length;
    if (growth !== 0)
      this.#ahead = growth === fresh?.length && this.#ahead !== undefined ? this.#ahead + fresh : undefined;
    this.#text = text;
    this.#breaks = calls.map(({at}) => at);
    this.#final = final;
    if (final || document.hidden) this.flush();
    else this.#frame ||= requestAnimationFrame(() => this.flush());
  }

  /** The citations known so far: `[n]` in the text becomes the control of citation n. */
  cite(citations: readonly Citation[]): void {
    this.#citations = citations;
    this.#unknown = this.#unknown.filter(({index, node}) => {
      const citation = this.#find(index);
      if (citation) node.replaceWith(this.#options.citation(citation));
      return !citation;
    });
  }

  /** Writes what waits for the next frame. */
  flush(): void {
    if (this.#frame) cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    for (;;) {
      const end = this.#breaks.find((at) => at > this.#begun);
      if (!this.#write(end, this.#final || end !== undefined)) return;
      if (end === undefined) break;
      this.#tree.end();
      this.#begun = end;
      this.#tree = this.#plant();
    }
    if (this.#final && !this.#ended) {
      this.#ended = true;
      this.#tree.end();
    }
  }

  /** Writes what is new of the text, up to that place in it; whether it could. */
  #write(end: number | undefined, final: boolean): boolean {
    const ahead = (this.#ahead ??= this.#text.slice(this.#written));
    const fresh = end === undefined ? ahead : ahead.slice(0, Math.max(0, end - this.#written));
    if (formulas) {
      const {length} = this.#last;
      this.#passed(formulas.write(this.#tree, this.#last + fresh, length, final) - length);
      return true;
    }
    const plain = formulas === null ? fresh : /^[^$\\]*/.exec(fresh)![0];
    this.#tree.write(plain);
    this.#passed(plain.length);
    if (plain === fresh) return true;
    // What follows a sign waits until it is known what the sign is: asked once, whatever comes meanwhile.
    void (this.#asked ??= import('./formulas.js')
      .catch(() => null)
      .then((module) => ((formulas = module), this.flush())));
    return false;
  }

  /** So many characters more are written. */
  #passed(count: number): void {
    if (count === 0) return;
    this.#last = this.#ahead![count - 1]!;
    this.#ahead = this.#ahead!.slice(count);
    this.#written += count;
  }

  #plant(): MarkdownTree {
    return new MarkdownTree(this.root, {
      words: this.#options.words,
      citation: (index) => this.#cite(index),
      code: colourLater,
    });
  }

  #replant(): void {
    this.root.replaceChildren();
    this.#unknown = [];
    this.#begun = this.#written = 0;
    this.#ahead = undefined;
    this.#last = '';
    this.#ended = false;
    this.#tree = this.#plant();
  }

  #cite(index: number): Node {
    const citation = this.#find(index);
    if (citation) return this.#options.citation(citation);
    const node = this.root.ownerDocument.createTextNode(`[${index}]`);
    this.#unknown.push({index, node});
    return node;
  }

  #find(index: number): Citation | undefined {
    return this.#citations.find((citation) => citation.index === index);
  }
}
