import {given} from '@uggla/protocol';
/** What a learner wrote, marked or highlighted, and where. */
export interface Annotation {
  readonly id: string;
  /** Id of the lesson. */
  readonly lesson: string;
  readonly kind: 'bookmark' | 'note' | 'highlight';
  /** Second of the media. */
  readonly time?: number;
  /** Place in a book: an EPUB CFI, or the page of a PDF. */
  readonly place?: string;
  /** What stands there: the chapter, or the words of the text. */
  readonly quote?: string;
  /** What the learner wrote. */
  readonly text?: string;
  /** When it was made, and last changed (ISO 8601, UTC). */
  readonly created: string;
  readonly modified: string;
  /** It was deleted; it is kept so that no other device brings it back. */
  readonly removed?: true;
}

/** Longer than this (characters) nothing is, and there are no more than so many: anybody may have written what is read back. */
const MOST_TEXT = 20_000;
const MOST_PLACE = 2000;
const MOST = 5000;

/** Deleted ones are remembered so long (milliseconds): a device that was away longer may bring one back. */
const REMEMBERED_MS = 366 * 86_400_000;

/** The page of a place in a PDF (`3`, or `3@120-128` with a stretch of its text). */
export const pageOf = (place: string | undefined): string | undefined => /^(\d+)(?:@|$)/.exec(place ?? '')?.[1];

/** What of `value` are annotations. */
export function readAnnotations(value: unknown): Annotation[] {
  const given = (value as {annotations?: unknown} | null | undefined)?.annotations;
  if (!Array.isArray(given)) return [];
  const found = new Map<string, Annotation>();
  for (const one of given.slice(0, MOST) as unknown[]) {
    const annotation = readOne(one);
    if (annotation) found.set(annotation.id, annotation);
  }
  return [...found.values()];
}

function readOne(value: unknown): Annotation | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const {id, lesson, kind, time, place, quote, text, created, modified, removed} = value as Record<string, unknown>;
  const isTime = (one: unknown): one is string => typeof one === 'string' && !Number.isNaN(Date.parse(one));
  if (typeof id !== 'string' || id === '' || typeof lesson !== 'string') return undefined;
  if ((kind !== 'bookmark' && kind !== 'note' && kind !== 'highlight') || !isTime(created) || !isTime(modified))
    return undefined;
  const words = (one: unknown, most: number) =>
    typeof one === 'string' && one !== '' ? one.slice(0, most) : undefined;
  return slim({
    id,
    lesson,
    kind,
    created,
    modified,
    time: typeof time === 'number' && time >= 0 && time < Infinity ? time : undefined,
    place: words(place, MOST_PLACE),
    quote: words(quote, MOST_TEXT),
    text: words(text, MOST_TEXT),
    removed: removed === true ? true : undefined,
  });
}

/** An annotation of what it has. */
export function slim(value: {[Key in keyof Annotation]: Annotation[Key] | undefined}): Annotation {
  return given(value) as Annotation;
}

/** Two devices' annotations as one: of each the newer; what was deleted long ago is forgotten. */
export function mergeAnnotations(
  one: readonly Annotation[],
  other: readonly Annotation[],
  now = Date.now(),
): Annotation[] {
  const merged = new Map(one.map((annotation) => [annotation.id, annotation]));
  for (const annotation of other) {
    const before = merged.get(annotation.id);
    if (!before || before.modified <= annotation.modified) merged.set(annotation.id, annotation);
  }
  return [...merged.values()].filter(({removed, modified}) => !removed || now - Date.parse(modified) < REMEMBERED_MS);
}

/** What is there, in the order of the course, and of its places within a lesson. */
export function inOrder(annotations: readonly Annotation[], lessons: readonly string[]): Annotation[] {
  return annotations
    .filter(({removed, lesson}) => !removed && lessons.includes(lesson))
    .sort(
      (a, b) =>
        lessons.indexOf(a.lesson) - lessons.indexOf(b.lesson) ||
        (a.time ?? 0) - (b.time ?? 0) ||
        comparePlaces(a.place, b.place) ||
        a.created.localeCompare(b.created),
    );
}

/** Numbers in a CFI go up with the book, as do pages. */
function comparePlaces(one = '', other = ''): number {
  return one.localeCompare(other, 'en', {numeric: true});
}
