// Processes that a test of others' systems needs: a MariaDB, and whatever it starts beside it.
import {execFile, spawn} from 'node:child_process';
import {createServer} from 'node:net';
import {userInfo} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';

export const run = promisify(execFile);

/** Where Debian puts the server, whatever the path of who runs this. */
export const env = {...process.env, PATH: `${process.env.PATH}:/usr/sbin`};

/** Starts a process that ends with this one. */
export function start(command, args, options = {}) {
  const child = spawn(command, args, {env, stdio: ['ignore', 'pipe', 'pipe'], ...options});
  let told = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (bytes) => (told = (told + bytes).slice(-20_000)));
  const ended = new Promise((resolve) => child.once('exit', resolve));
  // With `detached` it has a group of its own, and its children end with it.
  const end = (signal) => (options.detached ? process.kill(-child.pid, signal) : child.kill(signal));
  const onExit = () => end('SIGKILL');
  process.once('exit', onExit);
  return {
    told: () => told,
    /** Resolves when it said so. */
    async says(pattern) {
      while (!pattern.test(told)) {
        const over = await Promise.race([
          ended.then(() => true),
          new Promise((resolve) => setTimeout(resolve, 100, false)),
        ]);
        if (over && !pattern.test(told)) throw new Error(`${command} ended:\n${told}`);
      }
    },
    async stop(signal = 'SIGTERM') {
      end(signal);
      await ended;
      process.off('exit', onExit);
    },
  };
}

/**
 * Starts a MariaDB of the test's own, with one database in it.
 *
 * @param {string} folder - for all that it keeps.
 * @param {{host: string, name: string, user: string, password: string, text?: string}} settings - `host`: an address of this machine,
 *   on which port 3306 is free; `text`: how the database writes texts, if not as MariaDB does by itself.
 */
export async function startDatabase(folder, {host, name, user, password, text = ''}) {
  const data = join(folder, 'data');
  const {username} = userInfo();
  await run(
    'mariadb-install-db',
    [`--user=${username}`, `--datadir=${data}`, '--auth-root-authentication-method=socket', '--skip-test-db'],
    {env},
  ).catch((cause) => {
    throw new Error(`no MariaDB could be made (Debian: apt install mariadb-server): ${cause.message}`);
  });
  const socket = join(folder, 'socket');
  const database = start('mariadbd', [
    '--no-defaults',
    `--user=${username}`,
    `--datadir=${data}`,
    `--socket=${socket}`,
    `--bind-address=${host}`,
    `--pid-file=${join(folder, 'pid')}`,
    '--innodb-flush-log-at-trx-commit=0',
  ]);
  await database.says(/ready for connections/);
  const sql = `CREATE DATABASE ${name} ${text}; CREATE USER '${user}'@'%' IDENTIFIED BY '${password}'; GRANT ALL ON ${name}.* TO '${user}'@'%';`;
  await run('mariadb', ['--no-defaults', `--socket=${socket}`, `--user=${username}`, '-e', sql], {env});
  return database;
}

/** A port that nobody has. */
export async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const {port} = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
