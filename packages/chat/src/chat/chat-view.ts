import type {LocalizeController} from '@uggla/core/localize.js';
import type {Citation} from '@uggla/protocol';
import type {Draft, DraftCall} from '../conversation/message.js';
import type {Extra} from '../extras/extras.js';
import type {ChatTerms} from '../locales/terms.js';
import type {CitationControl} from './make-citation.js';

/** What the parts of the chat's template are given: the words, and what people may do. */
export interface ChatView {
  readonly words: LocalizeController<ChatTerms>;
  /** Nothing can be asked now: an answer is on its way, or the person has yet to agree. */
  readonly busy: boolean;
  /** `false`: answers are passages found, and that is said. */
  readonly generative: boolean;
  /** Seconds until asking again makes sense. */
  readonly wait: number;
  /** The nodes of an answer's text. */
  nodeOf(answer: Draft): Node | string;
  citation(citation: Citation, answer: Draft): CitationControl;
  send(text: string): void;
  stop(): void;
  regenerate(): void;
  continue(): void;
  copy(message: Draft, near: HTMLElement): void;
  /** Takes a question back into the input. */
  edit(question: Draft): void;
  /** Lets a function run, or not. */
  decide(call: DraftCall, allowed: boolean): void;
  rate(answer: Draft, value: 'up' | 'down'): void;
  /** What the extras show at a place. */
  extras(place: keyof Extra, message?: Draft): unknown;
}
