import assert from 'node:assert/strict';
import {chmodSync, utimesSync} from 'node:fs';
import {createServer, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {publish} from '../testing/publish.test.util.js';
import {hashes, makeFolder, write} from '../testing/run.test.util.js';
import {lookAtClock, lookAtPublished} from './campus.js';
import {examine, type DoctorOptions} from './doctor.js';
import {lookAtNode, lookAtProduce} from './machine.js';
import {lookAtMail, tellStore} from './server.js';

/** An engine with one model, which hears who asked for what. */
const asked: string[] = [];
let server: Server;
let engine: string;
before(async () => {
  server = createServer(({url, headers}, answer) => {
    asked.push(`${url} ${headers.authorization ?? ''}`);
    if (url === '/v1/models') answer.setHeader('Content-Type', 'application/json').end('{"data": [{"id": "lynx-7b"}]}');
    else answer.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  engine = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
});
after(() => server.close());

const states = async (folder: string, options: DoctorOptions = {}) => {
  process.env['UGGLA_FFMPEG'] = 'none';
  const findings = await examine(folder, {port: 0, ...options});
  return {
    of: (about: string) => findings.filter((one) => one.about === about).map(({state}) => state),
    said: (about: string) =>
      findings
        .filter((one) => one.about === about)
        .map(({message}) => message)
        .join('; '),
    findings,
  };
};

describe('examine', () => {
  it('finds nothing wrong with a campus that was just published, asks the engine alone, and changes nothing', async () => {
    const {folder} = await publish({
      'campus.yml': 'title: Acme\nlanguages: [es]\nid: https://acme.example/c\n',
      'courses/uno/10-a.md': '---\ntitle: A\n---\n\nTexto.\n',
    });
    const before = hashes(folder);
    const {of, said, findings} = await states(folder, {engine, engineKey: 'secret'});
    assert.deepEqual(
      findings.filter(({state}) => state === 'bad'),
      [],
    );
    for (const about of ['node', 'campus', 'published', 'clock', 'port', 'store', 'settings', 'engine'])
      assert.deepEqual(of(about), ['good'], `${about}: ${said(about)}`);
    assert.match(said('engine'), /has lynx-7b/);
    assert.deepEqual(asked, ['/v1/models Bearer secret']);
    assert.doesNotMatch(JSON.stringify(findings), /secret/);
    for (const one of findings) if (one.state !== 'good') assert.ok(one.cure, one.message);
    assert.deepEqual(hashes(folder), before);
  });

  it('says of each thing that is missing or wrong what to do', async () => {
    const folder = makeFolder();
    write(folder, {'campus.yml': 'titel: Acme\n', '.uggla/records.sqlite': 'no store', '.uggla/keys.json': '{}'});
    chmodSync(join(folder, '.uggla'), 0o755);
    chmodSync(join(folder, '.uggla/keys.json'), 0o644);
    const taken = (server.address() as AddressInfo).port;
    const {of, said} = await states(folder, {port: taken, engine: 'http://127.0.0.1:9/v1', host: '127.0.0.1'});
    for (const about of ['campus', 'store', 'port', 'engine']) assert.deepEqual(of(about), ['bad'], said(about));
    assert.deepEqual([of('published'), of('keys')], [['warning'], ['warning']]);
    assert.match(said('keys'), /keys\.json and records\.sqlite/);
    assert.match((await states(join(folder, 'none'))).said('campus'), /there is no folder/);
    const odd = await states(folder, {host: '0.0.0.0', engine, engineKey: 'secret'});
    assert.deepEqual([odd.of('settings'), odd.of('engine')], [['bad'], ['good']], 'each has its own faults');
    const address = await states(folder, {engine: 'ftp://me:secret@engine.example/v1', chatOnly: true});
    assert.deepEqual([address.of('settings'), address.of('campus')], [['bad'], []]);
    assert.doesNotMatch(JSON.stringify(address.findings), /secret/);
  });
});

describe('what a doctor looks at', () => {
  it('an old Node, a clock that is behind, a store of a later version or with records set aside, reminders that reach nobody', () => {
    assert.deepEqual(
      [lookAtNode('22.12.0').state, lookAtNode('22.13.0').state, lookAtNode('24.1.0').state],
      ['bad', 'good', 'good'],
    );
    const now = Date.parse('2026-11-30T10:00Z');
    assert.equal(lookAtClock([now + 60_000, undefined], now).state, 'good');
    assert.match(lookAtClock([now + 86_400_000], now).message, /2026-12-01 10:00 UTC/);
    const look = {hasPeople: true, setAside: 0, readable: []};
    assert.deepEqual(
      tellStore('/data', {...look, state: 'ahead'}).map(({state}) => state),
      ['bad', 'good'],
    );
    assert.match(tellStore('/data', {...look, state: 'ready', setAside: 3})[1]!.message, /^3 records were set aside/);
    assert.deepEqual(
      [
        lookAtMail({}, look, {}),
        lookAtMail({remindersWebhook: 'https://x.example'}, look, {}),
        lookAtMail({}, look, {UGGLA_SMTP: 'smtp://x'}),
        lookAtMail({}, {hasPeople: false}, {}),
      ].map((list) => list.map(({state}) => state)),
      [['warning'], ['good', 'warning'], ['good'], []],
    );
  });

  it('what films from scripts would need: advice, and no fault', () => {
    const told = lookAtProduce('/usr/bin/chromium', '/usr/bin/espeak-ng');
    assert.deepEqual([told.state, told.message], ['good', 'films from scripts: /usr/bin/chromium, /usr/bin/espeak-ng']);
    process.env['UGGLA_CHROMIUM'] = '/nowhere';
    const path = process.env['PATH'];
    process.env['PATH'] = '/nowhere';
    const missing = lookAtProduce();
    process.env['PATH'] = path;
    delete process.env['UGGLA_CHROMIUM'];
    assert.equal(missing.state, 'good');
    assert.match(missing.message, /would need Chromium, Chrome or Edge and espeak-ng/);
  });

  it('a campus that was written to since it was published, and one of another version', async () => {
    const {folder, out} = await publish({'courses/uno/10-a.md': '---\ntitle: A\n---\n\nTexto.\n'});
    assert.equal((await lookAtPublished(out, folder, undefined)).state, 'good');
    assert.match((await lookAtPublished(out, folder, 'another')).message, /another version/);
    const later = new Date(Date.now() + 5000);
    utimesSync(join(folder, 'courses/uno/10-a.md'), later, later);
    assert.match((await lookAtPublished(out, folder, undefined)).message, /1 files changed/);
  });
});
