import {createHmac, hkdfSync, timingSafeEqual} from 'node:crypto';
import {UgglaError, type Role} from '@uggla/protocol';
import {errors, jwtVerify, SignJWT, type JWTPayload} from 'jose';
import {refuse, withHeaders} from '../http/refuse.js';
import type {LessonName} from '../locked/locked-files.js';
import type {KeyPair} from '../store/keys.js';
import type {Person} from './person.js';

const hour = 3_600_000;

/** How long a token of an account of ours works: a month, renewed by whoever still has a good one. */
const ownHours = 30 * 24;
/** How long one works for somebody whom others vouched for: a working day, then they must be asked again. */
const foreignHours = 12;

/** A login at an LMS that has begun. */
export interface LtiState {
  /** Its nonce. */
  id: string;
  issuer: string;
  clientId: string;
  /** Hash of the address that it is for. */
  target: string;
  /** Hash of the secret that only the browser of the login has. */
  bind: string;
  /** Name of the frame in which the platform keeps things for tools. */
  storage?: string;
}

/** Whom the tokens are for under which the files of a lesson lie. */
export const lessonAudience = 'uggla-lesson';

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
  async forPerson({account, name, role, groups, source}: Person): Promise<{token: string; expires: Date}> {
    const vouched = source === 'header' || source === 'issuer';
    const expires = new Date(Date.now() + (vouched ? foreignHours : ownHours) * hour);
    const claims = {role, name, home: account.homePage, ...(vouched ? {vouched, ...(groups ? {groups} : {})} : {})};
    return {token: await this.#sign(claims, 'uggla', account.name, expires), expires};
  }

  /**
   * The person of a token.
   *
   * @throws {@link UgglaError} `token-invalid`
   */
  async person(token: string): Promise<Person> {
    const {sub, role, name, home, groups, vouched} = await this.#verify(token, 'uggla');
    return {
      account: {homePage: String(home), name: sub ?? ''},
      role: role as Role,
      ...(typeof name === 'string' ? {name} : {}),
      ...(Array.isArray(groups) ? {groups: groups as string[]} : {}),
      ...(vouched === true ? {vouched} : {}),
    };
  }

  /** The token in the link of an invitation: the same for the same invitation. */
  invitation({
    id,
    role,
    created,
    expires,
  }: {
    id: string;
    role: string;
    created: string;
    expires: string;
  }): Promise<string> {
    return this.#sign({role, jti: id}, 'uggla-invitation', undefined, new Date(expires), new Date(created));
  }

  /**
   * Which invitation a link is of, when it is ours and not over.
   *
   * @throws {@link UgglaError} `token-invalid`, `invitation-expired`
   */
  async readInvitation(token: string): Promise<{id: string; role: Role}> {
    try {
      const {jti, role} = await this.#verify(token, 'uggla-invitation');
      return {id: jti ?? '', role: role as Role};
    } catch (error) {
      if ((error as {cause?: unknown}).cause instanceof errors.JWTExpired)
        throw refuse(410, 'invitation-expired', 'the time of this invitation is over', 'Ask for a new one.');
      throw error;
    }
  }

  /**
   * The token in the link of a share: the same for the same share. Short, since people draw it as a code: the share's id and
   * what shows that we made it; all else of a share is looked up.
   */
  share(id: string): string {
    return Buffer.concat([Buffer.from(id.replaceAll('-', ''), 'hex'), this.#mark(id)]).toString('base64url');
  }

  /**
   * Which share a link is of. One that is over or has not begun is told by its share, in words for people.
   *
   * @throws {@link UgglaError} `token-invalid`, and `share-expired`, `share-early` for links of before, which were longer.
   */
  async readShare(token: string): Promise<{id: string; portfolio?: string}> {
    if (token.includes('.')) return this.#readPlace(token, 'uggla-share');
    const bytes = Buffer.from(token, 'base64url');
    const id = bytes.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
    if (bytes.length !== 32 || !timingSafeEqual(bytes.subarray(16), this.#mark(id)))
      throw invalidToken('nobody here made it');
    return {id};
  }

  /** The token under which the files of an open share lie. */
  access(share: string, portfolio: string, expires: Date): Promise<string> {
    return this.#sign({jti: share, portfolio}, 'uggla-access', undefined, expires);
  }

  /** Which share is open. Throws as {@link readShare} does. */
  async readAccess(token: string): Promise<{id: string; portfolio: string}> {
    return this.#readPlace(token, 'uggla-access');
  }

  /** What a login at an LMS comes back with (LTI): which one it was. Good for ten minutes. */
  ltiState({id, issuer, clientId, target, bind, storage}: LtiState): Promise<string> {
    const expires = new Date(Date.now() + hour / 6);
    return this.#sign(
      {jti: id, platform: issuer, client: clientId, target, bind, storage},
      'uggla-lti',
      undefined,
      expires,
    );
  }

  /** Which login a launch belongs to. */
  async readLtiState(token: string): Promise<LtiState> {
    const {jti = '', platform, client, target, bind, storage} = await this.#verify(token, 'uggla-lti');
    return {
      id: jti,
      issuer: String(platform),
      clientId: String(client),
      target: String(target),
      bind: String(bind),
      ...(typeof storage === 'string' ? {storage} : {}),
    };
  }

  /** The token under which the files of one lesson lie for one person (see `agentKey`). */
  lesson({course, lesson}: LessonName, person: string, expires: Date): Promise<string> {
    return this.#sign({course, lesson}, lessonAudience, person, expires);
  }

  /**
   * Which lesson is open, for whom.
   *
   * @throws {@link UgglaError} `token-invalid`
   */
  async readLesson(token: string): Promise<LessonName & {person: string}> {
    const {course, lesson, sub} = await this.#verify(token, lessonAudience);
    return {course: String(course), lesson: String(lesson), person: sub ?? ''};
  }

  /** The key in the link to a document that somebody may read: good for an hour, for that document. */
  document(path: string): Promise<string> {
    return this.#sign({path}, 'uggla-document', undefined, new Date(Date.now() + hour));
  }

  /** Which document a key opens. */
  async readDocument(key: string): Promise<string> {
    return String((await this.#verify(key, 'uggla-document'))['path']);
  }

  /** What a browser keeps while its person is at the issuer: ten minutes. */
  begun(claims: JWTPayload): Promise<string> {
    return this.#sign(claims, 'uggla-signin', undefined, new Date(Date.now() + hour / 6));
  }

  /** The same, when it comes back. */
  readBegun(token: string): Promise<JWTPayload> {
    return this.#verify(token, 'uggla-signin');
  }

  /** Half a SHA-256 (RFC 2104 allows no less), by a key of its own that is made of ours. */
  #mark(share: string): Buffer {
    const own = this.#key.privateKey.export({format: 'der', type: 'pkcs8'});
    const key = Buffer.from(hkdfSync('sha256', own, this.issuer, 'uggla-share', 32));
    return createHmac('sha256', key).update(share).digest().subarray(0, 16);
  }

  async #readPlace(token: string, audience: string): Promise<{id: string; portfolio: string}> {
    try {
      const {jti, portfolio} = await this.#verify(token, audience);
      return {id: jti ?? '', portfolio: String(portfolio)};
    } catch (error) {
      const {cause} = error as {cause?: unknown};
      if (cause instanceof errors.JWTExpired)
        throw refuse(410, 'share-expired', 'this link is over', 'Ask whoever sent it for a new one.');
      if (cause instanceof errors.JWTClaimValidationFailed && cause.claim === 'nbf')
        throw refuse(403, 'share-early', 'this link is not good yet', 'Come back when it begins.');
      throw error;
    }
  }

  #sign(
    claims: JWTPayload,
    audience: string,
    subject: string | undefined,
    expires: Date,
    issued = new Date(),
  ): Promise<string> {
    const token = new SignJWT(claims)
      .setProtectedHeader({alg: 'EdDSA', kid: this.#key.id})
      .setIssuer(this.issuer)
      .setAudience(audience)
      .setIssuedAt(issued)
      .setExpirationTime(expires);
    return (subject === undefined ? token : token.setSubject(subject)).sign(this.#key.privateKey);
  }

  async #verify(token: string, audience: string): Promise<JWTPayload> {
    try {
      return (
        await jwtVerify(token, this.#key.publicKey, {
          issuer: this.issuer,
          audience,
          algorithms: ['EdDSA'],
          requiredClaims: ['exp'],
        })
      ).payload;
    } catch (cause) {
      throw invalidToken(cause);
    }
  }
}

/** The refusal of a token; says why, which is no secret: the caller has the token. */
export function invalidToken(cause: unknown) {
  const why = cause instanceof Error ? cause.message : String(cause);
  const error = new UgglaError('token-invalid', `the token does not count: ${why}`, {
    status: 401,
    cure: 'Get a new one.',
    cause,
  });
  return withHeaders(error, {'WWW-Authenticate': 'Bearer error="invalid_token"'});
}
