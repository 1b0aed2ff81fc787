import type {Delta} from './provider.js';

/** A piece of a function call, as engines stream it: the name first, then its arguments bit by bit. */
export interface ToolCallPiece {
  type: 'tool-call-piece';
  /** Which of several calls it belongs to. */
  index: number;
  id?: string | undefined;
  name?: string | undefined;
  arguments: string;
}

/** Puts the pieces of calls together; what is never ended is never given out. */
export class ToolCallPieces {
  readonly #calls = new Map<number, {id: string; name: string; arguments: string}>();

  add({index, id, name, arguments: text}: ToolCallPiece): void {
    const call = this.#calls.get(index) ?? {id: '', name: '', arguments: ''};
    this.#calls.set(index, {id: call.id || id || '', name: call.name || name || '', arguments: call.arguments + text});
  }

  /** The calls in the order in which they began; forgets them. A call without an id is given one. */
  take(): Delta[] {
    const calls = [...this.#calls.values()].filter(({name}) => name !== '');
    this.#calls.clear();
    return calls.map((call, at): Delta => ({...call, type: 'tool-call', id: call.id || `call-${at}`}));
  }
}
