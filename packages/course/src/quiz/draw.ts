/** `items` in an order that `seed` decides: the same for the same seed. */
export function shuffled<T>(items: readonly T[], seed: string): T[] {
  const next = random(seed);
  const list = [...items];
  for (let at = list.length - 1; at > 0; at--) {
    const other = Math.floor(next() * (at + 1));
    [list[at], list[other]] = [list[other] as T, list[at] as T];
  }
  return list;
}

/** `count` of `items` by lot, in their own order; all when no count is given. */
export function drawn<T>(items: readonly T[], count: number | undefined, seed: string): readonly T[] {
  if (count === undefined || count >= items.length) return items;
  const chosen = new Set(
    shuffled(
      items.map((_, at) => at),
      seed,
    ).slice(0, count),
  );
  return items.filter((_, at) => chosen.has(at));
}

/** Numbers from 0 to 1 that the seed decides (xmur3 and mulberry32: small, even enough for drawing lots). */
function random(seed: string): () => number {
  let state = 1779033703 ^ seed.length;
  for (let at = 0; at < seed.length; at++) {
    state = Math.imul(state ^ seed.charCodeAt(at), 3432918353);
    state = (state << 13) | (state >>> 19);
  }
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
