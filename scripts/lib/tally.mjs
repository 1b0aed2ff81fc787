// Every runner adds the sums of each of its test files to one file, named by UGGLA_TALLY, so that the last lines can speak
// for all.
import {appendFileSync, existsSync, readFileSync} from 'node:fs';

/**
 * @typedef {object} Sums
 * @property {string} runner - an engine, `node`, or a step that counts as a test itself
 * @property {string} [file] - the test file; without it what failed can't be tried once more
 * @property {number} passed
 * @property {number} failed
 * @property {string[]} [tests] - the names of those that failed, where they are known
 * @property {boolean} [again] - whether it took a second turn
 */

/** @param {Sums} sums */
export function addTally(sums) {
  if (process.env.UGGLA_TALLY) appendFileSync(process.env.UGGLA_TALLY, `${JSON.stringify(sums)}\n`);
}

/** @returns {Sums[]} */
export function readTally(file) {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}
