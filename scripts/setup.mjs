// What `npm test` needs on the machine beside npm's packages: three browser engines, a display for one of them, ffmpeg;
// with --long what `npm run test:long` needs, too: espeak-ng.
// On Debian (and its like) as root it installs what is missing; elsewhere it says what is missing and how to get it.
import {spawnSync} from 'node:child_process';
import {ENGINES, canExist, findChromiumShell, missing, which} from './lib/engines.mjs';
import {ownNode} from './lib/node24.mjs';

await ownNode();

const GSTREAMER = [
  'gstreamer1.0-libav',
  'gstreamer1.0-plugins-base',
  'gstreamer1.0-plugins-good',
  'gstreamer1.0-plugins-bad',
];
const APT = {
  chromium: ['chromium'],
  firefox: ['firefox-esr'],
  webkit: ['webkit2gtk-driver', 'xvfb', ...GSTREAMER],
  ffmpeg: ['ffmpeg'],
  shell: ['chromium-headless-shell'],
  espeak: ['espeak-ng'],
};
const BREW = {chromium: '--cask google-chrome', firefox: '--cask firefox', ffmpeg: 'ffmpeg', espeak: 'espeak-ng'};

const installed = (name) =>
  spawnSync('dpkg-query', ['-W', '-f=${db:Status-Status}', name], {encoding: 'utf8'}).stdout === 'installed';

function lacking() {
  const things = ENGINES.filter((engine) => canExist(engine) && missing(engine).length > 0);
  if (!which('ffmpeg', 'ffprobe') && !process.env.UGGLA_FFMPEG) things.push('ffmpeg');
  if (process.argv.includes('--long') && !which('espeak-ng')) things.push('espeak'); // a film is made of a script for real
  // Without its plugins WebKitGTK starts, and plays nothing.
  if (canExist('webkit') && !things.includes('webkit') && which('dpkg-query') && !GSTREAMER.every(installed))
    things.push('webkit');
  return things;
}

const wanted = lacking();
// Nothing is tried less without it: it only takes less of the processor, and not every system has it.
if (which('apt-get') && process.getuid?.() === 0 && !process.env.CHROMIUM && !findChromiumShell()) wanted.push('shell');
for (const engine of ENGINES.filter((name) => !canExist(name))) {
  console.log(`${engine}: cannot exist on ${process.platform}; its tests will be printed as NOT RUN.`);
}
if (wanted.length > 0) {
  const packages = [...new Set(wanted.flatMap((thing) => APT[thing]))];
  if (which('apt-get') && process.getuid?.() === 0) {
    console.log(`Installing what the tests need and this machine lacks (${wanted.join(', ')}):`);
    const env = {...process.env, DEBIAN_FRONTEND: 'noninteractive'};
    run('apt-get', ['-q', 'update'], env);
    // Firefox has another package name outside Debian.
    const named = packages
      .filter((name) => !APT.shell.includes(name) || known(name))
      .map((name) => (name === 'firefox-esr' && !known(name) ? 'firefox' : name));
    if (named.length > 0) run('apt-get', ['-q', '-y', '--no-install-recommends', 'install', ...named], env);
    const still = lacking();
    if (still.length > 0) stop(`Installed, and yet not found: ${still.join(', ')}.`);
  } else if (which('apt-get')) {
    stop(
      `The tests need what this machine lacks (${wanted.join(', ')}). Install it with:\n\n  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${packages.join(' ')}\n`,
    );
  } else if (process.platform === 'darwin') {
    stop(
      `The tests need what this machine lacks (${wanted.join(', ')}). Install it with:\n\n${wanted.map((thing) => `  brew install ${BREW[thing]}`).join('\n')}\n`,
    );
  } else {
    stop(
      `The tests need what this machine lacks: ${wanted.join(', ')}.\nInstall it, or name it: CHROMIUM=, FIREFOX=, MINIBROWSER=, UGGLA_FFMPEG= (paths); WebKitWebDriver and Xvfb are looked for on PATH.\nOn Debian these are: ${packages.join(' ')}`,
    );
  }
}

function known(name) {
  return spawnSync('apt-cache', ['show', name], {stdio: 'ignore'}).status === 0;
}

function run(command, args, env) {
  console.log(`  ${command} ${args.join(' ')}`);
  const {status} = spawnSync(command, args, {stdio: ['ignore', 'inherit', 'inherit'], env});
  if (status !== 0) stop(`${command} ended with ${status}: the lines above say why.`);
}

function stop(message) {
  console.error(message);
  process.exit(1);
}
