import type {Command} from 'commander';
import {exitCodeOf, plain, printJson, printProblems} from '../output/print.js';

interface Options {
  speech?: string;
  speechModel?: string;
  json?: boolean;
}

/** Adds `uggla produce`. */
export function addProduce(program: Command): void {
  program
    .command('produce')
    .description("make a film of a lesson's text, beside it: slides, narration, captions, chapters, each language")
    .argument('<lesson.md>', 'the script: paragraphs are said; headings, lists, tables, pictures and code are shown')
    .option(
      '--speech <address>',
      "a speech engine of OpenAI's form, e.g. http://localhost:8880/v1 (default: espeak-ng)",
    )
    .option('--speech-model <name>', 'the model that it shall speak with', 'tts-1')
    .option('--json', 'report as JSON')
    .addHelpText(
      'after',
      '\nNeeds ffmpeg, Chromium (or Chrome, Edge) and espeak-ng or an engine. What did not change is not made again.\nSettings: UGGLA_SPEECH (as --speech), UGGLA_SPEECH_KEY (key of the engine), UGGLA_CHROMIUM, UGGLA_FFMPEG (paths).\n',
    )
    .action(async (file: string, options: Options) => {
      const [{produce}, {withSteps}] = await Promise.all([
        import('../produce/produce.js'),
        import('../output/progress.js'),
      ]);
      const report = await withSteps(options.json === true, titles, ['film'], (onStep) =>
        produce(file, {
          speech: options.speech ?? (process.env['UGGLA_SPEECH'] || undefined),
          speechModel: options.speechModel,
          speechKey: process.env['UGGLA_SPEECH_KEY'] || undefined,
          onStep,
        }),
      );
      process.exitCode = exitCodeOf(report.problems);
      if (options.json) return printJson({ok: process.exitCode === 0, ...report});
      printProblems(report.problems);
      if (report.film === undefined) return;
      const what =
        report.written.length === 0
          ? 'nothing had changed'
          : `${report.written.length} files written, ${report.seconds.toFixed(1)} s`;
      process.stdout.write(
        `${plain(report.film)}: ${report.slides} slides in ${report.languages.join(', ')} (${what})\n`,
      );
    });
}

const titles = {
  script: 'Read the script',
  speak: 'Speak',
  draw: 'Draw the slides',
  film: 'Make the film',
} as const;
