import {isIP} from 'node:net';
import {isSafeAddress} from '../http/address.js';
import {isLoopbackName} from '../http/loopback.js';
import type {LtiPlatform} from './platforms.js';

/** Addresses of ours to which a platform's page sends a form. */
export const ltiForms = /^\/lti\/(login|launch)$/;

/**
 * Whether the server may ask an address that a platform named in a launch: a safe one, by a name. This machine, and any other
 * by its number, only where the platform is registered with that host: a launch must not make the server ask its neighbours.
 */
export function isServiceAddress(address: string, platform: LtiPlatform): boolean {
  if (!isSafeAddress(address)) return false;
  const {hostname} = new URL(address);
  if (!isLoopbackName(hostname) && isIP(hostname.replace(/^\[|\]$/g, '')) === 0) return true;
  return [platform.issuer, platform.authorizationEndpoint, platform.tokenEndpoint, platform.jwksUri].some(
    (one) => new URL(one).hostname === hostname,
  );
}

/** Whether an address lies below `base`, our own. */
export function isBelow(address: string, base: string): boolean {
  if (!URL.canParse(address)) return false;
  const [url, own] = [new URL(address), new URL(base)];
  const path = own.pathname.replace(/\/$/, '');
  return (
    url.origin === own.origin &&
    url.username === '' &&
    url.password === '' &&
    (url.pathname === path || url.pathname.startsWith(`${path}/`))
  );
}
