/** Node has `Event`, old ones do not: importing a module of events must be safe anywhere. */
export const EventBase: typeof Event = globalThis.Event ?? (class {} as unknown as typeof Event);
