import {decodeJwt} from 'jose';
import type {Context} from 'hono';
import type {Env} from '../env.js';
import {refuse} from '../http/refuse.js';
import type {Settings} from '../options.js';
import {isAddress, type Identities} from './identities.js';
import type {Issuer} from './issuer.js';
import {systemOf} from './systems.js';
import {serverName, toRole, type Person} from './person.js';
import {invalidToken, type Tokens} from './tokens.js';

/**
 * Who is there: by the header of a trusted proxy, else by the bearer token. Nobody, when neither is there.
 *
 * @throws {@link UgglaError} `token-invalid` for a token that does not count.
 */
export function whoIsThere(
  settings: Settings,
  tokens: Tokens,
  issuer: Issuer | undefined,
  homePage: string,
  identities: Identities,
): (c: Context<Env>) => Promise<Person | undefined> {
  return async (c) => {
    const {trustedHeader, trustedRoleHeader, trustedGroupsHeader, admins} = settings;
    if (trustedHeader && c.var.visitor.viaTrustedProxy) {
      const name = asUtf8(c.req.header(trustedHeader))?.trim();
      if (name === serverName)
        throw refuse(
          403,
          'actor-refused',
          `${name} is the account of the server itself`,
          'Let the proxy name people by an address or a number.',
        );
      if (name) {
        const role = admins.includes(name) ? 'admin' : toRole(trustedRoleHeader && c.req.header(trustedRoleHeader));
        const groups = trustedGroupsHeader ? {groups: listOf(asUtf8(c.req.header(trustedGroupsHeader)))} : {};
        const email = isAddress(name) ? name : undefined;
        const account = await identities.arrive({account: {homePage, name}, by: 'header', email});
        return {account, name, role, ...groups, source: 'header'};
      }
    }
    const system = c.var.path.startsWith('/xapi/')
      ? systemOf(settings.systems, c.req.header('Authorization'), homePage)
      : undefined;
    if (system) return system;
    const token = /^Bearer\s+(\S+)$/i.exec(c.req.header('Authorization') ?? '')?.[1];
    if (token === undefined) return undefined;
    if (isOurs(token, tokens.issuer) || !issuer) {
      const person = await tokens.person(token);
      return {...person, account: await identities.accountOf(person.account), source: 'token'};
    }
    const person = await issuer.person(token);
    return {...person, account: await identities.arrive({...person, by: 'issuer'}), source: 'issuer'};
  };
}

/** Node reads headers as Latin-1 (RFC 9110, 5.5); proxies write names as UTF-8. What is no UTF-8 stays as it is. */
function asUtf8(value: string | undefined): string | undefined {
  try {
    return value === undefined
      ? undefined
      : new TextDecoder('utf-8', {fatal: true}).decode(Buffer.from(value, 'latin1'));
  } catch {
    return value;
  }
}

/** `hr, Recursos humanos` → both, once each. Most proxies put commas between them, some bars. */
function listOf(value: string | undefined): string[] {
  return [
    ...new Set(
      (value ?? '')
        .split(/[,|]/)
        .map((one) => one.trim())
        .filter(Boolean),
    ),
  ];
}

/** Who a token says it is from; it is verified afterwards, by that one's keys. */
function isOurs(token: string, issuer: string): boolean {
  try {
    return decodeJwt(token).iss === issuer;
  } catch (cause) {
    throw invalidToken(cause);
  }
}
