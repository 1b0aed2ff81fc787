// The server of a kiosk: one file without dependencies, which `uggla export --to kiosk` puts onto a stick. It serves the folder
// `site` beside it to this machine alone, keeps leads in `leads`, and sends each on once there is a network.
import {spawn} from 'node:child_process';
import {
  appendFileSync,
  closeSync,
  createReadStream,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import {createServer, type IncomingMessage, type Server, type ServerResponse} from 'node:http';
import {extname, join, sep} from 'node:path';
import {fileURLToPath} from 'node:url';

/** What a kiosk is started with. */
export interface KioskOptions {
  /** The exported folder. */
  folder: string;
  /** The first port that is tried; 0 for any. */
  port?: number;
  /** Address of the Uggla server that leads go to; they stay here when not given. */
  endpoint?: string | undefined;
  /** How often it tries to send what waits. */
  everyMs?: number;
  log?: (line: string) => void;
}

/** A kiosk that runs. */
export interface Kiosk {
  url: string;
  /** Sends what waits now; fulfilled when it has tried. */
  send(): Promise<void>;
  close(): Promise<void>;
}

type Lead = Record<string, unknown> & {id: string};

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json',
  vtt: 'text/vtt; charset=utf-8',
  m3u8: 'application/vnd.apple.mpegurl',
  m4s: 'video/iso.segment',
  mp4: 'video/mp4',
  m4a: 'audio/mp4',
  mp3: 'audio/mpeg',
  webm: 'video/webm',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  avif: 'image/avif',
  gif: 'image/gif',
  svg: 'image/svg+xml',
  pdf: 'application/pdf',
  glb: 'model/gltf-binary',
  woff2: 'font/woff2',
  ttf: 'font/ttf',
  otf: 'font/otf',
  wasm: 'application/wasm',
  xml: 'application/xml',
};

/** A lead is a few lines of text. */
const MOST_BYTES = 32_768;

/** Leads on the disk: each is safe before the visitor is thanked, and leaves once the server has it. */
class Leads {
  readonly #folder: string;
  readonly #kept = new Map<string, Lead>();
  readonly #done = new Set<string>();
  #sending: Promise<void> | undefined;

  constructor(folder: string) {
    this.#folder = join(folder, 'leads');
    mkdirSync(this.#folder, {recursive: true});
    for (const lead of this.#read('leads.jsonl')) this.#kept.set(lead.id, lead);
    for (const {id} of this.#read('sent.jsonl')) this.#done.add(id);
  }

  get waiting(): Lead[] {
    return [...this.#kept.values()].filter(({id}) => !this.#done.has(id));
  }

  get count(): number {
    return this.#kept.size;
  }

  keep(lead: Lead): void {
    if (this.#kept.has(lead.id)) return; // the page tried twice
    this.#append('leads.jsonl', lead);
    this.#kept.set(lead.id, lead);
    this.#writeTable();
  }

  /** One after the other; the first that does not arrive ends it, since the next would not either. */
  send(endpoint: string | undefined): Promise<void> {
    if (endpoint === undefined) return Promise.resolve();
    return (this.#sending ??= this.#sendAll(new URL('v1/leads', endpoint.replace(/\/?$/, '/'))).finally(
      () => (this.#sending = undefined),
    ));
  }

  async #sendAll(url: URL): Promise<void> {
    for (const lead of this.waiting) {
      const answer = await fetch(url, {
        method: 'POST',
        headers: {'Content-Type': 'application/json'},
        body: JSON.stringify(lead),
        signal: AbortSignal.timeout(20_000),
      }).catch(() => undefined);
      await answer?.arrayBuffer().catch(() => undefined);
      if (
        !answer ||
        answer.status === 429 ||
        answer.status === 408 ||
        answer.status >= 500 ||
        answer.status === 401 ||
        answer.status === 403 ||
        answer.status === 404
      )
        return;
      // What the server will never take must not stand before the others; it stays in the file.
      this.#append('sent.jsonl', {
        id: lead.id,
        at: new Date().toISOString(),
        ...(answer.ok ? {} : {refused: answer.status}),
      });
      this.#done.add(lead.id);
    }
  }

  #append(name: string, line: Lead): void {
    const file = openSync(join(this.#folder, name), 'a');
    try {
      appendFileSync(file, `${JSON.stringify(line)}\n`);
      fsyncSync(file); // a stick is pulled out
    } finally {
      closeSync(file);
    }
  }

  #read(name: string): Lead[] {
    const path = join(this.#folder, name);
    if (!existsSync(path)) return [];
    return readFileSync(path, 'utf8')
      .split('\n')
      .flatMap((line) => {
        try {
          const lead: unknown = JSON.parse(line);
          return isLead(lead) ? [lead] : [];
        } catch {
          return []; // the last line, if the power went while it was written
        }
      });
  }

  /** The same for a spreadsheet, in which no text may begin like a formula. */
  #writeTable(): void {
    const columns = ['time', 'name', 'email', 'company', 'phone', 'message', 'item', 'action', 'consent', 'language'];
    const cell = (value: unknown) =>
      `"${String(value ?? '')
        .replace(/^[=+\-@\t\r]/, "'$&")
        .replaceAll('"', '""')}"`;
    const rows = [...this.#kept.values()].map((lead) => columns.map((name) => cell(lead[name])).join(','));
    const path = join(this.#folder, 'leads.csv');
    try {
      writeFileSync(`${path}.new`, `\uFEFF${[columns.join(','), ...rows].join('\r\n')}\r\n`);
      renameSync(`${path}.new`, path);
    } catch {
      // A spreadsheet has it open: the next lead writes it.
    }
  }
}

/** Starts a kiosk. */
export async function startKiosk({
  folder,
  port = 4180,
  endpoint,
  everyMs = 60_000,
  log = () => undefined,
}: KioskOptions): Promise<Kiosk> {
  const site = realpathSync(join(folder, 'site'));
  const leads = new Leads(folder);
  const needed = Object.entries(
    JSON.parse(readFileSync(join(folder, 'offline.json'), 'utf8')) as Record<string, number>,
  );
  const send = () => leads.send(endpoint);
  const server = createServer((request, response) => {
    answer(request, response).catch((caught: unknown) => {
      log(String(caught));
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Cache-Control', 'no-cache');
    const own = `http://${request.headers.host ?? ''}`;
    if (!/^(localhost|127\.0\.0\.1)(:\d+)?$/.test(request.headers.host ?? ''))
      return void response.writeHead(421).end(); // a name that somebody pointed here
    const path = new URL(request.url ?? '/', own).pathname;
    if (path === '/v1/leads') {
      if (request.method !== 'POST') return void response.writeHead(405, {Allow: 'POST'}).end();
      if (request.headers.origin !== undefined && request.headers.origin !== own)
        return void response.writeHead(403).end();
      if (!/^application\/json\b/.test(request.headers['content-type'] ?? ''))
        return void response.writeHead(415).end();
      const lead = await readLead(request);
      if (!lead) return void response.writeHead(400).end();
      leads.keep(lead);
      json(response, {id: lead.id}, 201);
      void send();
      return;
    }
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return void response.writeHead(405, {Allow: 'GET, HEAD'}).end();
    if (path === '/kiosk.json') {
      const missing = needed.filter(([name, bytes]) => !isThere(join(site, name), bytes)).length;
      return json(response, {
        ready: missing === 0,
        missing,
        files: needed.length,
        leads: {kept: leads.count, waiting: endpoint === undefined ? 0 : leads.waiting.length},
      });
    }
    serveFile(site, path, request, response);
  }

  const timer = setInterval(() => void send(), everyMs);
  timer.unref();
  await listen(server, port);
  void send();
  const {port: own} = server.address() as {port: number};
  return {
    url: `http://localhost:${own}/`,
    send,
    close: () => {
      clearInterval(timer);
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

/** On this machine alone; the next port where one is taken. */
function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const retry = (error: NodeJS.ErrnoException): void => {
      if (error.code !== 'EADDRINUSE' || port === 0 || port > 4280) return reject(error);
      listen(server, port + 1).then(resolve, reject);
    };
    server.once('error', retry);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', retry);
      resolve();
    });
  });
}

async function readLead(request: IncomingMessage): Promise<Lead | undefined> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > MOST_BYTES) return undefined;
    parts.push(part);
  }
  try {
    const lead: unknown = JSON.parse(Buffer.concat(parts).toString('utf8'));
    return isLead(lead) && typeof lead['email'] === 'string' ? lead : undefined;
  } catch {
    return undefined;
  }
}

function isLead(value: unknown): value is Lead {
  const id =
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)['id']
      : undefined;
  return typeof id === 'string' && id !== '' && id.length <= 200;
}

function serveFile(site: string, path: string, request: IncomingMessage, response: ServerResponse): void {
  const file = find(site, path.endsWith('/') ? `${path}index.html` : path);
  if (!file) return void response.writeHead(404).end();
  const {size} = statSync(file);
  response.setHeader('Content-Type', TYPES[extname(file).slice(1).toLowerCase()] ?? 'application/octet-stream');
  response.setHeader('Accept-Ranges', 'bytes');
  const range = /^bytes=(\d*)-(\d*)$/.exec(request.headers.range ?? '');
  let [start, end] = [0, size - 1];
  if (range && (range[1] || range[2])) {
    start = range[1] ? Number(range[1]) : Math.max(0, size - Number(range[2]));
    end = range[1] && range[2] ? Math.min(size - 1, Number(range[2])) : size - 1;
    if (start > end) return void response.writeHead(416, {'Content-Range': `bytes */${size}`}).end();
    response.writeHead(206, {'Content-Range': `bytes ${start}-${end}/${size}`, 'Content-Length': end - start + 1});
  } else response.writeHead(200, {'Content-Length': size});
  if (request.method === 'HEAD' || size === 0) return void response.end();
  createReadStream(file, {start, end})
    .on('error', () => response.destroy())
    .pipe(response);
}

/** A file of the site; links that lead out of it lead nowhere. */
function find(site: string, path: string): string | undefined {
  try {
    const file = realpathSync(join(site, decodeURIComponent(path)));
    return file.startsWith(site + sep) && statSync(file).isFile() ? file : undefined;
  } catch {
    return undefined;
  }
}

function isThere(file: string, bytes: number): boolean {
  try {
    return statSync(file).size === bytes;
  } catch {
    return false;
  }
}

function json(response: ServerResponse, value: object, status = 200): void {
  response
    .writeHead(status, {'Content-Type': 'application/json', 'Cache-Control': 'no-store'})
    .end(JSON.stringify(value));
}

/** Shows the page in a window without anything around it, where a browser that can do that is found; else in any. */
function show(url: string): void {
  const [command, args]: [string, string[]] =
    process.platform === 'win32'
      ? ['cmd', ['/c', 'start', '', 'msedge', '--kiosk', url, '--edge-kiosk-type=fullscreen', '--no-first-run']]
      : process.platform === 'darwin'
        ? ['sh', ['-c', `open -na "Google Chrome" --args --kiosk '${url}' || open '${url}'`]]
        : [
            'sh',
            [
              '-c',
              `for one in chromium google-chrome chromium-browser; do command -v $one >/dev/null && exec $one --kiosk --no-first-run '${url}'; done; xdg-open '${url}'`,
            ],
          ];
  spawn(command, args, {detached: true, stdio: 'ignore'})
    .on('error', () => undefined)
    .unref();
}

if (
  process.argv[1] !== undefined &&
  existsSync(process.argv[1]) &&
  realpathSync(process.argv[1]) === fileURLToPath(import.meta.url) &&
  import.meta.url.endsWith('/server.mjs')
) {
  const folder = fileURLToPath(new URL('.', import.meta.url));
  const {endpoint} = JSON.parse(readFileSync(join(folder, 'settings.json'), 'utf8')) as {endpoint?: string};
  const kiosk = await startKiosk({folder, endpoint, port: Number(process.env['PORT'] ?? 4180), log: console.error});
  console.log(`${kiosk.url}\n\nLeads are kept in ${join(folder, 'leads')}. Ctrl-C ends it.`);
  if (!process.argv.includes('--no-browser')) show(kiosk.url);
}
