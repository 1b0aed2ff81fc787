/** Where the fault finder stands, as an address says it. Empty strings stand for nothing. */
export interface FinderPlace {
  /** Mark or name of the machine. */
  readonly machine: string;
  /** Error code. */
  readonly code: string;
  /** Id of the open guide. */
  readonly guide: string;
}

/** The page's address: `?machine=TERO&code=E42&guide=piston`. What else it holds stays. */
export class FinderAddress {
  readonly #changed: () => void;

  /** @param changed - Someone went back or forward. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  listen(): void {
    window.addEventListener('popstate', this.#changed);
  }

  stop(): void {
    window.removeEventListener('popstate', this.#changed);
  }

  read(): FinderPlace {
    const params = new URLSearchParams(location.search);
    const of = (name: string) => (params.get(name) ?? '').trim().slice(0, 200);
    return {machine: of('machine'), code: of('code'), guide: of('guide')};
  }

  /** Makes a step for the back button. */
  write(place: FinderPlace): void {
    const url = new URL(location.href);
    for (const [name, value] of Object.entries(place) as [string, string][]) {
      if (value === '') url.searchParams.delete(name);
      else url.searchParams.set(name, value);
    }
    if (url.href === location.href) return;
    try {
      history.pushState(null, '', url);
    } catch {
      // A sandboxed frame, or too many in a short time: what is open does not depend on it.
    }
  }
}
