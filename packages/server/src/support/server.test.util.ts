import {fork, type ChildProcess} from 'node:child_process';
import {connect, type Socket} from 'node:net';
import {once} from 'node:events';
import {join} from 'node:path';
import type {Actor, Statement, TokenAnswer} from '@uggla/protocol';
import type {ServeOptions} from '../serve.js';
import {databaseOf} from './database.test.util.js';

/** A server in a process of its own. */
export interface ServerProcess {
  url: string;
  port: number;
  adminLink: string | undefined;
  child: ChildProcess;
  /** What it wrote to stderr so far. */
  errors: () => string;
  /** Ends it and waits: resolves to its exit code, or the signal. */
  stop(signal?: NodeJS.Signals): Promise<number | NodeJS.Signals | null>;
}

process.setMaxListeners(100); // one a server and one a folder

/** What runs in it; in few files where `npm test` has made them (scripts/lib/command-bundle.mjs). */
const script = process.env.UGGLA_COMMAND
  ? join(process.env.UGGLA_COMMAND, 'serve.mjs')
  : new URL('./serve.test.util.js', import.meta.url);

/** Starts a server as a process; it is ended when the tests of this file are through. */
export async function startServer(
  options: Omit<ServeOptions, 'log'>,
  env: Record<string, string> = {},
): Promise<ServerProcess> {
  const database = await databaseOf(options.dataDir ?? options.root ?? ':memory:');
  const child = fork(script, [JSON.stringify({port: 0, handleSignals: true, database, ...options})], {
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
    env: {...process.env, NODE_NO_WARNINGS: '1', ...env},
  });
  let errors = '';
  child.stderr!.on('data', (bytes: Buffer) => (errors += bytes.toString()));
  const ended = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  process.once('exit', () => child.kill('SIGKILL'));
  const first = await Promise.race([
    once(child, 'message').then(
      ([message]) => message as {url: string; port: number; adminLink?: string; failed?: string},
    ),
    ended.then(
      () =>
        ({failed: errors || 'the server ended'}) as {url: string; port: number; adminLink?: string; failed?: string},
    ),
  ]);
  if (first.failed !== undefined) throw new Error(first.failed);
  child.unref(); // a server must not keep the tests from ending
  child.channel?.unref();
  (child.stderr as Socket).unref();
  return {
    url: first.url,
    port: first.port,
    adminLink: first.adminLink,
    child,
    errors: () => errors,
    async stop(signal = 'SIGTERM') {
      child.kill(signal);
      const [code, killedBy] = await ended;
      return code ?? killedBy;
    },
  };
}

/** A new account of an open server: its actor, and the headers that say so. */
export async function signIn(url: string): Promise<{actor: Actor; token: string; headers: Record<string, string>}> {
  const answer = await fetch(`${url}/v1/tokens`, {
    method: 'POST',
    headers: {'Content-Type': 'application/json'},
    body: '{}',
  });
  const {token, actor} = (await answer.json()) as TokenAnswer;
  return {actor, token, headers: xapi(token)};
}

/** Headers of an xAPI request. */
export function xapi(token: string): Record<string, string> {
  return {Authorization: `Bearer ${token}`, 'X-Experience-API-Version': '1.0.3', 'Content-Type': 'application/json'};
}

/** A statement of `actor`, with an id of its own. */
export function statementOf(actor: Actor, more: Partial<Statement> = {}): Statement {
  return {
    id: crypto.randomUUID(),
    actor,
    verb: {id: 'http://adlnet.gov/expapi/verbs/experienced', display: {en: 'experienced', es: 'vio'}},
    object: {
      id: 'https://campus.example/courses/ergonomia/ajusta',
      definition: {name: {es: 'Ajusta tu puesto', en: 'Adjust your workstation'}},
    },
    timestamp: new Date().toISOString(),
    ...more,
  };
}

/** Sends text over a socket as it is, for requests that no client would make; resolves to all that came back. */
export async function sendRaw(port: number, text: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.setEncoding('utf8');
  socket.write(text); // not end(): a half-closed socket is given up by Node's server
  let answer = '';
  for await (const piece of socket as AsyncIterable<string>) answer += piece;
  return answer;
}

/** Waits for something to become true; fails after half a minute. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 30_000; // patience, not a bar
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`it never came true: ${holds.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
