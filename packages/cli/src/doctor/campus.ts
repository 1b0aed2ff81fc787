import {readdir, readFile, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {UgglaError} from '@uggla/protocol';
import {check} from '../check.js';
import {bad, good, warning, type Finding} from './finding.js';

const DAY_MS = 86_400_000;

/** Clocks of two machines are never quite the same. */
const SLACK_MS = 10 * 60_000;

/** Whether the authored folder can be built; how it is checked, `uggla check` tells at length. */
export async function lookAtCampus(folder: string): Promise<Finding> {
  try {
    const {title, problems} = await check(folder, {remember: false});
    const count = (severity: string) => problems.filter((one) => one.severity === severity).length;
    const [errors, warnings] = [count('error'), count('warning')];
    const told = `“${title}”: ${errors} errors, ${warnings} warnings`;
    if (errors > 0) return bad('campus', told, 'See them with `uggla check`.');
    return warnings > 0
      ? warning('campus', told, 'See them with `uggla check`.')
      : good('campus', `“${title}” has no faults`);
  } catch (caught) {
    const {message, cure} = UgglaError.from(caught, 'uggla-failed');
    return bad('campus', message, cure ?? 'See `uggla check`.');
  }
}

/** How old the published folder is, and whether it is of this version's making. */
export async function lookAtPublished(
  root: string | undefined,
  authored: string | undefined,
  elements: string | undefined,
): Promise<Finding> {
  if (root === undefined) return warning('published', 'nothing is published yet', 'Run `uggla build`.');
  const made = await madeAt(root);
  if (made === undefined)
    return bad('published', `${root}/campus.json cannot be read`, 'Change its permissions, or build again.');
  const age = Math.max(0, Math.floor((Date.now() - made) / DAY_MS));
  const told = `published ${age === 0 ? 'today' : age === 1 ? 'yesterday' : `${age} days ago`} (${root})`;
  const newer = authored === undefined ? 0 : await countNewer(authored, made, root);
  if (newer > 0) return warning('published', `${told}; ${newer} files changed since then`, 'Run `uggla build`.');
  const theirs = await readFile(join(root, 'assets', 'uggla', 'preload.json'), 'utf8').catch(() => undefined);
  if (elements !== undefined && theirs !== elements)
    return warning('published', `${told}; its elements are those of another version`, 'Run `uggla build`.');
  return good('published', told);
}

/** When the published folder was written to last, in milliseconds since 1970. */
export async function madeAt(root: string): Promise<number | undefined> {
  const found = await Promise.all(
    ['campus.json', '.uggla.json'].map((name) => stat(join(root, name)).catch(() => undefined)),
  );
  return found[0] && Math.max(...found.map((one) => one?.mtimeMs ?? 0));
}

/** Files of the authored folder that were written after `since`; what is published and what begins with a dot aside. */
async function countNewer(folder: string, since: number, published: string): Promise<number> {
  let count = 0;
  for (const entry of await readdir(folder, {withFileTypes: true}).catch(() => [])) {
    const path = join(folder, entry.name);
    if (
      /^[._]|^node_modules$|^uggla\.lock\.json$/.test(entry.name) ||
      path === published ||
      path === `${published}-private`
    )
      continue;
    if (entry.isDirectory()) count += await countNewer(path, since, published);
    else if (((await stat(path).catch(() => undefined))?.mtimeMs ?? 0) > since + 1000) count += 1;
  }
  return count;
}

/** Whether the clock goes right, as far as this machine can know: nothing here was written in the future. */
export function lookAtClock(written: readonly (number | undefined)[], now = Date.now()): Finding {
  const latest = Math.max(...written.map((one) => one ?? 0));
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const shown = `${new Date(now).toISOString().slice(0, 16).replace('T', ' ')} UTC (${zone})`;
  if (latest <= now + SLACK_MS) return good('clock', shown);
  return bad(
    'clock',
    `it is ${shown} here, and files were written at ${new Date(latest).toISOString().slice(0, 16).replace('T', ' ')} UTC`,
    'Set the clock (timedatectl set-ntp true): dates of locks, campaigns, tokens and records go by it.',
  );
}
