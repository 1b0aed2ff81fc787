// Where the three browser engines are on this machine.
import {existsSync, readdirSync} from 'node:fs';
import {delimiter, join} from 'node:path';

export const ENGINES = ['chromium', 'firefox', 'webkit'];

/** The first of these commands that PATH has, as a full path. */
export function which(...names) {
  for (const name of names) {
    for (const folder of (process.env.PATH ?? '').split(delimiter)) {
      const file = join(folder, name);
      if (folder && existsSync(file)) return file;
    }
  }
  return undefined;
}

const present = (...files) => files.find((file) => file && existsSync(file));

const MAC = '/Applications';

export const findChromium = () =>
  process.env.CHROMIUM ??
  which('chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome') ??
  present(`${MAC}/Google Chrome.app/Contents/MacOS/Google Chrome`, `${MAC}/Chromium.app/Contents/MacOS/Chromium`);

/**
 * Chromium without its windows, where the system has it as a package of its own: it shows pages just the same, for a quarter
 * less of the processor.
 */
export const findChromiumShell = () => (process.env.CHROMIUM ? undefined : which('chromium-headless-shell'));

/** The Chromium that shows the pages of tests which nobody looks at. */
export const findChromiumForPages = () => findChromiumShell() ?? findChromium();

export const findFirefox = () =>
  process.env.FIREFOX ?? which('firefox-esr', 'firefox') ?? present(`${MAC}/Firefox.app/Contents/MacOS/firefox`);

/** Not on PATH in any distribution: it lies beside the WebKitGTK library. */
export function findMiniBrowser() {
  if (process.env.MINIBROWSER) return process.env.MINIBROWSER;
  for (const root of ['/usr/lib', '/usr/libexec', '/usr/lib64']) {
    if (!existsSync(root)) continue;
    const places = [
      root,
      ...readdirSync(root, {withFileTypes: true})
        .filter((e) => e.isDirectory())
        .map((e) => join(root, e.name)),
    ];
    const found = places
      .flatMap((place) =>
        ['webkit2gtk-4.1', 'webkitgtk-6.0', 'webkit2gtk-4.0'].map((api) => join(place, api, 'MiniBrowser')),
      )
      .find((file) => existsSync(file));
    if (found) return found;
  }
  return undefined;
}

/** What is missing of an engine: an empty list when it can run. */
export function missing(engine) {
  if (engine === 'chromium') return findChromium() ? [] : ['Chromium'];
  if (engine === 'firefox') return findFirefox() ? [] : ['Firefox'];
  return [
    ...(findMiniBrowser() ? [] : ['WebKitGTK’s MiniBrowser']),
    ...(which('WebKitWebDriver') ? [] : ['WebKitWebDriver']),
    ...(which('Xvfb') ? [] : ['Xvfb']),
  ];
}

/** WebKitGTK exists on Linux only. */
export const canExist = (engine) => engine !== 'webkit' || process.platform === 'linux';

/** Chromium refuses its sandbox to root. */
export const chromiumArgs = () => [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-dev-shm-usage',
  '--autoplay-policy=no-user-gesture-required',
  '--mute-audio',
];
