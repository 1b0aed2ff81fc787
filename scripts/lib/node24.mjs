// The scripts need the Node that npm installed beside the other tools (devDependency `node`). npm scripts find it
// first in PATH; a bare `node scripts/x.mjs` may be an older one, and is then started again with the right one.
import {spawn} from 'node:child_process';
import {existsSync} from 'node:fs';
import {fileURLToPath} from 'node:url';

const OLDEST = 22;
const bin = fileURLToPath(new URL('../../node_modules/.bin/', import.meta.url));
const own = `${bin}node${process.platform === 'win32' ? '.cmd' : ''}`;

/** Returns at once in a Node that will do; else runs the same script in ours, and never returns. */
export async function ownNode() {
  if (Number(process.versions.node.split('.')[0]) >= OLDEST) {
    if (!process.env.PATH?.startsWith(bin)) process.env.PATH = `${bin}:${process.env.PATH}`;
    return;
  }
  if (!existsSync(own)) {
    console.error(`Node ${OLDEST} or later is needed, this is ${process.versions.node}: run npm ci first.`);
    process.exit(1);
  }
  const child = spawn(own, [...process.execArgv, ...process.argv.slice(1)], {stdio: 'inherit'});
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  await new Promise(() => {
    child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
  });
}
