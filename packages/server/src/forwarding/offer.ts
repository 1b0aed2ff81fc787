import {isNo} from '../http/foreign-answer.js';
import type {RefusedStatementRow} from '../store/tables.js';
import type {LrsAnswer, OtherLrs, Outgoing} from './other-lrs.js';

/**
 * How often in a row it may fail before it is asked whether one statement is to blame. A 500 is what a store says that stumbles over
 * something; all else is mostly said by what stands before a store that is away, and gets half an hour (pauses of 5, 15, 45 s …).
 */
const patience = (status: number) => (status === 500 ? 3 : 6);
/**
 * So many of those behind a statement are tried alone, to see whether it fails at them as well; then ones twice as far away each time,
 * since all of a kind may stand in a row.
 */
const nextWitnesses = 5;
/** So many that it fails at, and it is seen whether it still takes others. */
const mostInARow = 5;

/** A statement that is set aside, and what came back. */
export type Refusal = Pick<RefusedStatementRow, 'seq' | 'status' | 'reason'>;

/** What there is to know for an offer. */
export interface Earlier {
  /** How often it took nothing since it took something. */
  tries: number;
  /** What it took last, if anything. */
  known: () => Promise<readonly Outgoing[]>;
  /** The statement of a number, or the last one where there are fewer; from now on it may be there. */
  ahead: (seq: number) => Promise<Outgoing | undefined>;
}

/** Whether an answer leaves open whose fault it is: of the way there, of the store, or of what was sent. */
export function isFailure(status: number): boolean {
  return !isNo(status) && status !== 401 && status !== 425 && status !== 429;
}

/**
 * One sending of statements to another store, and whose fault it is what was not taken: everything waits while it is the store's, one
 * statement is set aside when it is that one's.
 */
export class Offer {
  /** By `seq`, as all here. */
  taken: number[] = [];
  /** To be set aside. */
  refused: Refusal[] = [];
  /** Why the others were not sent, or count for nothing yet. */
  trouble: LrsAnswer | undefined;
  /** Whether one was looked for at which it fails; then there may be more of its kind. */
  sorted = false;
  readonly #other: OtherLrs;
  readonly #earlier: Earlier;
  #takesKnown: Promise<boolean | undefined> | undefined;

  constructor(other: OtherLrs, earlier: Earlier) {
    this.#other = other;
    this.#earlier = earlier;
  }

  /**
   * Sends them. A no counts against a statement only while the store takes another one, beside it or once more one that it took
   * before; a failure, only after many of them, and while it takes one that comes after.
   */
  async make(batch: readonly Outgoing[]): Promise<this> {
    await this.#send(batch);
    if (this.trouble && isFailure(this.trouble.status) && this.#earlier.tries >= patience(this.trouble.status)) {
      const behind = Math.max(0, ...this.taken, ...this.refused.map(({seq}) => seq));
      await this.#sortOut(batch.filter(({seq}) => seq > behind));
    }
    const [first] = this.refused;
    if (first && this.taken.length === 0 && (await this.#takesOthers()) !== true) {
      this.refused = [];
      this.trouble ??= {...first, taken: false, waitMs: 0};
    }
    return this;
  }

  /** Sends one alone. */
  async alone(one: Outgoing): Promise<LrsAnswer> {
    const answer = await this.#other.post([one]);
    if (answer.status !== 409) return answer;
    try {
      // It has one of this id: ours, mostly, whose confirmation was lost. A key that may not read leaves it at that.
      return {...answer, taken: (await this.#other.has(one)) !== false};
    } catch (error) {
      return {...answer, status: 0, reason: error instanceof Error ? error.message : String(error)};
    }
  }

  async #send(batch: readonly Outgoing[]): Promise<void> {
    const [one, ...others] = batch;
    if (!one) return;
    const answer = await (others.length > 0 ? this.#other.post(batch) : this.alone(one));
    const {taken, status, reason} = answer;
    if (taken) {
      this.taken.push(...batch.map(({seq}) => seq));
      return;
    }
    const isOfStore = ![400, 409, 413].includes(status) && this.taken.length === 0;
    if (!isNo(status) || (isOfStore && (await this.#takesOthers()) === false)) {
      this.trouble = answer;
      return;
    }
    if (others.length === 0) return void this.refused.push({seq: one.seq, status, reason});
    const middle = Math.ceil(batch.length / 2);
    await this.#send(batch.slice(0, middle));
    if (!this.trouble) await this.#send(batch.slice(middle));
  }

  /** Looks for the statement at which it fails: the first that is not taken alone, while one of those behind it is. */
  async #sortOut(batch: readonly Outgoing[]): Promise<void> {
    if ((await this.#takesOthers()) === false) return;
    let [suspects, behind] = [batch, [] as readonly Outgoing[]];
    while (suspects.length > 1) {
      const middle = Math.ceil(suspects.length / 2);
      const [first, rest] = [suspects.slice(0, middle), suspects.slice(middle)];
      const {taken} = await this.#other.post(first);
      if (taken) this.taken.push(...first.map(({seq}) => seq));
      else behind = [...rest, ...behind];
      suspects = taken ? rest : first;
    }
    for (const suspect of suspects) {
      const {taken, ...answer} = await this.alone(suspect);
      if (isFailure(answer.status) && !taken) return this.#convict(suspect, behind);
      if (taken) this.taken.push(suspect.seq); // all of it at once was too much
      else if (isNo(answer.status)) this.refused.push({seq: suspect.seq, status: answer.status, reason: answer.reason});
      else return;
    }
    this.#settle();
  }

  /**
   * Sets those aside that fail once more after one behind them was taken, while that one goes on being taken: what comes and goes is no
   * statement's fault.
   */
  async #convict(first: Outgoing, behind: readonly Outgoing[]): Promise<void> {
    const witness = await this.#witness(first);
    if (!witness) return;
    const suspects = [first, ...behind].filter(({seq}) => seq < witness.seq);
    let [taken, failed]: [number[], Refusal[]] = [[], []];
    for (const suspect of suspects) {
      const {seq} = suspect;
      const {taken: isTaken, status, reason} = await this.alone(suspect);
      if (isTaken) taken.push(seq);
      else failed.push({seq, status, reason});
      if (failed.length < mostInARow && suspect !== suspects.at(-1)) continue;
      if (failed.length > 0 && !(await this.alone(witness)).taken) {
        this.taken.push(...taken.filter((one) => one < failed[0]!.seq)); // the others are sent again, behind what waits
        return;
      }
      this.taken.push(...taken);
      this.refused.push(...failed);
      [taken, failed] = [[], []];
    }
    if (behind.some(({seq}) => seq === witness.seq)) this.taken.push(witness.seq);
    this.#settle();
  }

  /** One behind a statement that is taken alone. */
  async #witness({seq: first}: Outgoing): Promise<Outgoing | undefined> {
    let [far, last] = [1, first];
    while (true) {
      const one = await this.#earlier.ahead(first + far);
      if (!one || one.seq <= last) return undefined;
      if ((await this.alone(one)).taken) return one;
      last = one.seq;
      far = far < nextWitnesses ? far + 1 : far * 2;
    }
  }

  #settle(): void {
    this.trouble = undefined;
    this.sorted = true;
  }

  /** Whether it takes, once more, what it took before; `undefined` when there is nothing. */
  #takesOthers(): Promise<boolean | undefined> {
    return (this.#takesKnown ??= this.#sendKnown());
  }

  async #sendKnown(): Promise<boolean | undefined> {
    const known = await this.#earlier.known();
    if (known.length === 0) return undefined;
    const answer = await this.#other.post(known);
    return answer.taken || answer.status === 409;
  }
}
