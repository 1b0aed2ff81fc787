#!/usr/bin/env node
import {createRequire} from 'node:module';
import {constants} from 'node:os';
import {UgglaError} from '@uggla/protocol';
import {Command, CommanderError} from 'commander';
import {addAdmin} from './commands/admin.js';
import {addAudit, addVerify} from './commands/audit.js';
import {addBuild} from './commands/build.js';
import {addCheck} from './commands/check.js';
import {addDoctor} from './commands/doctor.js';
import {addExport} from './commands/export.js';
import {addInvite} from './commands/invite.js';
import {addImport} from './commands/import.js';
import {addModel} from './commands/model.js';
import {addNew} from './commands/new.js';
import {addEnrol} from './commands/people.js';
import {addProduce} from './commands/produce.js';
import {addServe, isServing} from './commands/serve.js';
import {addShare} from './commands/share.js';
import {knowSystem} from './files.js';
import {stopAll} from './media/ffmpeg.js';
import {exitCodes, printJson, printProblems, toProblem} from './output/print.js';

const {version} = createRequire(import.meta.url)('../package.json') as {version: string};

const program = new Command('uggla')
  .description('From a folder of videos and Markdown to a campus of plain files.')
  .version(version, '-v, --version')
  .showHelpAfterError('(uggla --help tells more)')
  .showSuggestionAfterError(true)
  .exitOverride();
addNew(program);
addBuild(program);
addCheck(program);
addProduce(program);
addServe(program);
addDoctor(program);
addExport(program);
addModel(program);
addAudit(program);
addVerify(program);
addShare(program);
addImport(program);
addEnrol(program);
addAdmin(program);
addInvite(program);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);

/** Ends what runs and the command; a server that runs ends by itself, when its answers are given. */
function end(signal: 'SIGINT' | 'SIGTERM' | 'SIGHUP'): void {
  stopAll();
  if (!isServing()) process.exit(128 + constants.signals[signal]);
}

// what reads our answer may stop reading: `uggla build --json | head`
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

try {
  await program.parseAsync();
} catch (caught) {
  process.exitCode = tell(caught);
}

/** Tells what ended the command; gives the exit code. */
function tell(caught: unknown): number {
  const json = process.argv.includes('--json');
  if (caught instanceof CommanderError) {
    if (caught.exitCode === 0) return exitCodes.good;
    if (json)
      printJson({
        ok: false,
        problems: [
          toProblem(
            new UgglaError('usage-wrong', caught.message.replace(/^error: /, '').replaceAll('\n', ' '), {
              cure: 'See uggla --help.',
            }),
          ),
        ],
      });
    return exitCodes.usage;
  }
  const error =
    knowSystem(caught) ??
    UgglaError.from(caught, 'uggla-failed', {cure: 'This is a fault of ours: please report it with the lines above.'});
  if (error.code === 'uggla-failed' && caught instanceof Error) process.stderr.write(`${caught.stack ?? ''}\n`);
  const problem = toProblem(error);
  if (json) printJson({ok: false, problems: [problem]});
  else printProblems([problem]);
  return error.code === 'usage-wrong' ? exitCodes.usage : exitCodes.bad;
}
