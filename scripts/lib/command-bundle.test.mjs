import assert from 'node:assert/strict';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import {pathToFileURL} from 'node:url';
import {build} from 'esbuild';
import {ownAddress} from './command-bundle.mjs';

describe('ownAddress', () => {
  it('gives a module its own address, and leaves the scripts alone that it publishes', async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'uggla-own-'));
    t.after(() => rm(folder, {recursive: true, force: true}));
    const entry = join(folder, 'page.js');
    await writeFile(
      entry,
      "export const own = import.meta.url;\nexport const script = `import(new URL('tv.js', import.meta.url).href)`;\n",
    );
    const outfile = join(folder, 'bundle.mjs');
    await build({entryPoints: [entry], outfile, bundle: true, format: 'esm', platform: 'node', plugins: [ownAddress]});
    const {own, script} = await import(pathToFileURL(outfile).href);
    assert.equal(own, pathToFileURL(entry).href);
    assert.equal(script, "import(new URL('tv.js', import.meta.url).href)");
  });
});
