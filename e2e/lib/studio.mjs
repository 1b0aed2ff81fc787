// Where pictures of elements are taken: the built bundle, a few still media, and a page for each layout. Nothing in it moves
// or depends on the time of day, so that two pictures of one layout are alike.
import {createServer} from 'node:http';
import {readFile} from 'node:fs/promises';
import {extname, join, normalize} from 'node:path';
import {root} from './campus.mjs';

const TYPES = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.mp4': 'video/mp4',
  '.mp3': 'audio/mpeg',
  '.vtt': 'text/vtt',
  '.jpg': 'image/jpeg',
  '.svg': 'image/svg+xml',
  '.m3u8': 'application/vnd.apple.mpegurl',
  '.ts': 'video/mp2t',
  '.m4s': 'video/mp4',
};

/** A scene of three colours, as poster and as picture: small to keep, and light enough to try what is written over it. */
const SCENE = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1600 900" width="1600" height="900"><path fill="#8fb7c9" d="M0 0h1600v900H0z"/>
<circle cx="1180" cy="260" r="120" fill="#f4e7c3"/><path fill="#3f6d5a" d="M0 900V640l420-260 380 300 300-180 500 300v100z"/></svg>`;

const TEXTS = {
  title: {
    es: 'Cómo se ajusta la altura de la silla',
    en: 'How to set the height of the chair',
    ar: 'كيف تضبط ارتفاع الكرسي',
  },
  chapters: [
    {start: 0, end: 3, title: {es: 'Antes de empezar', en: 'Before you begin', ar: 'قبل أن تبدأ'}},
    {start: 3, end: 7, title: {es: 'La palanca', en: 'The lever', ar: 'المقبض'}},
    {start: 7, end: 10, title: {es: 'La prueba', en: 'The trial', ar: 'التجربة'}},
  ],
};

const CAPTIONS = `WEBVTT

00:00.000 --> 00:03.000
Sit down, and put both feet flat on the floor.

00:03.000 --> 00:07.000
Pull the lever on the right-hand side, and let the seat sink until your thighs are level.

00:07.000 --> 00:10.000
Let go of it. The seat stays where it is.
`;

const film = {
  id: 'urn:still',
  kind: 'video',
  ...TEXTS,
  duration: 10,
  width: 320,
  height: 180,
  fallback: {src: 'clip.mp4', type: 'video/mp4'},
  captions: [{language: 'en', src: 'words.vtt'}],
  poster: {src: 'scene.svg'},
};

/** Twenty rounds that are kept, and none that follows: live, and standing still. */
const LIVE = `#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:3\n#EXT-X-MEDIA-SEQUENCE:0\n${Array.from({length: 20}, () => `#EXT-X-DISCONTINUITY\n${[0, 1, 2].map((at) => `#EXTINF:2,\nseg_${at}.ts\n`).join('')}`).join('')}`;

const made = {
  '/media/scene.svg': SCENE,
  '/media/words.vtt': CAPTIONS,
  '/media/film.json': JSON.stringify(film),
  '/media/song.json': JSON.stringify({
    ...film,
    id: 'urn:sound',
    kind: 'audio',
    duration: 8,
    fallback: {src: 'audio.mp3', type: 'audio/mpeg'},
  }),
  '/media/hls-ts/live.m3u8': LIVE,
};

/** What a person would have around it: a page's margin and one plain font. */
const page = (
  html,
  dir,
) => `<!doctype html><html lang="${dir === 'rtl' ? 'ar' : 'en'}" dir="${dir}"><head><meta charset="utf-8"><title>Pictures</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<link rel="stylesheet" href="/uggla/uggla.css"><script type="module" src="/uggla/uggla.js"></script>
<style>html{font:16px "DejaVu Sans",sans-serif} body{margin:0;padding:16px} *,*::before,*::after{caret-color:transparent!important} .sides{display:grid;grid-template-columns:1fr 1fr;gap:16px}</style>
</head><body>${html}</body></html>`;

/** Serves the bundle, the media, and the page that was set last. */
export async function openStudio() {
  let current = '';
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    const send = (body, type) => response.writeHead(200, {'content-type': type, 'cache-control': 'no-store'}).end(body);
    if (path === '/') return send(current, 'text/html; charset=utf-8');
    if (made[path]) return send(made[path], TYPES[extname(path)]);
    const [, folder, ...rest] = normalize(path).split('/');
    const base = {uggla: 'packages/elements/dist/bundle', media: '.uggla/fixtures/media'}[folder];
    try {
      const bytes = await readFile(join(root, base, ...rest));
      const range = /bytes=(\d+)-(\d*)/.exec(request.headers.range ?? '');
      if (!range) return send(bytes, TYPES[extname(path)]);
      const [from, to] = [Number(range[1]), range[2] ? Number(range[2]) : bytes.length - 1];
      response
        .writeHead(206, {
          'content-type': TYPES[extname(path)],
          'content-range': `bytes ${from}-${to}/${bytes.length}`,
          'accept-ranges': 'bytes',
        })
        .end(bytes.subarray(from, to + 1));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return {
    show: (html, dir = 'ltr') => void (current = page(html, dir)),
    url: `http://127.0.0.1:${server.address().port}/`,
    close: () => new Promise((done) => (server.close(done), server.closeAllConnections())),
  };
}
