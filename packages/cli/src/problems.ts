import {UgglaError} from '@uggla/protocol';

/** How bad a problem is: an `error` makes the command end with 1, a `warning` and a `note` do not. */
export type Severity = 'error' | 'warning' | 'note';

/** One thing that somebody should know of, with the place it is in and what to do about it. */
export interface Problem {
  severity: Severity;
  /** Stable, kebab-case; `docs/errors/<code>.md` tells more. */
  code: string;
  message: string;
  /** File in the authored folder, with `/`. */
  file?: string;
  /** Line in the file, from 1. */
  line?: number;
  /** Field in the file, as a path: `steps.2.title`. */
  field?: string;
  cure?: string;
}

/** Where in a file a problem is, and its cure. */
export interface Place {
  file?: string | undefined;
  line?: number | undefined;
  field?: string | undefined;
  cure?: string | undefined;
}

/** Collects problems, so that one bad file does not hide the next and the rest is still built. */
export class Problems {
  readonly list: Problem[] = [];

  error(code: string, message: string, place: Place = {}): void {
    this.#add('error', code, message, place);
  }

  warn(code: string, message: string, place: Place = {}): void {
    this.#add('warning', code, message, place);
  }

  note(code: string, message: string, place: Place = {}): void {
    this.#add('note', code, message, place);
  }

  /** Takes what was caught; what is no {@link UgglaError} gets `code`. */
  caught(caught: unknown, code: string, place: Place = {}): void {
    const error = UgglaError.from(caught, code);
    this.error(error.code, error.message, {
      file: error.file ?? place.file,
      line: error.line ?? place.line,
      field: error.field ?? place.field,
      cure: error.cure ?? place.cure,
    });
  }

  /** Whether the input holds an error. */
  get failed(): boolean {
    return this.list.some(({severity}) => severity === 'error');
  }

  #add(severity: Severity, code: string, message: string, {file, line, field, cure}: Place): void {
    const problem: Problem = {
      severity,
      code,
      message,
      ...(file === undefined ? {} : {file}),
      ...(line === undefined ? {} : {line}),
      ...(field === undefined || field === '' ? {} : {field}),
      ...(cure === undefined ? {} : {cure}),
    };
    const same = (one: Problem) =>
      one.code === code && one.message === message && one.file === file && one.line === line;
    if (!this.list.some(same)) this.list.push(problem);
  }
}
