import {resolve} from 'node:path';
import {UgglaError} from '@uggla/protocol';
import type {ServeOptions} from '@uggla/server';
import {Option, type Command} from 'commander';

/** What a server is started with, as it is typed. */
export interface ServerFlags {
  out?: string;
  encode: boolean;
  port?: number;
  host?: string;
  engine?: string;
  model?: string;
  lora?: string[];
  engineModel?: string[];
  engineProtocol?: ServeOptions['engineProtocol'];
  engineWindow?: number;
  system?: string;
  documents?: string;
  chatOnly?: boolean;
  data?: string;
  mount?: Record<string, string>;
  basePath?: string;
  publicUrl?: string;
  cors?: string[];
  issuer?: string;
  audience?: string;
  issuerClient?: string;
  roleClaim?: string;
  accountClaim?: string;
  trustedHeader?: string;
  trustedRoleHeader?: string;
  trustedGroupsHeader?: string;
  trustedProxy?: string[];
  invitations?: boolean;
  lti?: string;
  lrs?: string;
  admin?: string[];
  adminLink?: boolean;
  timeZone?: string;
  private?: string;
  leadsWebhook?: string;
  leadsMail?: string;
  leadDays?: number;
  retention?: string;
  lateAfter?: string;
  remindersWebhook?: string;
  smtp?: string;
  mailFrom?: string;
}

/** Gives a command the folder and the options that a server is started with; what cannot be read of them throws `usage-wrong`. */
export function addServerFlags(command: Command): Command {
  const list = (value: string, before: string[] = []) => [...before, value];
  return command
    .argument('[folder]', 'a published or an authored folder', '.')
    .option('--out <folder>', 'where an authored folder is published')
    .option('--no-encode', 'of an authored folder publish only what costs no encoding; uggla build makes the rest')
    .option('--port <number>', 'port (default: PORT, else 4173 or the next free one)', toPort)
    .option('--host <address>', 'address to listen on (default: 127.0.0.1)')
    .option(
      '--engine <address>',
      'an engine that answers: http://127.0.0.1:8080/v1 (UGGLA_ENGINE; its key: UGGLA_ENGINE_KEY)',
    )
    .option('--model <file>', 'a model (.gguf) that this server runs itself, by node-llama-cpp')
    .option('--lora <file>', 'a LoRA adapter for it, `file.gguf` or `file.gguf:0.5`; repeatable', list)
    .option('--engine-model <name>', 'a model of the engine that may be used; repeatable', list)
    .addOption(
      new Option('--engine-protocol <name>', 'what the engine speaks (default: found out)').choices([
        'openai',
        'azure',
        'anthropic',
        'ollama',
      ]),
    )
    .option(
      '--engine-window <tokens>',
      'tokens that its model can read at once (default: as the engine says)',
      toTokens,
    )
    .option('--system <text>', 'further instructions for the engine')
    .option('--documents <folder>', 'answer from a folder of your own documents too: Markdown, HTML, PDF, DOCX')
    .option('--chat-only', 'start without a campus: only the chat')
    .option('--data <folder>', 'folder of records and keys (default: .uggla beside the published folder)')
    .option('--mount <prefix=folder>', 'serve a further folder; repeatable', toMount)
    .option('--base-path <path>', 'path under which a proxy shows the server: /campus')
    .option('--public-url <address>', 'address under which people reach it')
    .option('--cors <origin>', 'origin of pages that may use the API; repeatable', list)
    .option('--time-zone <name>', 'where the days of people begin: Europe/Madrid (default: UTC)')
    .option('--retention <duration>', 'erase people of whom nothing was heard for so long: P6Y')
    .option('--late-after <duration>', 'what is due for so long is late: P14D (default: P30D)')
    .option(
      '--reminders-webhook <address>',
      'address that reminders of what is due and late are handed to, signed with UGGLA_REMINDERS_SECRET',
    )
    .option(
      '--smtp <address>',
      'mail server that sends reminders and leads: smtp://127.0.0.1:25 (with a password better in UGGLA_SMTP)',
    )
    .option('--mail-from <address>', 'sender of its mails')
    .option('--issuer <address>', 'OpenID Connect issuer: its tokens say who is there')
    .option('--audience <text>', 'what the issuer’s tokens must be made for')
    .option(
      '--issuer-client <id>',
      'client id by which people sign in at the issuer on the pages of this server (its secret: UGGLA_ISSUER_SECRET)',
    )
    .option('--role-claim <name>', 'claim of the issuer’s tokens that holds the role (default: uggla_role)')
    .option(
      '--account-claim <name>',
      'claim of the issuer’s tokens that holds what tables of people call them (default: only their address of mail tells)',
    )
    .option('--trusted-header <name>', 'header in which a proxy says who is there')
    .option('--trusted-role-header <name>', 'header in which that proxy says the role')
    .option('--trusted-groups-header <name>', 'header in which that proxy says the groups, with commas between')
    .option('--trusted-proxy <address>', 'proxy that is believed; repeatable', list)
    .option('--invitations', 'people come by invitations of this server')
    .option('--lti <file>', 'LMSs in which this server is registered as an LTI 1.3 tool: platforms.json')
    .option(
      '--lrs <address>',
      'another xAPI record store that every record is handed on to: https://lrs.example.com/xapi (its key: UGGLA_LRS_KEY)',
    )
    .option('--admin <account>', 'account that may do everything; repeatable', list)
    .option('--admin-link', 'print a link that opens the desk, once, also when there is an admin already')
    .option('--private <folder>', 'folder of products that are not for everybody (default: <published>-private)')
    .option('--leads-webhook <address>', 'address that each lead is handed on to, signed with UGGLA_LEADS_SECRET')
    .option('--leads-mail <mailbox>', 'mailbox that each lead is sent to, by --smtp')
    .option('--lead-days <number>', 'days for which leads are kept (default: 365)', toDays);
}

/** The options of the server that these are, but for the folders that it is to serve and write to. */
export function settingsOf(options: ServerFlags): ServeOptions {
  const {PORT, UGGLA_ENGINE} = process.env;
  return {
    host: options.host,
    port: options.port ?? (PORT ? toPort(PORT) : undefined),
    engine: options.engine ?? (options.model === undefined ? UGGLA_ENGINE || undefined : undefined),
    model: options.model,
    loras: options.lora,
    models: options.engineModel,
    engineProtocol: options.engineProtocol,
    engineWindow: options.engineWindow,
    documents: options.documents,
    system: options.system,
    chatOnly: options.chatOnly,
    basePath: options.basePath,
    publicUrl: options.publicUrl,
    corsOrigins: options.cors,
    issuer: options.issuer,
    audience: options.audience,
    issuerClient: options.issuerClient,
    roleClaim: options.roleClaim,
    accountClaim: options.accountClaim,
    trustedHeader: options.trustedHeader,
    trustedRoleHeader: options.trustedRoleHeader,
    trustedGroupsHeader: options.trustedGroupsHeader,
    trustedProxies: options.trustedProxy,
    invitations: options.invitations,
    lti: options.lti === undefined ? undefined : resolve(options.lti),
    lrs: options.lrs,
    admins: options.admin,
    adminLink: options.adminLink,
    timeZone: options.timeZone,
    privateRoot: options.private,
    leadsWebhook: options.leadsWebhook,
    leadsMail: options.leadsMail,
    ...(options.leadDays === undefined ? {} : {limits: {leadDays: options.leadDays}}),
    retention: options.retention,
    lateAfter: options.lateAfter,
    remindersWebhook: options.remindersWebhook,
    smtp: options.smtp,
    mailFrom: options.mailFrom,
  };
}

function toPort(value: string): number {
  const port = Number(value);
  if (!/^\d{1,5}$/.test(value) || port > 65_535)
    throw new UgglaError('usage-wrong', `${value} is no port`, {cure: 'A port is a number from 0 to 65535.'});
  return port;
}

function toTokens(value: string): number {
  if (!/^[1-9]\d{2,7}$/.test(value))
    throw new UgglaError('usage-wrong', `${value} is no number of tokens`, {
      cure: 'A window has some thousand tokens: --engine-window 8192.',
    });
  return Number(value);
}

function toDays(value: string): number {
  if (!/^[1-9]\d{0,4}$/.test(value))
    throw new UgglaError('usage-wrong', `${value} is no number of days`, {cure: 'Write it as --lead-days 90.'});
  return Number(value);
}

function toMount(value: string, before: Record<string, string> = {}): Record<string, string> {
  const at = value.indexOf('=');
  if (at < 1)
    throw new UgglaError('usage-wrong', `--mount ${value} names no folder`, {
      cure: 'Write it as --mount /examples/=examples.',
    });
  return {...before, [value.slice(0, at)]: resolve(value.slice(at + 1))};
}
