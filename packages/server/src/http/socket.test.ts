import assert from 'node:assert/strict';
import {once} from 'node:events';
import {connect, type Socket} from 'node:net';
import {join} from 'node:path';
import {before, describe, it} from 'node:test';
import {publishedCampus, temporaryFolder} from '../support/campus.test.util.js';
import {sendRaw, signIn, startServer, statementOf, until, type ServerProcess} from '../support/server.test.util.js';

let root: string;
let server: ServerProcess;
let ana: Awaited<ReturnType<typeof signIn>>;

before(async () => {
  root = await publishedCampus();
  server = await startServer({root, dataDir: ':memory:', limits: {bodyBytes: 10_000}});
  ana = await signIn(server.url);
});

const status = (raw: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(raw)?.[1]);
const alive = async () => assert.equal((await fetch(`${server.url}/healthz`)).status, 200);
const head = (path: string, headers: Record<string, string>, method = 'POST') =>
  `${method} ${path} HTTP/1.1\r\n${Object.entries({Host: 'localhost', Connection: 'close', ...headers})
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}\r\n`;

/** A socket on which a request was begun. */
async function begin(port: number, text: string): Promise<Socket> {
  const socket = connect(port, '127.0.0.1').on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(text);
  return socket;
}

describe('a request as no browser makes it', () => {
  it('is answered for what it is, and the next one as if nothing had been', async () => {
    const odd: [string, number[]][] = [
      ['GET / HTTP/1.1\r\nConnection: close\r\n\r\n', [400]], // no Host
      [head('/', {Host: 'a b'}, 'GET'), [400]],
      [head('/', {Host: 'localhost/../x'}, 'GET'), [400, 404]],
      [head('/', {'X-Long': 'x'.repeat(20_000)}, 'GET'), [431]],
      [head(`/${'x'.repeat(20_000)}`, {}, 'GET'), [431, 414]],
      [head('http://evil.example/campus.json', {}, 'GET'), [200, 400]], // as a proxy is asked
      [head('*', {}, 'OPTIONS'), [400, 404, 405]],
      [
        head('/v1/tokens', {'Content-Type': 'application/json', 'Content-Length': '2', 'Transfer-Encoding': 'chunked'}),
        [400],
      ], // smuggling
      [head('/v1/tokens', {'Content-Length': '-1'}), [400]],
      ['BREW / HTTP/1.1\r\nHost: localhost\r\n\r\n', [400]],
      ['GET / HTTP/9.9\r\nHost: localhost\r\n\r\n', [400, 505]],
    ];
    for (const [text, statuses] of odd) {
      const answer = await sendRaw(server.port, text);
      assert.ok(statuses.includes(status(answer)), `${text.slice(0, 40)}: ${answer.slice(0, 60)}`);
      assert.doesNotMatch(answer, /at .*\.js:\d+/);
    }
    await alive();
  });

  it('brings two questions at once, and gets two answers in order', async () => {
    const answers = await sendRaw(
      server.port,
      head('/xapi/about', {Connection: 'keep-alive'}, 'GET') + head('/healthz', {}, 'GET'),
    );
    assert.deepEqual(answers.match(/HTTP\/1\.1 200/g)?.length, 2);
    assert.ok(answers.indexOf('"1.0.3"') < answers.indexOf('"status":"ok"'));
  });
});

describe('a body', () => {
  const json = () => ({...ana.headers, 'Content-Type': 'application/json'});

  it('without a told length is read no further than it may be', async () => {
    const chunk = `2000\r\n${' '.repeat(0x2000)}\r\n`;
    const answer = await sendRaw(
      server.port,
      head('/xapi/statements', {...json(), 'Transfer-Encoding': 'chunked'}) + chunk.repeat(3) + '0\r\n\r\n',
    );
    assert.equal(status(answer), 413);
    assert.match(answer, /body-too-long/);
    await alive();
  });

  it('that is told to be too long is refused before it comes', async () => {
    const answer = await sendRaw(server.port, head('/xapi/statements', {...json(), 'Content-Length': '999999999'}));
    assert.equal(status(answer), 413);
  });

  it('that breaks off keeps nothing, and is no trouble to the people who run the server', async () => {
    const body = JSON.stringify(statementOf(ana.actor));
    const text = head('/xapi/statements', {...json(), 'Content-Length': String(body.length)}) + body.slice(0, -5);
    const sockets = await Promise.all(Array.from({length: 5}, () => begin(server.port, text)));
    await alive(); // what was sent before is there by now
    for (const socket of sockets) socket.destroy();
    for (let time = 0; time < 3; time++) await alive();
    const {statements} = (await (await fetch(`${server.url}/xapi/statements`, {headers: ana.headers})).json()) as {
      statements: unknown[];
    };
    assert.equal(statements.length, 0);
    assert.equal(server.errors(), '');
  });
});

describe('visitors who begin and never end', () => {
  it('do not keep others from being answered', async () => {
    const slow = await Promise.all(
      Array.from({length: 60}, (_, at) =>
        begin(
          server.port,
          at % 2
            ? 'GET / HTTP/1.1\r\nX-Slow: '
            : head('/v1/tokens', {'Content-Type': 'application/json', 'Content-Length': '100'}) + '{',
        ),
      ),
    );
    await alive();
    assert.equal(
      (
        await fetch(`${server.url}/xapi/statements`, {
          method: 'POST',
          headers: ana.headers,
          body: JSON.stringify(statementOf(ana.actor)),
        })
      ).status,
      200,
    );
    for (const socket of slow) socket.destroy();
  });
});

describe('SIGTERM', () => {
  it('waits for a record that is on its way in, confirms it and keeps it', async () => {
    const dataDir = join(temporaryFolder(), 'data');
    const ending = await startServer({root, dataDir});
    const {actor, headers} = await signIn(ending.url);
    const statement = statementOf(actor);
    const body = JSON.stringify(statement);
    const socket = await begin(
      ending.port,
      head('/xapi/statements', {...headers, 'Content-Length': String(body.length)}) + body.slice(0, 20),
    );
    socket.setEncoding('utf8');
    let answer = '';
    socket.on('data', (text: string) => (answer += text));
    await fetch(`${ending.url}/healthz`); // what was sent before is there by now
    const stopping = ending.stop();
    await until(() =>
      fetch(`${ending.url}/healthz`).then(
        () => false,
        () => true,
      ),
    );
    socket.write(body.slice(20));
    assert.equal(await stopping, 0);
    assert.match(answer, /^HTTP\/1\.1 200[\s\S]*\["/);
    assert.ok(answer.includes(statement.id));
    const again = await startServer({root, dataDir});
    assert.equal((await fetch(`${again.url}/xapi/statements?statementId=${statement.id}`, {headers})).status, 200);
  });
});
