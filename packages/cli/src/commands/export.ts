import {relative} from 'node:path';
import {UgglaError} from '@uggla/protocol';
import {Option, type Command} from 'commander';
import type {ExportReport} from '../export/export-course.js';
import {targets, type Target} from '../export/manifests.js';
import {mediaAddress} from '../export/media-address.js';
import {printJson} from '../output/print.js';

interface Options {
  to: Target | 'podcast' | 'kiosk';
  campus: string;
  out?: string;
  language?: string;
  media: 'inside' | 'remote';
  mediaBase?: string;
  sco: 'one' | 'each';
  status?: 'passed' | 'completed';
  try?: boolean;
  port?: string;
  pin?: string;
  idle?: string;
  endpoint?: string;
  json?: boolean;
}

/** Adds `uggla export`. */
export function addExport(program: Command): void {
  program
    .command('export')
    .description('make a package of a course, as an LMS takes it')
    .argument('[course]', 'id of the course: its folder below courses/; none for a kiosk')
    .addOption(
      new Option('--to <kind>', 'what the package is').choices([...targets, 'podcast', 'kiosk']).makeOptionMandatory(),
    )
    .option('--campus <folder>', 'the published folder, or the authored one beside it', '.')
    .option(
      '--out <file>',
      'the zip to write (default: <course>-<kind>.zip); a podcast may be a folder, and a kiosk is one (default: kiosk)',
    )
    .option(
      '--language <tag>',
      'only this language (default: all of the course, and the learner may choose among them)',
    )
    .addOption(
      new Option('--media <where>', 'films inside, one plain file each, or left where they are')
        .choices(['inside', 'remote'])
        .default('inside'),
    )
    .option(
      '--media-base <address>',
      'address of the published folder, for --media remote; podcast: address under which it will lie',
    )
    .addOption(
      new Option('--sco <which>', 'what an LMS lists and keeps the state of: the course as one, or each lesson')
        .choices(['one', 'each'])
        .default('one'),
    )
    .addOption(
      new Option(
        '--status <word>',
        'what an LMS is told at the end (default: passed or failed where there is a test, else completed)',
      ).choices(['passed', 'completed']),
    )
    .option('--try', 'then open it in a small LMS on this machine (SCORM) that shows each call; until Ctrl-C')
    .option('--port <number>', 'port of that LMS (default: any free one)')
    .option('--pin <digits>', 'kiosk: what the staff write to leave it')
    .option('--idle <seconds>', 'kiosk: seconds without a touch after which a visitor has left (default: 90)')
    .option('--endpoint <address>', 'kiosk: the Uggla server that leads are sent to once there is a network')
    .option('--json', 'report as JSON')
    .addHelpText(
      'after',
      '\nThe same campus gives the same bytes. With ?debug in its address the page of the package writes down what is recorded.\n',
    )
    .action(
      async (
        course: string | undefined,
        {
          to,
          campus,
          out,
          language,
          media,
          mediaBase,
          sco,
          status,
          try: tries,
          port = '0',
          pin,
          idle,
          endpoint,
          json,
        }: Options,
      ) => {
        if (to === 'kiosk') {
          if (course !== undefined)
            throw new UgglaError('usage-wrong', 'a kiosk is of the portfolio, not of a course', {
              cure: 'Leave the course out.',
            });
          if (idle !== undefined && !(Number(idle) >= 5 && Number(idle) <= 3600))
            throw new UgglaError('usage-wrong', `--idle is no number of seconds from 5 to 3600: ${idle}`, {
              cure: '--idle 60',
            });
          const {exportKiosk} = await import('../export/kiosk/export-kiosk.js');
          const report = await exportKiosk({
            campus,
            out,
            language,
            pin,
            idle: idle === undefined ? undefined : Number(idle),
            endpoint,
          });
          if (json) printJson({ok: true, ...report});
          else
            process.stdout.write(
              `${relative(process.cwd(), report.folder) || '.'}: ${report.files} files, ${(report.bytes / 1e6).toFixed(1)} MB. README.txt in it says how to start it.\n`,
            );
          return;
        }
        if (course === undefined)
          throw new UgglaError('usage-wrong', 'no course was named', {cure: 'uggla export <course> --to ' + to});
        if (to === 'podcast') {
          if (media === 'remote' || mediaBase === undefined || sco === 'each' || status !== undefined || tries)
            throw new UgglaError(
              'usage-wrong',
              'a podcast needs the address under which it will lie, and nothing for an LMS',
              {
                cure: '--media-base https://cdn.example/podcast/. The sound that stays where it is has its feed already: feeds/<course>.xml of the published folder.',
              },
            );
          const {exportPodcast} = await import('../export/export-podcast.js');
          tell(await exportPodcast(course, {campus, out, language, base: mediaAddress(mediaBase)}), json);
          return;
        }
        if ((media === 'remote') !== (mediaBase !== undefined)) {
          throw new UgglaError('usage-wrong', '--media remote and --media-base belong together', {
            cure: 'Name the address of the published folder: --media remote --media-base https://cdn.example/campus/.',
          });
        }
        if (to === 'html' && (sco === 'each' || status !== undefined))
          throw new UgglaError('usage-wrong', '--sco and --status are for an LMS, and html is for none', {
            cure: '--to scorm12, scorm2004 or cmi5',
          });
        if (tries && to !== 'scorm12' && to !== 'scorm2004')
          throw new UgglaError('usage-wrong', `--try is for SCORM, not for ${to}`, {
            cure: to === 'html' ? 'Unpack it on any web server.' : 'Import it into ADL’s CATAPULT player.',
          });
        if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
          throw new UgglaError('usage-wrong', `${port} is no port`, {cure: 'A port is a number from 0 to 65535.'});
        const {exportCourse} = await import('../export/export-course.js');
        const report = await exportCourse(course, {target: to, campus, out, language, mediaBase, sco, status});
        const url = tries
          ? (
              await (
                await import('../export/try-package.js')
              ).tryPackage(report.file, {
                target: to as 'scorm12' | 'scorm2004',
                port: Number(port),
                pages: report.pages,
              })
            ).url
          : undefined;
        tell(report, json, url);
      },
    );
}

function tell(report: ExportReport, json: boolean | undefined, url?: string): void {
  if (json) return printJson({ok: true, ...report, ...(url === undefined ? {} : {url})});
  process.stdout.write(
    `${relative(process.cwd(), report.file)}: ${report.files} files, ${(report.bytes / 1e6).toFixed(1)} MB\n${url === undefined ? '' : `\n  ${url}\n\n  Ctrl-C ends it. What it keeps stays in the browser.\n`}`,
  );
}
