/** Of fewer people than this it is told how many they are, and not what they did: that would be what one of them did. */
export const smallestGroup = 3;

/** The middle one of some numbers, rounded. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  const middle = sorted.length >> 1;
  return Math.round(sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2);
}
