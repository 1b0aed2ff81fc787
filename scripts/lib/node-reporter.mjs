// A reporter of node:test that adds the sums to the tally and prints what failed, with one line a file for the rest.
import {relative} from 'node:path';
import {addTally} from './tally.mjs';

export default async function* reporter(source) {
  const said = new Map();
  /** What each file that failed adds to the sums. */
  const broken = new Map();
  const fileOf = ({file}) => (file ? relative(process.cwd(), file) : '');
  const sumsOf = (data) => {
    const file = fileOf(data);
    if (!broken.has(file)) broken.set(file, {runner: 'node', file, passed: 0, failed: 1, tests: []});
    return broken.get(file);
  };
  for await (const {type, data} of source) {
    if (
      type === 'test:fail' &&
      data.details?.type !== 'suite' &&
      data.details?.error?.code !== 'ERR_TEST_FAILURE_SUBTESTS'
    ) {
      sumsOf(data).tests.push(data.name);
      const {error} = data.details;
      const cause = error?.cause ?? error;
      // A file that broke before its tests has said why on its own output.
      const why = (cause?.message ?? cause) === 'test failed' ? said.get(data.file) : undefined;
      yield `\n✖ ${place(data)}: ${data.name}\n${indent(why ?? cause?.stack ?? String(cause?.message ?? cause))}\n`;
    } else if (type === 'test:fail') {
      sumsOf(data); // a group that failed in what comes before or after its tests
    } else if (type === 'test:stderr' || type === 'test:stdout') {
      said.set(data.file, (said.get(data.file) ?? '') + data.message);
      if (process.env.UGGLA_LOGS === '1') yield data.message;
    } else if (type === 'test:summary') {
      if (data.file) {
        const {file, counts, duration_ms: ms, success} = data;
        const failed = bad(counts);
        if (failed > 0) Object.assign(sumsOf(data), {passed: counts.passed, failed});
        yield `${success ? '✔' : '✖'} ${relative(process.cwd(), file)}: ${counts.passed}/${counts.tests} in ${(ms / 1000).toFixed(1)} s\n`;
      } else {
        const {passed, skipped, todo} = data.counts;
        const failed = bad(data.counts);
        yield `node: ${passed} passed, ${failed} failed${skipped + todo > 0 ? ` (${skipped + todo} skipped, which is not allowed)` : ''}\n`;
        const told = [...broken.values()];
        const left = (key, all) => Math.max(0, all - told.reduce((sum, one) => sum + one[key], 0));
        for (const one of told) addTally(one);
        addTally({runner: 'node', passed: left('passed', passed), failed: left('failed', failed)});
        if (skipped + todo > 0) process.exitCode = 1;
      }
    }
  }
}

const bad = ({failed, cancelled, skipped, todo}) => failed + cancelled + skipped + todo;
const place = ({file, line}) => `${file ? relative(process.cwd(), file) : ''}${line ? `:${line}` : ''}`;
const indent = (text) =>
  text
    .split('\n')
    .slice(0, 30)
    .map((line) => `    ${line}`)
    .join('\n');
