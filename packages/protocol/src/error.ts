/** What `UgglaError` takes beside its code and message. */
export interface UgglaErrorOptions {
  /** What was caught. */
  cause?: unknown;
  /** File or address that the trouble is in. */
  file?: string;
  /** Field in the file, as a path: `items.2.media`. */
  field?: string;
  /** Line in the file, from 1. */
  line?: number;
  /** What to do about it, one sentence. */
  cure?: string;
  /** HTTP status, when one came back. */
  status?: number;
}

/**
 * The one error of Uggla: a stable code to look up (`docs/errors/<code>.md`), a message of what was tried and what came
 * back, and the cause.
 */
export class UgglaError extends Error {
  override readonly name = 'UgglaError';
  /** Kebab-case, thing then trouble: `course-unavailable`. Never renamed. */
  readonly code: string;
  readonly file: string | undefined;
  readonly field: string | undefined;
  readonly line: number | undefined;
  readonly cure: string | undefined;
  readonly status: number | undefined;

  constructor(code: string, message: string, options: UgglaErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : {cause: options.cause});
    this.code = code;
    this.file = options.file;
    this.field = options.field;
    this.line = options.line;
    this.cure = options.cure;
    this.status = options.status;
  }

  /** The same error if it is one already; else a new one of `code`, whose cause is what was caught. */
  static from(caught: unknown, code: string, options: UgglaErrorOptions = {}): UgglaError {
    if (caught instanceof UgglaError) return caught;
    const message = caught instanceof Error ? caught.message : describe(caught);
    return new UgglaError(code, message, {...options, cause: caught});
  }

  /** As RFC 9457 problem details, the form in which a server answers. */
  toProblem(status: number): ProblemDetails {
    return {
      type: `https://uggla.dev/errors/${this.code}`,
      title: this.message,
      status,
      code: this.code,
      ...(this.field === undefined ? {} : {field: this.field}),
      ...(this.cure === undefined ? {} : {detail: this.cure}),
    };
  }
}

/** Anything can be thrown, even what has no text. */
function describe(caught: unknown): string {
  try {
    return String(caught);
  } catch {
    return 'something that has no text was thrown';
  }
}

/** The body of an error answer: `application/problem+json`. */
export interface ProblemDetails {
  type: string;
  title: string;
  status: number;
  code: string;
  detail?: string;
  field?: string;
}
