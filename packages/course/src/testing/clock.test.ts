/** The day as the page sees it while `body` runs; timers go on as ever. */
export async function on<T>(date: string, body: () => Promise<T> | T): Promise<T> {
  const RealDate = Date;
  const shift = RealDate.parse(date) - RealDate.now();
  globalThis.Date = class extends RealDate {
    constructor(...given: [] | [string | number | Date]) {
      if (given.length > 0) super(given[0]!);
      else super(RealDate.now() + shift);
    }
    static override now(): number {
      return RealDate.now() + shift;
    }
  } as DateConstructor;
  try {
    return await body();
  } finally {
    globalThis.Date = RealDate;
  }
}

/** A second hand that the test turns: what begins to beat each second while `body` runs, beats only by `pass`. */
export async function withSecondHand<T>(body: (pass: (seconds: number) => void) => Promise<T>): Promise<T> {
  const {setInterval: start, clearInterval: stop} = globalThis;
  const hands = new Map<unknown, () => void>();
  globalThis.setInterval = ((beat: () => void, every?: number) => {
    if (every !== 1000) return start(beat, every);
    const hand = {};
    hands.set(hand, beat);
    return hand;
  }) as typeof setInterval;
  globalThis.clearInterval = ((hand: number | undefined) => {
    if (!hands.delete(hand)) stop(hand);
  }) as typeof clearInterval;
  try {
    return await body((seconds) => {
      for (let at = 0; at < seconds; at++) for (const beat of [...hands.values()]) beat();
    });
  } finally {
    Object.assign(globalThis, {setInterval: start, clearInterval: stop});
  }
}

/** Runs `body` as if another tab were in front, or not. */
export async function whileHidden<T>(body: () => Promise<T> | T): Promise<T> {
  Object.defineProperty(document, 'visibilityState', {configurable: true, get: () => 'hidden'});
  document.dispatchEvent(new Event('visibilitychange'));
  try {
    return await body();
  } finally {
    delete (document as {visibilityState?: unknown}).visibilityState;
    document.dispatchEvent(new Event('visibilitychange'));
  }
}
