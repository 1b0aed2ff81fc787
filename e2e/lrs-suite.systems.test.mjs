// Our server as a record store, judged by ADL's conformance suite. UGGLA_LRS_SUITE: a checkout of adlnet/lrs-conformance-test-suite
// with its packages installed. It takes some ten minutes, and wants the machine for itself.
import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {serve} from '../packages/server/dist/index.js';

const key = {user: 'suite', password: 'a-secret-of-the-suite'};

/** The sentences of what failed; of a whole that passed, the suite tells nothing. */
const failures = (log) =>
  log?.status !== 'failed' ? [] : log.tests?.length > 0 ? log.tests.flatMap(failures) : [`${log.title}: ${log.error}`];

describe('our server as a record store', () => {
  let folder, server;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'uggla-lrs-'));
    server = await serve({
      chatOnly: true,
      port: 0,
      dataDir: join(folder, 'data'),
      xapiSystems: `${key.user}:${key.password}`,
      log: () => {},
    });
  });
  after(async () => {
    await server?.close();
    if (folder) await rm(folder, {recursive: true, force: true, maxRetries: 5});
  });

  it('passes all tests of xAPI 1.0.3', async () => {
    const args = [
      'bin/console_runner.js',
      '-x',
      '1.0.3',
      '-e',
      `${server.url}/xapi`,
      '-a',
      '-u',
      key.user,
      '-p',
      key.password,
      '-z',
    ];
    const child = spawn(process.execPath, args, {cwd: process.env.UGGLA_LRS_SUITE, stdio: ['ignore', 'pipe', 'pipe']});
    process.once('exit', () => child.kill());
    let told = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => (told += bytes));
    await new Promise((resolve) => child.once('exit', resolve));
    const file = /Full run log written to (.+)/.exec(told)?.[1];
    assert.ok(file, `the suite did not come to its end: ${told.slice(-2000)}`);
    const {summary, log} = JSON.parse(await readFile(file, 'utf8'));
    await rm(file);
    console.log(`xAPI 1.0.3: ${summary.passed} of ${summary.total} tests passed`);
    assert.deepEqual([failures(log), summary.passed], [[], summary.total]);
    assert.ok(summary.total > 1300, 'the whole suite');
  });
});
