import {resolve} from 'node:path';
import {styleText} from 'node:util';
import type {Command} from 'commander';
import type {Finding} from '../doctor/finding.js';
import {exitCodes, plain, printJson} from '../output/print.js';
import {toPort} from './serve.js';

interface Options {
  out?: string;
  data?: string;
  port?: number;
  host?: string;
  engine?: string;
  model?: string;
  issuer?: string;
  trustedHeader?: string;
  trustedProxy?: string[];
  lti?: string;
  invitations?: boolean;
  smtp?: string;
  mailFrom?: string;
  leadsMail?: string;
  leadsWebhook?: string;
  remindersWebhook?: string;
  json?: boolean;
}

/** Adds `uggla doctor`. */
export function addDoctor(program: Command): void {
  const list = (value: string, before: string[] = []) => [...before, value];
  program
    .command('doctor')
    .description(
      'tell whether this machine and this folder are ready for `build` and `serve`, and what to do where not',
    )
    .argument('[folder]', 'a published or an authored folder', '.')
    .option('--out <folder>', 'where an authored folder is published')
    .option('--data <folder>', 'data folder of the server (default: .uggla beside the published folder)')
    .option('--port <number>', 'port of the server (default: PORT, else 4173)', toPort)
    .option('--host <address>', 'address that it will listen on')
    .option('--engine <address>', 'its engine, which is asked for its models (UGGLA_ENGINE)')
    .option('--model <file>', 'the model that it runs itself')
    .option('--issuer <address>', 'as of `uggla serve`; it is not asked')
    .option('--trusted-header <name>', 'as of `uggla serve`')
    .option('--trusted-proxy <address>', 'as of `uggla serve`; repeatable', list)
    .option('--lti <file>', 'as of `uggla serve`')
    .option('--invitations', 'as of `uggla serve`')
    .option('--smtp <address>', 'as of `uggla serve` (UGGLA_SMTP); no mail is sent')
    .option('--mail-from <address>', 'as of `uggla serve`')
    .option('--leads-mail <mailbox>', 'as of `uggla serve`')
    .option('--leads-webhook <address>', 'as of `uggla serve`; it is not asked')
    .option('--reminders-webhook <address>', 'as of `uggla serve`; it is not asked')
    .option('--json', 'report as JSON')
    .addHelpText(
      'after',
      '\nChanges nothing, and asks nobody but the engine that is named. What stops a build or a server gives exit code 1.\n',
    )
    .action(async (folder: string, {json, data, trustedProxy, lti, ...options}: Options) => {
      const {examine} = await import('../doctor/doctor.js');
      const {PORT, UGGLA_ENGINE} = process.env;
      const findings = await examine(folder, {
        ...options,
        dataDir: data === undefined ? undefined : resolve(data),
        trustedProxies: trustedProxy,
        lti: lti === undefined ? undefined : resolve(lti),
        port: options.port ?? (PORT ? toPort(PORT) : undefined),
        engine: options.engine ?? (options.model === undefined ? UGGLA_ENGINE || undefined : undefined),
      });
      process.exitCode = findings.some(({state}) => state === 'bad') ? exitCodes.bad : exitCodes.good;
      if (json) printJson({ok: process.exitCode === 0, findings});
      else for (const finding of findings) print(finding);
    });
}

const marks = {good: '✔', warning: '!', bad: '✖'} as const;
const colors = {good: 'green', warning: 'yellow', bad: 'red'} as const;

function print({state, about, message, cure}: Finding): void {
  const mark = styleText(colors[state], marks[state], {stream: process.stdout});
  const end = cure === undefined ? '' : ` ${styleText('gray', `→ ${plain(cure)}`, {stream: process.stdout})}`;
  process.stdout.write(`${mark} ${about}: ${plain(message)}${end}\n`);
}
