import {timingSafeEqual} from 'node:crypto';
import {UgglaError} from '@uggla/protocol';
import {sha256} from '../records/canonical.js';
import type {Person} from './person.js';

/** A system (an LMS, a launcher, an auditor's program) that keeps records of other people: `name:secret`. */
export interface SystemKey {
  name: string;
  /** sha256 of the secret. */
  digest: string;
}

/** A secret shorter than this can be guessed. */
const shortest = 16;

/**
 * Keys from text, one a line or parted by spaces: `lms:secret`.
 *
 * @throws {@link UgglaError} `server-misconfigured`
 */
export function readSystemKeys(text: string | undefined): SystemKey[] {
  return (text ?? '')
    .split(/\s+/)
    .filter(Boolean)
    .map((one) => {
      const at = one.indexOf(':');
      const [name, secret] = [one.slice(0, at), one.slice(at + 1)];
      if (at < 1 || secret.length < shortest) {
        throw new UgglaError(
          'server-misconfigured',
          `the key of the system ${at < 1 ? one.slice(0, 4) : name} is none`,
          {cure: `Write it as name:secret, the secret of ${shortest} characters or more: UGGLA_XAPI_SYSTEMS.`},
        );
      }
      return {name, digest: sha256(secret)};
    });
}

/** The system that `Authorization: Basic …` names, when its secret is right. */
export function systemOf(keys: readonly SystemKey[], header: string | undefined, homePage: string): Person | undefined {
  const encoded = /^Basic\s+([\w+/=-]+)\s*$/i.exec(header ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const at = text.indexOf(':');
  const digest = Buffer.from(sha256(text.slice(at + 1)));
  const known = keys.find(
    ({name, digest: right}) => name === text.slice(0, at) && timingSafeEqual(Buffer.from(right), digest),
  );
  return (
    known && {account: {homePage, name: `system:${known.name}`}, name: known.name, role: 'manager', source: 'system'}
  );
}
