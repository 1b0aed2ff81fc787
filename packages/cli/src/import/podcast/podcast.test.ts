import assert from 'node:assert/strict';
import {existsSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {createServer, type IncomingMessage, type Server, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import type {Problem} from '../../problems.js';
import {strFromU8, unzipSync} from 'fflate';
import {beep, png} from '../../testing/publish.test.util.js';
import {build, makeFolder, readJson, uggla, until, write} from '../../testing/run.test.util.js';

const sound = Buffer.from(beep(20));
let server: Server;
let host: string;
let items: string[];
/** How the host behaves, by path. */
let answers: Record<string, (request: IncomingMessage, response: ServerResponse) => void>;
let asked: {path: string; range: string | undefined}[];

const feed = () => `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:podcast="https://podcastindex.org/namespace/1.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:psc="http://podlove.org/simple-chapters">
<channel><title>Radio &amp; más</title><link>https://acme.example</link><language>es</language>
<description><![CDATA[<p>Charlas <b>breves</b>.</p><script>alert(1)</script>]]></description>
<itunes:author>Ana</itunes:author><itunes:category text="Education"/><itunes:image href="/cover.png"/>
<podcast:person role="host">Ana</podcast:person>${items.join('')}</channel></rss>`;
const item = (name: string, more = '', address = `/${name}.wav`) =>
  `<item><title>${name}</title><guid isPermaLink="false">guid-${name}</guid><enclosure url="${address}" length="${sound.length}" type="audio/wav"/>${more}</item>`;
const full = item(
  'Uno: el primero',
  `<pubDate>Mon, 02 Mar 2026 08:00:00 GMT</pubDate><itunes:duration>0:02</itunes:duration>
   <content:encoded><![CDATA[<p>Notas del primero.</p><ul><li>Con *lista*</li></ul>]]></content:encoded>
   <podcast:transcript url="/uno.srt" type="application/x-subrip" language="es"/><podcast:chapters url="/uno.json" type="application/json+chapters"/>`,
  '/uno.wav',
);

/** A file with ranges, as hosts of podcasts have them. */
const file = (request: IncomingMessage, response: ServerResponse) => {
  const [, from = ''] = /^bytes=(\d+)-/.exec(request.headers.range ?? '') ?? [];
  const start = request.headers['if-range'] === '"v1"' ? Number(from) : 0;
  const headers = {etag: '"v1"', 'content-type': 'audio/wav', 'content-length': sound.length - start};
  response.writeHead(start > 0 ? 206 : 200, headers).end(sound.subarray(start));
};
const text = (content: string) => (_: IncomingMessage, response: ServerResponse) => void response.end(content);

before(async () => {
  server = createServer((request, response) => {
    const path = request.url ?? '/';
    asked.push({path, range: request.headers.range});
    const answer = answers[path];
    if (answer) answer(request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(() => {
  server.closeAllConnections();
  server.close();
});

const start = () => {
  asked = [];
  items = [item('Dos', '<pubDate>Mon, 09 Mar 2026 08:00:00 GMT</pubDate>', '/dos.wav'), full];
  answers = {
    '/feed.xml': (_, response) => void response.end(feed()),
    '/cover.png': (_, response) => void response.end(png(1400, 1400)),
    '/uno.wav': file,
    '/dos.wav': file,
    '/uno.srt': text('1\n00:00:00,000 --> 00:00:01,500\nHola a todos\n'),
    '/uno.json': text(
      '{"version":"1.2.0","chapters":[{"startTime":0,"title":"Inicio"},{"startTime":1,"title":"Fin <b>"}]}',
    ),
  };
  const folder = makeFolder();
  write(folder, {
    'campus.yml':
      'title: Aula\nlanguages: [es, en]\naddress: https://acme.example/aula\nid: https://acme.example/aula\n',
  });
  return folder;
};
const run = async (folder: string, ...more: string[]) => {
  const {code, stdout, stderr} = await uggla(['import', 'podcast', `${host}/feed.xml`, folder, '--json', ...more]);
  const report = JSON.parse(stdout || '{}') as Record<string, number> & {problems: Problem[]};
  return {code, report, stderr, codes: (report.problems ?? []).map((one) => one.code)};
};
const names = (folder: string) => readdirSync(join(folder, 'podcasts/radio-mas')).sort();

describe('uggla import podcast', () => {
  it('makes a podcast of a feed that builds: texts, transcript, chapters, cover, and the sound where it is', async () => {
    const folder = start();
    const {code, report, codes} = await run(folder);
    assert.equal(code, 0);
    assert.deepEqual(codes, ['feed-part-unused'], 'podcast:person');
    assert.deepEqual([report['episodes'], report['written'], report['fetched']], [2, 3, 0]);
    assert.deepEqual(names(folder), [
      '10-uno-el-primero.chapters.vtt',
      '10-uno-el-primero.md',
      '10-uno-el-primero.vtt',
      '20-dos.md',
      'cover.png',
      'podcast.md',
    ]);
    const page = readFileSync(join(folder, 'podcasts/radio-mas/10-uno-el-primero.md'), 'utf8');
    assert.match(
      page,
      /title: "?Uno: el primero"?\n[^]*date: "?2026-03-02T08:00:00Z"?\n[^]*kind: audio\nsrc: http:[^\n]*\/uno\.wav\nduration: 2\n/,
    );
    assert.match(page, /Notas del primero\.[^]*- Con \\\*lista\\\*/);
    const about = readFileSync(join(folder, 'podcasts/radio-mas/podcast.md'), 'utf8');
    assert.match(about, /Charlas breves\./);
    assert.doesNotMatch(about, /alert|<b>/);

    const built = await build(folder, {UGGLA_FFMPEG: 'none'});
    assert.deepEqual(
      built.report.problems.filter(({severity}) => severity === 'error'),
      [],
    );
    const out = join(folder, 'published');
    const media = readJson(out, 'media/radio-mas-uno-el-primero/media.json');
    assert.deepEqual([media.kind, media.duration, media.fallback.src], ['audio', 2, `${host}/uno.wav`]);
    assert.deepEqual(
      media.chapters.map((one: {title: string}) => one.title),
      ['Inicio', 'Fin <b>'],
    );
    assert.equal(media.captions[0].language, 'es');
    assert.match(
      readFileSync(join(out, 'feeds/radio-mas.xml'), 'utf8'),
      new RegExp(`<enclosure url="${host}/uno.wav"`),
    );
    const policy = new RegExp(`media-src &#39;self&#39; ${host}`);
    assert.match(readFileSync(join(out, 'index.html'), 'utf8'), policy, 'the page may play it, and no other site’s');
    const zip = join(folder, 'radio.zip');
    assert.equal((await uggla(['export', 'radio-mas', '--to', 'html', '--campus', folder, '--out', zip])).code, 0);
    const files = unzipSync(readFileSync(zip));
    assert.match(strFromU8(files['index.html']!), policy, 'and the page of a package');
  });

  it('fetches the sound with --download, takes up what broke off, and asks for nothing twice', async () => {
    const folder = start();
    answers['/dos.wav'] = (_, response) => {
      response.writeHead(200, {etag: '"v1"', 'content-type': 'audio/wav', 'content-length': sound.length});
      response.write(sound.subarray(0, 60_000));
      const part = join(folder, 'podcasts/radio-mas/20-dos.wav.part');
      void until(() => existsSync(part) && statSync(part).size > 0, 'the first bytes').then(() => response.destroy());
    };
    const first = await run(folder, '--download');
    assert.equal(first.code, 1);
    assert.ok(first.codes.includes('download-failed'));
    assert.ok(names(folder).includes('20-dos.wav.part') && !names(folder).includes('20-dos.md'));
    assert.ok(readFileSync(join(folder, 'podcasts/radio-mas/10-uno-el-primero.wav')).equals(sound));
    answers['/dos.wav'] = file;
    asked = [];
    const second = await run(folder, '--download');
    assert.equal(second.code, 0);
    assert.deepEqual(
      asked.map(({path}) => path),
      ['/feed.xml', '/dos.wav'],
    );
    assert.match(asked[1]!.range ?? '', /^bytes=[1-9]\d*-$/);
    assert.ok(readFileSync(join(folder, 'podcasts/radio-mas/20-dos.wav')).equals(sound));
    assert.ok(!names(folder).some((name) => /part|etag/.test(name)));
    assert.equal((await build(folder, {UGGLA_FFMPEG: 'none'})).code, 0);
  });

  it('keeps names, and what somebody writes by hand, when the feed has gone on', async () => {
    const folder = start();
    await run(folder);
    const page = join(folder, 'podcasts/radio-mas/20-dos.md');
    writeFileSync(
      page,
      readFileSync(page, 'utf8')
        .replace(/^# Made by .*\n/m, '')
        .replace('title: Dos', 'title: Mi dos'),
    );
    items = [item('Tres', '<pubDate>Mon, 16 Mar 2026 08:00:00 GMT</pubDate>'), items[0]!]; // feeds forget their oldest
    const {report, codes} = await run(folder);
    assert.deepEqual([report['written'], report['kept']], [1, 1]);
    assert.ok(codes.includes('episode-kept'));
    assert.match(readFileSync(page, 'utf8'), /Mi dos/);
    assert.deepEqual(
      names(folder).filter((name) => name.endsWith('.md')),
      ['10-uno-el-primero.md', '20-dos.md', '30-tres.md', 'podcast.md'],
    );
  });

  it('lets no feed lead it astray, and says of each what it does not take', async () => {
    const folder = start();
    const other = createServer((_, response) => void response.end('secret'));
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const elsewhere = `http://127.0.0.1:${(other.address() as AddressInfo).port}/`;
    answers['/away.wav'] = (_, response) => void response.writeHead(302, {location: elsewhere}).end();
    answers['/round.wav'] = (_, response) => void response.writeHead(302, {location: '/round.wav'}).end();
    answers['/endless.wav'] = (_, response) => {
      let isGone = false;
      response.on('close', () => (isGone = true));
      const more = (): void => void (isGone || response.write(Buffer.alloc(65_536), () => setImmediate(more)));
      more();
    };
    answers['/cover.png'] = text('<svg onload="alert(1)"/>');
    items = [
      item('file', '', 'file:///etc/passwd'),
      item('../../escape', '', '/uno.wav'),
      item('neighbour', '', elsewhere),
      item('away'),
      item('round'),
      item('endless'),
      item('none', '', '/gone.wav'),
      `<item><title>twice</title><guid>guid-away</guid><enclosure url="/uno.wav" type="audio/wav"/></item>`,
    ];
    const {code, report} = await run(folder, '--download', '--most', '1');
    other.close();
    assert.equal(code, 1);
    const told = report.problems.map(({code: one, message}) => `${one}: ${message}`).join('\n');
    for (const one of [
      /episode-unusable: [^\n]*“file” has no sound/,
      /episode-unusable: [^\n]*“twice” has the id of another/,
      /download-failed: [^\n]*“neighbour”[^\n]*own network/,
      /download-failed: [^\n]*“away”[^\n]*own network/,
      /download-failed: [^\n]*“round”[^\n]*without an end/,
      /download-too-big: [^\n]*“endless”[^\n]*1 MB/,
      /download-failed: [^\n]*“none”[^\n]*404/,
      /download-failed: the cover/,
    ])
      assert.match(told, one);
    assert.deepEqual(
      names(folder).filter((name) => name.endsWith('.md')),
      ['60-escape.md', 'podcast.md'],
    );
    assert.ok(!existsSync(join(folder, 'escape.md')));
    for (const [content, said] of [
      ['<!DOCTYPE x [<!ENTITY a "b">]><rss><channel/></rss>', /entities[^]*feed-unreadable/],
      ['<html>', /feed-unreadable/],
      ['<rss version="2.0"><channel><title>x</title></channel></rss>', /no episode[^]*feed-unreadable/],
    ] as const) {
      answers['/feed.xml'] = text(content);
      const bad = await uggla(['import', 'podcast', `${host}/feed.xml`, folder]);
      assert.deepEqual([bad.code, said.test(bad.stderr)], [1, true], bad.stderr);
    }
    assert.equal((await uggla(['import', 'podcast', 'none.xml', folder])).code, 1);
    assert.equal((await uggla(['import', 'podcast', `${host}/feed.xml`, folder, '--most', 'x'])).code, 2);
  });
});
