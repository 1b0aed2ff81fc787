// A WebKitWebDriver of our own, on a display of our own, for one run: it serves one session in its life.
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {writeFileSync} from 'node:fs';
import {mkdtemp, rm} from 'node:fs/promises';
import {createServer} from 'node:net';
import {getPriority, tmpdir} from 'node:os';
import {join} from 'node:path';

export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const {port} = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

async function startDisplay() {
  // Xvfb takes the first free display itself and writes its number to descriptor 3.
  const child = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const number = await Promise.race([
    once(child.stdio[3], 'data').then(([data]) => String(data).trim()),
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`Xvfb ended with ${code} before it had a display`))),
  ]);
  return {child, display: `:${number}`};
}

async function answers(port, child) {
  const deadline = Date.now() + 20_000;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`WebKitWebDriver ended with ${child.exitCode}`);
    try {
      const {value} = await (await fetch(`http://127.0.0.1:${port}/status`)).json();
      if (value.ready) return;
    } catch {
      // not listening yet
    }
    if (Date.now() > deadline) throw new Error('WebKitWebDriver did not answer within 20 s');
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** Linux shares the processor out among sessions, and a process's priority counts within its own alone (sched(7)). */
function rankSession(pid, priority) {
  try {
    writeFileSync(`/proc/${pid}/autogroup`, String(priority));
  } catch {
    // another kernel, or no right to it: then all are equal
  }
}

/** Starts both; `stop()` ends both and removes the profile. */
export async function startWebKitDriver() {
  const home = await mkdtemp(join(tmpdir(), 'uggla-webkit-'));
  const {child: xvfb, display} = await startDisplay();
  const port = await freePort();
  const driver = spawn('WebKitWebDriver', [`--port=${port}`, '--host=127.0.0.1'], {
    stdio: 'ignore',
    detached: true, // its own process group: the browser it starts must end with it
    env: {
      ...process.env,
      DISPLAY: display,
      GDK_BACKEND: 'x11',
      WEBKIT_DISABLE_COMPOSITING_MODE: '1', // there is no graphics processor here: else the main one plays its part (docs/decisions/0006)
      Malloc: '1', // the C library's own: WebKit's gives memory back to the system and takes it again all the time (docs/decisions/0006)
      JSC_useDFGJIT: '0', // a page lives for seconds: what the optimising compilers cost does not come back
      HOME: home,
      XDG_RUNTIME_DIR: home,
      XDG_CONFIG_HOME: join(home, 'config'),
      XDG_CACHE_HOME: join(home, 'cache'),
      XDG_DATA_HOME: join(home, 'data'),
      NO_AT_BRIDGE: '1',
    },
  });
  rankSession(driver.pid, getPriority());
  const killAll = () => {
    try {
      process.kill(-driver.pid, 'SIGKILL');
    } catch {
      // already gone
    }
    xvfb.kill('SIGKILL');
  };
  process.on('exit', killAll);
  try {
    await answers(port, driver);
  } catch (cause) {
    killAll();
    throw cause;
  }
  return {
    port,
    async stop() {
      killAll();
      process.off('exit', killAll);
      await rm(home, {recursive: true, force: true, maxRetries: 5, retryDelay: 100}).catch(() => {});
    },
  };
}
