import {isTimeZone, UgglaError} from '@uggla/protocol';
import {createRemoteJWKSet, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey} from 'jose';
import type {Settings} from '../options.js';
import {toRole, type Person} from './person.js';
import {invalidToken} from './tokens.js';

/** Signature kinds of public keys: with HS256 whoever can read the public key could sign. */
const algorithms = [
  'EdDSA',
  'Ed25519',
  'ES256',
  'ES384',
  'ES512',
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
];

/** Reads tokens of an OpenID Connect issuer. Its keys are fetched when the first token comes, and again when they change. */
export class Issuer {
  readonly #settings: Settings;
  readonly #address: string;
  #keys: Promise<JWTVerifyGetKey> | undefined;

  constructor(address: string, settings: Settings) {
    this.#address = address;
    this.#settings = settings;
  }

  /**
   * The person that a token speaks of.
   *
   * @throws {@link UgglaError} `token-invalid`; `issuer-unavailable` when its keys cannot be had.
   */
  async person(token: string): Promise<Person> {
    const keys = await (this.#keys ??= this.#discover());
    const {audience} = this.#settings;
    const base = this.#address.replace(/\/$/, '');
    let claims: JWTPayload;
    try {
      ({payload: claims} = await jwtVerify(token, keys, {
        issuer: [base, `${base}/`], // some write themselves with a slash in tokens and without in their console
        algorithms,
        requiredClaims: ['exp', 'sub'],
        clockTolerance: 30,
        ...(audience === undefined ? {} : {audience}),
      }));
    } catch (cause) {
      throw isOfToken(cause) ? invalidToken(cause) : unavailable(this.#address, cause);
    }
    return this.#toPerson(claims);
  }

  #toPerson(claims: JWTPayload): Person {
    const {admins, roleClaim, accountClaim} = this.#settings;
    const sub = claims.sub ?? '';
    const email =
      claims['email_verified'] === true && typeof claims['email'] === 'string' ? claims['email'] : undefined;
    const name = [claims['name'], claims['preferred_username']].find((one) => typeof one === 'string');
    const groups = Array.isArray(claims['groups'])
      ? claims['groups'].filter((one): one is string => typeof one === 'string')
      : undefined;
    const userName = accountClaim === undefined ? undefined : claims[accountClaim];
    const zone = claims['zoneinfo']; // OpenID Connect Core, 5.1
    const admin = admins.includes(sub) || (email !== undefined && admins.includes(email));
    return {
      account: {homePage: this.#address.replace(/\/$/, ''), name: sub},
      role: admin ? 'admin' : toRole(claims[roleClaim]),
      ...(name === undefined ? {} : {name}),
      ...(groups === undefined ? {} : {groups}),
      ...(email === undefined ? {} : {email}),
      ...(typeof userName === 'string' && userName !== '' ? {userName} : {}),
      ...(typeof zone === 'string' && isTimeZone(zone) ? {timeZone: zone} : {}),
    };
  }

  /** The keys' address stands in the issuer's configuration; an issuer without one has them at the usual place. */
  async #discover(): Promise<JWTVerifyGetKey> {
    const base = this.#address.replace(/\/$/, '');
    try {
      const answer = await fetch(`${base}/.well-known/openid-configuration`, {
        signal: AbortSignal.timeout(5000),
        redirect: 'error',
      });
      if (answer.ok) {
        const {jwks_uri, issuer} = (await answer.json()) as {jwks_uri?: string; issuer?: string};
        if (issuer !== undefined && issuer.replace(/\/$/, '') !== base) throw new Error(`it calls itself ${issuer}`);
        if (jwks_uri !== undefined) return createRemoteJWKSet(new URL(jwks_uri));
      }
      if (answer.status !== 404 && !answer.ok) throw new Error(`it answered ${answer.status}`);
      return createRemoteJWKSet(new URL(`${base}/.well-known/jwks.json`));
    } catch (cause) {
      this.#keys = undefined;
      throw unavailable(base, cause);
    }
  }
}

/**
 * Whether the token is at fault, or the issuer, whose keys came late, as an error page or not at all: then who holds a good
 * token must not be told to get another.
 */
function isOfToken(cause: unknown): boolean {
  const ofIssuer = [errors.JWKSTimeout.code, errors.JWKSInvalid.code, errors.JOSEError.code];
  return cause instanceof errors.JOSEError && !ofIssuer.includes(cause.code);
}

function unavailable(address: string, cause: unknown): UgglaError {
  return new UgglaError(
    'issuer-unavailable',
    `the issuer ${address} gives no keys: ${cause instanceof Error ? cause.message : ''}`,
    {
      status: 503,
      cause,
      cure: 'See that the server can reach the issuer.',
    },
  );
}
