import {readdir, readFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';
import {lessonsOf, type Course} from '@uggla/protocol';
import {slashes} from '../files.js';
import type {Publishing} from './assets-of.js';

/** Of the player's folder: what pages load. */
const NEEDED = /^(?:main\.bundle\.js|frame\.bundle\.js|styles\/h5p(?:-fonts)?\.css|(?:fonts|images)\/[\w./-]+)$/;

/**
 * Stages `assets/uggla/h5p/`: the player of content made with H5P, where a course has any. It is a package of its own
 * (`h5p-standalone`, under the licences that it names), installed beside the command or the campus; where it is not, that is told.
 */
export async function publishH5pPlayer({stage, problems, root}: Publishing, courses: readonly Course[]): Promise<void> {
  const isWanted = courses.some((course) =>
    lessonsOf(course).some((lesson) => lesson.kind === 'embed' && lesson.standard === 'h5p'),
  );
  if (!isWanted) return;
  const folder = findPlayer(root);
  if (folder === undefined) {
    problems.error(
      'h5p-player-missing',
      'content made with H5P needs a player that is not installed (h5p-standalone)',
      {
        cure: 'Run `npm install --ignore-scripts h5p-standalone` in the folder of the campus, or where the command is installed, and build again.',
      },
    );
    return;
  }
  for (const entry of await readdir(folder, {withFileTypes: true, recursive: true})) {
    const path = join(entry.parentPath, entry.name);
    const name = slashes(path.slice(folder.length + 1));
    if (entry.isFile() && NEEDED.test(name)) stage.text(`assets/uggla/h5p/${name}`, await readFile(path));
  }
}

function findPlayer(root: string): string | undefined {
  for (const from of [join(root, 'package.json'), import.meta.url]) {
    try {
      return dirname(createRequire(from).resolve('h5p-standalone'));
    } catch {
      // not there
    }
  }
  return undefined;
}
