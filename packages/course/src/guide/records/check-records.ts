import type {ReactiveController, ReactiveElement} from 'lit';
import {UgglaErrorEvent} from '@uggla/core/events.js';
import type {AuthorizationHook} from '@uggla/core/records/connections.js';
import {openRecords} from '@uggla/core/records/open-records.js';
import type {Records} from '@uggla/core/records/records.js';
import {SharedDocument} from '@uggla/core/records/shared-document.js';
import {matchLanguage, newId, pickText, UgglaError, type Actor, type Guide} from '@uggla/protocol';
import {guideCompleted, stepChecked, type GuideStatementSetting} from '@uggla/protocol/guide-statement.js';
import {Checks} from '../checks.js';
import type {StepCheckEvent} from '../guide-events.js';
import {isRecorded} from './is-recorded.js';
import {laterOf, readMarks, type Marks} from './marks.js';
import {Waiting} from './waiting.js';

/** A guide whose check-offs are recorded. */
export interface RecordedGuide extends ReactiveElement {
  readonly guide: Guide | undefined;
  readonly languages: readonly string[];
  /** How many of the steps are checked off, 0 to 1. */
  readonly share: number;
  readonly machine: string;
  readonly code: string;
  readonly records: string;
  readonly endpoint: string;
  readonly learner: Actor | undefined;
  readonly authorization: AuthorizationHook | undefined;
}

/** Name of the State document that holds which steps are checked off, beside the statements; its activity is the guide. */
const STATE = 'https://uggla.dev/xapi/state/checks';

/**
 * Records which steps of a guide are checked off, as a course records its lessons: each check as a statement that lies in
 * the outbox until its receiver has confirmed it, and all together in a document that is there on the person's other devices.
 */
export class CheckRecords implements ReactiveController {
  readonly #host: RecordedGuide;
  #asked = '';
  #visit: Visit | undefined;

  constructor(host: RecordedGuide) {
    this.#host = host;
    host.addController(this);
    this.#follow();
  }

  hostUpdated(): void {
    this.#follow();
  }

  hostDisconnected(): void {
    // One that is only moved comes back within this task: its visit goes on.
    queueMicrotask(() => this.#follow());
  }

  /** A person checked a step off, or took that back. `isDone`: with it all are. */
  note(event: StepCheckEvent, isDone: boolean): void {
    this.#visit?.note(event, isDone);
  }

  /** Resolves when the receiver has confirmed all that was checked off until now. */
  async drained(): Promise<void> {
    await this.#visit?.drained();
  }

  /** Each guide, and each receiver, is a visit of its own. */
  #follow(): void {
    const host = this.#host;
    const {guide, records, endpoint, learner} = host;
    const person = learner?.account?.name ?? learner?.mbox ?? '';
    const key =
      guide && host.isConnected && isRecorded(host)
        ? [guide.id, guide.version, records, endpoint, person].join('\n')
        : '';
    if (key === this.#asked) return;
    this.#asked = key;
    void this.#visit?.close();
    this.#visit = guide && key ? new Visit(host, guide, [records, endpoint, person].join(' ')) : undefined;
  }
}

/** One guide on the screen, on its way to one receiver. */
class Visit {
  readonly #host: RecordedGuide;
  readonly #guide: Guide;
  readonly #session = newId();
  readonly #openedAt = performance.now();
  readonly #checks: Checks;
  readonly #waiting: Waiting;
  #records: Records | undefined;
  #marks: SharedDocument<Marks> | undefined;
  /** Marks that were made before the document was there. */
  #early: Marks = {};
  #isClosed = false;
  #work: Promise<void>;
  #keeping: Promise<void> = Promise.resolve();

  constructor(host: RecordedGuide, guide: Guide, receiver: string) {
    this.#host = host;
    this.#guide = guide;
    this.#checks = new Checks(guide.id, guide.version);
    this.#waiting = new Waiting(`${guide.id}@${guide.version ?? ''} ${receiver}`);
    this.#work = this.#open();
  }

  note({step, isChecked, timeStamp}: StepCheckEvent, isDone: boolean): void {
    const at = new Date(performance.timeOrigin + timeStamp); // this code may have come after it
    const setting = {...this.#setting, now: () => at};
    this.#waiting.add(stepChecked(setting, step, isChecked));
    if (isChecked && isDone) this.#waiting.add(guideCompleted(setting, (timeStamp - this.#openedAt) / 1000));
    const mark = {[step]: {isChecked, at: at.toISOString()}};
    if (this.#marks) this.#keep(this.#marks, mark);
    else this.#early = {...this.#early, ...mark};
    // Who could not be asked the first time may be known by now.
    this.#work = this.#work.then(() => (this.#records ? this.#send() : this.#open()));
  }

  async drained(): Promise<void> {
    await this.#work;
    await this.#keeping;
    await this.#marks?.sent();
    await this.#records?.drained();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#work;
    await this.#keeping;
    this.#marks?.close();
    this.#records?.close();
  }

  /** What every statement of this visit says, as things are now. */
  get #setting(): GuideStatementSetting {
    const {languages, machine, code} = this.#host;
    const guide = this.#guide;
    return {
      guide,
      language: matchLanguage(guide.languages, languages) ?? guide.languages[0]!,
      session: this.#session,
      machine: machine || pickText(guide.thing, languages),
      faultCode: code,
    };
  }

  async #open(): Promise<void> {
    const host = this.#host;
    const guide = this.#guide;
    try {
      this.#records = await openRecords({
        course: guide.id,
        records: host.records,
        endpoint: host.endpoint,
        learner: host.learner,
        // Asked of the element each time: a page may set its function late, or another one.
        authorization: () => host.authorization?.(),
        host,
      });
    } catch (caught) {
      this.#tell(caught); // what is checked off waits on this device for a visit that can record it
      return;
    }
    if (!this.#records) return;
    await this.#send(); // also what an earlier visit could not
    if (this.#isClosed) return;
    const marks = new SharedDocument<Marks>({
      records: this.#records,
      course: guide.id,
      stateId: guide.version === undefined ? STATE : `${STATE}/${encodeURIComponent(guide.version)}`,
      read: readMarks,
      merge: laterOf,
      write: (steps) => ({steps}),
    });
    void marks.load(() => this.#show(marks.value)).catch((caught: unknown) => this.#tell(caught));
    this.#marks = marks;
    if (Object.keys(this.#early).length > 0) this.#keep(marks, this.#early);
  }

  /** Puts what waits into the outbox, in its order; what cannot be kept there goes on waiting. */
  async #send(): Promise<void> {
    const records = this.#records;
    if (!records) return;
    try {
      for (const statement of this.#waiting.all) {
        await records.record({...statement, actor: records.learner});
        this.#waiting.remove(statement.id);
      }
    } catch (caught) {
      this.#tell(caught);
    }
  }

  #keep(marks: SharedDocument<Marks>, more: Marks): void {
    this.#keeping = marks.save(laterOf(marks.value, more)).catch((caught: unknown) => this.#tell(caught));
  }

  /** Checks off here what was checked off on another device, and the other way round. */
  #show(marks: Marks): void {
    if (this.#isClosed) return;
    const before = this.#checks.kept;
    const steps = this.#guide.steps.map(({id}) => id);
    const after = steps.filter((id) => {
      const mark = Object.hasOwn(marks, id) ? marks[id] : undefined;
      return mark ? mark.isChecked : before.includes(id);
    });
    if (after.length === before.length && after.every((id) => before.includes(id))) return;
    this.#checks.keep(after);
    this.#host.requestUpdate();
  }

  #tell(caught: unknown): void {
    this.#host.dispatchEvent(new UgglaErrorEvent(UgglaError.from(caught, 'records-storage-unavailable')));
  }
}
