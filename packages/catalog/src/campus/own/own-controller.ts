import type {ReactiveController, ReactiveElement} from 'lit';
import {safeUrl} from '@uggla/core/safe-url.js';
import type {AuthorizationHook} from '@uggla/core/records/connections.js';
import type {Campus} from '@uggla/protocol';
import {itemsOf} from '../campus-data.js';
import {ownFromDevice} from './from-device.js';
import {ownFromServer} from './from-server.js';
import {nobody, type Own} from './standing.js';

/** A campus, as far as what it knows of the person goes. */
export interface OwnHost extends ReactiveElement {
  readonly campus: Campus | undefined;
  readonly src: string;
  readonly item: string;
  readonly records: string;
  readonly endpoint: string;
  readonly authorization: unknown;
  layout: string;
}

/** Keeps what is known of the person true: asked when the campus comes, when its receiver is another, and after each visit to an item. */
export class OwnController implements ReactiveController {
  own: Own = nobody;

  readonly #host: OwnHost;
  #asked: readonly unknown[] = [];
  #abort = new AbortController();

  constructor(host: OwnHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    for (const type of ['online', 'offline']) addEventListener(type, this.#look);
  }

  hostDisconnected(): void {
    for (const type of ['online', 'offline']) removeEventListener(type, this.#look);
    this.#abort.abort();
    this.#asked = [];
  }

  hostUpdated(): void {
    const {campus, records, endpoint, authorization, item} = this.#host;
    if (!campus || !this.#host.isConnected) return;
    const asked = [campus, records, endpoint, authorization, item === ''];
    if (asked.every((one, at) => one === this.#asked[at])) return;
    this.#asked = asked;
    if (item === '') void this.#load(campus);
  }

  /** The network came or went: what is shown says so, and a server can be asked again. */
  readonly #look = (): void => {
    if (navigator.onLine) this.#asked = [];
    this.#host.requestUpdate();
  };

  /** Nothing that fails here is told of: without it the campus is what it is for everybody. */
  async #load(campus: Campus): Promise<void> {
    this.#abort.abort();
    const {signal} = (this.#abort = new AbortController());
    const own = await this.#read(campus, signal).catch(() => nobody);
    if (signal.aborted) return;
    this.own = own;
    this.#host.requestUpdate();
  }

  async #read(campus: Campus, signal: AbortSignal): Promise<Own> {
    const {records, endpoint, authorization, src, baseURI} = this.#host;
    const items = itemsOf(campus);
    const names = records.split(/\s+/).filter(Boolean);
    const server = endpoint === '' ? undefined : safeUrl(endpoint, baseURI, 'fetch');
    const asks = (name: string) => names.includes(name) || names.includes('auto') || names.length === 0;
    const device = (receiver: 'local' | {server: string}) =>
      ownFromDevice(items, receiver, (address) => safeUrl(address, safeUrl(src, baseURI, 'fetch'), 'fetch'), signal);
    if (server !== undefined && asks('server'))
      return ownFromServer(server, items, authorization as AuthorizationHook | undefined).catch(() => device({server}));
    return asks('local') ? device('local') : nobody;
  }
}
