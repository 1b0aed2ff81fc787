import {mkdir, readdir, readFile, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {UgglaError} from '@uggla/protocol';

/**
 * Makes the workroom of this process in a folder of workrooms. Those of runs that were killed are cleared away; one that still
 * runs is left in peace.
 *
 * @param run - What the other would be, and what on: `build … on /srv/published`.
 * @throws {@link UgglaError} `build-running`.
 */
export async function openRoom(rooms: string, run: readonly [what: string, on: string]): Promise<string> {
  for (const name of await readdir(rooms).catch(() => [])) {
    if (await isRunning(Number(name)))
      throw new UgglaError('build-running', `another ${run[0]} (process ${name}) is at work on ${run[1]}`, {
        cure: 'Wait for it, or end it.',
      });
    await rm(join(rooms, name), {recursive: true, force: true});
  }
  const room = join(rooms, String(process.pid));
  await mkdir(room, {recursive: true});
  return room;
}

async function isRunning(pid: number): Promise<boolean> {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
  } catch (caught) {
    return (caught as NodeJS.ErrnoException).code === 'EPERM';
  }
  // the number may have gone to another program since, above all in containers
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => undefined);
  return command === undefined || /node|uggla/.test(command);
}
