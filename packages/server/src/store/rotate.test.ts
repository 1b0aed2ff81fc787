import assert from 'node:assert/strict';
import {readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import {exportAudit, rotateKeys, verifyAudit} from '../index.js';
import {acceptanceOf} from '../support/audit.test.util.js';
import {temporaryFolder} from '../support/campus.test.util.js';
import {databaseOf} from '../support/database.test.util.js';
import {signIn, startServer} from '../support/server.test.util.js';
import {keysFile, openKeys} from './keys.js';

async function accept(dataDir: string): Promise<void> {
  const server = await startServer({chatOnly: true, dataDir});
  const {actor, headers} = await signIn(server.url);
  assert.equal(
    (
      await fetch(`${server.url}/xapi/statements`, {
        method: 'POST',
        headers,
        body: JSON.stringify(acceptanceOf(actor, 'Ana')),
      })
    ).status,
    200,
  );
  await server.stop();
}

describe('rotateKeys', () => {
  it('signs with new keys from then on, and what the old ones signed still counts', async () => {
    const dataDir = temporaryFolder();
    await accept(dataDir);
    const before = await openKeys(dataDir);
    await rotateKeys(dataDir);
    await accept(dataDir);
    const after = await openKeys(dataDir);
    assert.notEqual(after.ed25519.id, before.ed25519.id);
    assert.equal(after.jwks.keys.length, 4);
    const {zip} = await exportAudit(dataDir, undefined, await databaseOf(dataDir));
    const report = await verifyAudit(zip, after.jwks);
    assert.deepEqual([report.flaws, report.records, report.acceptances], [[], 4, 2]);
    assert.notDeepEqual(
      (await verifyAudit(zip, before.jwks)).flaws,
      [],
      'whoever has only the old keys hears that there are new ones',
    );
  });

  it('keeps no private half of the old keys, and the file to its owner', async () => {
    const dataDir = temporaryFolder();
    const before = await openKeys(dataDir);
    await rotateKeys(dataDir);
    await rotateKeys(dataDir);
    const text = readFileSync(join(dataDir, keysFile), 'utf8');
    for (const {privateKey} of [before.ed25519, before.rsa])
      assert.ok(!text.includes(String(privateKey.export({format: 'jwk'})['d'])));
    assert.equal((JSON.parse(text) as {former: unknown[]}).former.length, 4);
    assert.equal(statSync(join(dataDir, keysFile)).mode & 0o777, 0o600);
  });

  it('makes none where there are none', async () => {
    await assert.rejects(rotateKeys(temporaryFolder()), {code: 'keys-unavailable'});
  });
});
