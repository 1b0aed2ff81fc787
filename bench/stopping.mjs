// How soon an engine stops when the person who asked has gone: what it goes on to say, somebody pays for.
import {once} from 'node:events';
import {createServer} from 'node:http';
import {serve} from '../packages/server/dist/index.js';
import {table} from './lib.mjs';

const TURNS = 20;
/** The bar: what 95 of 100 take at most. */
const MOST_MS = 200;

export async function stopping() {
  let gone;
  const engine = createServer((request, response) => {
    if (request.url === '/v1/models')
      return response
        .writeHead(200, {'Content-Type': 'application/json'})
        .end('{"data":[{"id":"m","object":"model","owned_by":"bench"}]}');
    response.writeHead(200, {'Content-Type': 'text/event-stream'});
    const write = setInterval(() => response.write('data: {"choices":[{"delta":{"content":"x"}}]}\n\n'), 20);
    gone = once(response, 'close').then(() => {
      clearInterval(write);
      return performance.now();
    });
    return request.resume();
  }).listen(0, '127.0.0.1');
  await once(engine, 'listening');
  const server = await serve({
    chatOnly: true,
    dataDir: ':memory:',
    port: 0,
    engine: `http://127.0.0.1:${engine.address().port}`,
    log: () => undefined,
  });
  const times = [];
  for (let turn = 0; turn < TURNS; turn++) {
    const abort = new AbortController();
    const answer = await fetch(`${server.url}/v1/chat/completions`, {
      method: 'POST',
      signal: abort.signal,
      headers: {'Content-Type': 'application/json'},
      body: JSON.stringify({stream: true, messages: [{role: 'user', content: 'hello'}]}),
    });
    await answer.body.getReader().read();
    const left = performance.now();
    abort.abort();
    times.push((await gone) - left);
  }
  await server.close();
  engine.closeAllConnections();
  engine.close();
  times.sort((one, other) => one - other);
  const at = (share) => times[Math.floor((times.length - 1) * share)];
  table(
    `An engine whose asker has gone, ${TURNS} times`,
    [
      {name: 'p95', value: at(0.95), note: `bar: ${MOST_MS} ms, ${at(0.95) <= MOST_MS ? 'held' : 'NOT held'}`},
      {name: 'p50', value: at(0.5)},
    ],
    {unit: 'ms', digits: 1},
  );
}
