/** What things are filtered by: field → the value or values that one thing has in it. */
export type Fields = Readonly<Record<string, string | readonly string[] | undefined>>;

/** What was chosen: field → values. A thing fits when it has one of the values in every field named. */
export type Choices = ReadonlyMap<string, readonly string[]>;

/** Nothing chosen. */
export const noChoices: Choices = new Map();

/** Reads the `filters` attribute: `kind=course&tag=salud&tag=oficina`. Empty fields and values are left out. */
export function parseChoices(text: string): Choices {
  const choices = new Map<string, string[]>();
  for (const [field, value] of new URLSearchParams(text)) {
    if (field === '' || value === '') continue;
    const values = choices.get(field) ?? [];
    if (!values.includes(value)) choices.set(field, [...values, value]);
  }
  return choices;
}

/** The `filters` attribute of `choices`; empty when nothing is chosen. */
export function formatChoices(choices: Choices): string {
  const pairs = [...choices].flatMap(([field, values]) => values.map((value): [string, string] => [field, value]));
  return new URLSearchParams(pairs).toString();
}

/** `choices` with `value` of `field` chosen if it was not, and no longer chosen if it was. */
export function toggleChoice(choices: Choices, field: string, value: string): Choices {
  const before = choices.get(field) ?? [];
  const after = before.includes(value) ? before.filter((one) => one !== value) : [...before, value];
  const changed = new Map(choices);
  if (after.length > 0) changed.set(field, after);
  else changed.delete(field);
  return changed;
}

/** Whether a thing with `fields` fits `choices`. */
export function fits(fields: Fields, choices: Choices): boolean {
  return missed(fields, choices).length === 0;
}

/** In which fields a thing has none of the values that were chosen. */
function missed(fields: Fields, choices: Choices): string[] {
  const names: string[] = [];
  for (const [field, wanted] of choices)
    if (!valuesOf(fields, field).some((value) => wanted.includes(value))) names.push(field);
  return names;
}

/**
 * How many things each value would show: those that fit what is chosen in all other fields. What is chosen in the same
 * field does not count, since a second value there adds things and takes none away.
 *
 * @param weights - What each thing counts for: how often a search found it. Left out, each counts once.
 * @returns Field → value → number; a value that no thing has at all is absent.
 */
export function countValues(
  things: readonly Fields[],
  names: readonly string[],
  choices: Choices,
  weights?: readonly number[],
): Map<string, Map<string, number>> {
  const counts = new Map(names.map((name) => [name, new Map<string, number>()]));
  for (const [at, fields] of things.entries()) {
    const misses = missed(fields, choices);
    for (const [name, values] of counts) {
      const counted = misses.every((field) => field === name) ? (weights?.[at] ?? 1) : 0;
      for (const value of valuesOf(fields, name)) values.set(value, (values.get(value) ?? 0) + counted);
    }
  }
  return counts;
}

function valuesOf(fields: Fields, name: string): readonly string[] {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}
