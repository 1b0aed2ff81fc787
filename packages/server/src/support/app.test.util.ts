import type {Actor, TokenAnswer} from '@uggla/protocol';
import {createApp, type App, type ServerOptions} from '../index.js';
import {databaseOf} from './database.test.util.js';
import {xapi} from './server.test.util.js';

/** Somebody with an account, and the headers that say so. */
export interface Visitor {
  actor: Actor;
  token: string;
  headers: Record<string, string>;
}

/** A server without a socket, for what needs no process of its own. */
export interface TestApp extends App {
  /** Sends a request, as from this machine or from `peer`. */
  send(
    method: string,
    path: string,
    init?: {headers?: Record<string, string>; body?: unknown; peer?: string},
  ): Promise<Response>;
  /** A new account; by an invitation of that role, when one is named. */
  visitor(role?: 'editor' | 'manager' | 'admin'): Promise<Visitor>;
  /** What went to the log. */
  lines: string[];
}

/** Opens a server that keeps nothing and holds nothing open. */
export async function openApp(options: ServerOptions): Promise<TestApp> {
  const lines: string[] = [];
  const made = await createApp({
    dataDir: ':memory:',
    database: await databaseOf(options.dataDir ?? ':memory:'),
    log: (line) => void lines.push(line),
    ...options,
    limits: {accountsPerMinute: 10_000, chatPerMinute: 10_000, ...options.limits},
  });
  const send: TestApp['send'] = async (method, path, {headers = {}, body, peer} = {}) => {
    const raw = body === undefined || typeof body === 'string' || body instanceof Uint8Array;
    const init = {
      method,
      headers: {...(body === undefined ? {} : {'Content-Type': 'application/json'}), ...headers},
      ...(body === undefined ? {} : {body: raw ? (body as BodyInit) : JSON.stringify(body)}),
    };
    return made.app.request(path, init, peer === undefined ? undefined : {incoming: {socket: {remoteAddress: peer}}});
  };
  return {
    ...made,
    send,
    lines,
    async visitor(role) {
      const invitation = role === undefined ? {} : {invitation: await made.services.accounts.invite(role)};
      const {token, actor} = (await (await send('POST', '/v1/tokens', {body: invitation})).json()) as TokenAnswer;
      return {token, actor, headers: xapi(token)};
    },
  };
}

/** The stable code of a refusal. */
export async function codeOf(answer: Response): Promise<string> {
  return ((await answer.json()) as {code: string}).code;
}
