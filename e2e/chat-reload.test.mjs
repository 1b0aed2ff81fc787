// A chat on the real gateway, in a real browser: the page is loaded anew, the network goes away, the page is left, the phone is
// locked. The engine's own counter says how often it was asked.
import assert from 'node:assert/strict';
import {createServer} from 'node:http';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, beforeEach, describe, it} from 'node:test';
import {openBrowser, until} from './lib/browser.mjs';
import {root} from './lib/campus.mjs';
import {serve} from '../packages/server/dist/index.js';

const words = Array.from({length: 40}, (_, at) => `palabra${at} `);
const page = `<!doctype html><html lang="es"><meta charset="utf-8"><title>Chat</title>
<script type="module" src="/bundle/uggla-chat.js"></script>
<uggla-chat id="chat" endpoint="/v1" store="session"></uggla-chat>`;
const phone = page
  .replace('<title>', '<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover"><title>')
  .replace(
    'store="session"',
    'layout="floating" open store="device" conversations attachments speech="in out" handoff="page" choices="model"',
  );

describe('an answer of the gateway', () => {
  let engine, server, browser, tab, folder;
  let questions = 0;
  let running = [];
  let pace = 50;
  /** Whether the engine stands still half-way: then nothing is over before a test has stopped it. */
  let isHeld = false;

  before(async () => {
    engine = createServer((request, response) => {
      if (request.method === 'GET')
        return void response.writeHead(200, {'Content-Type': 'application/json'}).end('{"data":[{"id":"slow"}]}');
      questions += 1;
      response.writeHead(200, {'Content-Type': 'text/event-stream'});
      let at = 0;
      const write = setInterval(() => {
        if (isHeld && at === words.length / 2) return;
        if (at < words.length)
          return void response.write(`data: ${JSON.stringify({choices: [{delta: {content: words[at++]}}]})}\n\n`);
        response.end('data: {"choices":[{"delta":{},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n');
        clearInterval(write);
      }, pace);
      running.push(response);
      response.once('close', () => clearInterval(write));
    });
    await new Promise((resolve) => engine.listen(0, '127.0.0.1', resolve));
    folder = await mkdtemp(join(tmpdir(), 'uggla-chat-'));
    await writeFile(join(folder, 'index.html'), page);
    await writeFile(join(folder, 'phone.html'), phone);
    server = await serve({
      chatOnly: true,
      dataDir: ':memory:',
      port: 0,
      engine: `http://127.0.0.1:${engine.address().port}/v1`,
      mounts: {'/bundle/': join(root, 'packages/elements/dist/bundle'), '': folder},
    });
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await server?.close();
    engine?.closeAllConnections();
    engine?.close();
    await rm(folder, {recursive: true, force: true});
  });
  beforeEach(async () => {
    questions = 0;
    running = [];
    pace = 50;
    await tab?.close();
    tab = await (await browser.createBrowserContext()).newPage();
    await tab.goto(server.url, {waitUntil: 'load'});
    await tab.evaluate(() => customElements.whenDefined('uggla-chat').then(() => void globalThis.chat.send('¿Cómo?')));
    await textIncludes('palabra5 ');
  });

  const textIncludes = (part) =>
    tab.waitForFunction((part) => globalThis.chat.messages?.[1]?.text.includes(part), {timeout: 20_000}, part);
  const whole = async () => {
    await tab.waitForFunction(() => ['done', 'failed', 'stopped'].includes(globalThis.chat.messages?.[1]?.state), {
      timeout: 30_000,
    });
    const {text, state, shown} = await tab.evaluate(async () => {
      const {chat} = globalThis;
      await chat.updateComplete;
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      return {...chat.messages[1], shown: chat.shadowRoot.querySelector('[part~=assistant]').textContent};
    });
    assert.deepEqual([text, state, questions], [words.join(''), 'done', 1]);
    assert.ok(shown.includes(words.join('').trim()), shown);
  };

  it('comes whole when the page is loaded anew, twice, in its midst, and is asked for once', async () => {
    await tab.reload();
    await textIncludes('palabra12 ');
    await tab.reload();
    await whole();
  });

  it('comes whole when the page is left and opened again', async () => {
    await tab.goto('about:blank');
    await new Promise((resolve) => setTimeout(resolve, 300));
    await tab.goto(server.url);
    await whole();
  });

  it('comes whole when the network is away in its midst', async () => {
    await tab.setOfflineMode(true);
    await new Promise((resolve) => setTimeout(resolve, 700));
    await tab.setOfflineMode(false);
    await whole();
  });

  it('comes whole when the page is frozen in its midst, as on a phone that is locked, and the network goes away meanwhile', async () => {
    const cdp = await tab.createCDPSession();
    const other = await tab.browserContext().newPage();
    await other.bringToFront();
    await cdp.send('Page.setWebLifecycleState', {state: 'frozen'});
    await cdp.send('Network.emulateNetworkConditions', {
      offline: true,
      latency: 0,
      downloadThroughput: 0,
      uploadThroughput: 0,
    });
    const [response] = running;
    if (!response.closed) await new Promise((resolve) => response.once('close', resolve));
    assert.equal(response.writableFinished, true, 'the engine goes on');
    await cdp.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: -1,
    });
    await cdp.send('Page.setWebLifecycleState', {state: 'active'});
    await tab.bringToFront();
    await whole();
    await other.close();
  });

  it('stands on a phone so that fingers and eyes find their way: buttons, input, keyboard, edges of the screen', async () => {
    await tab.setViewport({width: 390, height: 844, isMobile: true, hasTouch: true});
    const cdp = await tab.createCDPSession();
    await cdp.send('Emulation.setSafeAreaInsetsOverride', {insets: {top: 47, bottom: 34}});
    pace = 1;
    await tab.goto(new URL('/phone.html', server.url).href, {waitUntil: 'load'});
    await tab.evaluate(async () => {
      await globalThis.chat.send('¿Cómo?');
      await globalThis.chat.regenerate();
    });
    await until(
      tab,
      () =>
        globalThis.chat.shadowRoot.querySelector('select') &&
        globalThis.chat.shadowRoot.querySelector('[part=branches]') &&
        globalThis.chat.shadowRoot.querySelector('[part=dictate]') &&
        globalThis.chat.shadowRoot.querySelector('[part=read]'),
    );
    const {small, fonts, log, composer, frame, sideways} = await tab.evaluate(() => {
      const {shadowRoot} = globalThis.chat;
      const box = (selector) => shadowRoot.querySelector(selector).getBoundingClientRect().toJSON();
      const targets = [...shadowRoot.querySelectorAll('button, select, summary, label:has(input)')].filter(
        (one) => one.checkVisibility() && one.getBoundingClientRect().width > 0,
      );
      return {
        small: targets
          .filter((one) => Math.min(one.getBoundingClientRect().width, one.getBoundingClientRect().height) < 44)
          .map(
            (one) =>
              `${one.outerHTML.slice(0, 80)} ${one.getBoundingClientRect().width}×${one.getBoundingClientRect().height}`,
          ),
        fonts: [...shadowRoot.querySelectorAll('textarea, select')].map((one) =>
          parseFloat(getComputedStyle(one).fontSize),
        ),
        log: box('.log'),
        composer: box('.composer'),
        frame: box('.frame'),
        sideways: document.documentElement.scrollWidth,
      };
    });
    assert.deepEqual(small, []);
    assert.ok(fonts.length === 2 && fonts.every((size) => size >= 16), `a phone zooms into ${fonts}`);
    assert.deepEqual([frame.width, frame.height, sideways], [390, 844, 390]);
    assert.ok(log.top > 47 && composer.bottom <= 844 - 34, `${log.top} to ${composer.bottom}`);
    await tab.evaluate(() => {
      Object.defineProperty(visualViewport, 'height', {get: () => 500});
      visualViewport.dispatchEvent(new Event('resize'));
    });
    await tab.touchscreen.tap(120, composer.top);
    await until(tab, () => globalThis.chat.shadowRoot.querySelector('.composer').getBoundingClientRect().bottom <= 500);
    await tab.evaluate(() => globalThis.chat.deleteConversations());
  });

  describe('half-way', () => {
    before(() => (isHeld = true));
    after(() => (isHeld = false));

    it('ends in the engine at once when the person stops it after the reload', async () => {
      await tab.reload();
      await textIncludes('palabra8 ');
      await tab.evaluate(() => globalThis.chat.stop());
      const [response] = running;
      if (!response.closed) await new Promise((resolve) => response.once('close', resolve));
      assert.equal(response.writableFinished, false);
      assert.equal(questions, 1);
    });
  });
});

/** An answer's pieces as an engine streams them. */
const said = (...deltas) => deltas.map((delta) => `data: ${JSON.stringify({choices: [{delta}]})}\n\n`).join('');
const end = (reason) => `data: ${JSON.stringify({choices: [{delta: {}, finish_reason: reason}]})}\n\ndata: [DONE]\n\n`;
const half = said({content: 'La silla '}, {content: 'se sube'});
const stream = (response, body = '') => {
  response.writeHead(200, {'Content-Type': 'text/event-stream'});
  response.write(body || ': \n\n');
  return response;
};
const refuse = (status, body, headers = {}) => ({
  how: (response) => response.writeHead(status, {'Content-Type': 'application/json', ...headers}).end(body),
});

/** What an engine may do, and what comes of it: for the chat, for the person, and how often the engine was asked. */
const faults = [
  {
    name: 'refuses the server’s key',
    ...refuse(401, '{"error":{"message":"Incorrect API key provided: sk-123"}}'),
    code: 'chat-server-failed',
    says: /does not let this server in/,
  },
  {
    name: 'has too much to do',
    ...refuse(429, '{"error":{"message":"slow down"}}', {'Retry-After': '2'}),
    code: 'chat-busy',
    says: /ocupado/,
    ways: ['Reintentar en 2 s'],
  },
  {
    name: 'fails',
    ...refuse(500, '{"error":{"message":"CUDA out of memory at /home/ana"}}'),
    code: 'chat-server-failed',
    says: /the engine failed/,
  },
  {
    name: 'finds the conversation too long',
    ...refuse(
      400,
      '{"error":{"code":400,"type":"exceed_context_size_error","message":"too long","n_prompt_tokens":9000,"n_ctx":4096}}',
    ),
    code: 'chat-context-exceeded',
    says: /9000 tokens, 4096 fit/,
    ways: ['Reenviar con menos historial'],
  },
  {
    name: 'is a proxy that failed',
    how: (response) => response.writeHead(502, {'Content-Type': 'text/html'}).end('<html><h1>Bad gateway</h1>'),
    code: 'chat-server-failed',
    says: /the engine failed/,
  },
  {
    name: 'is a login page',
    how: (response) =>
      response.writeHead(200, {'Content-Type': 'text/html'}).end('<!doctype html><form>Sign in</form>'),
    code: 'chat-server-failed',
    says: /./,
  },
  {
    name: 'labels its stream wrongly',
    how: (response) =>
      response.writeHead(200, {'Content-Type': 'text/plain'}).end(half + said({content: '.'}) + end('stop')),
    text: 'La silla se sube.',
  },
  {name: 'hangs up before a word', how: (response) => response.destroy(), code: 'chat-server-failed', says: /./},
  {
    name: 'breaks off in the midst',
    how: (response) => stream(response, half).socket.end(),
    text: 'La silla se sube',
    code: 'chat-answer-cut',
    ways: ['Continuar', 'Reintentar'],
    says: /./,
  },
  {
    name: 'ends without saying so',
    how: (response) => stream(response, half).end(),
    text: 'La silla se sube',
    code: 'chat-answer-cut',
    ways: ['Continuar', 'Reintentar'],
    says: /./,
  },
  {
    name: 'tells of an error in the midst',
    how: (response) => stream(response, half).end('data: {"error":{"message":"slot lost","code":500}}\n\n'),
    text: 'La silla se sube',
    code: 'chat-answer-failed',
    says: /./,
  },
  {
    name: 'stops at its limit',
    how: (response) => stream(response, half).end(end('length')),
    text: 'La silla se sube',
    finish: 'length',
  },
  {
    name: 'says nothing',
    how: (response) => stream(response).end(end('stop')),
    code: 'chat-answer-empty',
    says: /./,
  },
  {
    name: 'falls silent in the midst',
    how: (response) => stream(response, half),
    text: 'La silla se sube',
    code: 'chat-answer-cut',
    ways: ['Continuar', 'Reintentar'],
    says: /./,
  },
  {name: 'falls silent before a word', how: () => undefined, code: 'chat-server-failed', says: /./},
  {
    name: 'answers whole where a stream was asked for',
    how: (response) =>
      response
        .writeHead(200, {'Content-Type': 'application/json'})
        .end('{"choices":[{"message":{"role":"assistant","content":"Sí."},"finish_reason":"stop"}]}'),
    text: 'Sí.',
  },
];

describe('an engine behind the gateway that misbehaves', () => {
  it('leaves what came, says what went wrong, is asked once a question, and can be asked again', async () => {
    let fault, posts, last;
    const engine = createServer((request, response) => {
      if (request.method === 'GET')
        return void response.writeHead(200, {'Content-Type': 'application/json'}).end('{"data":[{"id":"odd"}]}');
      posts += 1;
      let asked = '';
      request
        .on('data', (bytes) => (asked += bytes))
        .on('end', () => {
          last = JSON.parse(asked);
          fault(response);
        });
    });
    await new Promise((resolve) => engine.listen(0, '127.0.0.1', resolve));
    const folder = await mkdtemp(join(tmpdir(), 'uggla-chat-'));
    await writeFile(join(folder, 'index.html'), page);
    const server = await serve({
      chatOnly: true,
      dataDir: ':memory:',
      port: 0,
      engine: `http://127.0.0.1:${engine.address().port}/v1`,
      limits: {engineSilenceMs: 3000}, // more than a busy machine takes to hand on what came
      mounts: {'/bundle/': join(root, 'packages/elements/dist/bundle'), '': folder},
    });
    const browser = await openBrowser();
    try {
      const tab = await browser.newPage();
      await tab.goto(server.url, {waitUntil: 'load'});
      await tab.evaluate(() => customElements.whenDefined('uggla-chat'));
      for (const {name, how, ...expected} of faults) {
        [fault, posts] = [how, 0];
        const got = await tab.evaluate(async () => {
          const {chat} = globalThis;
          chat.clear();
          const {text, finish, state, error} = await chat.send('¿Cómo?');
          await chat.updateComplete;
          const ways = [...chat.shadowRoot.querySelectorAll('.ways button')].map(({textContent}) => textContent.trim());
          return {text, finish, state, code: error?.code, ways};
        });
        const {text = '', finish, code, says = /^$/, ways = got.ways} = expected;
        const is = {finish: undefined, code: undefined, ...got};
        assert.deepEqual(
          {...is, posts},
          {text, finish: finish ?? is.finish, state: code ? 'failed' : 'done', code, ways, posts: 1},
          name,
        );
        // What the server says of it is folded beneath, and comes with the first error that has such words.
        const told = () => globalThis.chat.shadowRoot.querySelector('[part~=error]')?.textContent ?? '';
        let shown = await tab.evaluate(told);
        for (const end = Date.now() + 10_000; !says.test(shown) && Date.now() < end;) shown = await tab.evaluate(told);
        assert.match(shown, says, name);
        assert.doesNotMatch(shown, /sk-123|CUDA|Bad gateway|</, name);
      }
      // What was cut off is gone on with: the engine is given its begin, and the answer is one.
      [fault, posts] = [(response) => stream(response, half).end(), 0];
      await tab.evaluate(async () => {
        const {chat} = globalThis;
        chat.clear();
        await chat.send('¿Cómo?');
        await chat.updateComplete;
      });
      fault = (response) => stream(response, said({content: ' solo.'})).end(end('stop'));
      await tab.evaluate(() => globalThis.chat.shadowRoot.querySelector('.ways button').click());
      await until(tab, () => globalThis.chat.messages[1].state === 'done');
      assert.equal(await tab.evaluate(() => globalThis.chat.messages[1].text), 'La silla se sube solo.');
      assert.deepEqual([posts, last.messages.at(-1)], [2, {role: 'assistant', content: 'La silla se sube'}]);
    } finally {
      await browser.close();
      await server.close();
      engine.closeAllConnections();
      engine.close();
      await rm(folder, {recursive: true, force: true});
    }
  });
});
