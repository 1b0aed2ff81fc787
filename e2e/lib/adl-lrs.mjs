// ADL's own record store (ADL_LRS), as it is in a checkout, before a PostgreSQL of the test's own.
// Debian: apt install postgresql python3-django celery python3-psycopg2 python3-jose python3-rfc3987 python3-isodate python3-django-cors-headers python3-pycryptodome python3-requests
import {cp, mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {env, freePort, run, start} from './mariadb.mjs';
import {startPostgres} from './postgres.mjs';

/** Debian's, whose Django is the one that it asks for. */
const python = '/usr/bin/python3';
const key = {user: 'uggla', password: 'uggla-and-its-record-store'};

/** What Debian has not, or has by another name: as much of each as is asked for where no one signs in by OAuth or in a form. */
const STAND_INS = {
  'Crypto/__init__.py': '',
  'Crypto/PublicKey/__init__.py': 'from Cryptodome.PublicKey import RSA\n',
  'Crypto/Util/__init__.py': '',
  'Crypto/Util/number.py': 'from Cryptodome.Util.number import *\n',
  'oauth2.py': 'class Error(Exception):\n    pass\n\n\nclass SignatureMethod:\n    pass\n',
  'bcoding.py': 'def bencode(value):\n    return repr(value).encode()\n', // it is hashed as a key of a cache
  'jsonify/__init__.py': '',
  'captcha/__init__.py': '',
  'captcha/fields.py':
    'from django.forms import CharField\n\n\nclass ReCaptchaField(CharField):\n    def __init__(self, *, public_key, private_key, **more):\n        super().__init__(**more)\n',
  'captcha/widgets.py': 'from django.forms import TextInput as ReCaptchaV2Checkbox\n',
  'defender/__init__.py': '',
  // CATAPULT asks for `/xapi//activities/state`, for which it answers 404: what stands before it, in most places, makes one slash of two.
  'defender/middleware.py':
    "def FailedLoginMiddleware(get_response):\n    def answer(request):\n        request.path = request.path_info = request.path_info.replace('//', '/')\n        return get_response(request)\n\n    return answer\n",
  // Its task that fetches what stands at the address of an activity asks nobody here, and no queue is needed for it.
  'defender/apps.py':
    "from django.apps import AppConfig\n\n\nclass Quiet(AppConfig):\n    name = 'defender'\n\n    def ready(self):\n        from lrs import tasks\n\n        tasks.get_activity_metadata = lambda activity: None\n",
  'uggla_settings.py': 'from adl_lrs.settings import *\n\nCELERY_ALWAYS_EAGER = True\n',
};

/** Pages of five statements, so that few make several. */
const settings = (socket) => `[database]
NAME: lrs
USER: ${key.user}
PASSWORD:
HOST: ${socket}
PORT: 5432
[email]
EMAIL_BACKEND: django.core.mail.backends.dummy.EmailBackend
EMAIL_HOST: localhost
EMAIL_PORT: 25
EMAIL_HOST_USER: lrs@lrs.example
EMAIL_HOST_PASSWORD:
EMAIL_USE_TLS: False
EMAIL_USE_SSL: False
[recaptcha]
USE_GOOGLE_RECAPTCHA: False
RECAPTCHA_PUBLIC_KEY: none
RECAPTCHA_PRIVATE_KEY: none
[debug]
DEBUG: False
[auth]
ALLOW_EMPTY_HTTP_AUTH: False
OAUTH_ENABLED: False
[hooks]
USE_HOOKS: False
[preferences]
SERVER_STMT_LIMIT: 5
STMTS_PER_PAGE: 10
TIME_ZONE: UTC
LANGUAGE_CODE: en-US
[secrets]
SECRET_KEY: a-secret-of-the-test
[ampq]
USERNAME: none
PASSWORD: none
HOST: localhost
PORT: 5672
VHOST: /
`;

/**
 * Starts it.
 *
 * @param {string} checkout - of adlnet/ADL_LRS; it is copied.
 */
export async function startAdlLrs(checkout) {
  const folder = await mkdtemp(join(tmpdir(), 'uggla-adl-lrs-'));
  const site = join(folder, 'lrs'); // beside it are its logs and media
  await cp(checkout, site, {recursive: true, filter: (file) => !file.endsWith('/.git')});
  for (const name of ['logs/celery', 'media']) await mkdir(join(folder, name), {recursive: true});
  for (const [name, text] of Object.entries(STAND_INS)) {
    await mkdir(dirname(join(folder, 'stand-ins', name)), {recursive: true});
    await writeFile(join(folder, 'stand-ins', name), text);
  }
  const database = await startPostgres('lrs', key.user);
  await writeFile(join(site, 'adl_lrs/settings.ini'), settings(database.socket));
  const options = {
    cwd: site,
    env: {
      ...env,
      PYTHONPATH: join(folder, 'stand-ins'),
      PYTHONUNBUFFERED: '1',
      DJANGO_SETTINGS_MODULE: 'uggla_settings',
    },
  };
  const manage = (...args) =>
    run(python, ['manage.py', ...args], options).catch((cause) => {
      throw new Error(
        `ADL_LRS (\`manage.py ${args[0]}\`; its Debian packages stand in e2e/lib/adl-lrs.mjs): ${cause.message}`,
      );
    });
  await manage('makemigrations', 'adl_lrs', 'lrs', 'oauth_provider');
  await manage('migrate');
  await manage('createcachetable');
  const account = [key.user, 'uggla@lrs.example', key.password].map((one) => JSON.stringify(one)).join(', ');
  await manage('shell', '-c', `from django.contrib.auth.models import User; User.objects.create_user(${account})`);
  const url = `http://127.0.0.1:${await freePort()}`;
  const lrs = start(python, ['manage.py', 'runserver', '--noreload', new URL(url).host], options);
  await lrs.says(/Starting development server/);
  const endpoint = `${url}/xapi`;
  const authorization = `Basic ${Buffer.from(`${key.user}:${key.password}`).toString('base64')}`;
  return {
    endpoint,
    ...key,
    authorization,
    told: lrs.told,
    /** All statements, first come first. */
    async statements(query = {}) {
      const headers = {authorization, 'x-experience-api-version': '1.0.3'};
      const found = [];
      let at = `/xapi/statements?${new URLSearchParams({ascending: 'true', ...query})}`;
      while (at) {
        const answer = await fetch(new URL(at, url), {headers});
        if (!answer.ok) throw new Error(`${at}: ${answer.status} ${await answer.text()}`);
        const {statements, more} = await answer.json();
        found.push(...statements);
        at = more;
      }
      return found;
    },
    async stop() {
      await lrs.stop();
      await database.stop();
      await rm(folder, {recursive: true, force: true, maxRetries: 5});
    },
  };
}
