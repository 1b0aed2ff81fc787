/** Which steps of a guide were checked off on this device. A new version of the guide starts anew. */
export class Checks {
  readonly #key: string;

  constructor(guide: string, version = '') {
    this.#key = `uggla-guide:${guide}@${version}`;
  }

  /** Ids of steps. */
  get kept(): readonly string[] {
    try {
      const kept: unknown = JSON.parse(localStorage.getItem(this.#key) ?? '[]');
      return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : [];
    } catch {
      return []; // storage is forbidden, or something else wrote there
    }
  }

  /** Keeps them; nothing is kept where storage is forbidden or full. */
  keep(steps: readonly string[]): void {
    try {
      if (steps.length > 0) localStorage.setItem(this.#key, JSON.stringify(steps));
      else localStorage.removeItem(this.#key);
    } catch {
      // The checks last as long as the page then.
    }
  }
}
