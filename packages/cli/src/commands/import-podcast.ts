import {existsSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {join, relative, resolve} from 'node:path';
import {UgglaError} from '@uggla/protocol';
import type {Command} from 'commander';
import {isMissing} from '../files.js';
import {exitCodeOf, printJson, printProblems} from '../output/print.js';
import {Problems} from '../problems.js';

interface Options {
  id?: string;
  download?: boolean;
  most: string;
  newest?: string;
  dryRun?: boolean;
  json?: boolean;
}

/** A feed has no more: the longest that are known have some 20 MB. */
const FEED_BYTES = 50_000_000;

/** Adds `uggla import podcast`. */
export function addImportPodcast(into: Command): void {
  into
    .command('podcast')
    .description('a podcast by its feed: its texts, transcripts, chapters and cover, and with --download its sound')
    .argument('<feed>', 'address of the feed, or a file')
    .argument('[folder]', 'the authored folder', '.')
    .option('--id <name>', 'name of its folder below podcasts/ (default: made of its title)')
    .option('--download', 'fetch the sound too; without it each episode names it where it is')
    .option('--most <megabytes>', 'so much a sound may have', '1000')
    .option('--newest <number>', 'only so many episodes, the newest ones')
    .option('--dry-run', 'only report')
    .option('--json', 'report as JSON')
    .addHelpText(
      'after',
      '\nRun it again for new episodes: what is there is not fetched twice, what was broken off is taken up, and what you\nkeep by hand stays. What was not understood is told.\n',
    )
    .action(async (feed: string, folder: string, options: Options) => {
      const number = (value: string | undefined, name: string) => {
        if (value === undefined) return undefined;
        if (/^[1-9]\d{0,5}$/.test(value)) return Number(value);
        throw new UgglaError('usage-wrong', `${name} is no number: ${value}`, {cure: `${name} 20`});
      };
      const [most, newest] = [number(options.most, '--most')!, number(options.newest, '--newest')];
      const [{Fetcher}, {readFeed}, {mainLanguage, writePodcast}, {slug, isId}] = await Promise.all([
        import('../import/podcast/fetch.js'),
        import('../import/podcast/read-feed.js'),
        import('../import/podcast/write-podcast.js'),
        import('../authored/names.js'),
      ]);
      const root = resolve(folder);
      if (!existsSync(root))
        throw new UgglaError('folder-missing', `there is no folder ${folder}`, {
          cure: 'Name the authored folder, or make one: uggla new <folder>.',
        });
      const isAddress = /^https?:/i.test(feed);
      const {bytes, address} = isAddress
        ? await new Fetcher(feed).bytes(feed, FEED_BYTES)
        : {bytes: await readFeedFile(feed), address: undefined};
      const problems = new Problems();
      const podcast = readFeed(bytes, address, problems);
      if (newest !== undefined) podcast.episodes.splice(0, Math.max(0, podcast.episodes.length - newest));
      const id = options.id ?? slug(podcast.title);
      if (!isId(id))
        throw new UgglaError('usage-wrong', `“${id}” is no name for a folder of the campus`, {
          cure: 'Letters, digits, “-”, “_” and single dots: --id radio.',
        });
      const report = options.dryRun
        ? {written: 0, same: 0, kept: 0, fetched: 0, bytes: 0}
        : await writePodcast(podcast, {
            root,
            id,
            main: await mainLanguage(root),
            download: options.download === true,
            most: most * 1e6,
            fetcher: new Fetcher(address),
            problems,
            onEpisode: (title) => {
              if (!options.json && process.stderr.isTTY) process.stderr.write(`\r\u001b[K${title.slice(0, 70)}`);
            },
          });
      if (!options.json && process.stderr.isTTY) process.stderr.write('\r\u001b[K');
      process.exitCode = exitCodeOf(problems.list);
      const whole = {podcast: id, title: podcast.title, episodes: podcast.episodes.length, ...report};
      if (options.json) return printJson({ok: process.exitCode === 0, ...whole, problems: problems.list});
      printProblems(problems.list);
      process.stdout.write(
        `${podcast.title}: ${whole.episodes} episodes in ${relative(process.cwd(), join(root, 'podcasts', id)) || '.'}: ${report.written} texts written, ${report.same} as they were, ${report.kept} kept by hand, ${report.fetched} sounds fetched (${(report.bytes / 1e6).toFixed(1)} MB)\n`,
      );
    });
}

async function readFeedFile(name: string): Promise<Uint8Array> {
  return readFile(resolve(name)).catch((cause: unknown) => {
    throw isMissing(cause)
      ? new UgglaError('file-missing', `there is no file ${name}`, {
          cause,
          cure: 'Name the feed: a file, or its address with https://.',
        })
      : cause;
  });
}
