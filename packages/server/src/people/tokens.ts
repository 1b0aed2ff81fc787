import {randomUUID} from 'node:crypto';
import type {Role} from '@uggla/protocol';
import {jwtVerify, SignJWT, type JWTPayload} from 'jose';
import {refuse, withHeaders} from '../http/refuse.js';
import type {KeyPair} from '../store/keys.js';
import type {Person} from './person.js';

const hour = 3_600_000;

/** How long a token of an account of ours works: a month, renewed by whoever still has a good one. */
const ownHours = 30 * 24;
/** How long one works for somebody whom others vouched for: a working day, then they must be asked again. */
const foreignHours = 12;

/** Makes and reads the server's own tokens: EdDSA, one audience a purpose. */
export class Tokens {
  readonly issuer: string;
  readonly #key: KeyPair;

  /** @param issuer - Who we are, in `iss`: the same as long as the store lives. */
  constructor(issuer: string, key: KeyPair) {
    this.issuer = issuer;
    this.#key = key;
  }

  /** A bearer token for `person`. */
  async forPerson({account, name, role, source}: Person): Promise<{token: string; expires: Date}> {
    const expires = new Date(Date.now() + (source === 'header' || source === 'issuer' ? foreignHours : ownHours) * hour);
    return {token: await this.#sign({role, name, home: account.homePage}, 'uggla', account.name, expires), expires};
  }

  /**
   * The person of a token.
   *
   * @throws {@link UgglaError} `token-invalid`
   */
  async person(token: string): Promise<Person> {
    const {sub, role, name, home} = await this.#verify(token, 'uggla');
    return {account: {homePage: String(home), name: sub ?? ''}, role: role as Role, ...(typeof name === 'string' ? {name} : {})};
  }

  /** An invitation: a link that makes an account of this role. `id` names it in the store. */
  async invitation(role: Role, expires: Date): Promise<{token: string; id: string}> {
    const id = randomUUID();
    return {id, token: await this.#sign({role, jti: id}, 'uggla-invitation', undefined, expires)};
  }

  /** Id and role of an invitation, when it is ours and not over. */
  async readInvitation(token: string): Promise<{id: string; role: Role}> {
    const {jti, role} = await this.#verify(token, 'uggla-invitation');
    return {id: jti ?? '', role: role as Role};
  }

  #sign(claims: JWTPayload, audience: string, subject: string | undefined, expires: Date): Promise<string> {
    const token = new SignJWT(claims)
      .setProtectedHeader({alg: 'EdDSA', kid: this.#key.id})
      .setIssuer(this.issuer)
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime(expires);
    return (subject === undefined ? token : token.setSubject(subject)).sign(this.#key.privateKey);
  }

  async #verify(token: string, audience: string): Promise<JWTPayload> {
    try {
      return (await jwtVerify(token, this.#key.publicKey, {issuer: this.issuer, audience, algorithms: ['EdDSA'], requiredClaims: ['exp']})).payload;
    } catch (cause) {
      throw invalidToken(cause);
    }
  }
}

/** The refusal of a token; says why, which is no secret: the caller has the token. */
export function invalidToken(cause: unknown) {
  const why = cause instanceof Error ? cause.message : String(cause);
  const error = refuse(401, 'token-invalid', `the token does not count: ${why}`, 'Get a new one.');
  return withHeaders(error, {'WWW-Authenticate': 'Bearer error="invalid_token"'});
}
