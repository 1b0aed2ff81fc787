// A small web server for tests that need a page and files of several folders.
import {createReadStream, existsSync, statSync} from 'node:fs';
import {createServer} from 'node:http';
import {extname} from 'node:path';

const types = {
  '.css': 'text/css',
  '.epub': 'application/epub+zip',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

/**
 * @param {(path: string) => {body: string | Uint8Array, type: string} | {file: string} | undefined} find - what lies there; `type` is an ending, as `.html`.
 * @param {{policy?: string}} [options] - policy of what is no file.
 * @returns {Promise<{url: string, stop: () => void}>} the address ends in a slash.
 */
export async function serveFiles(find, {policy} = {}) {
  const server = createServer((request, response) => {
    const found = find(decodeURIComponent(new URL(request.url, 'http://localhost').pathname));
    if (found?.body !== undefined)
      return void response
        .writeHead(200, {'Content-Type': types[found.type], ...(policy ? {'Content-Security-Policy': policy} : {})})
        .end(found.body);
    if (!found || !existsSync(found.file) || !statSync(found.file).isFile()) return void response.writeHead(404).end();
    response.writeHead(200, {'Content-Type': types[extname(found.file)] ?? 'application/octet-stream'});
    createReadStream(found.file).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}
