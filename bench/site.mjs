// Serves the repository as a web server would, text compressed, and remembers what was asked for.
import {createServer} from 'node:http';
import {once} from 'node:events';
import {readFile} from 'node:fs/promises';
import {dirname, extname, join, normalize} from 'node:path';
import {fileURLToPath} from 'node:url';
import {gzipSync} from 'node:zlib';
import {FILM} from './film.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.m3u8': 'application/vnd.apple.mpegurl',
  '.vtt': 'text/vtt',
  '.m4s': 'video/iso.segment',
  '.mp4': 'video/mp4',
  '.svg': 'image/svg+xml',
};
const TEXT = /^(?:text\/|image\/svg|application\/vnd\.apple)/;

/**
 * `film-<n>/…` is the film under an address of its own for each player; `pages` maps names to HTML and may grow.
 *
 * @returns {Promise<{url: string, pages: Map<string, string>, take: () => {path: string, bytes: number}[], close: () => Promise<void>}>}
 */
export async function serve() {
  const pages = new Map();
  const files = new Map();
  let asked = [];

  async function fileAt(path) {
    if (pages.has(path)) return pack(Buffer.from(pages.get(path)), '.html');
    const place = normalize(path.replace(/^film-\d+\//, `${dirname(FILM)}/`));
    if (place.startsWith('..')) return undefined;
    if (!files.has(place))
      files.set(
        place,
        await readFile(join(root, place)).then(
          (contents) => pack(contents, extname(place)),
          () => undefined,
        ),
      );
    return files.get(place);
  }

  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://x').pathname.slice(1));
    void fileAt(path).then((file) => {
      asked.push({path, bytes: file?.body.length ?? 0});
      if (!file) return response.writeHead(404).end();
      response
        .writeHead(200, {
          'content-type': file.type,
          'content-length': file.body.length,
          'cache-control': 'max-age=600',
          ...(file.packed && {'content-encoding': 'gzip'}),
        })
        .end(file.body);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    pages,
    take() {
      const list = asked;
      asked = [];
      return list;
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function pack(contents, extension) {
  const type = TYPES[extension] ?? 'application/octet-stream';
  const packed = TEXT.test(type);
  return {type, packed, body: packed ? gzipSync(contents, {level: 9}) : contents};
}
