export function fixtureMiddleware(_: {root: string}) {
  return (_ctx: unknown, next: () => Promise<void>) => next();
}
