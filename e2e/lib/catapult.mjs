// ADL's CATAPULT player (a launcher of cmi5), as it is in a checkout, before a MariaDB and a record store of the test's own.
import {access, cp, mkdir, mkdtemp, rm, symlink} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {env, freePort, run, start, startDatabase} from './mariadb.mjs';

/** The player's code knows no other port (3306): an address of our own instead, beside a database that may be there. */
const databaseHost = '127.0.42.1';
const key = {user: 'uggla', password: 'uggla-and-catapult'};
const basic = (user, password) => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

/**
 * Starts the player.
 *
 * @param {string} checkout - of adlnet/CATAPULT; `npm install --omit=dev` was run in its player/service.
 * @param {{endpoint: string, user: string, password: string}} lrs
 */
export async function startCatapult(checkout, lrs) {
  const source = join(checkout, 'player');
  await access(join(source, 'service/node_modules/knex')).catch(() => {
    throw new Error(`${source}/service has no packages: run \`npm install --omit=dev --ignore-scripts\` there`);
  });
  const folder = await mkdtemp(join(tmpdir(), 'uggla-catapult-'));
  const service = join(folder, 'service');
  // It keeps what it imports beside itself, and wants its migrations there: the checkout stays as it is.
  await cp(source, folder, {
    recursive: true,
    filter: (file) => !/node_modules/.test(file.slice(source.length)) && !file.endsWith('/var'),
  });
  await symlink(join(source, 'service/node_modules'), join(service, 'node_modules'));
  await cp(join(folder, 'migrations'), join(service, 'migrations'), {recursive: true});
  await mkdir(join(service, 'var/content'), {recursive: true});
  const database = await startDatabase(folder, {host: databaseHost, name: 'player', ...key});
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const settings = {
    ...env,
    DB_HOST: databaseHost,
    DB_NAME: 'player',
    DB_USERNAME: key.user,
    DB_PASSWORD: key.password,
    CONTENT_URL: `${url}/content`,
    API_KEY: key.user,
    API_SECRET: key.password,
    TOKEN_SECRET: 'a-secret-of-the-test',
    LRS_ENDPOINT: lrs.endpoint,
    LRS_USERNAME: lrs.user,
    LRS_PASSWORD: lrs.password,
    LRS_XAPI_VERSION: '1.0.3',
  };
  await run(process.execPath, ['node_modules/knex/bin/cli.js', 'migrate:latest'], {cwd: service, env: settings});
  const player = start(process.execPath, ['index.js', String(port), '127.0.0.1'], {cwd: service, env: settings});
  await player.says(/service running on/);

  async function call(method, path, {body, type = 'application/json', headers}) {
    const answer = await fetch(`${url}/api/v1/${path}`, {
      method,
      headers: {...headers, ...(body === undefined ? {} : {'content-type': type})},
      ...(body === undefined ? {} : {body: type === 'application/json' ? JSON.stringify(body) : body}),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}\n${player.told()}`);
    return text === '' ? undefined : JSON.parse(text);
  }
  const authorization = basic(key.user, key.password);
  const {id: tenantId} = await call('POST', 'tenant', {body: {code: 'uggla'}, headers: {authorization}});
  const {token} = await call('POST', 'auth', {body: {tenantId, audience: 'uggla'}, headers: {authorization}});
  const ask = (method, path, body, {type, ...headers} = {}) =>
    call(method, path, {body, type, headers: {authorization: `Bearer ${token}`, ...headers}});
  return {
    url,
    told: player.told,
    import: (zip) => ask('POST', 'course', zip, {type: 'application/zip'}),
    launch: (course, more) => ask('POST', `course/${course}/launch-url/0`, more),
    /** Registers a person, of whom it is known which languages they want. */
    async register(courseId, actor, languagePreference) {
      const registered = await ask('POST', 'registration', {courseId, actor});
      const wanted = {languagePreference, audioPreference: 'on'};
      await ask('POST', `registration/${registered.id}/learner-prefs`, wanted, {'if-none-match': '*'}); // it hands that on to the store
      return registered;
    },
    registration: (id) => ask('GET', `registration/${id}`),
    session: (id) => ask('GET', `session/${id}`),
    async stop() {
      await player.stop();
      await database.stop();
      await rm(folder, {recursive: true, force: true, maxRetries: 5});
    },
  };
}
