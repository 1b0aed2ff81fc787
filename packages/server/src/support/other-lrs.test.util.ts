import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import type {Statement} from '@uggla/protocol';
import {openApp, type TestApp} from './app.test.util.js';

/** What goes wrong with a request: a status with a body, nothing at all, or an answer that is lost on its way. */
export type Fault = {status: number; headers?: Record<string, string>; body?: string} | 'cut' | 'lost' | undefined;

/** Another record store: a server of ours, on a port of this machine, that can be away, busy or odd. */
export class OtherLrsServer {
  static readonly key = 'campus:a-secret-of-the-other/12';
  url = '';
  app!: TestApp;
  /** Asked before each request, with the statements that it brings. */
  fault: (statements: Statement[], request: IncomingMessage) => Fault = () => undefined;
  /** Ids of the statements of each POST that reached it. */
  readonly posts: string[][] = [];
  readonly #web = createServer((request, response) => {
    this.#answer(request, response).catch(() => response.destroy());
  });

  async open(): Promise<this> {
    this.app = await openApp({chatOnly: true, xapiSystems: OtherLrsServer.key});
    await new Promise<void>((resolve) => this.#web.listen(0, '127.0.0.1', resolve));
    this.#web.unref();
    this.url = `http://127.0.0.1:${(this.#web.address() as AddressInfo).port}/xapi`;
    return this;
  }

  async close(): Promise<void> {
    this.#web.closeAllConnections();
    this.#web.close();
    await this.app.close();
  }

  /** What it has, in the order in which it came; but for what it said itself. */
  async statements(): Promise<Statement[]> {
    const rows = await this.app.services.store.db.selectFrom('statements').select('json').orderBy('seq').execute();
    const all = rows.map(({json}) => JSON.parse(json) as Statement);
    return all.filter(({authority}) => authority?.account?.name === 'system:campus');
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
    const body = Buffer.concat(parts);
    const statements = request.method === 'POST' ? statementsOf(body) : [];
    if (statements.length > 0) this.posts.push(statements.map(({id}) => id));
    const fault = this.fault(statements, request);
    if (fault === 'cut') return void response.destroy();
    if (typeof fault === 'object') return void response.writeHead(fault.status, fault.headers).end(fault.body);
    const answer = await this.app.app.request(request.url!, {
      method: request.method!,
      headers: request.headers as Record<string, string>,
      ...(body.length > 0 ? {body} : {}),
    });
    const bytes = Buffer.from(await answer.arrayBuffer());
    if (fault === 'lost') return void response.destroy();
    response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(bytes);
  }
}

/** Those of a body, which has files behind them or not. */
function statementsOf(body: Buffer): Statement[] {
  const text = body.toString('latin1');
  const json = text.startsWith('--') ? text.slice(text.indexOf('['), text.indexOf('\r\n--', 2)) : text;
  return JSON.parse(Buffer.from(json, 'latin1').toString()) as Statement[];
}
