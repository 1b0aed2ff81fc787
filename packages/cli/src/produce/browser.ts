import {spawn, type ChildProcess} from 'node:child_process';
import {mkdtemp, rm} from 'node:fs/promises';
import {existsSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {delimiter, join} from 'node:path';
import type {Readable, Writable} from 'node:stream';
import {UgglaError} from '@uggla/protocol';
import {installLine} from '../install-line.js';

/** A browser that draws pages. */
export interface Browser {
  /**
   * Draws a page.
   *
   * @param prepare - Evaluated in the page when it is there; what it resolves to is given back.
   */
  draw(
    html: string,
    prepare: string,
    size: {width: number; height: number},
  ): Promise<{png: Uint8Array; value: unknown}>;
  close(): Promise<void>;
}

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'chrome',
  'msedge',
];
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  String.raw`C:\Program Files\Google\Chrome\Application\chrome.exe`,
  String.raw`C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe`,
];

/** Where Chromium or one of its kin is (`UGGLA_CHROMIUM`, else on the path, else where it is usually put). */
export function findBrowser(): string | undefined {
  const named = process.env['UGGLA_CHROMIUM'];
  if (named) return existsSync(named) ? named : undefined;
  return findOnPath(names)[0] ?? places.find((path) => existsSync(path));
}

/** Where commands of these names are on the path, in the order of the names. */
export function findOnPath(commands: readonly string[]): string[] {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const ending = process.platform === 'win32' ? '.exe' : '';
  return commands
    .flatMap((name) => folders.map((folder) => join(folder, name + ending)))
    .filter((path) => existsSync(path));
}

/** A slide is drawn in a tenth of a second, a browser starts in one or two: who waits as long as this waits in vain. */
const ANSWER_MS = 60_000;

/** It ends in a tenth of a second, on a busy machine in one. */
const LAST_MS = 5000;

/** What the browser is started with: it draws what it is given, and asks nobody for anything. */
const flags = [
  '--headless',
  '--remote-debugging-pipe',
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-extensions',
  '--disable-sync',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--force-color-profile=srgb',
  '--hide-scrollbars',
];

/**
 * Starts a browser without a window. It is spoken to by a pipe (the DevTools protocol), so nobody else can.
 *
 * @throws {@link UgglaError} `browser-missing`, `browser-failed`.
 */
export async function openBrowser(): Promise<Browser> {
  const path = findBrowser();
  if (path === undefined)
    throw new UgglaError('browser-missing', 'there is no Chromium, Chrome or Edge that could draw the slides', {
      cure: `Install one: ${installLine('chromium')}; or name its path in UGGLA_CHROMIUM.`,
    });
  const profile = await mkdtemp(join(tmpdir(), 'uggla-browser-'));
  // as root it does not start with its sandbox: of strangers there are only pictures, and no script runs
  const own = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(path, [...flags, ...own, `--user-data-dir=${profile}`, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
  });
  const talk = new Talk(child);
  const leave = () => {
    child.kill('SIGKILL');
    rmSync(profile, {recursive: true, force: true});
  };
  process.once('exit', leave); // the command was stopped
  const close = async () => {
    process.off('exit', leave);
    await talk.end();
    await rm(profile, {recursive: true, force: true, maxRetries: 3});
  };
  try {
    const {targetId} = await talk.ask<{targetId: string}>('Target.createTarget', {url: 'about:blank'});
    const {sessionId} = await talk.ask<{sessionId: string}>('Target.attachToTarget', {targetId, flatten: true});
    const {frameTree} = await talk.ask<{frameTree: {frame: {id: string}}}>('Page.getFrameTree', {}, sessionId);
    return {
      close,
      async draw(html, prepare, {width, height}) {
        await talk.ask(
          'Emulation.setDeviceMetricsOverride',
          {width, height, deviceScaleFactor: 1, mobile: false},
          sessionId,
        );
        await talk.ask('Page.setDocumentContent', {frameId: frameTree.frame.id, html}, sessionId);
        const evaluated = await talk.ask<{result: {value?: unknown}; exceptionDetails?: {text: string}}>(
          'Runtime.evaluate',
          {expression: prepare, awaitPromise: true, returnByValue: true},
          sessionId,
        );
        if (evaluated.exceptionDetails) throw talk.failed(evaluated.exceptionDetails.text);
        const {data} = await talk.ask<{data: string}>('Page.captureScreenshot', {format: 'png'}, sessionId);
        return {png: Buffer.from(data, 'base64'), value: evaluated.result.value};
      },
    };
  } catch (caught) {
    await close();
    throw caught;
  }
}

/** Questions to the browser and its answers: JSON, ended by a zero. */
class Talk {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, {resolve: (result: unknown) => void; reject: (error: Error) => void}>();
  readonly #closed: Promise<void>;
  #next = 1;
  #said = '';
  #isClosed = false;

  constructor(child: ChildProcess) {
    this.#child = child;
    child.stderr?.on('data', (part: Buffer) => (this.#said = (this.#said + part.toString()).slice(-2000)));
    const parts: Buffer[] = [];
    (child.stdio[4] as Readable).on('data', (part: Buffer) => {
      let from = 0;
      for (let at = part.indexOf(0); at >= 0; at = part.indexOf(0, from)) {
        parts.push(part.subarray(from, at));
        this.#hear(Buffer.concat(parts.splice(0)).toString());
        from = at + 1;
      }
      parts.push(part.subarray(from));
    });
    child.stdio[3]?.on('error', () => undefined); // it has ended: told below
    this.#closed = new Promise((resolve) => {
      const end = (why: string) => {
        this.#isClosed = true;
        for (const {reject} of this.#waiting.values()) reject(this.failed(why));
        this.#waiting.clear();
        resolve();
      };
      child.once('error', ({message}) => end(message));
      child.once('close', () => end(this.#said.trim().split('\n').at(-1) || 'it ended by itself'));
    });
  }

  /** Asks for something, and waits for the answer. */
  async ask<T>(method: string, params: object, sessionId?: string): Promise<T> {
    if (this.#isClosed) throw this.failed('it has ended');
    const id = this.#next++;
    const answer = new Promise<unknown>((resolve, reject) => this.#waiting.set(id, {resolve, reject}));
    (this.#child.stdio[3] as Writable).write(`${JSON.stringify({id, method, params, sessionId})}\0`);
    const timer = setTimeout(() => this.#waiting.get(id)?.reject(this.failed(`no answer to ${method}`)), ANSWER_MS);
    try {
      return (await answer) as T;
    } finally {
      clearTimeout(timer);
      this.#waiting.delete(id);
    }
  }

  /** Lets it end by itself, since what it has started writes into its folder until then; for some seconds. */
  async end(): Promise<void> {
    if (!this.#isClosed) void this.ask('Browser.close', {}).catch(() => undefined);
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), LAST_MS);
    await this.#closed;
    clearTimeout(timer);
  }

  failed(why: string): UgglaError {
    return new UgglaError('browser-failed', `the browser that draws the slides failed: ${why.slice(0, 300)}`, {
      cure: 'Start it by hand to see why, or name another in UGGLA_CHROMIUM.',
    });
  }

  #hear(text: string): void {
    const {id, result, error} = JSON.parse(text) as {id?: number; result?: unknown; error?: {message: string}};
    const waiting = id === undefined ? undefined : this.#waiting.get(id);
    if (error) waiting?.reject(this.failed(error.message));
    else waiting?.resolve(result);
  }
}
