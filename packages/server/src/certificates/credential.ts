import {createPublicKey, type JsonWebKey} from 'node:crypto';
import {pickText, UgglaError, type Actor, type Course} from '@uggla/protocol';
import {calculateJwkThumbprint, CompactSign, compactVerify, decodeProtectedHeader, type JWK} from 'jose';
import {wordsIn} from '../locales/words.js';
import type {KeyPair} from '../store/keys.js';

const contexts = ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'];
/** Seconds by which two clocks may differ. */
const clockSlack = 120;

/** What is said of a person and a course. */
export interface Achievement {
  /** Address of the credential; the page and the list of those withdrawn lie beside it. */
  id: string;
  person: Actor;
  course: Course;
  issuer: {id: string; name: string; url?: string};
  /** When it was completed, and until when that counts (ISO 8601). */
  completed: string;
  expires: string | undefined;
  /** Address of the list of those withdrawn. */
  revocations: string;
}

/** An Open Badges 3.0 credential. */
export interface Credential {
  '@context': string[];
  id: string;
  type: string[];
  name: string;
  issuer: {id: string; type: string[]; name: string; url?: string};
  validFrom: string;
  validUntil?: string;
  credentialSubject: {
    id: string;
    type: string[];
    identifier?: {type: 'IdentityObject'; identityHash: string; identityType: string; hashed: boolean}[];
    achievement: {
      id: string;
      type: string[];
      name: string;
      description: string;
      criteria: {narrative: string};
      version: string;
      inLanguage: string;
    };
  };
  credentialStatus: {id: string; type: string};
}

/** The credential of an achievement (Open Badges 3.0, on the Verifiable Credentials data model 2.0). */
export function credentialOf({id, person, course, issuer, completed, expires, revocations}: Achievement): Credential {
  const language = course.languages[0] ?? 'en';
  const name = pickText(course.title, [language]);
  const {account, mbox} = person;
  const subject = account
    ? `${account.homePage.replace(/\/$/, '')}/people/${encodeURIComponent(account.name)}`
    : (mbox ?? `${id}#subject`);
  return {
    '@context': contexts,
    id,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name,
    issuer: {...issuer, type: ['Profile']},
    validFrom: completed,
    ...(expires === undefined ? {} : {validUntil: expires}),
    credentialSubject: {
      id: subject,
      type: ['AchievementSubject'],
      ...(person.name === undefined
        ? {}
        : {identifier: [{type: 'IdentityObject', identityHash: person.name, identityType: 'name', hashed: false}]}),
      achievement: {
        id: course.id,
        type: ['Achievement'],
        name,
        description: pickText(course.summary, [language]) || name,
        criteria: {narrative: wordsIn(language).words.certificate.criteria},
        version: course.version,
        inLanguage: language,
      },
    },
    credentialStatus: {id: revocations, type: '1EdTechRevocationList'},
  };
}

/** Signs it as a JWT (Open Badges 3.0, 8.2: the credential's own members and the registered claims beside them; RS256). */
export async function signCredential(credential: Credential, key: KeyPair): Promise<string> {
  const seconds = (iso: string) => Math.floor(Date.parse(iso) / 1000);
  const {id, issuer, validFrom, validUntil, credentialSubject} = credential;
  const claims = {
    iss: issuer.id,
    jti: id,
    sub: credentialSubject.id,
    nbf: seconds(validFrom),
    ...(validUntil === undefined ? {} : {exp: seconds(validUntil)}),
  };
  const jwk = key.publicKey.export({format: 'jwk'}) as JWK;
  return new CompactSign(new TextEncoder().encode(JSON.stringify({...credential, ...claims})))
    .setProtectedHeader({alg: 'RS256', typ: 'JWT', jwk: {...jwk, kid: key.id, alg: 'RS256', use: 'sig'}})
    .sign(key.privateKey);
}

/** What the check of a certificate found. */
export interface CertificateReport {
  flaws: {message: string}[];
  id: string;
  issuer: string;
  /** What the person is called, if it says so. */
  person: string | undefined;
  course: string;
  title: string;
  validFrom: string;
  validUntil: string | undefined;
  /** Where its issuer tells which were withdrawn; this check does not ask there. */
  revocations: string | undefined;
  /** Id of the key that signed. */
  key: string;
  /** The key came out of the certificate itself. */
  ownKeys: boolean;
}

/** Whether a text is a certificate and not some other file. */
export function isCertificate(bytes: Uint8Array): boolean {
  return /^\s*eyJ[\w-]+\.[\w-]+\.[\w-]+\s*$/.test(new TextDecoder().decode(bytes.subarray(0, 100_000)));
}

/**
 * Checks a certificate: who signed it, that nothing in it was changed, and that its time is not over.
 *
 * @param trusted - The issuer's public keys (a JWK set), from elsewhere than the certificate.
 * @throws {@link UgglaError} `certificate-invalid` when it is none.
 */
export async function verifyCertificate(
  text: string,
  trusted?: {keys: JWK[]},
  now = new Date(),
): Promise<CertificateReport> {
  const jwt = text.trim();
  const flaws: {message: string}[] = [];
  const {claims, key, jwk} = await read(jwt);
  const known = trusted ? await find(trusted.keys, key) : jwk;
  if (!known) flaws.push({message: `it was signed by ${key}, which is none of the keys that were named`});
  else {
    await compactVerify(jwt, createPublicKey({key: known as JsonWebKey, format: 'jwk'}), {algorithms: ['RS256']}).catch(
      () => flaws.push({message: 'its signature does not fit: it was changed, or another signed it'}),
    );
  }
  const {id, issuer, validFrom, validUntil, credentialSubject, credentialStatus} = claims;
  if (claims.jti !== id || claims.iss !== issuer.id || claims.sub !== credentialSubject.id)
    flaws.push({message: 'its claims speak of another credential than it holds'});
  const times: [claim: number | undefined, iso: string | undefined][] = [
    [claims.nbf, validFrom],
    [claims.exp, validUntil],
  ];
  if (times.some(([claim, iso]) => claim !== (iso === undefined ? undefined : Math.floor(Date.parse(iso) / 1000))))
    flaws.push({message: 'its times contradict one another'});
  if (Date.parse(validFrom) > now.getTime() + clockSlack * 1000)
    flaws.push({message: `it begins to count on ${validFrom}`});
  if (validUntil !== undefined && Date.parse(validUntil) <= now.getTime())
    flaws.push({message: `it counted until ${validUntil}`});
  return {
    flaws,
    id,
    issuer: issuer.name,
    person: credentialSubject.identifier?.[0]?.identityHash,
    course: credentialSubject.achievement.id,
    title: credentialSubject.achievement.name,
    validFrom,
    validUntil,
    revocations: credentialStatus?.id,
    key,
    ownKeys: trusted === undefined,
  };
}

type Claims = Credential & {jti?: string; iss?: string; sub?: string; nbf?: number; exp?: number};

async function read(jwt: string): Promise<{claims: Claims; key: string; jwk: JWK}> {
  try {
    const {alg, jwk} = decodeProtectedHeader(jwt);
    const claims = JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString()) as Claims;
    const texts = [
      claims.id,
      claims.issuer.id,
      claims.issuer.name,
      claims.validFrom,
      claims.credentialSubject.id,
      claims.credentialSubject.achievement.id,
      claims.credentialSubject.achievement.name,
    ];
    if (
      alg !== 'RS256' ||
      jwk?.kty !== 'RSA' ||
      !claims.type.includes('OpenBadgeCredential') ||
      texts.some((one) => typeof one !== 'string')
    )
      throw new Error('it is no Open Badges credential of this kind');
    return {claims, jwk, key: await calculateJwkThumbprint(jwk)};
  } catch (cause) {
    throw new UgglaError('certificate-invalid', 'it is no certificate, or a broken one', {
      cause,
      status: 400,
      cure: 'Name the file that the page of the certificate gives (certificate.jwt), whole.',
    });
  }
}

async function find(keys: readonly JWK[], thumbprint: string): Promise<JWK | undefined> {
  for (const one of keys) if (one.kty === 'RSA' && (await calculateJwkThumbprint(one)) === thumbprint) return one;
  return undefined;
}
