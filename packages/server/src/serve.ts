import {createServer, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {getRequestListener} from '@hono/node-server';
import {UgglaError} from '@uggla/protocol';
import {createApp, type App} from './app.js';
import {startJobs} from './jobs.js';
import type {ServerOptions} from './options.js';
import {addressKey, adminLinkOf} from './people/people-desk.js';

/** What `serve` takes. */
export interface ServeOptions extends ServerOptions {
  /** 4173; 0 takes any free one. */
  port?: number | undefined;
  /** When the port is taken, take the next free one. */
  nextPort?: boolean | undefined;
  /** Answers that run when the server is closed may take so long. 10,000 ms. */
  drainMs?: number | undefined;
  /** Makes an admin link also when somebody came in as an admin before. */
  adminLink?: boolean | undefined;
  /** Closes on SIGTERM and SIGINT, then ends the process. */
  handleSignals?: boolean | undefined;
}

/** A running server. */
export interface RunningServer {
  /** Address to open, without a slash at the end. */
  url: string;
  port: number;
  /** Opens the desk, once; there as long as nobody came in as an admin, or when it was asked for. */
  adminLink: string | undefined;
  /** A further admin link. */
  makeAdminLink(): Promise<string>;
  /** Takes no more connections, lets answers end, closes the store. */
  close(): Promise<void>;
}

/** Ports tried after the one that is taken. */
const furtherPorts = 50;

/**
 * Starts the server.
 *
 * @throws {@link UgglaError} `port-taken`, `address-unavailable`, and those of `createApp`.
 */
export async function serve(options: ServeOptions): Promise<RunningServer> {
  const app = await createApp(options);
  const {settings, accounts, store} = app.services;
  const server = createServer(
    {headersTimeout: 15_000, requestTimeout: 120_000, keepAliveTimeout: 65_000, connectionsCheckingInterval: 5000},
    getRequestListener(app.app.fetch, {overrideGlobalObjects: false}),
  );
  server.maxRequestsPerSocket = 10_000;
  const answers = new Answers(server);
  let port: number;
  try {
    port = await listen(server, settings.host, options.port ?? 4173, options.nextPort ? furtherPorts : 0);
  } catch (error) {
    await app.close();
    throw error;
  }
  if (settings.issuer && settings.audience === undefined) {
    settings.log(
      `Any token of ${settings.issuer} opens this server, also one made for another application: --audience names what its tokens must be made for.`,
    );
  }
  startJobs(app.services);
  const shown = settings.host === '0.0.0.0' || settings.host === '::' ? 'localhost' : settings.host;
  const url =
    settings.publicUrl?.replace(/\/$/, '') ??
    `http://${shown.includes(':') ? `[${shown}]` : shown}:${port}${settings.basePath}`;
  await store.note(addressKey, url);
  const makeAdminLink = async () => adminLinkOf(url, await accounts.invite('admin'));
  const adminLink = options.adminLink || !(await accounts.hasAdmin()) ? await makeAdminLink() : undefined;

  let closing: Promise<void> | undefined;
  const close = () => (closing ??= drain(server, answers, app, options.drainMs ?? 10_000));
  if (options.handleSignals) {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.once(
        signal,
        () =>
          void close().then(
            () => process.exit(0),
            () => process.exit(1),
          ),
      );
    }
  }
  return {url, port, adminLink, makeAdminLink, close};
}

async function listen(server: Server, host: string, first: number, further: number): Promise<number> {
  for (let port = first; ; port++) {
    try {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
          server.off('error', reject);
          resolve();
        });
      });
      return (server.address() as AddressInfo).port;
    } catch (cause) {
      const {code} = cause as NodeJS.ErrnoException;
      if (code === 'EADDRINUSE' && first !== 0 && port < first + further && port < 65_535) continue;
      if (code === 'EADDRINUSE')
        throw new UgglaError('port-taken', `port ${port} is taken`, {
          cause,
          cure: 'End what listens there, or choose another with --port.',
        });
      throw new UgglaError('address-unavailable', `${host}:${port} cannot be listened on (${code ?? 'unknown'})`, {
        cause,
        cure: 'See that the address is one of this machine and that the port is above 1023 or allowed.',
      });
    }
  }
}

/** Waits for the answers that are being written, then for nobody: a connection that asks nothing keeps nothing up. */
async function drain(server: Server, answers: Answers, app: App, ms: number): Promise<void> {
  const ended = new Promise<void>((resolve) => server.close(() => resolve()));
  await answers.ended(ms);
  const closed = app.close(); // what still streams is told to end
  await answers.ended(500);
  server.closeAllConnections();
  await Promise.all([ended, closed]);
}

/** Knows which answers are being written. */
class Answers {
  #running = 0;
  #onEnd: (() => void) | undefined;

  constructor(server: Server) {
    server.on('request', (_request, response) => {
      this.#running += 1;
      response.once('close', () => {
        this.#running -= 1;
        if (this.#running === 0) this.#onEnd?.();
      });
    });
  }

  /** Resolves when none runs any more, after `ms` at the latest. */
  async ended(ms: number): Promise<void> {
    if (this.#running === 0) return;
    let clock: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.#onEnd = resolve;
      clock = setTimeout(resolve, ms);
    });
    clearTimeout(clock);
  }
}
