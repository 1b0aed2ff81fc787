import {UgglaError} from '@uggla/protocol';
import type {Command} from 'commander';
import {printJson} from '../output/print.js';
import {placesOf} from './places.js';
import {needNode} from './serve.js';

interface Where {
  data?: string;
  publicUrl?: string;
  json?: boolean;
}

interface Create extends Where {
  for: string;
  products?: string[];
  access?: string[];
  password?: string;
  watermark?: boolean;
  from?: string;
  until?: string;
  language?: string;
}

/** Adds `uggla share create|list|revoke`. */
export function addShare(program: Command): void {
  const list = (value: string, before: string[] = []) => [
    ...before,
    ...value
      .split(',')
      .map((one) => one.trim())
      .filter(Boolean),
  ];
  const share = program
    .command('share')
    .description('links to products for somebody: they expire, can be withdrawn, and are counted');
  const where = (command: Command) =>
    command
      .argument('[folder]', 'the published folder, or the authored one beside it', '.')
      .option('--data <folder>', 'data folder of the server (default: .uggla beside the published folder)')
      .option('--public-url <address>', 'address under which people reach the server', 'http://localhost:4173')
      .option('--json', 'report as JSON');
  where(share.command('create'))
    .description('make a link')
    .requiredOption('--for <name>', 'whom it is for')
    .option('--products <ids>', 'products to show; without, the public ones and those of --access', list)
    .option('--access <groups>', 'groups whose products it opens (default: clients)', list)
    .option('--password <text>', 'ask for it before anything is shown (or UGGLA_SHARE_PASSWORD)')
    .option('--watermark', 'lay the name faintly over the page, its pictures and films')
    .option('--from <time>', 'not good before: 2026-12-01')
    .option('--until <time>', 'good until, that day included (default: 30 days)')
    .option('--language <code>', 'language that the page begins in')
    .addHelpText(
      'after',
      '\nThe server may go on running. Products of other access than public are in the folder <published>-private.\n',
    )
    .action(async (folder: string, options: Create) => {
      await withDesk(folder, options, async (desk) => {
        const made = await desk.create({
          label: options.for,
          products: options.products,
          access: options.access,
          password: options.password ?? process.env['UGGLA_SHARE_PASSWORD'],
          watermark: options.watermark,
          starts: options.from,
          expires: options.until,
          language: options.language,
        });
        if (options.json) printJson({ok: true, ...made});
        else
          process.stdout.write(
            `${made.url}\ngood until ${made.expires.slice(0, 16)}Z${made.hasPassword ? ', with a password' : ''}; withdraw it with: uggla share revoke ${made.id}\n`,
          );
      });
    });
  where(share.command('list'))
    .description('tell of all links, with how often they were opened')
    .action(async (folder: string, options: Where) => {
      await withDesk(folder, options, async (desk) => {
        const shares = await desk.list();
        if (options.json) printJson({ok: true, shares});
        else
          for (const {id, label, state, expires, opens, viewed} of shares)
            process.stdout.write(
              `${id}  ${state.padEnd(7)}  until ${new Date(Date.parse(expires) - 1).toISOString().slice(0, 10)}  opened ${opens}, ${viewed.length} products seen  ${label}\n`,
            );
      });
    });
  const revoke = share.command('revoke').description('withdraw a link, at once').argument('<id>', 'id of the share');
  where(revoke).action(async (id: string, folder: string, options: Where) => {
    await withDesk(folder, options, async (desk) => {
      if (!(await desk.revoke(id)))
        throw new UgglaError('share-unknown', `there is no good share ${id}`, {cure: 'uggla share list tells of all.'});
      if (options.json) printJson({ok: true, id});
      else process.stdout.write(`withdrawn: ${id}\n`);
    });
  });
}

async function withDesk(
  folder: string,
  {data, publicUrl}: Where,
  work: (desk: import('@uggla/server').ShareDesk) => Promise<void>,
): Promise<void> {
  needNode();
  const {openShares} = await import('@uggla/server');
  const {root, dataDir} = placesOf(folder, data);
  const desk = await openShares({dataDir, root, publicUrl: publicUrl ?? ''});
  try {
    await work(desk);
  } finally {
    await desk.close();
  }
}
