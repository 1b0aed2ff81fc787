import {z} from 'zod';
import type {Problems} from '../problems.js';
import {readYaml} from './yaml.js';

/** Fields that keep something from the public. */
const guards = ['draft', 'access'];
const held = 'Until then nothing of it is published.';

/**
 * The fields of YAML by their schema. A field that is unknown or wrong is told (file, line, field, cure) and left out,
 * so that the rest can be built; `undefined` when nothing usable remains. What may have been meant to be kept from the
 * public (a mistyped `draft` or `access`) becomes a draft.
 *
 * @param linesBefore - How many lines of the file stand before the YAML.
 * @param prepare - Completes the fields before they are checked.
 */
export function readFields<S extends z.ZodType>(
  schema: S,
  text: string,
  file: string,
  problems: Problems,
  linesBefore = 0,
  prepare: (fields: object) => void = () => undefined,
): z.infer<S> | undefined {
  const yaml = readYaml(text, file, problems, linesBefore);
  const known = keysAt(schema, [], undefined);
  let guarded = false;
  if (!yaml.good) {
    const lines = text.split('\n');
    for (const field of guards.filter((one) => known.includes(one))) {
      const at = lines.findIndex((line) => new RegExp(`^\\W*${field}\\W*:`, 'i').test(line));
      if (at < 0) continue;
      guarded = true;
      problems.error('field-invalid', `“${field}” cannot be read`, {
        file,
        line: linesBefore + at + 1,
        field,
        cure: `Mend the YAML first. ${held}`,
      });
    }
  }
  let value: unknown = yaml.good ? structuredClone(yaml.value) : {};
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    problems.error('field-invalid', 'fields were expected here: `name: value`', {
      file,
      line: linesBefore + 1,
      cure: 'Write each field on a line of its own: `title: Welcome`.',
    });
    value = {};
  }
  prepare(value as object);
  const places = indexesOf(value);
  const told = new Set<string>();
  // each round takes away at least one thing that is wrong
  for (let round = 0; round < 200; round++) {
    const result = schema.safeParse(value);
    if (result.success) return guarded ? ({...(result.data as object), draft: true} as z.infer<S>) : result.data;
    const doomed: (readonly PropertyKey[])[] = [];
    const guessed = new Set<string>();
    const tell = (code: string, message: string, path: readonly PropertyKey[], cure?: string): void => {
      const written = writtenPath(path, value, places);
      const key = written.join('.');
      if (!told.has(key)) problems.error(code, message, {file, line: yaml.lineOf(written), field: key, cure});
      told.add(key);
    };
    // unknown fields first: a missing one is often the same, mistyped
    const issues = [...result.error.issues].sort(
      (one, other) => Number(other.code === 'unrecognized_keys') - Number(one.code === 'unrecognized_keys'),
    );
    for (const issue of issues) {
      if (issue.code === 'unrecognized_keys') {
        for (const key of issue.keys) {
          const path = [...issue.path, key];
          const near = nearest(key, keysAt(schema, issue.path, value));
          if (near !== undefined) guessed.add([...issue.path, near].join('.'));
          const isGuard = path.length === 1 && guards.includes(near ?? '');
          guarded ||= isGuard;
          tell(
            'field-unknown',
            `there is no field “${key}” here`,
            path,
            near
              ? `Did you mean “${near}”?${isGuard ? ` ${held}` : ''}`
              : 'Take it out, or see docs/guides/authored-folder.md for the fields there are.',
          );
          doomed.push(path);
        }
        continue;
      }
      const name = issue.path.at(-1);
      const isGuard = guards.includes(String(issue.path[0]));
      guarded ||= isGuard;
      if (!guessed.has(issue.path.join('.')))
        tell(
          'field-invalid',
          `${name === undefined ? 'this' : `“${String(name)}”`} is not as it should be: ${messageOf(issue, value)}`,
          issue.path,
          `${cureOf(issue, value)}${isGuard ? ` ${held}` : ''}`,
        );
      doomed.push(cut(issue.path, value));
    }
    // from the end of lists to their start: what is taken away must not move what is next
    const removed = doomed.sort(fromTheEnd).filter((path) => remove(value, path));
    if (removed.length === 0) return undefined;
  }
  return undefined;
}

/** Where each item of a list stood when it was read. */
function indexesOf(value: unknown, found = new WeakMap<object, number>()): WeakMap<object, number> {
  if (Array.isArray(value)) {
    for (const [at, one] of value.entries()) if (typeof one === 'object' && one !== null) found.set(one, at);
  }
  if (typeof value === 'object' && value !== null) for (const one of Object.values(value)) indexesOf(one, found);
  return found;
}

/** A path as it is in the file: items before it may be gone by now. */
function writtenPath(path: readonly PropertyKey[], value: unknown, places: WeakMap<object, number>): PropertyKey[] {
  let node = value;
  return path.map((key) => {
    node = (node as Record<PropertyKey, unknown> | undefined)?.[key];
    return typeof key === 'number' && typeof node === 'object' && node !== null ? (places.get(node) ?? key) : key;
  });
}

function fromTheEnd(one: readonly PropertyKey[], other: readonly PropertyKey[]): number {
  for (const [at, key] of one.entries()) {
    const against = other[at];
    if (typeof key === 'number' && typeof against === 'number' && key !== against) return against - key;
  }
  return other.length - one.length;
}

/** The word of `known` that a mistyped one was probably meant to be. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  if (word.length > 100) return undefined; // no slip of the hand, and costly to compare
  let best: string | undefined;
  let least = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const one of known) {
    const distance = editDistance(word.toLowerCase(), one.toLowerCase());
    if (distance < least) [best, least] = [one, distance];
  }
  return best;
}

/** How many letters must be changed, added, taken out or swapped with their neighbour. */
function editDistance(a: string, b: string): number {
  const rows = [Array.from({length: b.length + 1}, (_, at) => at)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = rows[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      row[j] = Math.min(rows[i - 1]![j]! + 1, row[j - 1]! + 1, change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        row[j] = Math.min(row[j]!, rows[i - 2]![j - 2]! + 1);
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
}

function messageOf(issue: z.core.$ZodIssue, value: unknown): string {
  const found = valueAt(value, issue.path);
  if (found === undefined && issue.path.length > 0) return 'it is missing';
  if (found === null) return 'it is empty';
  return issue.message.replace(/^Invalid input: /, '');
}

function cureOf(issue: z.core.$ZodIssue, value: unknown): string {
  const found = valueAt(value, issue.path);
  if (found === null) return 'Write something behind it, or take the field out.';
  if (found === undefined) return `Add the field: \`${String(issue.path.at(-1))}: …\`.`;
  return 'Mend it, or take it out; docs/guides/authored-folder.md has an example of each field.';
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let node = value;
  for (const key of path) node = (node as Record<PropertyKey, unknown> | null | undefined)?.[key];
  return node;
}

/** The part of the path to take away: the item of the innermost list, else the outermost field. */
function cut(path: readonly PropertyKey[], value: unknown): readonly PropertyKey[] {
  let length = Math.min(1, path.length);
  let node = value;
  for (const [at, key] of path.entries()) {
    if (Array.isArray(node)) length = at + 1;
    node = (node as Record<PropertyKey, unknown> | undefined)?.[key];
  }
  return path.slice(0, length);
}

function remove(value: unknown, path: readonly PropertyKey[]): boolean {
  const last = path.at(-1);
  if (last === undefined) return false;
  const node = valueAt(value, path.slice(0, -1));
  if (Array.isArray(node) && typeof last === 'number') return node.splice(last, 1).length > 0;
  if (typeof node !== 'object' || node === null || !Object.hasOwn(node, last)) return false;
  return Reflect.deleteProperty(node, last);
}

/** The fields that the schema knows at a path. */
function keysAt(schema: z.ZodType, path: readonly PropertyKey[], value: unknown): string[] {
  let at: z.ZodType | undefined = unwrap(schema);
  let node: unknown = value;
  for (const key of path) {
    node = (node as Record<PropertyKey, unknown> | undefined)?.[key];
    if (at instanceof z.ZodArray) at = unwrap(at.element as z.ZodType);
    else if (at instanceof z.ZodObject) at = unwrap(at.shape[String(key)] as z.ZodType | undefined);
    else return [];
    if (at instanceof z.ZodDiscriminatedUnion) at = branchOf(at, node);
  }
  return at instanceof z.ZodObject ? Object.keys(at.shape) : [];
}

function branchOf(union: z.ZodDiscriminatedUnion, node: unknown): z.ZodType | undefined {
  const tag = union.def.discriminator;
  const value = (node as Record<string, unknown> | undefined)?.[tag];
  return union.options
    .map((one) => unwrap(one as z.ZodType))
    .find(
      (one) => one instanceof z.ZodObject && one.shape[tag] instanceof z.ZodLiteral && one.shape[tag].value === value,
    );
}

function unwrap(schema: z.ZodType | undefined): z.ZodType | undefined {
  while (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPipe) {
    schema = (schema instanceof z.ZodPipe ? schema.def.in : schema.unwrap()) as z.ZodType;
  }
  return schema;
}
