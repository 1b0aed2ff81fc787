import assert from 'node:assert/strict';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {connect} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {fixtureSite, startFixtureServer, type FixtureServer} from '../fixture-server.js';

describe('startFixtureServer', () => {
  let root: string;
  let server: FixtureServer;
  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'uggla-fixtures-'));
    await writeFile(join(root, 'a.txt'), 'of the folder');
    server = await startFixtureServer({root});
  });
  after(async () => {
    await server.close();
    await rm(root, {recursive: true});
  });

  it('serves a folder to Node', async () => {
    const site = await fixtureSite({server: server.url, files: {'b.json': {b: 1}}});
    assert.equal(await (await fetch(site.url('a.txt'))).text(), 'of the folder');
    assert.deepEqual(await (await fetch(site.url('b.json'))).json(), {b: 1});
    assert.equal((await fetch(`${server.url}/elsewhere`)).status, 404);
  });

  it('never leaves its folder', async () => {
    const site = await fixtureSite({server: server.url});
    const {hostname, port, pathname} = new URL(site.base);
    const reply = await new Promise<string>((resolve) => {
      const socket = connect(Number(port), hostname, () =>
        socket.end(`GET ${pathname}../../../../../../etc/passwd HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`),
      );
      let all = '';
      socket.on('data', (data) => (all += String(data))).on('end', () => resolve(all));
    });
    assert.match(reply, /^HTTP\/1.1 404/);
  });

  it('tells of a request that was refused and one that was served', async () => {
    const site = await fixtureSite({server: server.url, rules: [{status: 503, times: 1}]});
    await fetch(site.url('a.txt?x=1'), {headers: {'X-Who': 'me'}});
    await fetch(site.url('a.txt'));
    const seen = await site.seen('a.txt', {count: 2, ended: 'done'});
    assert.deepEqual(
      seen.map(({status}) => status),
      [503, 200],
    );
    assert.equal(seen[0]!.query, '?x=1');
    assert.equal(seen[0]!.headers['x-who'], 'me');
  });

  it('keeps to a slow network', async () => {
    const site = await fixtureSite({server: server.url, rules: [{body: 'x'.repeat(40), chunk: 10, everyMs: 20}]});
    const start = performance.now();
    assert.equal((await (await fetch(site.url('slow'))).text()).length, 40);
    assert.ok(performance.now() - start >= 55);
  });
});
