// Steps of a build that are skipped when nothing they read has changed: by content, not by date, so a fresh clone, a
// branch change and a touched file all do the right thing. Dates only say which files need not be read again.
import {createHash} from 'node:crypto';
import {existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {Digests} from './digests.mjs';
import {filesBelow} from './files.mjs';

/**
 * Runs the steps in order.
 *
 * @param {{name: string, inputs: string[], except?: string[], also?: string, outputs: string[], run: () => Promise<void>}[]} steps
 *   `inputs` and `except` are globs below `root`; `also` is anything else that the result depends on; `outputs` are
 *   files that must be there for the step to be skipped.
 */
export async function runSteps(steps, {root, force = false}) {
  const folder = join(root, '.uggla', 'build');
  mkdirSync(folder, {recursive: true});
  const unlock = await lock(join(folder, 'running'));
  try {
    return await runInOrder(steps, {root, folder, force});
  } finally {
    unlock();
  }
}

async function runInOrder(steps, {root, folder, force}) {
  const ran = [];
  const digests = new Digests({root, path: join(folder, 'digests.json')});
  const {default: picomatch} = await import('picomatch'); // only now: without it, who did not install is told so
  let all; // listed once for all steps, and anew after one that made some: a search for each took four times as long
  const hashOf = ({name, inputs, except, also = ''}) => {
    const hash = createHash('sha256').update(`${name}\0${also}`);
    all ??= filesBelow(root);
    for (const file of all.filter(picomatch(inputs, {ignore: except})).sort()) {
      const digest = digests.of(file);
      if (digest !== undefined) hash.update(`\0${file}\0${digest}`);
    }
    return hash.digest('hex');
  };
  for (const step of steps) {
    const stamp = join(folder, `${step.name}.sha256`);
    const before = hashOf(step);
    const done = existsSync(stamp) && readFileSync(stamp, 'utf8') === before;
    if (done && !force && step.outputs.every((file) => existsSync(join(root, file)))) continue;
    const start = performance.now();
    await step.run();
    all = undefined;
    // What was made is an input of later steps only; a step that writes beside its sources hashes them once more.
    writeFileSync(stamp, hashOf(step));
    console.log(`${step.name}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
    ran.push(step.name);
  }
  digests.write();
  return ran;
}

/** Two builds at once would make the same twice: the second waits, and mostly finds all done. */
async function lock(file) {
  for (let told = false; ;) {
    try {
      writeFileSync(file, String(process.pid), {flag: 'wx'});
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (!alive(file)) rmSync(file, {force: true});
    else {
      if (!told) console.log('another build is running; waiting for it …');
      told = true;
      await new Promise((done) => setTimeout(done, 250));
    }
  }
  const unlock = () => rmSync(file, {force: true});
  process.once('exit', unlock);
  return () => {
    process.off('exit', unlock);
    unlock();
  };
}

/** Whether the process that holds the lock still runs. */
function alive(file) {
  const pid = Number(existsSync(file) ? readFileSync(file, 'utf8') : 0);
  if (!pid) return existsSync(file) && Date.now() - statSync(file).mtimeMs < 2000; // being written just now
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
