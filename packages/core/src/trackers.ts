/**
 * What pages already count their visits with, as the elements' adapters hand it on.
 *
 * @module
 */

/** The page's `gtag()`, or the `dataLayer` of its tag manager. */
export type Ga4Target =
  | ((command: 'event', name: string, parameters: Record<string, unknown>) => void)
  | {push(entry: Record<string, unknown>): unknown};

/** Hands an event of Google Analytics 4 over. */
export function tellGa4(target: Ga4Target, name: string, parameters: Record<string, unknown>): void {
  if (typeof target === 'function') target('event', name, parameters);
  else target.push({event: name, ...parameters});
}

/** The page's `_paq`: a list until Matomo's script has come, and its own object after that. */
export interface MatomoQueue {
  push(command: unknown[]): unknown;
}

/** The queue, or better a function that returns it, since Matomo's script puts another in its place. */
export type MatomoTarget = MatomoQueue | (() => MatomoQueue);

/** Hands a command of Matomo's over. */
export function tellMatomo(target: MatomoTarget, ...command: unknown[]): void {
  (typeof target === 'function' ? target() : target).push(command);
}

/** The page's `plausible()`; `interactive: false`: the event does not count as something the visitor did. */
export type PlausibleTarget = (
  name: string,
  options: {props: Readonly<Record<string, string>>; interactive: boolean},
) => void;
