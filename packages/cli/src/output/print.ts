import {styleText} from 'node:util';
import type {UgglaError} from '@uggla/protocol';
import type {Problem, Problems} from '../problems.js';

/** Exit codes: 0 good, 1 something in the input (or on the machine) is bad, 2 wrong usage. */
export const exitCodes = {good: 0, bad: 1, usage: 2} as const;

const marks = {error: '✖', warning: '▲', note: '·'} as const;
const colors = {error: 'red', warning: 'yellow', note: 'gray'} as const;

/** Writes problems for people: file, line, field, what is wrong, what to do. */
export function printProblems(problems: readonly Problem[], stream: NodeJS.WritableStream = process.stderr): void {
  for (const severity of ['note', 'warning', 'error'] as const) {
    for (const problem of problems.filter((one) => one.severity === severity)) {
      const where = [
        problem.file && (problem.line === undefined ? problem.file : `${problem.file}:${problem.line}`),
        problem.field,
      ]
        .filter(Boolean)
        .join(' ');
      const mark = styleText(colors[severity], marks[severity], {stream});
      stream.write(
        `${mark} ${plain(where ? `${where}: ` : '')}${plain(problem.message)} ${styleText('gray', `(${problem.code})`, {stream})}\n`,
      );
      if (problem.cure) stream.write(`  ${plain(problem.cure)}\n`);
    }
  }
  const count = (severity: Problem['severity']) => problems.filter((one) => one.severity === severity).length;
  const [errors, warnings] = [count('error'), count('warning')];
  if (errors + warnings > 0)
    stream.write(
      `${errors} ${errors === 1 ? 'error' : 'errors'}, ${warnings} ${warnings === 1 ? 'warning' : 'warnings'}\n`,
    );
}

/** A text on one line, without what moves the cursor, colors or turns the writing: names of files may hold anything. */
export function plain(text: string): string {
  const visible = text.replace(
    /[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu,
    (one) => `\\x${one.codePointAt(0)!.toString(16).padStart(2, '0')}`,
  );
  return visible.length > 2000 ? `${visible.slice(0, 2000)}…` : visible;
}

/** An error that ended the command, as a problem. */
export function toProblem(error: UgglaError): Problem {
  const {code, message, file, line, field, cure} = error;
  return {
    severity: 'error',
    code,
    message,
    ...(file === undefined ? {} : {file}),
    ...(line === undefined ? {} : {line}),
    ...(field === undefined ? {} : {field}),
    ...(cure === undefined ? {} : {cure}),
  };
}

/** Writes the one JSON document of a command. */
export function printJson(value: object): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

/** The exit code for what was found. */
export function exitCodeOf(problems: Problems['list']): number {
  return problems.some(({severity}) => severity === 'error') ? exitCodes.bad : exitCodes.good;
}
