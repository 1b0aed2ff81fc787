import type {Command} from 'commander';
import {exitCodeOf, printJson, printProblems} from '../output/print.js';

/** Adds `uggla check`. */
export function addCheck(program: Command): void {
  program
    .command('check')
    .description(
      'tell what is wrong, and what is missing for people: captions, languages, alternative texts, broken links, sizes',
    )
    .argument('[folder]', 'the authored folder', '.')
    .option('--json', 'report as JSON')
    .addHelpText('after', '\nPublishes nothing. What is wrong gives exit code 1; what is only missing is a warning.\n')
    .action(async (folder: string, options: {json?: boolean}) => {
      const {check} = await import('../check.js');
      const report = await check(folder);
      process.exitCode = exitCodeOf(report.problems);
      if (options.json) printJson({ok: process.exitCode === 0, ...report});
      else {
        printProblems(report.problems);
        if (report.problems.length === 0)
          process.stdout.write(`${report.title}: nothing is wrong, nothing is missing\n`);
      }
    });
}
