// npm run test:systems: our records, packages and books against the systems of others, from checkouts that the
// environment names. Each that is not there is a clear failure: this command is run by whoever has them.
import {existsSync} from 'node:fs';
import {globSync} from './lib/files.mjs';
import {ownNode} from './lib/node24.mjs';
import {root, run} from './lib/run.mjs';

await ownNode();
process.env.UGGLA_LOGS = '1'; // scores are to be seen

const SYSTEMS = {
  CATAPULT:
    'a checkout of adlnet/CATAPULT with the packages of player/service installed (cmi5; it wants MariaDB on the path)',
  LRS_SUITE: 'a checkout of adlnet/lrs-conformance-test-suite with its packages installed (xAPI)',
  ADL_LRS:
    'a checkout of adlnet/ADL_LRS (xAPI; with its Debian packages, which e2e/lib/adl-lrs.mjs names; UGGLA_CATAPULT is needed too)',
  MOODLE:
    'the folder of a Moodle, which is copied, installed and served for the test (SCORM 1.2, 2004, LTI 1.3; with `php` and MariaDB on the path)',
  POSTGRES: 'the folder of Debian’s PostgreSQL, /usr/lib/postgresql (the store; several servers on one)',
  SCHEMAS:
    'a folder with scorm12/, scorm2004/, cmi5/ and podcast/: the XSDs of ADL, IMS, AICC and the podcast namespace',
  EPUBCHECK: 'path of epubcheck.jar',
  EPUB_TESTS: 'a checkout of w3c/epub-tests',
  WORDPRESS: 'the folder of a WordPress (with `php` on the path)',
  WLLAMA: 'a folder with node_modules/@wllama/wllama and model.gguf',
  NODE_LLAMA_CPP: 'a folder with node_modules/node-llama-cpp, model.gguf and lora.gguf',
};
const wanted = process.argv.slice(2).map((name) => name.toUpperCase().replaceAll('-', '_'));
const files = globSync(['packages/*/dist/**/*.systems.test.js', '{packages/*/tests,e2e}/**/*.systems.test.mjs'], {
  cwd: root,
});

for (const [name, what] of Object.entries(SYSTEMS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const value = process.env[`UGGLA_${name}`];
  const tests = files.filter((file) => file.includes(name.toLowerCase().replaceAll('_', '-')));
  if (!value) fail(`${name}: UGGLA_${name} is not set; it names ${what}`);
  else if (!/^https?:/.test(value) && !existsSync(value))
    fail(`${name}: UGGLA_${name} names ${value}, which is not there`);
  else if (tests.length === 0) fail(`${name}: no test is written for it yet`);
  else await run(process.execPath, ['scripts/unit.mjs', ...tests]).catch((error) => fail(`${name}: ${error.message}`));
}

function fail(message) {
  console.error(message);
  process.exitCode = 1;
}
