import {readFile, stat} from 'node:fs/promises';
import {existsSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import type {ServerOptions} from '@uggla/server';
import {placesOf} from '../commands/places.js';
import {elementsFolder} from '../publish/site.js';
import {lookAtCampus, lookAtClock, lookAtPublished, madeAt} from './campus.js';
import type {Finding} from './finding.js';
import {lookAtFfmpeg, lookAtNode, lookAtPlace, lookAtPort, lookAtProduce} from './machine.js';
import {lookAtEngine, lookAtMail, lookAtSettings, tellStore} from './server.js';

/** What {@link examine} takes beside the folder: what `uggla serve` will be started with. */
export interface DoctorOptions extends ServerOptions {
  /** Where the campus is published. */
  out?: string | undefined;
  port?: number | undefined;
}

/**
 * Tells whether a machine and a folder are ready for `uggla build` and `uggla serve`. Changes nothing, and asks nothing of the
 * network but the engine that is named, and the database (`DATABASE_URL`).
 */
export async function examine(folder: string, {out, port, ...options}: DoctorOptions): Promise<Finding[]> {
  const top = resolve(folder);
  const isPublished = existsSync(join(top, 'campus.json'));
  const isRead = !isPublished && options.chatOnly !== true;
  const {root, dataDir} = placesOf(out ?? folder, options.dataDir);
  const place = root ?? resolve(out ?? join(top, 'published'));
  const store = options.dataDir === undefined && root === undefined ? join(top, '.uggla') : dataDir;
  const settings: ServerOptions = {...options, root: place, dataDir: store};
  const node = lookAtNode();
  const findings = [node, await lookAtFfmpeg(), ...(options.chatOnly === true ? [] : [lookAtProduce()])];
  if (isRead) findings.push(await lookAtCampus(folder));
  const elements = await readFile(join(elementsFolder(), 'preload.json'), 'utf8').catch(() => undefined);
  if (options.chatOnly !== true) findings.push(await lookAtPublished(root, isPublished ? undefined : top, elements));
  if (isRead) findings.push(...(await lookAtPlace('what is published', place)));
  findings.push(...(await lookAtPlace('the store', store)));
  const own = await stat(fileURLToPath(import.meta.url)).catch(() => undefined);
  findings.push(lookAtClock([root === undefined ? undefined : await madeAt(root), own?.mtimeMs]));
  findings.push(await lookAtPort(port ?? 4173, options.host ?? '127.0.0.1', port !== undefined));
  if (node.state === 'bad') return findings; // the server's code does not run on it
  const {lookAtStore} = await import('@uggla/server');
  const look = await lookAtStore(store);
  findings.push(
    ...tellStore(store, look),
    await lookAtSettings(settings),
    await lookAtEngine(settings),
    ...lookAtMail(settings, look, process.env),
  );
  return findings;
}
