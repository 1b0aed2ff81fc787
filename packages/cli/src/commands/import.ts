import {existsSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {basename, join, resolve} from 'node:path';
import {UgglaError} from '@uggla/protocol';
import type {Command} from 'commander';
import {isMissing} from '../files.js';
import {exitCodeOf, printJson, printProblems} from '../output/print.js';
import {Problems} from '../problems.js';
import {addImportPodcast} from './import-podcast.js';

interface Options {
  facet?: string[];
  action: string;
  dryRun?: boolean;
  json?: boolean;
}

/** Adds `uggla import`: products, and podcasts. */
export function addImport(program: Command): void {
  const list = (value: string, before: string[] = []) => [...before, value];
  const into = program.command('import').description('take over what is kept elsewhere');
  addImportPodcast(into);
  into
    .command('products')
    .description(
      'products of a Google product feed (XML, TSV), a Shopify export or any table (CSV): one product.md each',
    )
    .argument('<file>', 'the feed or table')
    .argument('[folder]', 'the authored folder', '.')
    .option('--facet <column>', 'a further column that products are filtered by; repeatable', list)
    .option('--action <words>', 'what the button says that leads to a product’s page', 'Ver en la tienda')
    .option('--dry-run', 'only report')
    .option('--json', 'report as JSON')
    .addHelpText(
      'after',
      '\nEvery row and column that was not understood is told, with its line. Films go beside product.md, as ever.\n',
    )
    .action(async (name: string, folder: string, options: Options) => {
      const [{readTable}, {toProducts}, {writeProducts}, {writeOffers}] = await Promise.all([
        import('../import/read-table.js'),
        import('../import/to-products.js'),
        import('../import/write-products.js'),
        import('../import/write-offers.js'),
      ]);
      const file = resolve(name);
      const bytes = await readFile(file).catch((cause: unknown) => {
        throw isMissing(cause)
          ? new UgglaError('file-missing', `there is no file ${name}`, {cause, cure: 'Name the feed or table.'})
          : cause;
      });
      const root = resolve(folder);
      if (!existsSync(root))
        throw new UgglaError('folder-missing', `there is no folder ${folder}`, {
          cure: 'Name the authored folder, or make one: uggla new <folder>.',
        });
      const problems = new Problems();
      const table = readTable(bytes, basename(file));
      const products = toProducts(table, basename(file), problems, options);
      const pictures = products.filter((one) => one.pictures.length > 0).length;
      if (pictures > 0)
        problems.note(
          'pictures-elsewhere',
          `${pictures} products have pictures at web addresses, which are not fetched`,
          {
            cure: `Put them beside product.md: ${join('products', products.find((one) => one.pictures.length > 0)!.id, 'photo.jpg')}.`,
          },
        );
      const counts = options.dryRun ? {written: 0, same: 0, kept: 0} : await writeProducts(root, products, problems);
      const campaigns = options.dryRun
        ? {written: 0, same: 0, kept: 0, removed: 0}
        : await writeOffers(root, products, problems);
      process.exitCode = exitCodeOf(problems.list);
      const offers = products.filter(({offer}) => offer).length;
      const report = {
        kind: table.kind,
        rows: table.rows.length + table.broken.length,
        products: products.length,
        ...counts,
        offers,
        campaigns,
      };
      if (options.json) printJson({ok: process.exitCode === 0, ...report, problems: problems.list});
      else {
        printProblems(problems.list);
        process.stdout.write(
          `${report.rows} rows, ${report.products} products: ${counts.written} written, ${counts.same} as they were, ${counts.kept} kept by hand${offers > 0 ? `; ${offers} offers` : ''}\n`,
        );
      }
    });
}
