import type {Delta} from './provider.js';

const OPEN = '<think>';
const CLOSE = '</think>';

/**
 * Takes a model's thoughts out of its answer where the server left them in: an answer that begins with `<think>` has
 * them up to `</think>`. The tags may come in pieces.
 */
export class ThinkSplitter {
  #state: 'start' | 'thinking' | 'answer' = 'start';
  #held = '';

  /** The pieces that `text` completes. */
  push(text: string): Delta[] {
    if (this.#state === 'answer') return [{type: 'text', text}];
    this.#held += text;
    if (this.#state === 'start') {
      const seen = this.#held.trimStart();
      if (seen.startsWith(OPEN)) {
        this.#state = 'thinking';
        this.#held = seen.slice(OPEN.length);
      } else if (OPEN.startsWith(seen)) return []; // not to be told yet
      else return this.#answer(this.#held);
    }
    const end = this.#held.indexOf(CLOSE);
    if (end >= 0) {
      const thought = this.#held.slice(0, end);
      const answer = this.#held.slice(end + CLOSE.length).trimStart();
      return [...(thought ? [{type: 'reasoning', text: thought} as const] : []), ...this.#answer(answer)];
    }
    const safe = this.#held.length - tailOf(this.#held);
    const thought = this.#held.slice(0, safe);
    this.#held = this.#held.slice(safe);
    return thought ? [{type: 'reasoning', text: thought}] : [];
  }

  /** What was held back, at the end of the answer. */
  end(): Delta[] {
    const held = this.#held;
    this.#held = '';
    if (!held) return [];
    return [{type: this.#state === 'thinking' ? 'reasoning' : 'text', text: held}];
  }

  #answer(text: string): Delta[] {
    this.#state = 'answer';
    this.#held = '';
    return text ? [{type: 'text', text}] : [];
  }
}

/** How many characters at the end of `text` may be the begin of the closing tag. */
function tailOf(text: string): number {
  for (let length = Math.min(CLOSE.length - 1, text.length); length > 0; length--) {
    if (CLOSE.startsWith(text.slice(-length))) return length;
  }
  return 0;
}
