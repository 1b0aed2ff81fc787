/// <reference lib="webworker" />

/** What `uggla build` writes in front of this code. */
export interface Build {
  /** Another with each bundle of the elements. */
  readonly elements: string;
  /** Files of the elements, from the campus's folder on. */
  readonly files: readonly string[];
  /** What every page of the campus needs. */
  readonly pages: readonly string[];
}

/** The worker itself. */
export const worker = self as unknown as ServiceWorkerGlobalScope & {readonly ugglaBuild: Build};

/** The campus's folder; several campuses of one site keep apart what they keep. */
export const scope: string = worker.registration.scope;

/** Names of our caches begin so. */
export const prefix = `uggla ${scope} `;

/** Path from the campus's folder on; `undefined` outside of it. */
export function pathOf(url: string | URL): string | undefined {
  const {href} = new URL(url);
  return href.startsWith(scope) ? href.slice(scope.length).replace(/[?#].*$/s, '') : undefined;
}

/** Whether an answer says that what was here is here no more, or no longer for everybody. A server in trouble says no such thing. */
export function isGone(response: Response): boolean {
  return response.ok ? !mayKeep(response) : [401, 403, 404, 410].includes(response.status);
}

/** Whether an answer may be kept: whole, well, from here, and for everybody. */
export function mayKeep(response: Response): boolean {
  return (
    response.status === 200 &&
    response.type === 'basic' &&
    !/\b(?:no-store|private)\b/i.test(response.headers.get('cache-control') ?? '') &&
    !response.redirected
  );
}
