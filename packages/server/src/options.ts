import {mkdirSync} from 'node:fs';
import {isIP} from 'node:net';
import {dirname, join, resolve} from 'node:path';
import {durationSeconds, isDuration, isTimeZone, UgglaError} from '@uggla/protocol';
import type {EngineProtocol} from './chat/engines/dialect.js';
import {authorizationOf} from './forwarding/other-lrs.js';
import {isHouseAddress} from './http/address.js';
import {isLoopbackName} from './http/loopback.js';
import {readPlatforms, type LtiPlatform, type Platform} from './lti/platforms.js';
import {readSystemKeys, type SystemKey} from './people/systems.js';
import type {Workshop} from './workshop/workshop.js';

/** Bounds on what the outside may cost us. Each has a default; the chat's are shown at the desk. */
export interface Limits {
  /** Bytes of a request body: statements, states. 1 MiB. */
  bodyBytes: number;
  /** Bytes of statements with their attachments. 16 MiB. */
  attachmentBytes: number;
  /** Statements in one batch. 500. */
  batch: number;
  /** Bytes of a chat request: pictures come inside as `data:` addresses. 8 MiB. */
  chatBodyBytes: number;
  /** Questions a minute from one account (or address). 20. */
  chatPerMinute: number;
  /** Questions a minute from one address, whose accounts may be many: a company's proxy. 240. */
  chatPerMinuteFromAddress: number;
  /** Tokens an hour, read and written, for one account: what the engine says that it took, else about that. 200,000. */
  chatTokensPerHour: number;
  /** The same from one address. 2,000,000. */
  chatTokensPerHourFromAddress: number;
  /** Answers streaming at once to one account (or address). 4. */
  chatAtOnce: number;
  /** Answers streaming at once in all. 64. */
  chatAtOnceInAll: number;
  /** Characters of one question's messages in all. 32,000. */
  chatCharacters: number;
  /** Tokens that one answer may have. 1024. */
  chatTokens: number;
  /** Milliseconds that one answer may take. 300,000. */
  chatMs: number;
  /** Milliseconds without a byte from the engine. 60,000: a long prompt on a CPU takes its time. */
  engineSilenceMs: number;
  /** Milliseconds that the engine goes on with an answer that can be taken up again and that nobody reads. 30,000. */
  streamUnreadMs: number;
  /** Milliseconds for which such an answer can be read after its end. 300,000. */
  streamKeptMs: number;
  /** Bytes of one of them that are kept, the latest. 4 MiB. */
  streamBytes: number;
  /** Bytes of all of them. 64 MiB. */
  streamBytesInAll: number;
  /** New accounts a minute from one address. 30. */
  accountsPerMinute: number;
  /** Leads a minute from one address. 300: what was kept at a fair comes at once. */
  leadsPerMinute: number;
  /** Days for which leads are kept. 365. */
  leadDays: number;
  /** Bytes of a file that is brought for a product. 4 GiB. */
  uploadBytes: number;
  /** Passwords a minute that are tried on one share from one address. 10. */
  passwordsPerMinute: number;
  /** So long what is recorded is gathered before a gradebook's score is looked at. 2,000 ms. */
  scoreDelayMs: number;
  /** The first pause when another record store takes nothing; each further one is three times as long, an hour at most. 5,000 ms. */
  lrsPauseMs: number;
}

/** What `createApp` and `serve` take. */
export interface ServerOptions {
  /** The published folder. */
  root?: string | undefined;
  /** Folder of what was published but is not for everybody; `<root>-private` when it is there. */
  privateRoot?: string | undefined;
  /** Starts without a campus: only the chat and the records. */
  chatOnly?: boolean | undefined;
  /** Folder of the store and the keys; `.uggla` beside the published folder. `:memory:` keeps nothing. */
  dataDir?: string | undefined;
  /** Lets editors add products at the desk. */
  workshop?: Workshop | undefined;
  /** Further folders to serve: address prefix (`/examples/`) → folder. */
  mounts?: Record<string, string> | undefined;
  /** Address to listen on; `127.0.0.1`. Any other than loopback wants to know who is there. */
  host?: string | undefined;
  /** Path under which the server stands, when a proxy hands it on whole: `/campus`. */
  basePath?: string | undefined;
  /** Address under which people reach the server, for links in print: `https://campus.example.com`. */
  publicUrl?: string | undefined;
  /** Base address of an engine (llama.cpp, vLLM, Ollama, TGI, OpenAI, Azure, Anthropic), as it is: `http://127.0.0.1:8080/v1`. */
  engine?: string | undefined;
  /** Its key; from the environment (`UGGLA_ENGINE_KEY`) when not given. */
  engineKey?: string | undefined;
  /** What the engine speaks; found out when not given. */
  engineProtocol?: EngineProtocol | undefined;
  /** Tokens that its model can read at once; as the engine says when not given. */
  engineWindow?: number | undefined;
  /** A GGUF file that this server runs itself, by node-llama-cpp; not together with `engine`. */
  model?: string | undefined;
  /** LoRA adapters for it: `file.gguf`, or `file.gguf:0.5` for half of its weight. */
  loras?: string[] | undefined;
  /** A folder of one's own documents (Markdown, HTML, PDF, DOCX) that answers are made from too. */
  documents?: string | undefined;
  /** Models of the engine that may be used, the first when none is named; all when not given. */
  models?: string[] | undefined;
  /** Further instructions for the engine, after our own. */
  system?: string | undefined;
  /** Origins of pages that may call the API: `https://intranet.example.com`. */
  corsOrigins?: string[] | undefined;
  /** An OpenID Connect issuer: its tokens say who is there. */
  issuer?: string | undefined;
  /** What the issuer's tokens must be made for (`aud`). */
  audience?: string | undefined;
  /** Client id by which people sign in at the issuer on the pages of this server. */
  issuerClient?: string | undefined;
  /** Its secret, where it has one; from the environment (`UGGLA_ISSUER_SECRET`) when not given. */
  issuerSecret?: string | undefined;
  /** Claim of the issuer's tokens that holds the role; `uggla_role`. */
  roleClaim?: string | undefined;
  /** Claim of the issuer's tokens that holds what tables of people call them (`account`), and that they cannot change themselves. */
  accountClaim?: string | undefined;
  /** Header in which a proxy says who is there: `x-user`. Counts only from `trustedProxies`. */
  trustedHeader?: string | undefined;
  /** Header in which that proxy says the role. */
  trustedRoleHeader?: string | undefined;
  /** Header in which that proxy says the groups, with commas between: `x-groups`. */
  trustedGroupsHeader?: string | undefined;
  /** Addresses (or `10.0.0.0/8`) of proxies whose `X-Forwarded-*` and `trustedHeader` are believed. */
  trustedProxies?: string[] | undefined;
  /** People come by invitations that this server signed. */
  invitations?: boolean | undefined;
  /** LMSs in which this server is registered as an LTI 1.3 tool: a file of them (docs/lms/lti.md), or themselves. */
  lti?: string | readonly LtiPlatform[] | undefined;
  /** Base address of another xAPI record store, which every statement is handed on to as well: `https://lrs.example.com/xapi`. */
  lrs?: string | undefined;
  /** Its key: `name:secret`, or a whole `Bearer …`; from the environment (`UGGLA_LRS_KEY`) when not given. */
  lrsKey?: string | undefined;
  /** Accounts (`sub`, header value) that are admins. */
  admins?: string[] | undefined;
  /** Address that each lead is handed on to; signed as Standard Webhooks has it. */
  leadsWebhook?: string | undefined;
  /** Secret of its signatures; from the environment (`UGGLA_LEADS_SECRET`) when not given. */
  leadsSecret?: string | undefined;
  /** Mailbox that each lead is sent to, by `smtp`: `sales@example.com`. */
  leadsMail?: string | undefined;
  /** Header for HTML pages; the strict policy when not given, none when `false`. */
  contentSecurityPolicy?: string | false | undefined;
  limits?: Partial<Limits> | undefined;
  /** Whoever was not heard of for so long is erased (ISO 8601 duration: `P6Y`); nobody, when not given. */
  retention?: string | undefined;
  /** Systems that keep records of other people, `name:secret`, parted by spaces; from `UGGLA_XAPI_SYSTEMS` when not given. */
  xapiSystems?: string | undefined;
  /** Whoever brings it reads `/metrics`: a secret; from `UGGLA_METRICS_TOKEN` when not given. */
  metricsToken?: string | undefined;
  /** Where the days of people begin of whom nothing else is known (IANA: `Europe/Madrid`); UTC. */
  timeZone?: string | undefined;
  /** What is due for so long is late (ISO 8601 duration); `P30D`. */
  lateAfter?: string | undefined;
  /** Address that reminders of what is due and late are handed to; signed as Standard Webhooks has it. */
  remindersWebhook?: string | undefined;
  /** Secret of its signatures; from the environment (`UGGLA_REMINDERS_SECRET`) when not given. */
  remindersSecret?: string | undefined;
  /** Mail server by which reminders go to people's addresses and leads to `leadsMail`: `smtps://user:password@mail.example.com`; from `UGGLA_SMTP` when not given. */
  smtp?: string | undefined;
  /** Sender of its mails: `Campus <campus@example.com>`. */
  mailFrom?: string | undefined;
  /** Where lines for people who run the server go; stderr. */
  log?: ((line: string) => void) | undefined;
}

/** Options with every default in place. */
export interface Settings extends ServerOptions {
  host: string;
  dataDir: string;
  mounts: Record<string, string>;
  basePath: string;
  corsOrigins: string[];
  trustedProxies: string[];
  admins: string[];
  roleClaim: string;
  limits: Limits;
  systems: SystemKey[];
  /** The other record store and its key, when both are as they should be. */
  forwardTo: {lrs: string; key: string} | undefined;
  platforms: readonly Platform[];
  log: (line: string) => void;
  /** Listens on loopback and nobody said how to tell who is there. */
  open: boolean;
}

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
