import type {IncomingMessage, ServerResponse} from 'node:http';
import {createFixtureHandler} from './handler.js';

/** What is needed of a Koa context. */
interface Context {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  respond?: boolean;
}

/** The fixture server as middleware of Web Test Runner; `root` is the repository. */
export function fixtureMiddleware({root}: {root: string}) {
  const handle = createFixtureHandler({root});
  return async (context: Context, next: () => Promise<void>): Promise<void> => {
    if (!/^\/(?:__fixtures|fixtures\/media)\//.test(context.req.url ?? '') && context.req.url !== '/__fixtures/control')
      return next();
    context.respond = false;
    if (!(await handle(context.req, context.res))) context.res.writeHead(404).end();
  };
}
