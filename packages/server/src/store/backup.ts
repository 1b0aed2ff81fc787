import {chmodSync, constants, copyFileSync, existsSync, mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {UgglaError} from '@uggla/protocol';
import {keysFile} from './keys.js';
import {storeFile} from './store.js';

/**
 * Copies the store and the keys of `dataDir` into the new folder `target`, whole and of one moment, while a server may be
 * writing. To restore, put both files into an empty data folder and start the server on it.
 *
 * @throws {@link UgglaError} `backup-failed` when there is nothing to copy, or something in the way.
 */
export function backupStore(dataDir: string, target: string): void {
  const from = join(dataDir, storeFile);
  if (!existsSync(from))
    throw new UgglaError('backup-failed', `there is no store in ${dataDir}`, {
      file: from,
      cure: 'Name the data folder of the server.',
    });
  try {
    mkdirSync(target, {recursive: true, mode: 0o700});
    copyFileSync(join(dataDir, keysFile), join(target, keysFile), constants.COPYFILE_EXCL); // another's keys must not be lost
    const database = new DatabaseSync(from, {readOnly: true, timeout: 10_000});
    try {
      database.prepare('VACUUM INTO ?').run(join(target, storeFile)); // refuses a file that is there
    } finally {
      database.close();
    }
    for (const name of [storeFile, keysFile]) chmodSync(join(target, name), 0o600);
  } catch (cause) {
    throw new UgglaError(
      'backup-failed',
      `${dataDir} cannot be copied to ${target}: ${cause instanceof Error ? cause.message : ''}`,
      {cause, file: target, cure: 'Name a folder that is empty, on a disk with room.'},
    );
  }
}
