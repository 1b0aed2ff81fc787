/** The words of what is asked for live, in English; loaded with it. The other languages have the same keys. */
export const liveEn = {
  available: 'In stock',
  soldOut: 'Out of stock',
  left: (count: number, shown: string) => (count === 1 ? '1 in stock' : `${shown} in stock`),
  from: (date: string) => `Available from ${date}`,
};

/** What every language of live facts has to have. */
export type LiveTerms = typeof liveEn;
