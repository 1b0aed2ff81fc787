/**
 * Does the same with each of many, some at a time; the results in their order. After the first that fails none is begun, and
 * the error is thrown when those that had begun have ended.
 */
export async function mapSome<T, R>(
  all: readonly T[],
  atOnce: number,
  work: (one: T, at: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  let failed = false;
  const go = async (): Promise<void> => {
    while (next < all.length && !failed) {
      const at = next++;
      try {
        results[at] = await work(all[at]!, at);
      } catch (caught) {
        failed = true;
        throw caught;
      }
    }
  };
  const ended = await Promise.allSettled(Array.from({length: Math.min(atOnce, all.length)}, go));
  for (const one of ended) if (one.status === 'rejected') throw one.reason;
  return results;
}
