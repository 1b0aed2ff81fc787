/** The things without the later ones of an id that was there: a list keyed by ids must not hold one twice. */
export function unique<T extends {readonly id: string}>(things: readonly T[]): T[] {
  const seen = new Set<string>();
  return things.filter(({id}) => !seen.has(id) && seen.add(id));
}
