const internals = new WeakMap<HTMLElement, ElementInternals>();

/**
 * Sets or clears a custom state: `:state(loading)` in CSS. Where the browser has no such states (Chromium before 125
 * throws on names without dashes), `data-state` holds the names, separated by spaces.
 */
export function setState(host: HTMLElement, name: string, on: boolean): void {
  try {
    let inner = internals.get(host);
    if (!inner) internals.set(host, (inner = host.attachInternals()));
    if (on) inner.states.add(name);
    else inner.states.delete(name);
  } catch {
    const names = new Set((host.dataset['state'] ?? '').split(' ').filter(Boolean));
    if (on) names.add(name);
    else names.delete(name);
    host.dataset['state'] = [...names].join(' ');
  }
}

/** Whether a state is set, by whichever way the browser has. */
export function hasState(host: HTMLElement, name: string): boolean {
  return internals.get(host)?.states?.has(name) ?? (host.dataset['state'] ?? '').split(' ').includes(name);
}
