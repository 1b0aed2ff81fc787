import assert from 'node:assert/strict';
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {
  createLocalJWKSet,
  exportJWK,
  generateKeyPair,
  jwtVerify,
  SignJWT,
  type JSONWebKeySet,
  type JWTPayload,
} from 'jose';
import type {LtiPlatform} from '../lti/platforms.js';
import type {TestApp} from './app.test.util.js';

const lti = 'https://purl.imsglobal.org/spec/lti/claim';
const membership = 'http://purl.imsglobal.org/vocab/lis/v2/membership';

/** What a gradebook was told. */
export interface ToldScore {
  lineItem: string;
  timestamp: string;
  scoreGiven: number;
  scoreMaximum: number;
  activityProgress: string;
  gradingProgress: string;
  userId: string;
}

/** An LMS, with keys, a gradebook and a class of its own, on a port of this machine. */
export class TestPlatform {
  url = '';
  readonly scores: ToldScore[] = [];
  /** Scopes of the tokens that were asked for. */
  readonly tokens: string[] = [];
  /** Status of every answer of its services, in place of the right one. */
  broken: number | undefined;
  /** The class, by pages. */
  members: object[][] = [];
  /** Pages that a browser is shown, by path; what a form brings stands in `fields`. */
  readonly pages = new Map<string, (fields: URLSearchParams) => string | Promise<string>>();
  /** Where the next page of the class is said to be, in place of the right one. */
  nextPage: string | undefined;
  #keys: JSONWebKeySet = {keys: []};
  #private!: CryptoKey;
  #tool: ReturnType<typeof createLocalJWKSet> | undefined;
  readonly #assertions = new Set<string>();
  #waiting: {count: number; asked: number; done: () => void}[] = [];
  #asked = 0;
  readonly #web = createServer((request, response) => {
    this.#answer(request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });

  async open(): Promise<void> {
    await new Promise<void>((resolve) => this.#web.listen(0, '127.0.0.1', resolve));
    this.#web.unref();
    this.url = `http://127.0.0.1:${(this.#web.address() as AddressInfo).port}`;
    const {publicKey, privateKey} = await generateKeyPair('RS256', {extractable: true});
    this.#private = privateKey;
    this.#keys = {keys: [{...(await exportJWK(publicKey)), kid: 'lms-1', alg: 'RS256', use: 'sig'}]};
  }

  close(): void {
    this.#web.closeAllConnections();
    this.#web.close();
  }

  /** How a tool has it registered. */
  registration(more: Partial<LtiPlatform> = {}): LtiPlatform {
    return {
      name: 'Campus LMS',
      issuer: this.url,
      clientId: 'uggla-client',
      deploymentIds: ['1'],
      authorizationEndpoint: `${this.url}/auth`,
      tokenEndpoint: `${this.url}/token`,
      jwksUri: `${this.url}/jwks`,
      ...more,
    };
  }

  /** Takes up the tool's keys, as an administrator does who gives the address of its keys. */
  async know(app: Pick<TestApp, 'send'>): Promise<void> {
    this.#tool = createLocalJWKSet((await (await app.send('GET', '/.well-known/jwks.json')).json()) as JSONWebKeySet);
  }

  /** What it says of a learner who opens a link; `undefined` takes a claim away. */
  claims(nonce: string, more: Record<string, unknown> = {}): JWTPayload {
    const now = Math.floor(Date.now() / 1000);
    return {
      iss: this.url,
      aud: 'uggla-client',
      sub: 'u-7',
      exp: now + 60,
      iat: now,
      nonce,
      name: 'Ana Ruiz',
      email: 'ana@lms.example',
      [`${lti}/message_type`]: 'LtiResourceLinkRequest',
      [`${lti}/version`]: '1.3.0',
      [`${lti}/deployment_id`]: '1',
      [`${lti}/target_link_uri`]: 'http://localhost/lti/launch',
      [`${lti}/resource_link`]: {id: 'link-1'},
      [`${lti}/roles`]: [`${membership}#Learner`],
      [`${lti}/custom`]: {course: 'https://campus.example/courses/ergonomia'},
      [`${lti}/launch_presentation`]: {locale: 'es'},
      'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint': {
        scope: ['https://purl.imsglobal.org/spec/lti-ags/scope/score'],
        lineitem: `${this.url}/lineitems/5?type_id=2`,
      },
      ...more,
    };
  }

  /** What it says of a teacher. */
  teacher(more: Record<string, unknown> = {}): Record<string, unknown> {
    return {
      sub: 't-1',
      name: 'Rosa Prat',
      [`${lti}/roles`]: [`${membership}#Instructor`],
      'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice': {
        context_memberships_url: `${this.url}/members?page=0`,
        service_versions: ['2.0'],
      },
      ...more,
    };
  }

  /** What it says of a teacher who puts a link into the class. */
  choosing(more: Record<string, unknown> = {}, settings: Record<string, unknown> = {}): Record<string, unknown> {
    return this.teacher({
      [`${lti}/message_type`]: 'LtiDeepLinkingRequest',
      [`${lti}/custom`]: undefined,
      'https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings': {
        deep_link_return_url: `${this.url}/chosen?course=3`,
        accept_types: ['link', 'ltiResourceLink'],
        accept_presentation_document_targets: ['iframe', 'window'],
        data: 'kept-by-the-lms',
        ...settings,
      },
      ...more,
    });
  }

  sign(
    claims: JWTPayload,
    {alg = 'RS256', key = this.#private as CryptoKey | Uint8Array, kid = 'lms-1'} = {},
  ): Promise<string> {
    return new SignJWT(claims).setProtectedHeader({alg, kid}).sign(key);
  }

  /** Resolves when so many scores arrived. */
  async scored(count: number): Promise<ToldScore[]> {
    if (this.scores.length < count)
      await new Promise<void>((done) => this.#waiting.push({count, asked: Infinity, done}));
    return this.scores;
  }

  /** Resolves when its services were asked so many times. */
  async asked(count: number): Promise<void> {
    if (this.#asked < count)
      await new Promise<void>((done) => this.#waiting.push({count: Infinity, asked: count, done}));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.url);
    let body = '';
    for await (const piece of request) body += String(piece);
    const json = (value: unknown, status = 200, headers: Record<string, string> = {}) =>
      void response.writeHead(status, {'Content-Type': 'application/json', ...headers}).end(JSON.stringify(value));
    if (url.pathname === '/jwks') return json(this.#keys);
    const page = this.pages.get(url.pathname);
    if (page) {
      const fields = request.method === 'POST' ? new URLSearchParams(body) : url.searchParams;
      return void response.writeHead(200, {'Content-Type': 'text/html; charset=utf-8'}).end(await page(fields));
    }
    this.#asked += 1;
    try {
      if (this.broken !== undefined) return json({}, this.broken);
      if (url.pathname === '/token') return json(await this.#token(new URLSearchParams(body)));
      const scope = /^Bearer access (.*)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
      if (url.pathname === '/lineitems/5/scores' && request.method === 'POST') {
        assert.equal(scope, 'https://purl.imsglobal.org/spec/lti-ags/scope/score');
        assert.equal(request.headers['content-type'], 'application/vnd.ims.lis.v1.score+json');
        const score = JSON.parse(body) as ToldScore;
        const last = this.scores.findLast(({userId}) => userId === score.userId);
        if (last && last.timestamp >= score.timestamp) return json({}, 409);
        this.scores.push({...score, lineItem: url.href.replace('/scores', '')});
        return json({});
      }
      if (url.pathname === '/members') {
        assert.equal(scope, 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly');
        const page = Number(url.searchParams.get('page'));
        const next = this.nextPage ?? `${this.url}/members?page=${page + 1}`;
        const headers: Record<string, string> =
          page + 1 < this.members.length || this.nextPage !== undefined ? {Link: `<${next}>; rel="next"`} : {};
        return json({id: this.url, members: this.members[page] ?? []}, 200, headers);
      }
      json({}, 404);
    } finally {
      this.#waiting = this.#waiting.filter(({count, asked, done}) => {
        const isThere = this.scores.length >= count || this.#asked >= asked;
        if (isThere) done();
        return !isThere;
      });
    }
  }

  async #token(form: URLSearchParams): Promise<object> {
    assert.equal(form.get('grant_type'), 'client_credentials');
    assert.equal(form.get('client_assertion_type'), 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer');
    const {payload, protectedHeader} = await jwtVerify(form.get('client_assertion') ?? '', this.#tool!, {
      issuer: 'uggla-client',
      subject: 'uggla-client',
      audience: `${this.url}/token`,
      algorithms: ['RS256'],
      requiredClaims: ['exp', 'iat', 'jti'],
    });
    assert.ok(protectedHeader.kid);
    assert.ok(!this.#assertions.has(payload.jti!), 'an assertion was used twice');
    this.#assertions.add(payload.jti!);
    const scope = form.get('scope') ?? '';
    this.tokens.push(scope);
    return {access_token: `access ${scope}`, token_type: 'Bearer', expires_in: 3600, scope};
  }
}

/** What a page of ours has for its script. */
export interface PageData {
  kind: string;
  id: string;
  secret: string;
  to: string;
  src: string;
  base: string;
  lang?: string;
  kept: {target?: string; origin: string};
}

/** Reads it. */
export async function pageData(answer: Response): Promise<PageData> {
  const text = await answer.clone().text();
  const found = /data-lti="([^"]*)"/.exec(text)?.[1];
  assert.ok(found, `${answer.status} ${text}`);
  const plain = found
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
  return JSON.parse(plain) as PageData;
}

const form = {'Content-Type': 'application/x-www-form-urlencoded'};

/** Begins a login, as the platform's page does. */
export function beginLogin(
  app: Pick<TestApp, 'send'>,
  platform: TestPlatform,
  more: Record<string, string | undefined> = {},
  method: 'GET' | 'POST' = 'GET',
): Promise<Response> {
  const fields = {
    iss: platform.url,
    login_hint: '7',
    target_link_uri: 'http://localhost/lti/launch',
    lti_message_hint: 'hint-3',
    client_id: 'uggla-client',
    lti_deployment_id: '1',
    ...more,
  };
  const body = new URLSearchParams(
    Object.entries(fields).filter((one): one is [string, string] => one[1] !== undefined),
  ).toString();
  return method === 'GET'
    ? app.send('GET', `/lti/login?${body}`)
    : app.send('POST', '/lti/login', {headers: {...form, Origin: platform.url}, body});
}

/** Sends what the platform's page sends at the end of a login. */
export function sendLaunch(
  app: Pick<TestApp, 'send'>,
  platform: TestPlatform,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Response> {
  return app.send('POST', '/lti/launch', {
    headers: {...form, Origin: platform.url, ...headers},
    body: new URLSearchParams(fields).toString(),
  });
}

/** A launch up to the answer of its page: `claims` change what the platform says. */
export async function launch(
  app: Pick<TestApp, 'send'>,
  platform: TestPlatform,
  claims: Record<string, unknown> = {},
): Promise<{answer: Response; login: PageData; state: string; token: string}> {
  const login = await pageData(await beginLogin(app, platform));
  const state = new URL(login.to).searchParams.get('state')!;
  const nonce = new URL(login.to).searchParams.get('nonce')!;
  const token = await platform.sign(platform.claims(nonce, claims));
  const answer = await sendLaunch(app, platform, {id_token: token, state});
  return {answer, login, state, token};
}

/** A launch whose page knows who it is for. */
export async function enter(
  app: Pick<TestApp, 'send'>,
  platform: TestPlatform,
  claims: Record<string, unknown> = {},
): Promise<{token: string; key: string; id: string; page: PageData; headers: Record<string, string>}> {
  const {answer, login} = await launch(app, platform, claims);
  assert.equal(answer.status, 200, await answer.clone().text());
  const page = await pageData(answer);
  const session = await app.send('POST', '/lti/session', {body: {id: page.id, secret: login.secret}});
  assert.equal(session.status, 200, await session.clone().text());
  const {token, key} = (await session.json()) as {token: string; key: string};
  return {
    token,
    key,
    id: page.id,
    page,
    headers: {
      Authorization: `Bearer ${token}`,
      'X-Experience-API-Version': '1.0.3',
      'Content-Type': 'application/json',
    },
  };
}
