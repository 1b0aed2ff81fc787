// How long the command takes over a table of 10,000 products, from its start to the last product.md.
import {execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {root} from '../scripts/lib/run.mjs';
import {table} from './lib.mjs';

const ROWS = 10_000;
/** The bar. */
const MOST_MS = 10_000;

export function importing() {
  const folder = mkdtempSync(join(tmpdir(), 'uggla-import-'));
  try {
    writeFileSync(
      join(folder, 'big.csv'),
      `id,title,price\n${Array.from({length: ROWS}, (_, at) => `p${at},Pieza ${at},"${at},50 €"`).join('\n')}\n`,
    );
    const started = performance.now();
    const report = JSON.parse(
      execFileSync(
        process.execPath,
        [`${root}/packages/cli/dist/bin.js`, 'import', 'products', join(folder, 'big.csv'), folder, '--json'],
        {encoding: 'utf8'},
      ),
    );
    const value = performance.now() - started;
    if (report.written !== ROWS) throw new Error(`${report.written} of ${ROWS} products were written`);
    table(
      `A table of ${ROWS} products`,
      [
        {
          name: 'uggla import products',
          value,
          note: `bar: ${MOST_MS / 1000} s, ${value <= MOST_MS ? 'held' : 'NOT held'}`,
        },
      ],
      {unit: 'ms', digits: 0},
    );
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
}
