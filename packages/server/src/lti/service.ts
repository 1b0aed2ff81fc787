import {randomUUID} from 'node:crypto';
import {SignJWT} from 'jose';
import {z} from 'zod';
import type {KeyPair} from '../store/keys.js';
import type {Platform} from './platforms.js';

/** So long a platform has for an answer. */
const patienceMs = 10_000;
/** Bytes of an answer: a page of some thousand members. */
const mostBytes = 4_000_000;

const tokenAnswer = z.object({
  access_token: z.string().min(1).max(20_000),
  expires_in: z.coerce.number().positive().catch(300),
});

/** What a platform answered; `body` is read whole. */
export interface ServiceAnswer {
  status: number;
  headers: Headers;
  body: string;
}

/** Asks the services of platforms, with tokens that it gets from them (1EdTech Security Framework 1.0, 4.1). */
export class PlatformService {
  readonly #key: KeyPair;
  readonly #draining: AbortSignal;
  readonly #tokens = new Map<string, {token: string; until: number}>();

  /** @param key - The key whose public half platforms read at /.well-known/jwks.json. */
  constructor(key: KeyPair, draining: AbortSignal) {
    this.#key = key;
    this.#draining = draining;
  }

  /**
   * Asks one address, in the right of `scope`. Rejects when nothing comes, too much, or the way leads elsewhere; a token that is
   * refused is forgotten.
   */
  async ask(
    platform: Platform,
    scope: string,
    address: string,
    init: {method: 'GET' | 'POST'; headers: Record<string, string>; body?: string},
  ): Promise<ServiceAnswer> {
    const name = [platform.issuer, platform.clientId, scope].join(' ');
    const kept = this.#tokens.get(name);
    const token = kept && kept.until > Date.now() ? kept.token : await this.#newToken(platform, scope, name);
    const answer = await this.#request(address, {
      ...init,
      headers: {...init.headers, Authorization: `Bearer ${token}`},
    });
    if (answer.status === 401) this.#tokens.delete(name);
    return answer;
  }

  async #newToken(platform: Platform, scope: string, name: string): Promise<string> {
    const {clientId, tokenEndpoint, tokenAudience = tokenEndpoint} = platform;
    const assertion = await new SignJWT()
      .setProtectedHeader({alg: 'RS256', kid: this.#key.id, typ: 'JWT'})
      .setIssuer(clientId)
      .setSubject(clientId)
      .setAudience(tokenAudience)
      .setJti(randomUUID())
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(this.#key.privateKey);
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
      scope,
    });
    const answer = await this.#request(tokenEndpoint, {
      method: 'POST',
      headers: {'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json'},
      body: body.toString(),
    });
    if (answer.status !== 200 && answer.status !== 201)
      throw new Error(`${platform.name} gave no token (${answer.status} of ${tokenEndpoint})`);
    const {access_token: token, expires_in: lasts} = tokenAnswer.parse(JSON.parse(answer.body));
    this.#tokens.set(name, {token, until: Date.now() + (lasts - 30) * 1000});
    return token;
  }

  async #request(address: string, init: RequestInit): Promise<ServiceAnswer> {
    const answer = await fetch(address, {
      ...init,
      redirect: 'error', // the token is for this address alone
      signal: AbortSignal.any([this.#draining, AbortSignal.timeout(patienceMs)]),
    });
    let body = '';
    const decoder = new TextDecoder();
    for await (const piece of (answer.body ?? []) as AsyncIterable<Uint8Array>) {
      body += decoder.decode(piece, {stream: true});
      if (body.length > mostBytes) throw new Error(`${address} answered more than ${mostBytes} bytes`);
    }
    return {status: answer.status, headers: answer.headers, body};
  }
}
