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
  #configuration: Promise<Configuration> | undefined;

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
    return this.#toPerson(await this.#verify(token, this.#settings.audience));
  }

  /**
   * The person of an ID token that the issuer gave to `client` in answer to `nonce`.
   *
   * @throws {@link UgglaError} `sign-in-failed`, `issuer-unavailable`
   */
  async signedIn(token: string, client: string, nonce: string): Promise<Person> {
    const claims = await this.#verify(token, client).catch((error: unknown) => {
      const {code, message} = error as UgglaError;
      throw code === 'token-invalid' ? notSignedIn(message, error) : error;
    });
    if (claims['nonce'] !== nonce) throw notSignedIn('the token is for another sign-in');
    if (claims['azp'] !== undefined && claims['azp'] !== client)
      throw notSignedIn('the token is for another application');
    return this.#toPerson(claims);
  }

  async #verify(token: string, audience: string | undefined): Promise<JWTPayload> {
    const {keys} = await this.#configured();
    const base = this.#address.replace(/\/$/, '');
    try {
      const {payload} = await jwtVerify(token, keys, {
        issuer: [base, `${base}/`], // some write themselves with a slash in tokens and without in their console
        algorithms,
        requiredClaims: ['exp', 'sub'],
        clockTolerance: 30,
        ...(audience === undefined ? {} : {audience}),
      });
      return payload;
    } catch (cause) {
      throw isOfToken(cause) ? invalidToken(cause) : unavailable(this.#address, cause);
    }
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

  /** Where the issuer signs people in, and out. */
  async endpoints(): Promise<Endpoints> {
    const {authorization_endpoint, token_endpoint, end_session_endpoint} = (await this.#configured()).told;
    if (!isHttp(authorization_endpoint) || !isHttp(token_endpoint))
      throw unavailable(this.#address, new Error('its configuration names no place to sign in'));
    return {
      authorization_endpoint,
      token_endpoint,
      ...(isHttp(end_session_endpoint) ? {end_session_endpoint} : {}),
    };
  }

  /** Whether that is how the issuer calls itself. */
  isNamed(name: string): boolean {
    return name.replace(/\/$/, '') === this.#address.replace(/\/$/, '');
  }

  #configured(): Promise<Configuration> {
    this.#configuration ??= this.#discover().catch((error: unknown) => {
      this.#configuration = undefined;
      throw error;
    });
    return this.#configuration;
  }

  /** The keys' address stands in the issuer's configuration; an issuer without one has them at the usual place. */
  async #discover(): Promise<Configuration> {
    const base = this.#address.replace(/\/$/, '');
    try {
      const answer = await fetch(`${base}/.well-known/openid-configuration`, {
        signal: AbortSignal.timeout(5000),
        redirect: 'error',
      });
      if (answer.ok) {
        const told = (await answer.json()) as Configuration['told'];
        const {jwks_uri, issuer} = told;
        if (typeof issuer === 'string' && !this.isNamed(issuer)) throw new Error(`it calls itself ${issuer}`);
        if (typeof jwks_uri === 'string') return {told, keys: createRemoteJWKSet(new URL(jwks_uri))};
      }
      if (answer.status !== 404 && !answer.ok) throw new Error(`it answered ${answer.status}`);
      return {told: {}, keys: createRemoteJWKSet(new URL(`${base}/.well-known/jwks.json`))};
    } catch (cause) {
      throw unavailable(base, cause);
    }
  }
}

/** What an issuer says of itself (OpenID Connect Discovery). */
interface Configuration {
  told: Record<string, unknown>;
  keys: JWTVerifyGetKey;
}

/** Where an issuer signs people in, and out. */
export interface Endpoints {
  authorization_endpoint: string;
  token_endpoint: string;
  end_session_endpoint?: string;
}

function isHttp(address: unknown): address is string {
  return typeof address === 'string' && /^https?:\/\//i.test(address) && URL.canParse(address);
}

/**
 * Whether the token is at fault, or the issuer, whose keys came late, as an error page or not at all: then who holds a good
 * token must not be told to get another.
 */
function isOfToken(cause: unknown): boolean {
  const ofIssuer = [errors.JWKSTimeout.code, errors.JWKSInvalid.code, errors.JOSEError.code];
  return cause instanceof errors.JOSEError && !ofIssuer.includes(cause.code);
}

function notSignedIn(why: string, cause?: unknown): UgglaError {
  return new UgglaError('sign-in-failed', `nobody was signed in: ${why}`, {status: 400, cause, cure: 'Sign in again.'});
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
