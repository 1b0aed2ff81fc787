import {chown, mkdtemp, readdir, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {run, start} from './mariadb.mjs';

/**
 * Starts a PostgreSQL of the test's own, which listens at no port, with one database in it. Debian: apt install postgresql
 *
 * @param {string[]} settings - further ones, as the command line takes them: `fsync=on`.
 */
export async function startPostgres(name, user, settings = []) {
  const folder = await mkdtemp(join(tmpdir(), 'uggla-postgres-'));
  const versions = await readdir('/usr/lib/postgresql').catch(() => []);
  const newest = versions.sort((a, b) => Number(b) - Number(a))[0];
  if (!newest) throw new Error('no PostgreSQL is here (Debian: apt install postgresql)');
  const bin = join('/usr/lib/postgresql', newest, 'bin');
  // It refuses to run as root: then as the user whom its Debian package made.
  const who = {cwd: folder};
  if (process.getuid() === 0) {
    const id = async (flag) => Number((await run('id', [flag, 'postgres'])).stdout);
    Object.assign(who, {uid: await id('-u'), gid: await id('-g')});
    await chown(folder, who.uid, who.gid);
  }
  const data = join(folder, 'data');
  await run(join(bin, 'initdb'), ['-D', data, '-U', user, '-A', 'trust', '-E', 'UTF8', '--no-sync'], who);
  const open = async () => {
    const options = ['listen_addresses=', 'fsync=off', ...settings].flatMap((one) => ['-c', one]);
    const server = start(join(bin, 'postgres'), ['-D', data, '-k', folder, ...options], who);
    await server.says(/ready to accept connections/);
    return server;
  };
  let server = await open();
  await run(join(bin, 'createdb'), ['-h', folder, '-U', user, name], who);
  return {
    socket: folder,
    bin,
    address: `postgres:///${name}?${new URLSearchParams({host: folder, user})}`,
    /** Lets it fall in the middle of everything, and rise again when `meanwhile` is over. */
    async crash(meanwhile) {
      await server.stop('SIGQUIT');
      await meanwhile();
      server = await open();
    },
    async stop() {
      await server.stop('SIGINT');
      await rm(folder, {recursive: true, force: true, maxRetries: 5});
    },
  };
}
