import {createHash, randomBytes} from 'node:crypto';
import {UgglaError} from '@uggla/protocol';
import {refuse} from '../http/refuse.js';
import type {Issuer} from './issuer.js';
import type {Person} from './person.js';
import type {Tokens} from './tokens.js';

/** The application that this server is to an issuer. */
export interface IssuerClient {
  id: string;
  /** Nothing for a public client, for which PKCE vouches alone. */
  secret: string | undefined;
}

/** What a browser keeps while its person is at the issuer. */
interface Begun {
  state: string;
  nonce: string;
  verifier: string;
  /** Where they wanted to go, a path of ours. */
  to: string;
  /** The address to come back to, as the issuer was told it. */
  redirect: string;
  /** That they had chosen. */
  language?: string;
}

/** Signs people in at an OpenID Connect issuer: authorization code (OpenID Connect Core, 3.1) with PKCE (RFC 7636). */
export class SignIn {
  readonly #issuer: Issuer;
  readonly #tokens: Tokens;
  readonly #client: IssuerClient;

  constructor(issuer: Issuer, tokens: Tokens, client: IssuerClient) {
    this.#issuer = issuer;
    this.#tokens = tokens;
    this.#client = client;
  }

  /**
   * Where to send the browser, and what it must bring back.
   *
   * @param language - That was chosen, if one was: the issuer is asked to speak it, too.
   * @throws {@link UgglaError} `issuer-unavailable`
   */
  async begin(to: string, redirect: string, language?: string): Promise<{address: string; begun: string}> {
    const {authorization_endpoint} = await this.#issuer.endpoints();
    const [state, nonce, verifier] = [secret(), secret(), secret()];
    const address = new URL(authorization_endpoint);
    const asked = {
      response_type: 'code',
      client_id: this.#client.id,
      redirect_uri: redirect,
      scope: 'openid profile email',
      state,
      nonce,
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
      ...(language === undefined ? {} : {ui_locales: language}),
    };
    for (const [name, value] of Object.entries(asked)) address.searchParams.set(name, value);
    const begun: Begun = {state, nonce, verifier, to, redirect, ...(language === undefined ? {} : {language})};
    return {address: address.href, begun: await this.#tokens.begun({...begun})};
  }

  /**
   * Who came back, and where they wanted to go.
   *
   * @throws {@link UgglaError} `sign-in-failed`, `issuer-unavailable`
   */
  async end(answer: URLSearchParams, kept: string | undefined): Promise<{person: Person; to: string}> {
    const begun = await this.#read(kept);
    const [code, state, iss] = [answer.get('code'), answer.get('state'), answer.get('iss')];
    if (state !== begun.state) throw failed('the answer is to another question than this browser asked');
    if (iss !== null && !this.#issuer.isNamed(iss)) throw failed(`the answer is of ${iss}`); // RFC 9207
    if (code === null) throw failed(`the issuer said ${answer.get('error') ?? 'nothing'}`);
    const person = await this.#issuer.signedIn(await this.#redeem(code, begun), this.#client.id, begun.nonce);
    return {person, to: begun.to};
  }

  /** What a sign-in was begun with, whatever becomes of it; nothing when this browser began none. */
  async wanted(kept: string | undefined): Promise<{to?: string; language?: string}> {
    return this.#read(kept).catch(() => ({}));
  }

  /** Where the issuer signs people out; nothing when it tells none. */
  async leaving(back: string): Promise<string | undefined> {
    const {end_session_endpoint} = await this.#issuer.endpoints();
    if (end_session_endpoint === undefined) return undefined;
    const address = new URL(end_session_endpoint);
    address.searchParams.set('client_id', this.#client.id);
    address.searchParams.set('post_logout_redirect_uri', back);
    return address.href;
  }

  async #read(kept: string | undefined): Promise<Begun> {
    if (kept === undefined) throw failed('this browser began no sign-in, or it was too long ago');
    try {
      return (await this.#tokens.readBegun(kept)) as unknown as Begun;
    } catch (cause) {
      throw failed('the sign-in was begun too long ago', cause);
    }
  }

  async #redeem(code: string, {verifier, redirect}: Begun): Promise<string> {
    const {token_endpoint} = await this.#issuer.endpoints();
    const {id, secret: own} = this.#client;
    const body = new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirect,
      code_verifier: verifier,
      client_id: id,
    });
    const basic = own === undefined ? undefined : Buffer.from(`${form(id)}:${form(own)}`).toString('base64');
    const response = await fetch(token_endpoint, {
      method: 'POST',
      body,
      headers: {Accept: 'application/json', ...(basic === undefined ? {} : {Authorization: `Basic ${basic}`})},
      redirect: 'error',
      signal: AbortSignal.timeout(10_000),
    }).catch((cause: unknown) => {
      throw new UgglaError('issuer-unavailable', 'the issuer could not be asked', {status: 503, cause});
    });
    const told = (await response.json().catch(() => ({}))) as {id_token?: unknown; error?: unknown};
    if (!response.ok || typeof told.id_token !== 'string')
      throw failed(`the issuer answered ${response.status} ${typeof told.error === 'string' ? told.error : ''}`.trim());
    return told.id_token;
  }
}

/** As a form has it (RFC 6749, 2.3.1). */
function form(text: string): string {
  return new URLSearchParams({x: text}).toString().slice(2);
}

function secret(): string {
  return randomBytes(32).toString('base64url');
}

function failed(why: string, cause?: unknown): UgglaError {
  const error = refuse(400, 'sign-in-failed', `nobody was signed in: ${why}`, 'Sign in again.');
  return cause === undefined ? error : Object.assign(error, {cause});
}
