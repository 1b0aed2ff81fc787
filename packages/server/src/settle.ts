import {mkdirSync} from 'node:fs';
import {isIP} from 'node:net';
import {dirname, join, resolve} from 'node:path';
import {durationSeconds, isDuration, isTimeZone, UgglaError} from '@uggla/protocol';
import {authorizationOf} from './forwarding/other-lrs.js';
import {isHouseAddress} from './http/address.js';
import {isLoopbackName} from './http/loopback.js';
import {readPlatforms} from './lti/platforms.js';
import type {Limits, ServerOptions, Settings} from './options.js';
import {readSystemKeys} from './people/systems.js';
import {settleDatabase} from './store/postgres-errors.js';

const limits: Limits = {
  bodyBytes: 1_048_576,
  attachmentBytes: 16_777_216,
  batch: 500,
  chatBodyBytes: 8_388_608,
  chatPerMinute: 20,
  chatPerMinuteFromAddress: 240,
  chatTokensPerHour: 200_000,
  chatTokensPerHourFromAddress: 2_000_000,
  chatAtOnce: 4,
  chatAtOnceInAll: 64,
  chatCharacters: 32_000,
  chatTokens: 1024,
  chatMs: 300_000,
  engineSilenceMs: 60_000,
  streamUnreadMs: 30_000,
  streamKeptMs: 300_000,
  streamBytes: 4_194_304,
  streamBytesInAll: 67_108_864,
  accountsPerMinute: 30,
  leadsPerMinute: 300,
  leadDays: 365,
  uploadBytes: 4 * 2 ** 30,
  passwordsPerMinute: 10,
  scoreDelayMs: 2000,
  lrsPauseMs: 5000,
};

/**
 * The options with their defaults.
 *
 * @throws {@link UgglaError} `server-misconfigured` for options that contradict one another, `server-needs-identity` when
 * the server would stand open to a network.
 */
export function settle(options: ServerOptions): Settings {
  const host = options.host ?? '127.0.0.1';
  const known = Boolean(options.issuer || options.trustedHeader || options.invitations || options.lti);
  if (!isLoopbackName(host) && !known) {
    throw new UgglaError(
      'server-needs-identity',
      `on ${host} anybody of the network could come, and nothing says who is there`,
      {
        cure: 'Name an issuer (--issuer), a trusted header and its proxy (--trusted-header, --trusted-proxy), --invitations or an LMS (--lti); or listen on 127.0.0.1.',
      },
    );
  }
  if (options.model !== undefined && options.engine !== undefined)
    throw misconfigured('both an engine and a model are to answer', 'Give --engine or --model.');
  if (options.loras?.length && options.model === undefined)
    throw misconfigured('an adapter changes nothing without its model', 'Give --model with --lora.');
  if (options.issuerClient !== undefined && options.issuer === undefined)
    throw misconfigured('a client is worth nothing without its issuer', 'Name it with --issuer.');
  const trustedProxies = options.trustedProxies ?? [];
  if (options.trustedHeader && trustedProxies.length === 0) {
    throw misconfigured(
      'a trusted header is worth nothing while anybody may send it',
      'Name the proxy that sets it: --trusted-proxy 10.0.0.1.',
    );
  }
  const wrong = trustedProxies.find((one) => !isNetwork(one));
  if (wrong !== undefined)
    throw misconfigured(`${wrong} is no IP address and no network`, 'Give trusted proxies as 10.0.0.1 or 10.0.0.0/8.');
  if (!options.root && !options.chatOnly)
    throw misconfigured(
      'no published folder was named',
      'Name the folder that `uggla build` made, or say --chat-only.',
    );
  if (options.lti !== undefined && options.chatOnly)
    throw misconfigured('an LMS opens courses, and there is no campus', 'Give --lti without --chat-only.');
  for (const address of [
    options.engine,
    options.issuer,
    options.publicUrl,
    options.leadsWebhook,
    options.remindersWebhook,
  ]) {
    if (address !== undefined && !isHttp(address))
      throw misconfigured(`${address.replace(/\/\/[^/]*@/, '//…@')} is no http address`, 'Write it whole: https://…');
  }
  const origins = options.corsOrigins ?? [];
  const odd = origins.find((one) => !isHttp(one)); // `*` and `null` above all: they would let everybody in
  if (odd !== undefined)
    throw misconfigured(`${odd} is no origin of a page`, 'Name each one whole: https://intranet.example.com.');
  const basePath = cleanPath(options.basePath ?? '');
  if (basePath === '' && !/^\/*$/.test(options.basePath ?? ''))
    throw misconfigured(
      `${options.basePath} is no path to stand under`,
      'Give it as /campus: letters, digits and . _ ~ - only.',
    );
  if (options.timeZone !== undefined && !isTimeZone(options.timeZone))
    throw misconfigured(`${options.timeZone} is no time zone`, 'Name it as Europe/Madrid.');
  if (
    options.retention !== undefined &&
    !(isDuration(options.retention) && durationSeconds(options.retention) >= 86_400)
  )
    throw misconfigured(`${options.retention} is no time to keep records for`, 'Write it as P6Y or P18M.');
  if (options.lateAfter !== undefined && !isDuration(options.lateAfter))
    throw misconfigured(`${options.lateAfter} is no time after which something is late`, 'Write it as P14D.');
  const smtp = options.smtp ?? (process.env['UGGLA_SMTP'] || undefined);
  if (smtp !== undefined && !(/^smtps?:\/\//i.test(smtp) && URL.canParse(smtp)))
    throw misconfigured(
      'the address of the mail server is none',
      'Write it as smtps://user:password@mail.example.com, or smtp://127.0.0.1:25.',
    );
  if (smtp !== undefined && !/[^\s@<>]+@[^\s@<>]+/.test(options.mailFrom ?? ''))
    throw misconfigured('mails have no sender', 'Name it with --mail-from: campus@example.com.');
  if (options.leadsMail !== undefined && !/^[^\s@<>]+@[^\s@<>]+$/.test(options.leadsMail))
    throw misconfigured(`${options.leadsMail} is no mailbox`, 'Write --leads-mail as sales@example.com.');
  if (options.leadsMail !== undefined && smtp === undefined)
    throw misconfigured('leads cannot be mailed without a mail server', 'Name it with --smtp or UGGLA_SMTP.');
  const forwardTo = settleLrs(options);
  const root = options.root === undefined ? undefined : resolve(options.root);
  return {
    ...options,
    root,
    host,
    dataDir:
      options.dataDir === ':memory:'
        ? ':memory:'
        : resolve(options.dataDir ?? join(root ? dirname(root) : '.', '.uggla')),
    database: settleDatabase(options.database),
    mounts: options.mounts ?? {},
    basePath,
    corsOrigins: origins.map((one) => new URL(one).origin),
    trustedProxies,
    admins: options.admins ?? [],
    roleClaim: options.roleClaim ?? 'uggla_role',
    privateRoot: options.privateRoot !== undefined ? resolve(options.privateRoot) : root && `${root}-private`,
    leadsSecret: options.leadsSecret ?? process.env['UGGLA_LEADS_SECRET'],
    smtp,
    issuerSecret: options.issuerSecret ?? (process.env['UGGLA_ISSUER_SECRET'] || undefined),
    remindersSecret: options.remindersSecret ?? process.env['UGGLA_REMINDERS_SECRET'],
    forwardTo,
    engineKey: options.engineKey ?? process.env['UGGLA_ENGINE_KEY'],
    limits: {...limits, ...options.limits},
    platforms: options.lti === undefined ? [] : readPlatforms(options.lti),
    metricsToken: options.metricsToken ?? (process.env['UGGLA_METRICS_TOKEN'] || undefined),
    systems: readSystemKeys(options.xapiSystems ?? process.env['UGGLA_XAPI_SYSTEMS']),
    log: options.log ?? ((line) => void process.stderr.write(`${line}\n`)),
    open: isLoopbackName(host) && !known,
  };
}

function settleLrs({lrs, lrsKey}: ServerOptions): Settings['forwardTo'] {
  if (lrs === undefined) return undefined;
  // The address is not repeated: a password may stand in it.
  if (!isHouseAddress(lrs) || new URL(lrs).search !== '')
    throw misconfigured(
      'the address of the other record store is none that a key may go to',
      'Write --lrs as https://lrs.example.com/xapi, what stands before /statements; http only on this machine or in a private network, and its key in UGGLA_LRS_KEY.',
    );
  const key = lrsKey ?? (process.env['UGGLA_LRS_KEY'] || undefined);
  if (key === undefined || authorizationOf(key) === undefined)
    throw misconfigured(
      `the other record store (${new URL(lrs).host}) has ${key === undefined ? 'no key' : 'a key that is none'}`,
      'Set UGGLA_LRS_KEY to name:secret, as that store gave them, or to Bearer and a token.',
    );
  const {origin, pathname} = new URL(lrs);
  return {lrs: origin + pathname.replace(/\/*(?:\/statements)?\/*$/, ''), key};
}

/** Makes the folder of the store, readable by its owner only. */
export function makeDataDir({dataDir, root}: Pick<Settings, 'dataDir' | 'root'>): void {
  if (dataDir === ':memory:') return;
  const inside =
    root !== undefined && `${dataDir}/`.startsWith(`${root}/`) && !dataDir.slice(root.length).includes('/.');
  if (inside)
    throw misconfigured(`${dataDir} lies in the folder that is served`, 'Put the store outside of it: --data.');
  try {
    mkdirSync(dataDir, {recursive: true, mode: 0o700});
  } catch (cause) {
    throw new UgglaError('store-unavailable', `the folder ${dataDir} cannot be made`, {
      cause,
      cure: 'Make it, and give it to the user that runs the server.',
    });
  }
}

/** A path prefix with a leading and without a trailing slash; empty for the root. Anything odd becomes empty. */
export function cleanPath(path: string): string {
  const plain = `/${path}`.replace(/\/+/g, '/').replace(/\/$/, '');
  return /^(\/[\w.~-]+)*$/.test(plain) && !/\/\.{1,2}(\/|$)/.test(plain) ? plain : '';
}

function isHttp(address: string): boolean {
  return /^https?:\/\//i.test(address) && URL.canParse(address);
}

/** `10.0.0.1`, `10.0.0.0/8`, `::1`, `fd00::/8`. */
function isNetwork(text: string): boolean {
  const [address = '', bits, more] = text.split('/');
  const most = {0: -1, 4: 32, 6: 128}[isIP(address)] ?? -1;
  return most > 0 && more === undefined && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most));
}

function misconfigured(message: string, cure: string): UgglaError {
  return new UgglaError('server-misconfigured', message, {cure});
}
