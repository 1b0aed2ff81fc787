import {UgglaError} from '@uggla/protocol';
import type {ServerOptions, StoreLook} from '@uggla/server';
import {bad, good, warning, type Finding} from './finding.js';

/** An engine that is there answers sooner. */
const ENGINE_MS = 5000;

/** The store of a server, and who else can read it. */
export function tellStore(dataDir: string, {state, database, reason, readable, setAside}: StoreLook): Finding[] {
  const of = `the store (${database ?? dataDir})`;
  const findings: Finding[] = {
    none: [good('store', `${of} is made at the first start`)],
    ready: [good('store', `${of} can be opened`)],
    behind: [good('store', `${of} is of an earlier version, and brought up at the next start`)],
    ahead: [
      bad('store', `${of} is of a later version than this command`, 'Install the version that it was used with last.'),
    ],
    broken: [
      bad(
        'store',
        `${of} cannot be read: ${reason ?? ''}`,
        database === undefined
          ? 'See whom it belongs to, or restore it: docs/deploy/backup.md.'
          : 'See that PostgreSQL runs, and what DATABASE_URL says: docs/deploy/postgresql.md.',
      ),
    ],
  }[state];
  if (setAside > 0)
    findings.push(
      warning(
        'store',
        `${setAside} records were set aside: the other record store does not take them`,
        'See at the desk (/desk/records) what it said, and try again there.',
      ),
    );
  if (readable.length > 0)
    findings.push(
      warning('keys', `others on this machine can read ${readable.join(' and ')} (${dataDir})`, `chmod 700 ${dataDir}`),
    );
  else if (state !== 'none') findings.push(good('keys', 'keys and records are for their owner only'));
  return findings;
}

/** Whether the engine is there: nothing but it is asked. */
export async function lookAtEngine(options: ServerOptions): Promise<Finding> {
  if (options.engine === undefined)
    return good(
      'engine',
      options.model === undefined ? 'none is named: the chat quotes passages' : `the server runs ${options.model}`,
    );
  const host = URL.canParse(options.engine) ? new URL(options.engine).host : options.engine; // there may be a password in it
  const {lookAtEngine: ask} = await import('@uggla/server');
  let timer: NodeJS.Timeout | undefined;
  try {
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () =>
          reject(
            new UgglaError('engine-silent', `the engine at ${host} does not answer within 5 s`, {
              cure: 'Start it, or see what it is busy with.',
            }),
          ),
        ENGINE_MS,
      );
    });
    const models = await Promise.race([ask(options), late]);
    if (models.length === 0)
      return warning('engine', `the engine at ${host} has no model`, 'Load one there: see its own guide.');
    return good('engine', `the engine at ${host} has ${models.slice(0, 3).join(', ')}${models.length > 3 ? ' …' : ''}`);
  } catch (caught) {
    const {message, cure} = UgglaError.from(caught, 'engine-unreachable');
    return bad('engine', message, cure ?? 'Start it, or name another with --engine.');
  } finally {
    clearTimeout(timer);
  }
}

/** Whether a server would start with these options. */
export async function lookAtSettings(options: ServerOptions): Promise<Finding> {
  const {checkOptions} = await import('@uggla/server');
  try {
    checkOptions(options);
    return good('settings', 'a server can start with these options');
  } catch (caught) {
    const {message, cure} = UgglaError.from(caught, 'server-misconfigured');
    return bad('settings', message, cure ?? 'See `uggla serve --help`.');
  }
}

/** Whether people can be told what is due, and those who take leads of them. Nothing is sent. */
export function lookAtMail(
  options: ServerOptions,
  {hasPeople}: Pick<StoreLook, 'hasPeople'>,
  env: NodeJS.ProcessEnv,
): Finding[] {
  const findings: Finding[] = [];
  const ways = [(options.smtp ?? env['UGGLA_SMTP']) && 'mail', options.remindersWebhook && 'a webhook'].filter(Boolean);
  if (ways.length > 0) findings.push(good('mail', `reminders go out by ${ways.join(' and ')}`));
  else if (hasPeople || options.invitations)
    findings.push(
      warning(
        'mail',
        'nobody is told what is due: there is neither a mail server nor a webhook',
        'Name one: --smtp with --mail-from, or --reminders-webhook; else send links of invitations yourself.',
      ),
    );
  for (const [what, address, secret] of [
    ['reminders', options.remindersWebhook, 'UGGLA_REMINDERS_SECRET'],
    ['leads', options.leadsWebhook, 'UGGLA_LEADS_SECRET'],
  ] as const)
    if (address !== undefined && !env[secret])
      findings.push(
        warning(
          'mail',
          `what the webhook of ${what} gets is not signed`,
          `Set ${secret} here and where it is received.`,
        ),
      );
  return findings;
}
