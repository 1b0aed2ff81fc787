import {createServer, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {exportJWK, generateKeyPair, SignJWT, type JWTPayload} from 'jose';

/** An issuer in the tests' own process, whose keys and moods can be changed. */
export class FakeIssuer {
  url = '';
  asked: string[] = [];
  /** Answers for the keys in place of them. */
  odd: ((response: ServerResponse) => void) | undefined;
  configuration: object | undefined;
  #keys: object[] = [];
  #private: CryptoKey | undefined;
  #kid = '';
  readonly #web = createServer((request, response) => {
    this.asked.push(request.url ?? '');
    if (request.url?.endsWith('/openid-configuration')) {
      if (!this.configuration) return void response.writeHead(404).end();
      return void response.end(JSON.stringify(this.configuration));
    }
    if (this.odd) return this.odd(response);
    response.end(JSON.stringify({keys: this.#keys}));
  });

  async open(): Promise<void> {
    await new Promise<void>((resolve) => this.#web.listen(0, '127.0.0.1', resolve));
    this.#web.unref();
    this.url = `http://127.0.0.1:${(this.#web.address() as AddressInfo).port}`;
    await this.rotate();
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
