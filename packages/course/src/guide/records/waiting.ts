import type {UnsignedStatement} from '@uggla/protocol/guide-statement.js';

/**
 * What was recorded before anybody could say who did it: while the receiver is asked for that, and while this browser
 * gives no database. Kept on this device, so that a tab that is closed meanwhile loses nothing; its ids are final, so
 * that what comes twice is one record.
 */
export class Waiting {
  readonly #key: string;
  #all: readonly UnsignedStatement[];

  /** @param queue - Of which guide, and for which receiver. */
  constructor(queue: string) {
    this.#key = `uggla-guide-waiting:${queue}`;
    this.#all = this.#kept();
  }

  /** The oldest first. */
  get all(): readonly UnsignedStatement[] {
    return this.#all;
  }

  add(statement: UnsignedStatement): void {
    const others = this.#kept().filter(({id}) => !this.#all.some((one) => one.id === id)); // another tab's
    this.#all = [...others, ...this.#all, statement];
    this.#write(this.#all);
  }

  remove(id: string): void {
    this.#all = this.#all.filter((one) => one.id !== id);
    this.#write(this.#kept().filter((one) => one.id !== id));
  }

  #kept(): readonly UnsignedStatement[] {
    try {
      const kept: unknown = JSON.parse(localStorage.getItem(this.#key) ?? '[]');
      return Array.isArray(kept) ? kept.filter(isStatement) : [];
    } catch {
      return []; // storage is forbidden, or something else wrote there
    }
  }

  #write(statements: readonly UnsignedStatement[]): void {
    try {
      if (statements.length > 0) localStorage.setItem(this.#key, JSON.stringify(statements));
      else localStorage.removeItem(this.#key);
    } catch {
      // They last as long as the page then.
    }
  }
}

function isStatement(value: unknown): value is UnsignedStatement {
  const {id, verb, object, timestamp} = (value ?? {}) as Partial<UnsignedStatement>;
  return [id, verb?.id, timestamp].every((one) => typeof one === 'string') && typeof object === 'object';
}
