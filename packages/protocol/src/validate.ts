import {UgglaError} from './error.js';

/** The part of JSON Schema 2020-12 that our schemas use. */
interface Schema {
  $ref?: string;
  $defs?: Record<string, Schema>;
  type?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema;
  items?: Schema;
  minItems?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
}

/** What is wrong with a field: where it is, and what was wanted of it. */
export interface Flaw {
  /** Path of the field: `items.2.media`; empty for the file itself. */
  field: string;
  /** What was wanted: `missing`, `string`, `>= 0`, `one of video, audio`. */
  wanted: string;
}

/**
 * The first flaws (at most `most`) of `value` by `schema`; an empty list when it is as it should be.
 *
 * A plain interpreter, since validators made by code generators are ten times the size and the others need `eval`.
 */
export function findFlaws(schema: object, value: unknown, most = 5): Flaw[] {
  const flaws: Flaw[] = [];
  check(schema as Schema, value, '', {root: schema as Schema, flaws, most, depth: 0});
  return flaws;
}

/**
 * `value`, told to be a `T`, when it fits `schema`.
 *
 * @param file - Address or path that the message names.
 * @throws {@link UgglaError} `<kind>-invalid`, with file and field.
 */
export function validate<T>(kind: string, schema: object, value: unknown, file: string): T {
  const [flaw] = findFlaws(schema, value, 1);
  if (!flaw) return value as T;
  const where = flaw.field || 'the file itself';
  throw new UgglaError(`${kind}-invalid`, `${file}: ${where} is not as it should be (${flaw.wanted})`, {
    file,
    field: flaw.field,
    cure: `Mend ${where} in ${file}: ${flaw.wanted}.`,
  });
}

interface Context {
  root: Schema;
  flaws: Flaw[];
  most: number;
  /** How many levels deep we are. */
  depth: number;
}

/** No course, article or campus is nested so deep; a file that is would overflow the stack of whoever walks it. */
const DEEPEST = 200;

function check(schema: Schema, value: unknown, field: string, context: Context): boolean {
  if (schema.$ref) return check(resolve(schema.$ref, context.root), value, field, context);
  const fail = (wanted: string): false => {
    if (context.flaws.length < context.most) context.flaws.push({field, wanted});
    return false;
  };
  if (schema.const !== undefined && value !== schema.const) return fail(JSON.stringify(schema.const));
  if (schema.enum && !schema.enum.includes(value)) return fail(`one of ${schema.enum.join(', ')}`);
  if (schema.type && !hasType(value, schema.type)) return fail(value === undefined ? 'missing' : schema.type);
  if (schema.allOf && !schema.allOf.every((one) => check(one, value, field, context))) return false;
  const branches = schema.anyOf ?? schema.oneOf;
  if (branches && !checkBranches(branches, value, field, context, fail)) return false;
  if (typeof value === 'string') return checkString(schema, value, fail);
  if (typeof value === 'number') return checkNumber(schema, value, fail);
  const inside = {...context, depth: context.depth + 1};
  if (inside.depth > DEEPEST && typeof value === 'object') return fail(`nested at most ${DEEPEST} levels deep`);
  if (Array.isArray(value)) {
    if (schema.minItems !== undefined && value.length < schema.minItems) return fail(`${schema.minItems} or more`);
    const {items} = schema;
    return !items || value.map((one, at) => check(items, one, join(field, at), inside)).every(Boolean);
  }
  return (
    typeof value !== 'object' || value === null || checkObject(schema, value as Record<string, unknown>, field, inside)
  );
}

function checkObject(schema: Schema, value: Record<string, unknown>, field: string, context: Context): boolean {
  let good = true;
  for (const key of schema.required ?? []) {
    if (value[key] !== undefined) continue;
    if (context.flaws.length < context.most) context.flaws.push({field: join(field, key), wanted: 'missing'});
    good = false;
  }
  for (const [key, one] of Object.entries(value)) {
    const rule =
      schema.properties && Object.hasOwn(schema.properties, key) ? schema.properties[key] : schema.additionalProperties;
    if (rule && one !== undefined && !check(rule, one, join(field, key), context)) good = false;
  }
  return good;
}

/** One branch must fit. Where none does, the flaws told are those of the branch whose `kind` or `type` is right, or that came nearest. */
function checkBranches(
  branches: Schema[],
  value: unknown,
  field: string,
  context: Context,
  fail: (wanted: string) => false,
): boolean {
  let nearest: {flaws: Flaw[]; tagged: boolean} | undefined;
  for (const branch of branches) {
    const flaws: Flaw[] = [];
    if (check(branch, value, field, {...context, flaws, most: context.most})) return true;
    const tagged = hasTag(branch, value, context.root);
    if (!nearest || (tagged && !nearest.tagged) || (tagged === nearest.tagged && depth(flaws) > depth(nearest.flaws))) {
      nearest = {flaws, tagged};
    }
  }
  const tags = nearest?.tagged ? undefined : tagsOf(branches, value, context.root);
  if (tags) {
    if (context.flaws.length < context.most) context.flaws.push({field: join(field, tags.key), wanted: tags.wanted});
    return false;
  }
  const told = nearest?.flaws ?? [];
  if (nearest?.tagged || depth(told) > field.length) {
    context.flaws.push(...told.slice(0, context.most - context.flaws.length));
    return false;
  }
  const kinds = branches.map((one) => one.type ?? 'other').filter((one, at, all) => all.indexOf(one) === at);
  return fail(value === undefined ? 'missing' : kinds.join(' or '));
}

function depth(flaws: Flaw[]): number {
  return Math.max(0, ...flaws.map(({field}) => field.length));
}

/** Where every branch is told by its `kind` or `type` and the value has none of them, that is what is wrong with it. */
function tagsOf(branches: Schema[], value: unknown, root: Schema): {key: string; wanted: string} | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const flat = branches.flatMap((branch) => flatten(branch, root));
  const key = ['kind', 'type'].find((one) => flat.every(({properties}) => properties?.[one]?.const !== undefined));
  if (key === undefined) return undefined;
  const words = flat.map(({properties}) => String(properties?.[key]?.const));
  return {
    key,
    wanted: (value as Record<string, unknown>)[key] === undefined ? 'missing' : `one of ${words.join(', ')}`,
  };
}

function flatten(branch: Schema, root: Schema): Schema[] {
  const schema = branch.$ref ? resolve(branch.$ref, root) : branch;
  return (schema.anyOf ?? schema.oneOf)?.flatMap((one) => flatten(one, root)) ?? [schema];
}

function hasTag(branch: Schema, value: unknown, root: Schema): boolean {
  const schema = branch.$ref ? resolve(branch.$ref, root) : branch;
  if (schema.anyOf ?? schema.oneOf) return (schema.anyOf ?? schema.oneOf)!.some((one) => hasTag(one, value, root));
  if (typeof value !== 'object' || value === null) return false;
  const tag = ['kind', 'type'].find((key) => schema.properties?.[key]?.const !== undefined);
  return tag !== undefined && (value as Record<string, unknown>)[tag] === schema.properties?.[tag]?.const;
}

function checkString(schema: Schema, value: string, fail: (wanted: string) => false): boolean {
  if (schema.minLength !== undefined && value.length < schema.minLength)
    return fail(schema.minLength === 1 ? 'not empty' : `at least ${schema.minLength} characters`);
  if (schema.maxLength !== undefined && value.length > schema.maxLength)
    return fail(`at most ${schema.maxLength} characters`);
  if (schema.pattern && !new RegExp(schema.pattern, 'u').test(value)) return fail(`like ${schema.pattern}`);
  return true;
}

function checkNumber(schema: Schema, value: number, fail: (wanted: string) => false): boolean {
  if (schema.minimum !== undefined && value < schema.minimum) return fail(`>= ${schema.minimum}`);
  if (schema.maximum !== undefined && value > schema.maximum) return fail(`<= ${schema.maximum}`);
  if (schema.exclusiveMinimum !== undefined && value <= schema.exclusiveMinimum)
    return fail(`> ${schema.exclusiveMinimum}`);
  return true;
}

function hasType(value: unknown, type: string): boolean {
  switch (type) {
    case 'array':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    default:
      return typeof value === type;
  }
}

function resolve(ref: string, root: Schema): Schema {
  if (ref === '#') return root;
  return root.$defs?.[ref.slice('#/$defs/'.length)] ?? {};
}

function join(field: string, key: string | number): string {
  return field === '' ? String(key) : `${field}.${key}`;
}
