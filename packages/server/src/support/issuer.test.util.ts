import {createHash} from 'node:crypto';
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {exportJWK, generateKeyPair, SignJWT, type JWTPayload} from 'jose';

/** An issuer in the tests' own process, whose keys and moods can be changed. */
export class FakeIssuer {
  url = '';
  asked: string[] = [];
  /** Answers for the keys in place of them. */
  odd: ((response: ServerResponse) => void) | undefined;
  configuration: object | undefined;
  /** The application that may ask. */
  client = {id: 'campus', secret: ''};
  /** Who signs in there: claims of the ID token. */
  person: JWTPayload = {sub: 'u-1'};
  /** What it answers in place of the nonce that it was asked with. */
  nonce: string | undefined;
  readonly #codes = new Map<string, URLSearchParams>();
  #keys: object[] = [];
  #private: CryptoKey | undefined;
  #kid = '';
  readonly #web = createServer((request, response) => {
    this.asked.push(request.url ?? '');
    if (request.url?.endsWith('/openid-configuration')) {
      if (!this.configuration) return void response.writeHead(404).end();
      return void response.end(JSON.stringify(this.configuration));
    }
    if (request.url?.startsWith('/authorize?')) return this.#authorize(new URL(request.url, this.url), response);
    if (request.url?.startsWith('/out?')) {
      const {searchParams} = new URL(request.url, this.url);
      return void response.writeHead(302, {Location: searchParams.get('post_logout_redirect_uri')!}).end();
    }
    if (request.url === '/token') return void this.#token(request, response);
    if (this.odd) return this.odd(response);
    response.end(JSON.stringify({keys: this.#keys}));
  });

  async open(): Promise<void> {
    await new Promise<void>((resolve) => this.#web.listen(0, '127.0.0.1', resolve));
    this.#web.unref();
    this.url = `http://127.0.0.1:${(this.#web.address() as AddressInfo).port}`;
    await this.rotate();
  }

  /** Tells where to sign in. */
  provide(): void {
    this.configuration = {
      issuer: this.url,
      jwks_uri: `${this.url}/keys`,
      authorization_endpoint: `${this.url}/authorize`,
      token_endpoint: `${this.url}/token`,
      end_session_endpoint: `${this.url}/out`,
    };
  }

  /** Signs its person in without asking. */
  #authorize({searchParams}: URL, response: ServerResponse): void {
    const code = crypto.randomUUID();
    this.#codes.set(code, searchParams);
    const back = new URL(searchParams.get('redirect_uri')!);
    for (const [name, value] of Object.entries({code, state: searchParams.get('state')!, iss: this.url}))
      back.searchParams.set(name, value);
    response.writeHead(302, {Location: back.href}).end();
  }

  /** Gives a token for a code: once, to the client whose it is, for the secret of PKCE. */
  async #token(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const bytes of request) body += String(bytes);
    const form = new URLSearchParams(body);
    const asked = this.#codes.get(form.get('code') ?? '');
    this.#codes.delete(form.get('code') ?? '');
    const {id, secret} = this.client;
    const part = (text: string) => new URLSearchParams({x: text}).toString().slice(2);
    const known = `Basic ${Buffer.from(`${part(id)}:${part(secret)}`).toString('base64')}`;
    const proof = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const fits =
      asked?.get('code_challenge') === proof &&
      asked.get('code_challenge_method') === 'S256' &&
      asked.get('redirect_uri') === form.get('redirect_uri') &&
      asked.get('client_id') === id &&
      request.headers.authorization === known;
    response.setHeader('Content-Type', 'application/json');
    if (!fits) return void response.writeHead(400).end('{"error":"invalid_grant"}');
    const nonce = this.nonce ?? asked.get('nonce')!;
    response.end(JSON.stringify({id_token: await this.sign({...this.person, aud: id, nonce}), token_type: 'Bearer'}));
  }

  close(): void {
    this.#web.closeAllConnections();
    this.#web.close();
  }

  async rotate(): Promise<void> {
    const {publicKey, privateKey} = await generateKeyPair('EdDSA');
    this.#kid = `key-${Math.random()}`;
    this.#private = privateKey;
    this.#keys = [{...(await exportJWK(publicKey)), kid: this.#kid, alg: 'EdDSA'}];
  }

  /** A token by the present key; `claims` may say anything. */
  sign(
    claims: JWTPayload = {},
    {alg = 'EdDSA', key = this.#private!}: {alg?: string; key?: CryptoKey | Uint8Array} = {},
  ): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT({iss: this.url, aud: 'campus', sub: 'u-1', exp: now + 300, ...claims})
      .setProtectedHeader({alg, kid: this.#kid})
      .sign(key);
  }
}
