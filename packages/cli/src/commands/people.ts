import {readFile} from 'node:fs/promises';
import {resolve} from 'node:path';
import {UgglaError} from '@uggla/protocol';
import type {Command} from 'commander';
import {exitCodes, printJson, printProblems} from '../output/print.js';
import type {Problem} from '../problems.js';
import {needNode} from './serve.js';

interface Options {
  data?: string;
  course?: string;
  dryRun?: boolean;
  json?: boolean;
}

/** Adds `uggla enrol`. */
export function addEnrol(program: Command): void {
  program
    .command('enrol')
    .description('enrol people of a CSV file in courses; every row that is not understood is named')
    .argument('<people.csv>', 'a table with a first line of names: account, name, email, course, timezone')
    .argument('[folder]', 'the published folder, or the authored one beside it', '.')
    .option('--course <id>', 'course of the rows that name none')
    .option('--data <folder>', 'data folder of the server (default: .uggla beside the published folder)')
    .option('--dry-run', 'read and report, enrol nobody')
    .option('--json', 'report as JSON')
    .addHelpText(
      'after',
      '\nThe server may go on running. Rows that are understood are enrolled also when others are not.\n',
    )
    .action(async (file: string, folder: string, {data, course, dryRun, json}: Options) => {
      needNode();
      const {enrolCsv} = await import('@uggla/server');
      const root = resolve(folder);
      const bytes = await readFile(file).catch((cause: unknown) => {
        throw new UgglaError('usage-wrong', `${file} cannot be read`, {cause, cure: 'Name a CSV file.'});
      });
      const report = await enrolCsv(bytes, {
        root,
        dataDir: data === undefined ? undefined : resolve(data),
        course,
        dryRun: dryRun === true,
      });
      const problems: Problem[] = report.problems.map(({line, message}) => ({
        severity: 'error',
        code: 'row-unknown',
        file,
        line,
        message,
      }));
      process.exitCode = problems.length > 0 ? exitCodes.bad : exitCodes.good;
      if (json) return printJson({ok: problems.length === 0, ...report, problems});
      printProblems(problems);
      process.stdout.write(
        `${report.rows} rows: ${report.enrolled} enrolled, ${report.already} were already, ${problems.length} not understood${dryRun ? ' (nobody was enrolled: --dry-run)' : ''}\n`,
      );
    });
}
