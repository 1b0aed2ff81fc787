import type {Statement, UgglaError} from '@uggla/protocol';
import {EventBase} from './event-base.js';

/** The element has loaded what `src` names and can be used. */
export class UgglaReadyEvent extends EventBase {
  constructor() {
    super('uggla-ready');
  }
}

/** Something failed that nobody awaits. Bubbles and is composed: one listener on the page hears all. */
export class UgglaErrorEvent extends EventBase {
  readonly error: UgglaError;

  constructor(error: UgglaError) {
    super('uggla-error', {bubbles: true, composed: true});
    this.error = error;
  }
}

/** A statement is safe in the outbox; its id is final. Bubbles and is composed. */
export class UgglaRecordEvent extends EventBase {
  readonly statement: Statement;

  constructor(statement: Statement) {
    super('uggla-record', {bubbles: true, composed: true});
    this.statement = statement;
  }
}

/** Someone asks the player to go to a second. Cancelable: whoever owns the player decides. */
export class SeekRequestEvent extends EventBase {
  /** Seconds. */
  readonly time: number;

  constructor(time: number) {
    super('uggla-seek-request', {bubbles: true, composed: true, cancelable: true});
    this.time = time;
  }
}

/** Where to go: a campus item, a lesson in it, a second in its media. */
export interface OpenTarget {
  item?: string | undefined;
  lesson?: string | undefined;
  media?: string | undefined;
  /** Seconds. */
  time?: number | undefined;
}

/** Someone asks to open a lesson or a moment, e.g. by a citation. Cancelable. */
export class OpenRequestEvent extends EventBase implements OpenTarget {
  readonly item: string | undefined;
  readonly lesson: string | undefined;
  readonly media: string | undefined;
  readonly time: number | undefined;

  constructor({item, lesson, media, time}: OpenTarget) {
    super('uggla-open-request', {bubbles: true, composed: true, cancelable: true});
    this.item = item;
    this.lesson = lesson;
    this.media = media;
    this.time = time;
  }
}
