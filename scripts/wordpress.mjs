// Packs the plug-in for WordPress: node scripts/wordpress.mjs [uggla-wordpress.zip]. The same files give the same bytes.
import {readFileSync, writeFileSync} from 'node:fs';
import {pathToFileURL} from 'node:url';
import {zipSync} from 'fflate';
import {globSync} from './lib/files.mjs';
import {root} from './lib/run.mjs';

/** The zip as WordPress takes it: one folder. */
export function packWordpress() {
  const folder = `${root}/examples/wordpress/`;
  const names = globSync('uggla/**/*', {cwd: folder}).sort();
  return zipSync(
    Object.fromEntries(names.map((name) => [name, [readFileSync(folder + name), {mtime: new Date(1980, 0, 1)}]])),
  );
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const file = process.argv[2] ?? 'uggla-wordpress.zip';
  writeFileSync(file, packWordpress());
  console.log(file);
}
