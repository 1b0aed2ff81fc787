#!/usr/bin/env node
import {createRequire} from 'node:module';
import {UgglaError} from '@uggla/protocol';
import {Command, CommanderError} from 'commander';
import {addBuild} from './commands/build.js';
import {exitCodes, printJson, printProblems, toProblem} from './output/print.js';

const {version} = createRequire(import.meta.url)('../package.json') as {version: string};

const program = new Command('uggla')
  .description('From a folder of videos and Markdown to a campus of plain files.')
  .version(version, '-v, --version')
  .showHelpAfterError('(uggla --help tells more)')
  .showSuggestionAfterError(true)
  .exitOverride();
addBuild(program);

try {
  await program.parseAsync();
} catch (caught) {
  process.exitCode = end(caught);
}

/** Tells what ended the command; gives the exit code. */
function end(caught: unknown): number {
  if (caught instanceof CommanderError) return caught.exitCode === 0 ? exitCodes.good : exitCodes.usage;
  const error = UgglaError.from(caught, 'uggla-failed', {cure: 'This is a fault of ours: please report it with the lines above.'});
  if (error.code === 'uggla-failed' && caught instanceof Error) process.stderr.write(`${caught.stack ?? ''}\n`);
  const problem = toProblem(error);
  if (process.argv.includes('--json')) printJson({ok: false, problems: [problem]});
  else printProblems([problem]);
  return exitCodes.bad;
}
