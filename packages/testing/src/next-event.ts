/** How long an event may take before its absence is a failure. */
const PATIENCE_MS = 15_000;

/** The type of an element's event, where TypeScript knows it. */
type EventOf<Type extends string> = Type extends keyof HTMLElementEventMap ? HTMLElementEventMap[Type] : Event;

/**
 * The next event of that type; ask before doing what causes it. With a filter, the next one that passes it. Fails after
 * 15 s with the name of the event that never came.
 */
export function nextEvent<E extends Event = never, Type extends string = string>(
  target: EventTarget,
  type: Type,
  filter: (event: [E] extends [never] ? EventOf<Type> : E) => boolean = () => true,
): Promise<[E] extends [never] ? EventOf<Type> : E> {
  type Wanted = [E] extends [never] ? EventOf<Type> : E;
  return new Promise((resolve, reject) => {
    const stop = new AbortController();
    const timer = setTimeout(() => {
      stop.abort();
      reject(new Error(`${type} never came`));
    }, PATIENCE_MS);
    target.addEventListener(
      type,
      (event) => {
        if (!filter(event as Wanted)) return;
        stop.abort();
        clearTimeout(timer);
        resolve(event as Wanted);
      },
      {signal: stop.signal},
    );
  });
}

/** Every event of that type from now on, in a list that grows. */
export function collectEvents<E extends Event = Event>(target: EventTarget, type: string): E[] {
  const list: E[] = [];
  target.addEventListener(type, (event) => list.push(event as E));
  return list;
}
