import fs from 'node:fs';

/** Node's own, not there before 22: imported by name it would stop an older Node before it can start ours. */
export const globSync = fs.globSync;
