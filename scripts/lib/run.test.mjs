import assert from 'node:assert/strict';
import {spawn, spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, relative} from 'node:path';
import {after, describe, it} from 'node:test';
import {isWanted} from './long-tests.mjs';
import {root, run} from './run.mjs';
import {addTally, readTally} from './tally.mjs';

const folder = mkdtempSync(join(tmpdir(), 'uggla-scripts-'));
after(() => rmSync(folder, {recursive: true}));
const node = (code) => [process.execPath, ['-e', code]];

describe('run', () => {
  it('ends well with a command that does, in the repository', async () => {
    await run(...node(`process.exit(process.cwd() === ${JSON.stringify(root)} ? 0 : 1)`));
    await run(
      ...node(
        `process.exit(process.cwd() === require('fs').realpathSync(${JSON.stringify(folder)}) && process.env.WORD === 'x y' ? 0 : 1)`,
      ),
      {cwd: folder, env: {WORD: 'x y'}},
    );
  });

  it('says what failed and how it ended', async () => {
    await assert.rejects(run(...node('process.exit(3)')), /-e process\.exit\(3\): exit code 3$/);
    await assert.rejects(run(...node('process.kill(process.pid, "SIGKILL")')), /SIGKILL$/);
    await assert.rejects(run('/nowhere/command'), {code: 'ENOENT'});
  });

  it('shows what ran behind something else in one piece, when it has ended, and lets it yield', async () => {
    const file = join(folder, 'behind.mjs');
    // Each waits for what the other has said: no clock says which comes first.
    const [begun, seen] = ['begun', 'seen'].map((name) => join(folder, name));
    const once = (mark, then) =>
      `const wait = () => require('fs').existsSync(${JSON.stringify(mark)}) ? (${then}) : setTimeout(wait, 20); wait();`;
    const say = (words, mark) => `console.log(${words}); require('fs').writeFileSync(${JSON.stringify(mark)}, '');`;
    const slow = `${say("'slow 1'", begun)} ${once(seen, "console.log('slow 2', require('os').getPriority() > 10)")}`;
    const quick = once(begun, `(() => { ${say("'quick'", seen)} })()`);
    writeFileSync(
      file,
      `import {run} from ${JSON.stringify(new URL('./run.mjs', import.meta.url).href)};
const node = (code, options) => run(process.execPath, ['-e', code], options);
await Promise.all([node(${JSON.stringify(slow)}, {behind: true}), node(${JSON.stringify(quick)})]);
await node("console.log('its words'); process.exit(2)", {behind: true}).catch(() => console.log('failed'));
`,
    );
    const {stdout} = spawnSync(process.execPath, [file], {encoding: 'utf8'});
    assert.equal(stdout, 'quick\nslow 1\nslow 2 true\nits words\nfailed\n');
  });

  it('leaves no listener behind', async () => {
    const before = process.listenerCount('SIGTERM');
    await run(...node(''));
    await run(...node('process.exit(1)')).catch(() => {});
    assert.equal(process.listenerCount('SIGTERM'), before);
  });

  it('hands a signal on to the command that it runs', async () => {
    const file = join(folder, 'outer.mjs');
    const inner = `process.on('SIGTERM', () => { console.log('told'); process.exit(0); }); setInterval(() => {}, 1000); console.log('ready');`;
    writeFileSync(
      file,
      `import {run} from ${JSON.stringify(new URL('./run.mjs', import.meta.url).href)};\nawait run(process.execPath, ['-e', ${JSON.stringify(inner)}]);\n`,
    );
    const child = spawn(process.execPath, [file], {stdio: ['ignore', 'pipe', 'inherit']});
    let said = '';
    for await (const chunk of child.stdout) {
      said += chunk;
      if (said === 'ready\n') child.kill('SIGTERM');
    }
    assert.equal(said, 'ready\ntold\n');
  });
});

describe('the tally', () => {
  it('sums up what several runners say, each in a process of its own', () => {
    const file = join(folder, 'tally.jsonl');
    assert.deepEqual(readTally(file), []);
    const add = (name, passed, failed) =>
      `import('${new URL('./tally.mjs', import.meta.url).href}').then(({addTally}) => addTally({runner: '${name}', passed: ${passed}, failed: ${failed}}))`;
    for (const code of [add('one', 3, 0), add('two', 1, 2)])
      spawnSync(process.execPath, ['-e', code], {env: {...process.env, UGGLA_TALLY: file}});
    assert.deepEqual(readTally(file), [
      {runner: 'one', passed: 3, failed: 0},
      {runner: 'two', passed: 1, failed: 2},
    ]);
  });

  it('writes nothing where nobody asked', () => {
    const before = process.env.UGGLA_TALLY;
    delete process.env.UGGLA_TALLY;
    addTally({runner: 'nobody', passed: 1, failed: 1});
    if (before !== undefined) process.env.UGGLA_TALLY = before;
    assert.deepEqual(readTally(join(folder, 'undefined')), []);
  });
});

describe('the reporter of node’s tests', () => {
  const report = (text) => {
    const test = join(folder, `x${Math.random()}.test.mjs`);
    const tally = `${test}.tally`;
    writeFileSync(test, `import {describe, it} from 'node:test';\n${text}\n`);
    const env = {...process.env, UGGLA_TALLY: tally};
    delete env.NODE_TEST_CONTEXT; // or the runner would take itself for one of ours
    const {stdout, status} = spawnSync(
      process.execPath,
      ['--test', `--test-reporter=${root}/scripts/lib/node-reporter.mjs`, '--test-reporter-destination=stdout', test],
      {cwd: root, encoding: 'utf8', env},
    );
    const all = readTally(tally);
    const [passed, failed] = ['passed', 'failed'].map((key) => all.reduce((sum, one) => sum + one[key], 0));
    const broken = all.filter((one) => one.file === relative(root, test)).map(({tests}) => tests);
    return {stdout, status, passed, failed, broken};
  };

  it('counts tests, not the groups they are in', () => {
    const {status, passed, failed, broken, stdout} = report(
      `describe('a', () => { it('b', () => {}); describe('c', () => { it('d', () => {}); }); });`,
    );
    assert.deepEqual([status, passed, failed, broken], [0, 2, 0, []], stdout);
  });

  it('names what failed and why', () => {
    const {status, passed, failed, broken, stdout} = report(
      `describe('a', () => { it('good', () => {}); it('bad', () => { throw new Error('because'); }); });`,
    );
    assert.deepEqual([passed, failed, broken], [1, 1, [['bad']]], stdout);
    assert.notEqual(status, 0);
    assert.match(stdout, /✖ .*: bad\n {4}Error: because/);
  });

  it('tells of a group whose end failed, though its tests did not', () => {
    const {status, passed, failed, broken, stdout} = report(
      `import {after} from 'node:test'; describe('a', () => { after(() => { throw new Error('late'); }); it('b', () => {}); });`,
    );
    assert.deepEqual([passed, failed, broken.length], [1, 1, 1], stdout);
    assert.notEqual(status, 0);
  });

  it('takes a skipped test for a failure', () => {
    const {status, failed, stdout} = report(`it('later', {['sk' + 'ip']: true}, () => {});`);
    assert.equal(failed, 1, stdout);
    assert.notEqual(status, 0);
    assert.match(stdout, /1 skipped, which is not allowed/);
  });

  it('says why a file broke before its tests', () => {
    const {failed, broken, stdout} = report(`throw new Error('at once');`);
    assert.equal(broken.length, 1);
    assert.ok(failed >= 1);
    assert.match(stdout, /at once/);
  });
});

describe('what a run takes', () => {
  for (const [file, glob, wanted] of [
    ['e2e/walk.test.mjs', 'e2e/**/*.test.mjs', true],
    ['e2e/pictures.long.test.mjs', 'e2e/**/*.test.mjs', false],
    ['e2e/epubcheck.systems.test.mjs', 'e2e/**/*.test.mjs', false],
    ['e2e/pictures.long.test.mjs', '{e2e,scripts}/**/*.long.test.mjs', true],
    ['e2e/epubcheck.systems.test.mjs', '{e2e,scripts}/**/*.long.test.mjs', false],
    ['e2e/epubcheck.systems.test.mjs', 'e2e/epubcheck.systems.test.mjs', true],
  ]) {
    it(`of ${glob} is ${wanted ? '' : 'not '}${file}`, () => assert.equal(isWanted(file, [glob]), wanted));
  }
});
