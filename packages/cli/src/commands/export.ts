import {relative} from 'node:path';
import {UgglaError} from '@uggla/protocol';
import {Option, type Command} from 'commander';
import {targets, type Target} from '../export/manifests.js';
import {printJson} from '../output/print.js';

interface Options {
  to: Target;
  campus: string;
  out?: string;
  language?: string;
  media: 'inside' | 'remote';
  mediaBase?: string;
  json?: boolean;
}

/** Adds `uggla export`. */
export function addExport(program: Command): void {
  program
    .command('export')
    .description('make a package of a course, as an LMS takes it')
    .argument('<course>', 'id of the course: its folder below courses/')
    .addOption(new Option('--to <kind>', 'what the package is').choices([...targets]).makeOptionMandatory())
    .option('--campus <folder>', 'the published folder, or the authored one beside it', '.')
    .option('--out <file>', 'the zip to write (default: <course>-<kind>.zip)')
    .option('--language <tag>', 'only this language (default: all of the course, one can switch)')
    .addOption(new Option('--media <where>', 'films inside, one plain file each, or left where they are').choices(['inside', 'remote']).default('inside'))
    .option('--media-base <address>', 'address of the published folder, for --media remote')
    .option('--json', 'report as JSON')
    .addHelpText('after', '\nThe same campus gives the same bytes. With ?debug in its address the page of the package writes down what is recorded.\n')
    .action(async (course: string, {to, campus, out, language, media, mediaBase, json}: Options) => {
      if ((media === 'remote') !== (mediaBase !== undefined)) {
        throw new UgglaError('usage-wrong', '--media remote and --media-base belong together', {cure: 'Name the address of the published folder: --media remote --media-base https://cdn.example/campus/.'});
      }
      const {exportCourse} = await import('../export/export-course.js');
      const report = await exportCourse(course, {target: to, campus, out, language, mediaBase});
      if (json) printJson({ok: true, ...report});
      else process.stdout.write(`${relative(process.cwd(), report.file)}: ${report.files} files, ${(report.bytes / 1e6).toFixed(1)} MB\n`);
    });
}
