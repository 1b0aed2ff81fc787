import {relative} from 'node:path';
import type {Command} from 'commander';
import type {BuildReport} from '../build.js';
import {exitCodeOf, printJson, printProblems} from '../output/print.js';

interface Options {
  out?: string;
  encode: boolean;
  json?: boolean;
  why?: boolean;
}

/** Adds `uggla build`. */
export function addBuild(program: Command): void {
  program
    .command('build')
    .description('publish an authored folder: films, courses, search, feeds, pages')
    .argument('[folder]', 'the authored folder', '.')
    .option('--out <folder>', 'where to publish (default: published in the authored folder)')
    .option('--no-encode', 'only what costs no encoding; the next build makes the rest')
    .option('--json', 'report as JSON')
    .option('--why', 'tell of each film why it is made, or not')
    .addHelpText(
      'after',
      '\nWhat did not change is not made again. Errors in single files do not stop the rest; then the exit code is 1.\nSettings: UGGLA_FFMPEG (path of ffmpeg), UGGLA_JOBS (films at once).\n',
    )
    .action(async (folder: string, options: Options) => {
      const [{build}, {withProgress}] = await Promise.all([import('../build.js'), import('../output/progress.js')]);
      const report = await withProgress(options.json === true, (onStep) =>
        build(folder, {out: options.out, encode: options.encode, onStep}),
      );
      process.exitCode = exitCodeOf(report.problems);
      if (options.json) printJson({ok: process.exitCode === 0, ...report});
      else printReport(report, options.why === true);
    });
}

function printReport(report: BuildReport, why: boolean): void {
  printProblems(report.problems);
  if (why) for (const {file, mode, why: reason} of report.media) process.stdout.write(`${file}: ${mode}; ${reason}\n`);
  const {courses, guides, products, media} = report.counts;
  const parts = [
    plural(courses, 'course', 'courses'),
    plural(guides, 'guide', 'guides'),
    plural(products, 'product', 'products'),
    plural(media, 'film or sound', 'films and sounds'),
  ].filter(Boolean);
  const where = relative(process.cwd(), report.out) || '.';
  process.stdout.write(
    `${report.title}: ${parts.join(', ')} in ${where.startsWith('..') ? report.out : where} (${report.written === 0 ? 'nothing had changed' : `${report.written} files written`}, ${report.seconds.toFixed(1)} s)\n`,
  );
}

function plural(count: number, one: string, many: string): string {
  return count === 0 ? '' : `${count} ${count === 1 ? one : many}`;
}
