import {BlockList, isIP} from 'node:net';
import type {HttpBindings} from '@hono/node-server';
import type {Context} from 'hono';
import type {Settings} from '../options.js';
import {cleanPath} from '../settle.js';
import {isLoopbackName} from './loopback.js';

/** What we know of a connection before anybody says who they are. */
export interface Visitor {
  /** Address of the person's machine, as far as trusted proxies tell it. */
  address: string;
  /** Whether the socket's other end is a proxy that we trust. */
  viaTrustedProxy: boolean;
  /** Scheme and host under which the person sees us. */
  origin: string;
  /** Path prefix under which the person sees us: empty or `/campus`. */
  prefix: string;
  /** The request came from this very machine, straight, by a loopback name: nobody else can have sent it. */
  local: boolean;
}

/** Tells what is known of a request's connection. Headers of proxies count only when the proxy is a trusted one. */
export function visitorReader(settings: Settings): (c: Context) => Visitor {
  const trusted = new BlockList();
  for (const one of settings.trustedProxies) {
    const [address, bits] = one.split('/') as [string, string | undefined];
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) trusted.addAddress(address, family);
    else trusted.addSubnet(address, Number(bits), family);
  }
  const isTrusted = (address: string) =>
    isIP(address) !== 0 && trusted.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
  return (c) => {
    const env = c.env as Partial<HttpBindings> | undefined;
    const peer = (env?.incoming?.socket.remoteAddress ?? '127.0.0.1').replace(/^::ffff:/, '');
    const url = new URL(c.req.url);
    const viaTrustedProxy = isTrusted(peer);
    const forwarded = ['Forwarded', 'X-Forwarded-For', 'X-Forwarded-Host', 'X-Real-IP'].some(
      (name) => c.req.header(name) !== undefined,
    );
    const header = (name: string) => (viaTrustedProxy ? c.req.header(name)?.split(',')[0]?.trim() : undefined);
    const host = header('X-Forwarded-Host') ?? c.req.header('Host') ?? url.host;
    const scheme = header('X-Forwarded-Proto') === 'https' ? 'https' : url.protocol.slice(0, -1);
    return {
      address: viaTrustedProxy ? clientOf(c.req.header('X-Forwarded-For'), peer, isTrusted) : peer,
      viaTrustedProxy,
      origin: `${scheme}://${host}`,
      prefix: settings.basePath || cleanPath(header('X-Forwarded-Prefix') ?? ''),
      local: isLoopbackName(peer) && isLoopbackName(hostName(host)) && !forwarded,
    };
  };
}

/** The last address of the list that no trusted proxy added itself: what stands before it, anybody may have written. */
function clientOf(list: string | undefined, peer: string, isTrusted: (address: string) => boolean): string {
  const chain = (list ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => isIP(one) !== 0);
  return chain.findLast((one) => !isTrusted(one)) ?? chain[0] ?? peer;
}

function hostName(host: string): string {
  return host.replace(/:\d+$/, '');
}
