// Packs every published package as npm would, and lets publint and are-the-types-wrong look at the tarballs.
import {spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {checkPackage, createPackageFromTarballData} from '@arethetypeswrong/core';
import {publint} from 'publint';
import {formatMessage} from 'publint/utils';
import {globSync} from './lib/files.mjs';
import {ownNode} from './lib/node24.mjs';
import {root} from './lib/run.mjs';

await ownNode();
const folder = mkdtempSync(join(tmpdir(), 'uggla-pack-'));
const problems = [];

try {
  const published = globSync('packages/*/package.json', {cwd: root})
    .map((file) => JSON.parse(readFileSync(join(root, file), 'utf8')))
    .filter((one) => !one.private)
    .map(({name}) => name)
    .sort();
  for (const one of pack(published)) await check(one);
} finally {
  rmSync(folder, {recursive: true, force: true});
}
if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exit(1);
}

/** All in one run: to start npm takes longer than to pack most of them. */
function pack(names) {
  const packed = spawnSync(
    'npm',
    ['pack', '--json', '--ignore-scripts', '--pack-destination', folder, ...names.map((name) => `--workspace=${name}`)],
    {cwd: root, encoding: 'utf8', maxBuffer: 64 << 20},
  );
  const tarballs = packed.status === 0 ? JSON.parse(packed.stdout) : [];
  for (const name of names.filter((name) => tarballs.every((one) => one.name !== name)))
    problems.push(`${name}: npm pack failed\n${packed.stderr}`);
  return tarballs;
}

async function check({name, filename, files, size}) {
  const before = problems.length;

  // What no reader of the package has a use for.
  const stray = files
    .map(({path}) => path)
    .filter((path) => /\.test\.|(?:^|\/)fixtures\/|\.tsbuildinfo$|bundle-graph/.test(path));
  if (stray.length > 0)
    problems.push(
      `${name}: should not be packed: ${stray.slice(0, 5).join(', ')}${stray.length > 5 ? ` and ${stray.length - 5} more` : ''}`,
    );

  const tarball = readFileSync(join(folder, filename.replace('@', '').replace('/', '-')));
  problems.push(...(await lint(tarball)).map((text) => `${name}: publint says: ${text}`));
  problems.push(...(await wrongTypes(tarball)).map((text) => `${name}: are-the-types-wrong says: ${text}`));
  console.log(
    `${problems.length === before ? '✔' : '✖'} ${name.padEnd(18)} ${files.length} files, ${Math.round(size / 1000)} kB`,
  );
}

async function lint(tarball) {
  const {buffer, byteOffset, byteLength} = tarball;
  const bytes = buffer.slice(byteOffset, byteOffset + byteLength);
  const {messages, pkg} = await publint({pack: {tarball: bytes}, strict: true});
  return messages.map((message) => formatMessage(message, pkg, {color: false}));
}

/** ES modules only: CommonJS callers use import(). Addresses of files that are not modules are none of its business. */
async function wrongTypes(tarball) {
  const {problems: found = []} = await checkPackage(createPackageFromTarballData(tarball), {
    excludeEntrypoints: ['./custom-elements.json', './package.json', './bundle/*', './types/*', './schemas/*'],
  });
  return found
    .filter(({resolutionKind}) => !['node10', 'node16-cjs'].includes(resolutionKind))
    .map((problem) => JSON.stringify(problem));
}
