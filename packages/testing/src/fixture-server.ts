import {once} from 'node:events';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {createFixtureHandler} from './server/handler.js';

export type {Behaviour, Rule, SeenRequest} from './behaviour.js';
export {FixtureSite, fixtureSite, type SiteOptions} from './fixture-site.js';
export {chatStream, sse} from './sse.js';

/** A running fixture server. */
export interface FixtureServer {
  /** Its origin, no slash at the end: give it to `fixtureSite({server})`. */
  readonly url: string;
  /** Breaks what is open and ends. */
  close(): Promise<void>;
}

/**
 * The fixture server as a process of its own or inside a Node test; the browser tests have it on their own origin.
 * `root` is the folder whose files it serves; the repository when not given.
 */
export async function startFixtureServer({
  root,
  port = 0,
  host = '127.0.0.1',
}: {root?: string; port?: number; host?: string} = {}): Promise<FixtureServer> {
  const handle = createFixtureHandler({
    root: root ?? decodeURIComponent(new URL('../../../', import.meta.url).pathname),
  });
  const server = createServer((request, response) => {
    void handle(request, response).then((handled) => {
      if (!handled) response.writeHead(404).end('not a fixture');
    });
  });
  server.listen(port, host);
  await once(server, 'listening');
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
