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
  try?: boolean;
  port?: string;
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
    .option('--try', 'then open it in a small LMS on this machine (SCORM) that shows each call; until Ctrl-C')
    .option('--port <number>', 'port of that LMS (default: any free one)')
    .option('--json', 'report as JSON')
    .addHelpText('after', '\nThe same campus gives the same bytes. With ?debug in its address the page of the package writes down what is recorded.\n')
    .action(async (course: string, {to, campus, out, language, media, mediaBase, try: tries, port = '0', json}: Options) => {
      if ((media === 'remote') !== (mediaBase !== undefined)) {
        throw new UgglaError('usage-wrong', '--media remote and --media-base belong together', {cure: 'Name the address of the published folder: --media remote --media-base https://cdn.example/campus/.'});
      }
      if (tries && to !== 'scorm12' && to !== 'scorm2004') throw new UgglaError('usage-wrong', `--try is for SCORM, not for ${to}`, {cure: to === 'html' ? 'Unpack it on any web server.' : 'Import it into ADL’s CATAPULT player.'});
      if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) throw new UgglaError('usage-wrong', `${port} is no port`, {cure: 'A port is a number from 0 to 65535.'});
      const {exportCourse} = await import('../export/export-course.js');
      const report = await exportCourse(course, {target: to, campus, out, language, mediaBase});
      const url = tries ? (await (await import('../export/try-package.js')).tryPackage(report.file, {target: to as 'scorm12' | 'scorm2004', port: Number(port)})).url : undefined;
      if (json) printJson({ok: true, ...report, ...(url === undefined ? {} : {url})});
      else process.stdout.write(`${relative(process.cwd(), report.file)}: ${report.files} files, ${(report.bytes / 1e6).toFixed(1)} MB\n${url === undefined ? '' : `\n  ${url}\n\n  Ctrl-C ends it. What it keeps stays in the browser.\n`}`);
    });
}
