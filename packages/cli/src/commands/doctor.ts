import {resolve} from 'node:path';
import {styleText} from 'node:util';
import type {Command} from 'commander';
import type {Finding} from '../doctor/finding.js';
import {exitCodes, plain, printJson} from '../output/print.js';
import {addServerFlags, settingsOf, type ServerFlags} from './server-flags.js';

interface Options extends ServerFlags {
  json?: boolean;
}

/** Adds `uggla doctor`. */
export function addDoctor(program: Command): void {
  const command = program
    .command('doctor')
    .description(
      'tell whether this machine and this folder are ready for `build` and `serve`, and what to do where not',
    );
  addServerFlags(command)
    .option('--json', 'report as JSON')
    .addHelpText(
      'after',
      '\nChanges nothing, and asks nobody but the engine that is named and the database (DATABASE_URL). What stops a build or a server gives exit code 1.\n',
    )
    .action(async (folder: string, {json, out, data, ...flags}: Options) => {
      const {examine} = await import('../doctor/doctor.js');
      const findings = await examine(folder, {
        ...settingsOf(flags),
        out,
        dataDir: data === undefined ? undefined : resolve(data),
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
