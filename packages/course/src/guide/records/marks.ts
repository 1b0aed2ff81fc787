/** Step → whether it is checked off, and since when (ISO 8601, UTC). */
export type Marks = Readonly<Record<string, {readonly isChecked: boolean; readonly at: string}>>;

/** More than so many are none of ours: anybody may have written what is read back. */
const MOST = 2000;

/** What of `value` are marks. */
export function readMarks(value: unknown): Marks {
  const steps = (value as {steps?: unknown} | null | undefined)?.steps;
  if (typeof steps !== 'object' || steps === null) return {};
  return Object.fromEntries(
    Object.entries(steps as Record<string, unknown>)
      .slice(0, MOST)
      .flatMap(([step, mark]) => {
        const {isChecked, at} = (mark ?? {}) as Record<string, unknown>;
        const isMark = typeof isChecked === 'boolean' && typeof at === 'string' && !Number.isNaN(Date.parse(at));
        return isMark ? [[step, {isChecked, at}]] : [];
      }),
  );
}

/** Two devices' marks as one: of each step the later. */
export function laterOf(one: Marks, other: Marks): Marks {
  const merged = new Map(Object.entries(one));
  for (const [step, mark] of Object.entries(other)) {
    const before = merged.get(step);
    if (!before || before.at <= mark.at) merged.set(step, mark);
  }
  return Object.fromEntries(merged);
}
