// Every runner adds its sums to one file, named by UGGLA_TALLY, so that the last line can speak for all.
import {appendFileSync, existsSync, readFileSync} from 'node:fs';

/**
 * `failures`: what failed, with the names of the tests where they are known; `again`: the files that needed a second turn.
 *
 * @param {{passed: number, failed: number, failures?: {file: string, test?: string}[], again?: string[]}} sums
 */
export function addTally(runner, sums) {
  if (process.env.UGGLA_TALLY) appendFileSync(process.env.UGGLA_TALLY, `${JSON.stringify({runner, ...sums})}\n`);
}

/** The files of these failures, each once. */
export function filesOf(failures = []) {
  return [...new Set(failures.map(({file}) => file))];
}

export function readTally(file) {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}
