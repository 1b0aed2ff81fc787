import {readFileSync} from 'node:fs';
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';

/** One request that the engine got. */
export interface EngineRequest {
  path: string;
  headers: IncomingMessage['headers'];
  body: {model?: string; messages: {role: string; content: string}[]; max_tokens?: number; stream?: boolean} & Record<
    string,
    unknown
  >;
}

/** An engine in the tests' own process: it says what it is told to say, and remembers what it was asked. */
export interface FakeEngine {
  url: string;
  requests: EngineRequest[];
  /** What it answers to a GET, by path, in place of llama.cpp's list of models: JSON. */
  gets: Record<string, object>;
  /** How the next chat requests are answered. */
  respond: (request: EngineRequest, response: ServerResponse) => void | Promise<void>;
  close(): void;
}

const captures = new URL('../../src/chat/fixtures/', import.meta.url);

/** What a real llama.cpp sent: status, headers and body. */
export function capture(name: string): {status: number; headers: Record<string, string>; body: string} {
  const text = readFileSync(new URL(`${name}.txt`, captures), 'utf8');
  const end = text.indexOf('\n');
  const {status, headers} = JSON.parse(text.slice(0, end)) as {status: number; headers: Record<string, string>};
  return {status, headers: {'content-type': headers['content-type'] ?? ''}, body: text.slice(end + 1)};
}

/** Sends a captured answer in pieces of `size` bytes, wherever they cut. */
export async function replay(name: string, response: ServerResponse, size = 1000): Promise<void> {
  const {status, headers, body} = capture(name);
  response.writeHead(status, headers);
  const bytes = Buffer.from(body);
  for (let at = 0; at < bytes.length; at += size) {
    if (!response.write(bytes.subarray(at, at + size))) await new Promise((resolve) => response.once('drain', resolve));
    if (size < 200) await new Promise((resolve) => setImmediate(resolve)); // so that pieces stay pieces
  }
  response.end();
}

/** One text as an engine streams it: word by word. */
export function say(response: ServerResponse, text: string): void {
  response.writeHead(200, {'Content-Type': 'text/event-stream'});
  for (const content of text.match(/\S+\s*|\[|\]/g) ?? [])
    response.write(`data: ${JSON.stringify({choices: [{index: 0, delta: {content}, finish_reason: null}]})}\n\n`);
  response.end(
    `data: ${JSON.stringify({choices: [{index: 0, delta: {}, finish_reason: 'stop'}]})}\n\ndata: [DONE]\n\n`,
  );
}

/** Starts an engine on a free port. */
export async function fakeEngine(): Promise<FakeEngine> {
  const engine: FakeEngine = {
    url: '',
    requests: [],
    gets: {},
    respond: (_request, response) => say(response, 'Hola.'),
    close: () => server.close(),
  };
  const server = createServer((incoming, response) => {
    const told = engine.gets[incoming.url ?? ''];
    if (incoming.method === 'GET' && told)
      return void response.writeHead(200, {'Content-Type': 'application/json'}).end(JSON.stringify(told));
    if (incoming.url === '/v1/models') return void replay('models', response);
    const parts: Buffer[] = [];
    incoming.on('data', (bytes: Buffer) => parts.push(bytes));
    incoming.on('end', () => {
      const request = {
        path: incoming.url ?? '',
        headers: incoming.headers,
        body: JSON.parse(Buffer.concat(parts).toString() || '{}') as EngineRequest['body'],
      };
      engine.requests.push(request);
      void engine.respond(request, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  engine.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  return engine;
}
