import fs from 'node:fs';
import {join} from 'node:path';

/** Node's own, not there before 22: imported by name it would stop an older Node before it can start ours. */
export const globSync = fs.globSync;

/** The files below a folder, as paths from it with `/`; nothing hidden, no installed package. */
export function filesBelow(root, folder = '') {
  return fs.readdirSync(join(root, folder), {withFileTypes: true}).flatMap((entry) => {
    if (entry.name.startsWith('.') || entry.name === 'node_modules') return [];
    const path = folder + entry.name;
    return entry.isDirectory() ? filesBelow(root, `${path}/`) : [path];
  });
}
