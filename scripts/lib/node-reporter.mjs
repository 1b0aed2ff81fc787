// A reporter of node:test that adds the sums to the tally and prints what failed, with one line a file for the rest.
import {relative} from 'node:path';
import {addTally} from './tally.mjs';

export default async function* reporter(source) {
  const said = new Map();
  const failures = [];
  const fileOf = ({file}) => (file ? relative(process.cwd(), file) : '');
  for await (const {type, data} of source) {
    if (
      type === 'test:fail' &&
      data.details?.type !== 'suite' &&
      data.details?.error?.code !== 'ERR_TEST_FAILURE_SUBTESTS'
    ) {
      failures.push({file: fileOf(data), test: data.name});
      const {error} = data.details;
      const cause = error?.cause ?? error;
      // A file that broke before its tests has said why on its own output.
      const why = (cause?.message ?? cause) === 'test failed' ? said.get(data.file) : undefined;
      yield `\n✖ ${place(data)}: ${data.name}\n${indent(why ?? cause?.stack ?? String(cause?.message ?? cause))}\n`;
    } else if (type === 'test:fail') {
      if (failures.every(({file}) => file !== fileOf(data))) failures.push({file: fileOf(data)}); // after its tests
    } else if (type === 'test:stderr' || type === 'test:stdout') {
      said.set(data.file, (said.get(data.file) ?? '') + data.message);
      if (process.env.UGGLA_LOGS === '1') yield data.message;
    } else if (type === 'test:summary') {
      if (data.file) {
        const {file, counts, duration_ms: ms, success} = data;
        yield `${success ? '✔' : '✖'} ${relative(process.cwd(), file)}: ${counts.passed}/${counts.tests} in ${(ms / 1000).toFixed(1)} s\n`;
      } else {
        const {passed, failed, cancelled, skipped, todo} = data.counts;
        const bad = failed + cancelled + skipped + todo;
        yield `node: ${passed} passed, ${bad} failed${skipped + todo > 0 ? ` (${skipped + todo} skipped, which is not allowed)` : ''}\n`;
        addTally('node', {passed, failed: bad, failures});
        if (skipped + todo > 0) process.exitCode = 1;
      }
    }
  }
}

const place = ({file, line}) => `${file ? relative(process.cwd(), file) : ''}${line ? `:${line}` : ''}`;
const indent = (text) =>
  text
    .split('\n')
    .slice(0, 30)
    .map((line) => `    ${line}`)
    .join('\n');
