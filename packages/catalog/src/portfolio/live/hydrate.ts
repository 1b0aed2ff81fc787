/** What the page knows of a product now. */
export interface LiveFact {
  /** In place of the published price, with what it was before where it costs less now; `null` shows none. */
  readonly price?: {readonly amount: number; readonly currency: string; readonly former?: number} | null;
  /** How many there are, whether there are any, or that in the page's own words. */
  readonly stock?: number | boolean | string;
}

/** Asks for what is true now of products, by their ids; those that are left out stay as they were published. */
export type Hydrate = (ids: readonly string[]) => Promise<Readonly<Record<string, LiveFact>>>;
