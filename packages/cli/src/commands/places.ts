import {existsSync} from 'node:fs';
import {dirname, join, resolve} from 'node:path';

/** The published folder that `folder` is or holds, if any, and the data folder of its server. */
export function placesOf(folder: string, data: string | undefined): {root: string | undefined; dataDir: string} {
  const root = [resolve(folder), resolve(folder, 'published')].find((one) => existsSync(join(one, 'campus.json')));
  return {root, dataDir: resolve(data ?? join(root ? dirname(root) : folder, '.uggla'))};
}
