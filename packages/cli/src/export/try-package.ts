import {readFile} from 'node:fs/promises';
import {createServer, type Server, type ServerResponse} from 'node:http';
import {createRequire} from 'node:module';
import type {AddressInfo} from 'node:net';
import {extname} from 'node:path';
import {UgglaError} from '@uggla/protocol';
import {unzipSync} from 'fflate';
import {tryPage, tryScript, tryStyles} from './try-page.js';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.xml': 'application/xml',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.mp4': 'video/mp4',
  '.m4a': 'audio/mp4',
  '.mp3': 'audio/mpeg',
  '.vtt': 'text/vtt; charset=utf-8',
  '.pdf': 'application/pdf',
  '.epub': 'application/epub+zip',
};

/**
 * Opens a SCORM package in a small LMS on this machine: scorm-again as its run-time, and a log of each call.
 *
 * @throws {@link UgglaError} `port-taken`
 */
export async function tryPackage(
  zip: string,
  {target, port, pages}: {target: 'scorm12' | 'scorm2004'; port: number; pages: readonly string[]},
): Promise<{url: string; server: Server}> {
  const text = (content: string) => new TextEncoder().encode(content);
  const files = new Map(
    Object.entries(unzipSync(await readFile(zip))).map(([name, bytes]) => [`/package/${name}`, bytes]),
  );
  files.set('/lms.html', text(tryPage(target, pages)));
  files.set('/lms.js', text(tryScript));
  files.set('/lms.css', text(tryStyles));
  files.set('/scorm-again.js', await readFile(createRequire(import.meta.url).resolve(`scorm-again/${target}/min`)));
  const server = createServer((request, response) => {
    const asked = pathOf(request.url ?? '/');
    const path = asked === '/' ? '/lms.html' : asked;
    const bytes = files.get(path);
    if (!bytes || (request.method !== 'GET' && request.method !== 'HEAD')) return void response.writeHead(404).end();
    send(response, bytes, types[extname(path)] ?? 'application/octet-stream', request.headers.range);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) =>
      reject(new UgglaError('port-taken', `port ${port} is taken`, {cause, cure: 'Choose another with --port.'})),
    );
    server.listen(port, '127.0.0.1', resolve);
  });
  return {url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, server};
}

function pathOf(url: string): string {
  try {
    return decodeURIComponent(new URL(url, 'http://x').pathname);
  } catch {
    return '';
  }
}

/** With ranges: without them no browser seeks in a film. */
function send(response: ServerResponse, bytes: Uint8Array, type: string, range: string | undefined): void {
  const [, from = '', to = ''] = /^bytes=(\d+)-(\d*)$/.exec(range ?? '') ?? [];
  const headers = {'Content-Type': type, 'Accept-Ranges': 'bytes', 'Cache-Control': 'no-store'};
  if (from === '' || Number(from) >= bytes.length) return void response.writeHead(200, headers).end(bytes);
  const end = Math.min(to === '' ? bytes.length - 1 : Number(to), bytes.length - 1);
  response
    .writeHead(206, {...headers, 'Content-Range': `bytes ${from}-${end}/${bytes.length}`})
    .end(bytes.subarray(Number(from), end + 1));
}
