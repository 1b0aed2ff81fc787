// Every runner adds its sums to one file, named by UGGLA_TALLY, so that the last line can speak for all.
import {appendFileSync, existsSync, readFileSync} from 'node:fs';

/** `files`: those with a failure. */
export function addTally(runner, passed, failed, files) {
  if (process.env.UGGLA_TALLY)
    appendFileSync(process.env.UGGLA_TALLY, `${JSON.stringify({runner, passed, failed, files})}\n`);
}

export function readTally(file) {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}
