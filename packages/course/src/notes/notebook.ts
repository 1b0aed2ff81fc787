import {SharedDocument} from '@uggla/core/records/shared-document.js';
import {newId} from '@uggla/protocol';
import type {CourseSession} from '../course/session.js';
import {mergeAnnotations, readAnnotations, slim, type Annotation} from './annotations.js';

/** Name of the State document in which a learner's annotations of a course are kept, beside the progress. */
export const NOTES_STATE = 'https://uggla.dev/xapi/state/annotations';

/** A place in a lesson, as its view tells it. */
export type Spot = Pick<Annotation, 'time' | 'place' | 'quote'>;

/** A learner's annotations of one course, kept where the progress is kept. */
export class Notebook {
  /** The browser keeps nothing: what is written is gone with the page. */
  isLost = false;
  readonly #document: SharedDocument<Annotation[]> | undefined;
  readonly #changed: () => void;
  #own: Annotation[] = [];

  constructor({records, course}: CourseSession, changed: () => void) {
    this.#changed = changed;
    this.isLost = !records;
    if (!records) return;
    this.#document = new SharedDocument<Annotation[]>({
      records,
      course: course.id,
      stateId: NOTES_STATE,
      read: readAnnotations,
      merge: (one, other) => mergeAnnotations(one, other),
      write: (annotations) => ({annotations}),
    });
    this.#document.load(changed).catch(() => this.#lose());
  }

  /** All that is known, also what was deleted. */
  get all(): readonly Annotation[] {
    return this.#document?.value ?? this.#own;
  }

  /** Adds one. */
  add(lesson: string, kind: Annotation['kind'], spot: Spot, text?: string): Annotation {
    const now = new Date().toISOString();
    const made = slim({
      id: newId(),
      lesson,
      kind,
      created: now,
      modified: now,
      time: spot.time,
      place: spot.place,
      quote: spot.quote,
      text: text === '' ? undefined : text,
    });
    this.put(made);
    return made;
  }

  /** Changes what was written. */
  edit(annotation: Annotation, text: string): void {
    this.put(slim({...annotation, text: text === '' ? undefined : text, modified: new Date().toISOString()}));
  }

  /** Deletes one; `put` brings it back. */
  remove({id, lesson, kind, created}: Annotation): void {
    this.put({id, lesson, kind, created, modified: new Date().toISOString(), removed: true});
  }

  /** Brings one back that was deleted. */
  restore(annotation: Annotation): void {
    this.put({...annotation, modified: new Date().toISOString()});
  }

  /** Keeps this one, in place of what had its id. */
  put(annotation: Annotation): void {
    const next = mergeAnnotations(this.all, [annotation]);
    if (this.#document) this.#document.save(next).then(this.#changed, () => this.#lose());
    else this.#own = next;
    this.#changed();
  }

  /** Resolves when all was sent, or could not be. */
  async sent(): Promise<void> {
    await this.#document?.sent();
  }

  /** The course is gone. */
  close(): void {
    this.#document?.close();
  }

  #lose(): void {
    this.isLost = true;
    this.#changed();
  }
}
