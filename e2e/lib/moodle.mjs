// A Moodle, as it is in a folder, before a MariaDB of the test's own.
import {execFile} from 'node:child_process';
import {access, mkdir, mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {env, freePort, run, start, startDatabase} from './mariadb.mjs';

const script = fileURLToPath(new URL('moodle.php', import.meta.url));
const database = {
  host: '127.0.43.1',
  name: 'moodle',
  user: 'moodle',
  password: 'a-secret-of-the-test',
  text: 'CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci',
};

/** Of the learner, and of the administrator, whom nobody asks for. */
const password = 'Uggla-1-test!';

/** What Moodle asks of PHP. */
const php = ['-d', 'max_input_vars=5000', '-d', 'memory_limit=1G', '-d', 'opcache.enable_cli=1'];

/**
 * Installs a Moodle from its command line, and serves it.
 *
 * @param {string} source - The folder; it is copied and stays as it is.
 */
export async function startMoodle(source) {
  await access(join(source ?? '', 'admin/cli/install.php')).catch(() => {
    throw new Error('UGGLA_MOODLE names no folder of Moodle: none with admin/cli/install.php in it');
  });
  const folder = await mkdtemp(join(tmpdir(), 'uggla-moodle-'));
  const code = join(folder, 'code');
  await mkdir(join(folder, 'kept'));
  await run('cp', ['-a', source, code]); // thirty thousand files: faster than one by one
  await rm(join(code, 'config.php'), {force: true});
  const store = await startDatabase(folder, database);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const options = {
    wwwroot: url,
    dataroot: join(folder, 'kept'),
    dbtype: 'mariadb',
    dbhost: database.host,
    dbname: database.name,
    dbuser: database.user,
    dbpass: database.password,
    fullname: 'Campus',
    shortname: 'campus',
    adminpass: password,
    adminemail: 'admin@lms.example',
    lang: 'en',
  };
  await run(
    'php',
    [
      ...php,
      'admin/cli/install.php',
      ...['--non-interactive', '--agree-license', '--allow-unstable'],
      ...Object.entries(options).map(([name, value]) => `--${name}=${value}`),
    ],
    {cwd: code, env, maxBuffer: 1e8},
  ).catch((cause) => {
    throw new Error(`Moodle could not be installed: ${String(cause.stdout).slice(-2000)} ${cause.message}`);
  });
  const moodle = await serveMoodle(code, port);
  return {
    ...moodle,
    async stop() {
      await moodle.stop();
      await store.stop();
      await rm(folder, {recursive: true, force: true, maxRetries: 5});
    },
  };
}

/** Serves a Moodle that is installed. */
async function serveMoodle(code, port) {
  const server = start('php', [...php, '-S', `127.0.0.1:${port}`, '-t', code], {
    env: {...env, PHP_CLI_SERVER_WORKERS: '6'},
    detached: true,
  });
  await server.says(/Development Server .* started/);
  const ask = (what, order) =>
    new Promise((resolve, reject) => {
      const child = execFile('php', [...php, script, code, what], {env, maxBuffer: 1e8}, (error, out, told) => {
        try {
          if (error) throw error;
          resolve(JSON.parse(out));
        } catch (cause) {
          reject(new Error(`${what}: ${out}\n${told}`, {cause}));
        }
      });
      child.stdin.end(JSON.stringify(order));
    });
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    /** Makes a course with these packages (name → zip), and a learner in it. */
    make: (packages) => ask('make', {packages, password}),
    /** What it keeps of one of them. */
    report: ({course, learner}, activity) => ask('report', {course, learner, activity}),
    /** Makes a tool of LTI 1.3 that is at this address, and a teacher of the course. */
    tool: ({course}, url) => ask('tool', {course, url, password}),
    /** The activity that the teacher made with the tool. */
    linked: ({course}, {type}) => ask('linked', {course, type}),
    /** The grade of the learner in it. */
    grade: async ({course, learner}, {instance}) => (await ask('grade', {course, learner, instance})).grade,
    /** Signs the learner in, or the teacher (rosa). */
    async signIn(page, name = 'ana') {
      await page.goto(`${url}/login/index.php`);
      await page.type('#username', name);
      await page.type('#password', password);
      await Promise.all([page.waitForNavigation(), page.click('#loginbtn')]);
    },
    /** Where an activity is played. */
    player: ({scorm, sco}) =>
      `${url}/mod/scorm/player.php?${new URLSearchParams({a: scorm, currentorg: '', scoid: sco, display: '', mode: 'normal'})}`,
    stop: () => server.stop(),
  };
}
