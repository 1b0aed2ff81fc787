import {BlockList, isIP} from 'node:net';
import {isLoopbackName} from './loopback.js';

/** Whether an address is one that is asked and framed at all: https, or http on this machine; no names or passwords in it. */
export function isSafeAddress(address: string): boolean {
  return isPlainAddress(address, isLoopbackName);
}

/** The same, and http also in a network of one's own: private addresses, and names without a dot, as containers have. */
export function isHouseAddress(address: string): boolean {
  return isPlainAddress(address, (host) => isLoopbackName(host) || isPrivate(host));
}

function isPlainAddress(address: string, isNear: (host: string) => boolean): boolean {
  if (!URL.canParse(address)) return false;
  const {protocol, hostname, username, password, hash} = new URL(address);
  if (username !== '' || password !== '' || hash !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && isNear(hostname));
}

/** RFC 1918, and RFC 4193 for IPv6. */
const house = new BlockList();
house.addSubnet('10.0.0.0', 8);
house.addSubnet('172.16.0.0', 12);
house.addSubnet('192.168.0.0', 16);
house.addSubnet('fc00::', 7, 'ipv6');

function isPrivate(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, '');
  const family = isIP(name);
  return family === 0 ? /^[\w-]+$/.test(name) : house.check(name, family === 6 ? 'ipv6' : 'ipv4');
}
