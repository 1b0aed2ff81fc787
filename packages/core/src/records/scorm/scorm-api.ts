import {UgglaError} from '@uggla/protocol';
import type {ScormVersion} from './find-api.js';

/** What the two versions call the same thing. */
const ELEMENTS = {
  '1.2': {
    learner: 'cmi.core.student_id',
    learnerName: 'cmi.core.student_name',
    language: 'cmi.student_preference.language',
    mode: 'cmi.core.lesson_mode',
    credit: 'cmi.core.credit',
    exit: 'cmi.core.exit',
    location: 'cmi.core.lesson_location',
    state: 'cmi.suspend_data',
    time: 'cmi.core.session_time',
    completion: 'cmi.core.lesson_status',
    success: 'cmi.core.lesson_status',
    raw: 'cmi.core.score.raw',
    min: 'cmi.core.score.min',
    max: 'cmi.core.score.max',
    scaled: '',
    share: '',
    mastery: '',
  },
  '2004': {
    learner: 'cmi.learner_id',
    learnerName: 'cmi.learner_name',
    language: 'cmi.learner_preference.language',
    mode: 'cmi.mode',
    credit: 'cmi.credit',
    exit: 'cmi.exit',
    location: 'cmi.location',
    state: 'cmi.suspend_data',
    time: 'cmi.session_time',
    completion: 'cmi.completion_status',
    success: 'cmi.success_status',
    raw: 'cmi.score.raw',
    min: 'cmi.score.min',
    max: 'cmi.score.max',
    scaled: 'cmi.score.scaled',
    share: 'cmi.progress_measure',
    mastery: 'cmi.scaled_passing_score',
  },
} as const;

/** Names of what is read and written. */
export type Element = keyof (typeof ELEMENTS)['1.2'];

/** Already initialized: by a frame of the LMS's own around us, say. 1.2 has only the general error for it. */
const ALREADY = new Set(['101', '103']);

/**
 * An LMS's run-time, whatever it answers: texts or booleans, nothing at all, or by throwing. One of them is used for as
 * long as the page is there, since none can be initialized twice.
 */
export class ScormApi {
  readonly version: ScormVersion;
  readonly #api: Record<string, unknown>;
  readonly #elements: Readonly<Record<Element, string>>;
  #state: 'new' | 'open' | 'closed' = 'new';

  constructor(version: ScormVersion, api: Record<string, unknown>) {
    this.version = version;
    this.#api = api;
    this.#elements = ELEMENTS[version];
  }

  get isOpen(): boolean {
    return this.#state === 'open';
  }

  /** Begins, once. @throws {@link UgglaError} `records-lms-refused`. */
  initialize(): void {
    if (this.#state === 'open') return;
    const answer = this.#call('Initialize', '');
    if (isNo(answer) || (answer === undefined && this.#error() !== '0')) {
      const code = this.#error();
      const isAlready = this.#state === 'new' && ALREADY.has(code) && this.#readsAnything();
      if (!isAlready) throw this.#refused('did not begin', code);
    }
    this.#state = 'open';
  }

  /** A value, or an empty text where there is none. */
  get(element: Element | `cmi.${string}`): string {
    const answer = this.#state === 'open' ? this.#call('GetValue', this.#name(element)) : undefined;
    return typeof answer === 'string' || typeof answer === 'number' ? String(answer) : '';
  }

  /** Writes a value; `false` where the LMS does not take it. */
  set(element: Element | `cmi.${string}`, value: string | number): boolean {
    const name = this.#name(element);
    return name !== '' && this.#state === 'open' && !isNo(this.#call('SetValue', name, String(value)));
  }

  /** Writes a value that must not be lost. @throws {@link UgglaError} `records-unreachable`. */
  mustSet(element: Element, value: string | number): void {
    if (!this.set(element, value)) throw this.#lost(`did not take ${this.#name(element)}`);
  }

  /** Makes the LMS keep what was written. @throws {@link UgglaError} `records-unreachable`. */
  commit(): void {
    const answer = this.#state === 'open' ? this.#call('Commit', '') : false;
    if (isNo(answer)) throw this.#lost('did not keep what was recorded');
  }

  /** Ends; nothing is said after. */
  terminate(): void {
    if (this.#state !== 'open') return;
    this.#call('Terminate', '');
    this.#state = 'closed';
  }

  #name(element: string): string {
    return element in this.#elements ? this.#elements[element as Element] : element;
  }

  #call(name: string, ...parameters: string[]): unknown {
    const method = this.version === '2004' ? name : name === 'Terminate' ? 'LMSFinish' : `LMS${name}`;
    try {
      const answer = (this.#api[method] as (...given: string[]) => unknown).apply(this.#api, parameters);
      return answer ?? undefined;
    } catch {
      return name === 'GetValue' ? undefined : false; // a window that is gone, or a fault of the LMS's own
    }
  }

  #error(): string {
    const answer = this.#call('GetLastError');
    return answer === undefined || answer === false ? '0' : String(answer as string);
  }

  #readsAnything(): boolean {
    this.#call('GetValue', this.#elements.completion);
    return this.#error() === '0';
  }

  #lost(what: string): UgglaError {
    const code = this.#state === 'open' ? this.#error() : '';
    const why = this.#state === 'closed' ? 'its session is closed' : `SCORM ${this.version}, error ${code}`;
    return new UgglaError('records-unreachable', `The LMS ${what} (${why})`, {
      cure: 'Open the course again from the LMS, signed in.',
    });
  }

  #refused(what: string, code: string): UgglaError {
    return new UgglaError('records-lms-refused', `The LMS ${what} (SCORM ${this.version}, error ${code})`, {
      cure: 'Close this window, sign in to the LMS and open the course there again.',
    });
  }
}

/** LMSs say no as a text or as a boolean; saying nothing (at unload some do) is no no. */
function isNo(answer: unknown): boolean {
  return answer === false || answer === 'false' || answer === 0 || answer === '0';
}
