/** The promises that `play()` gave and that are not yet kept. */
export class PlayPromises {
  #pending: {resolve: () => void; reject: (cause: DOMException) => void}[] = [];

  add(): Promise<void> {
    return new Promise((resolve, reject) => this.#pending.push({resolve, reject}));
  }

  readonly resolve = (): void => {
    for (const one of this.#take()) one.resolve();
  };

  reject(name: string, message: string): void {
    for (const one of this.#take()) one.reject(new DOMException(message, name));
  }

  #take() {
    const pending = this.#pending;
    this.#pending = [];
    return pending;
  }
}
