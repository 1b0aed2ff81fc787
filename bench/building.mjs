// How long `uggla build` takes over fifty films of a minute, from an empty cache to the last page, and three packages after
// it; and whether a second build of the same folder makes the same bytes.
import {execFileSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {root} from '../scripts/lib/run.mjs';
import {table} from './lib.mjs';

const FILMS = 50;
const SECONDS = 60;
const PACKAGES = ['scorm12', 'scorm2004', 'cmi5'];
/** The bar. */
const MOST_MS = 60_000;

/** A campus of {@link FILMS} different films, each with its Markdown. */
function author(folder) {
  const course = join(folder, 'courses/10-curso');
  mkdirSync(course, {recursive: true});
  writeFileSync(join(folder, 'campus.yml'), 'title: Cincuenta\nlanguages: [es]\nid: https://bench.example/campus\n');
  const film = join(folder, 'film.mp4');
  execFileSync('ffmpeg', [
    ...[
      '-hide_banner',
      '-loglevel',
      'error',
      '-f',
      'lavfi',
      '-i',
      `testsrc2=size=1280x720:rate=25:duration=${SECONDS}`,
    ],
    ...['-f', 'lavfi', '-i', `sine=frequency=440:sample_rate=48000:duration=${SECONDS}`],
    ...[
      '-c:v',
      'libx264',
      '-preset',
      'veryfast',
      '-pix_fmt',
      'yuv420p',
      '-g',
      '50',
      '-c:a',
      'aac',
      '-b:a',
      '128k',
      film,
    ],
  ]);
  for (let at = 1; at <= FILMS; at++) {
    const name = join(course, `${at * 10}-leccion-${at}`);
    // a comment in the file: no two of them are the same
    execFileSync('ffmpeg', [
      ...[
        '-hide_banner',
        '-loglevel',
        'error',
        '-i',
        film,
        '-c',
        'copy',
        '-metadata',
        `comment=${at}`,
        '-y',
        `${name}.mp4`,
      ],
    ]);
    writeFileSync(`${name}.md`, `---\ntitle: Lección ${at}\n---\n\nLo que se ve en la lección ${at}.\n`);
  }
  rmSync(film);
}

/** One hash over the names and bytes of these files, and of all files below these folders. */
function hashOf(paths) {
  const hash = createHash('sha256');
  const add = (file, name) => hash.update(`${name}\0`).update(readFileSync(file));
  for (const path of paths) {
    if (statSync(path).isFile()) add(path, '');
    else
      for (const file of readdirSync(path, {recursive: true, withFileTypes: true})
        .filter((one) => one.isFile())
        .map(({parentPath, name}) => join(parentPath, name))
        .sort())
        add(file, file.slice(path.length));
  }
  return hash.digest('hex');
}

/** Builds and packs; resolves with the milliseconds of both and what came out. */
function work(folder) {
  const uggla = (...args) =>
    execFileSync(process.execPath, [`${root}/packages/cli/dist/bin.js`, ...args], {cwd: folder});
  const started = performance.now();
  uggla('build', '--no-encode');
  const built = performance.now() - started;
  for (const to of PACKAGES) uggla('export', 'curso', '--to', to, '--out', join(folder, `${to}.zip`));
  const value = performance.now() - started;
  return {value, built, hash: hashOf([join(folder, 'published'), ...PACKAGES.map((to) => join(folder, `${to}.zip`))])};
}

export function building() {
  const folder = mkdtempSync(join(tmpdir(), 'uggla-building-'));
  try {
    author(folder);
    const again = `${folder}-again`;
    cpSync(folder, again, {recursive: true});
    const first = work(folder);
    const second = work(again);
    rmSync(again, {recursive: true});
    const least = Math.min(first.value, second.value);
    const note = (one) => `of which the campus ${(one.built / 1000).toFixed(1)} s`;
    table(
      `${FILMS} films of ${SECONDS} s, 720p, taken as they are, and ${PACKAGES.length} packages`,
      [
        {name: 'uggla build, uggla export', value: first.value, note: note(first)},
        {name: 'the same from nothing', value: second.value, note: note(second)},
      ],
      {unit: 'ms', digits: 0},
    );
    console.log(`  → bar: ${MOST_MS / 1000} s, ${least <= MOST_MS ? 'held' : 'NOT held'}`);
    console.log(`  → ${first.hash === second.hash ? 'byte for byte the same' : 'NOT the same bytes'}`);
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
}
