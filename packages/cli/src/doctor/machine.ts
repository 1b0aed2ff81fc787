import {constants} from 'node:fs';
import {access, stat, statfs} from 'node:fs/promises';
import {createServer} from 'node:net';
import {dirname} from 'node:path';
import {x} from 'tinyexec';
import {installLine} from '../install-line.js';
import {ANSWER_MS, findTools} from '../media/ffmpeg.js';
import {findBrowser, findOnPath} from '../produce/browser.js';
import {OLDEST_NODE, runsServer} from '../node-version.js';
import {bad, good, warning, type Finding} from './finding.js';

/** Below this a server stops soon, and a film does not fit. */
const FEW_BYTES = 2e9;
const TOO_FEW_BYTES = 2e8;

/** The oldest ffmpeg that films are tried with. */
const OLDEST = 5.1;

/** Whether this Node runs all commands. */
export function lookAtNode(version = process.versions.node): Finding {
  if (runsServer(version)) return good('node', `Node ${version}`);
  return bad(
    'node',
    `Node ${version} is too old: the server needs ${OLDEST_NODE} or later`,
    'Install a newer one: https://nodejs.org.',
  );
}

/** ffmpeg and ffprobe, and whether they write what browsers play. */
export async function lookAtFfmpeg(): Promise<Finding> {
  if (process.env['UGGLA_FFMPEG'] === 'none')
    return warning(
      'ffmpeg',
      'UGGLA_FFMPEG is none: films are published as they are',
      'Unset it to have them converted.',
    );
  const tools = await findTools();
  if (!tools)
    return warning(
      'ffmpeg',
      'there is no ffmpeg with ffprobe: films are published as they are, without qualities, posters and storyboards',
      `Install it: ${installLine('ffmpeg')}; or name it in UGGLA_FFMPEG.`,
    );
  const listed = x(tools.ffmpeg, ['-hide_banner', '-encoders'], {timeout: ANSWER_MS});
  const {stdout} = await listed.then(undefined, () => ({stdout: ''}));
  const missing = ['libx264', 'aac'].filter((name) => !new RegExp(`^ [VA]\\S* ${name} `, 'm').test(stdout));
  if (missing.length > 0)
    return bad(
      'ffmpeg',
      `ffmpeg ${tools.version} has no ${missing.join(' and no ')}: films cannot be converted`,
      `Take one that is built with it: ${installLine('ffmpeg')}; or name another in UGGLA_FFMPEG.`,
    );
  const number = /^n?(\d+\.\d+)/.exec(tools.version)?.[1];
  if (number !== undefined && Number(number) < OLDEST)
    return warning(
      'ffmpeg',
      `ffmpeg ${tools.version} is older than ${OLDEST}`,
      `Take a newer one: ${installLine('ffmpeg')}.`,
    );
  return good('ffmpeg', `ffmpeg ${tools.version}, with libx264 and aac`);
}

/** What `uggla produce` would draw and speak with. Who makes no films from scripts needs neither: nothing is wrong without. */
export function lookAtProduce(
  browser: string | undefined = findBrowser(),
  voice: string | undefined = findOnPath(['espeak-ng'])[0],
): Finding {
  const found = [browser, voice].filter((one) => one !== undefined);
  const missing = [
    ...(browser === undefined ? ['Chromium, Chrome or Edge'] : []),
    ...(voice === undefined ? ['espeak-ng (or --speech)'] : []),
  ];
  if (missing.length === 0) return good('produce', `films from scripts: ${found.join(', ')}`);
  return good('produce', `films from scripts (uggla produce) would need ${missing.join(' and ')}`);
}

/** Room and the right to write, where something will be written: at a folder, or where it would be made. */
export async function lookAtPlace(what: string, folder: string): Promise<Finding[]> {
  const place = await nearestFolder(folder);
  const findings: Finding[] = [];
  try {
    const {bavail, bsize} = await statfs(place);
    const free = bavail * bsize;
    const message = `${gigabytes(free)} GB free for ${what} (${place})`;
    findings.push(
      free < TOO_FEW_BYTES
        ? bad('disk', message, 'Make room, or name another place with --out or --data.')
        : free < FEW_BYTES
          ? warning('disk', message, 'An hour of film takes about 2 GB in all its qualities.')
          : good('disk', message),
    );
  } catch {
    findings.push(warning('disk', `how much room there is for ${what} is not told (${place})`, 'Look yourself.'));
  }
  const mayWrite = await access(place, constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
  findings.push(
    mayWrite
      ? good('write', `${what} may be written (${place})`)
      : bad(
          'write',
          `you may not write ${what} (${place})`,
          'Change its permissions, or run the command as who owns it.',
        ),
  );
  return findings;
}

async function nearestFolder(folder: string): Promise<string> {
  for (let at = folder; ; at = dirname(at)) {
    if ((await stat(at).catch(() => undefined))?.isDirectory() || at === dirname(at)) return at;
  }
}

/** Less than a tenth is told as such, not as none. */
function gigabytes(bytes: number): string {
  return (bytes / 1e9).toFixed(bytes < 1e9 ? 2 : 1);
}

/** Whether a server could listen. A port that was named must be free; without one the next that is free is taken. */
export async function lookAtPort(port: number, host: string, isNamed: boolean): Promise<Finding> {
  const trouble = await new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
    const server = createServer();
    server.once('error', resolve);
    server.listen({port, host, exclusive: true}, () => server.close(() => resolve(undefined)));
  });
  const where = `${host}:${port}`;
  if (!trouble) return good('port', `${where} is free`);
  if (trouble.code === 'EACCES')
    return bad('port', `you may not listen on ${where}`, 'Take a port from 1024 on, and put a proxy before it.');
  if (trouble.code !== 'EADDRINUSE')
    return bad(
      'port',
      `nothing can listen on ${where}: ${trouble.message}`,
      'Name an address of this machine with --host.',
    );
  return isNamed
    ? bad('port', `something listens on ${where} already`, 'End it, or choose another with --port.')
    : warning(
        'port',
        `something listens on ${where} already`,
        'If that is not this server: `uggla serve` takes the next one that is free.',
      );
}
