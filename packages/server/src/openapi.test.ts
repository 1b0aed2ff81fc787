import assert from 'node:assert/strict';
import {before, describe, it} from 'node:test';
import {openApp, type TestApp, type Visitor} from './support/app.test.util.js';
import {publishedCampus} from './support/campus.test.util.js';

interface Parameter {
  name: string;
  in: string;
  required?: boolean;
}
interface Operation {
  summary: string;
  tags: string[];
  security?: object[];
  parameters?: Parameter[];
  requestBody?: {required: boolean; content: Record<string, {schema: unknown}>};
}
interface Document {
  servers: {url: string}[];
  paths: Record<string, Record<string, Operation>>;
  components: {schemas: Record<string, {required?: string[]; properties?: object}>; securitySchemes: object};
}

let app: TestApp;
let ana: Visitor;
let contract: Document;
let operations: {method: string; path: string; operation: Operation}[];

before(async () => {
  app = await openApp({root: await publishedCampus()});
  ana = await app.visitor();
  contract = (await (await app.send('GET', '/openapi.json')).json()) as Document;
  operations = Object.entries(contract.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({method: method.toUpperCase(), path, operation})),
  );
});

const versioned = {'X-Experience-API-Version': '1.0.3'};

describe('/openapi.json', () => {
  it('says truly which addresses want to know who is there', async () => {
    for (const {method, path, operation} of operations) {
      const answer = await app.send(method, path, {headers: versioned, ...(operation.requestBody ? {body: {}} : {})});
      assert.equal(answer.status === 401, operation.security !== undefined, `${method} ${path}: ${answer.status}`);
    }
    assert.ok(operations.filter(({operation}) => operation.security).length >= 10);
  });

  it('says truly what must be asked with', async () => {
    const needed = operations.filter(({operation}) =>
      operation.parameters?.some((one) => one.required && one.in === 'query'),
    );
    assert.ok(needed.length >= 5);
    for (const {method, path, operation} of needed) {
      const answer = await app.send(method, path, {
        headers: ana.headers,
        ...(operation.requestBody || method === 'PUT' || method === 'POST' ? {body: {}} : {}),
      });
      const problem = (await answer.json()) as {code: string; field: string};
      assert.deepEqual([answer.status, problem.code], [400, 'query-invalid'], `${method} ${path}`);
      assert.ok(
        operation.parameters!.some(({name, required}) => required && name === problem.field),
        `${method} ${path} misses ${problem.field}`,
      );
    }
  });

  it('lists every parameter that xAPI addresses take: others are refused', async () => {
    for (const {method, path, operation} of operations.filter(
      ({path}) => path.startsWith('/xapi/') && !path.endsWith('/about'),
    )) {
      if (method === 'POST' && path === '/xapi/statements') continue; // has no query to check
      const answer = await app.send(method, `${path}?surprise=1`, {
        headers: ana.headers,
        ...(operation.requestBody || method !== 'GET' ? {body: {}} : {}),
      });
      assert.equal(answer.status, 400, `${method} ${path}`);
    }
  });

  it('says truly what must stand in a body', async () => {
    for (const {method, path, operation} of operations) {
      const content = operation.requestBody?.content;
      if (!content) continue;
      assert.deepEqual(Object.keys(content), ['application/json'], path);
      const text = await app.send(method, `${path}?statementId=${crypto.randomUUID()}`, {
        headers: {...ana.headers, 'Content-Type': 'text/plain'},
        body: 'words',
      });
      assert.equal(text.status, 415, `${method} ${path}`);
    }
    const {ChatRequest, GradeRequest, Statement} = contract.components.schemas;
    assert.deepEqual(ChatRequest!.required, ['messages']);
    assert.deepEqual(GradeRequest!.required, ['course', 'item', 'question', 'response']);
    assert.deepEqual(Statement!.required, ['actor', 'verb', 'object']);
  });

  it('refers to nothing that is not in it', () => {
    const references = [...JSON.stringify(contract).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(
      ([, name]) => name!,
    );
    assert.ok(references.length > 0);
    for (const name of references) assert.ok(contract.components.schemas[name], name);
    assert.deepEqual(contract.components.securitySchemes, {
      bearer: {type: 'http', scheme: 'bearer', bearerFormat: 'JWT'},
    });
  });

  it('names the path under which the server stands', async () => {
    assert.deepEqual(contract.servers, [{url: '/'}]);
    const under = await openApp({chatOnly: true, basePath: '/campus'});
    for (const path of ['/campus/openapi.json', '/openapi.json'])
      assert.deepEqual(((await (await under.send('GET', path)).json()) as Document).servers, [{url: '/campus'}], path);
    const behind = await openApp({chatOnly: true, trustedHeader: 'x-user', trustedProxies: ['127.0.0.1']});
    assert.deepEqual(
      (
        (await (
          await behind.send('GET', '/openapi.json', {headers: {'X-Forwarded-Prefix': '/intranet'}})
        ).json()) as Document
      ).servers,
      [{url: '/intranet'}],
    );
  });

  it('is the same with a campus and without: what is not there says so when asked', async () => {
    const alone = await openApp({chatOnly: true});
    assert.deepEqual(
      Object.keys(((await (await alone.send('GET', '/openapi.json')).json()) as Document).paths),
      Object.keys(contract.paths),
    );
    for (const path of ['/v1/search?q=x', '/campus.json', '/'])
      assert.equal((await alone.send('GET', path)).status, 404, path);
    for (const path of ['/healthz', '/v1/models', '/xapi/about', '/desk/desk.css', '/.well-known/jwks.json'])
      assert.equal((await alone.send('GET', path)).status, 200, path);
  });
});
