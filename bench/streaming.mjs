// What it costs the main thread to show an answer of 2,000 tokens as it comes, one token each 5 ms.
import {chatStream, fixtureSite, startFixtureServer} from '@uggla/testing/fixture-server.js';
import {DEEP_CHAT} from './contenders.mjs';
import {OURS, bundle, median, openBrowser, table, verdict} from './lib.mjs';

const WORDS = 'The chair’s **height** is right when both feet rest flat and the knees stand at `90` degrees; see [the film](https://example.com/f). '.split(/(?<= )/);

/** Markdown as models write it: paragraphs, lists, a table, code. */
function tokens(count) {
  const list = [];
  for (let i = 0; list.length < count; i++) {
    if (i % 12 === 0) list.push('\n\n', '## ', `Part ${i}`, '\n\n');
    if (i % 12 === 4) list.push('\n\n', '- one ', 'thing\n', '- another ', 'thing\n\n');
    if (i % 12 === 8) list.push('\n\n```js\n', 'const height = ', '42;\n', '```\n\n');
    list.push(...WORDS);
  }
  return list.slice(0, count);
}

const STREAM = chatStream(tokens(2000));
const BYTES = Math.ceil(STREAM.length / 2000);

const CONTENDERS = {
  'uggla-chat': {
    head: `<script type="module" src="./${OURS}/uggla-chat.js"></script>`,
    body: '<uggla-chat endpoint="v1" model="m" style="height:600px"></uggla-chat>',
    run: async () => {
      const chat = document.querySelector('uggla-chat');
      await customElements.whenDefined('uggla-chat');
      await chat.updateComplete;
      await new Promise((resolve) => {
        chat.addEventListener('uggla-message-finish', resolve, {once: true});
        void chat.send('How do I set the height of the chair?');
      });
    },
  },
  'streaming-markdown, bare': {
    code: `import {default_renderer, parser, parser_write, parser_end} from 'streaming-markdown';
globalThis.go = async () => {
  const p = parser(default_renderer(document.querySelector('#out')));
  const reader = (await fetch('v1/chat/completions', {method: 'POST', body: '{}'})).body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const lines = (rest + part.value).split('\\n\\n');
    rest = lines.pop();
    for (const line of lines) {
      const data = line.slice(6);
      if (data === '[DONE]') continue;
      const text = JSON.parse(data).choices[0].delta.content;
      if (text) parser_write(p, text);
    }
  }
  parser_end(p);
};`,
    body: '<div id="out" style="height:600px;overflow:auto"></div>',
    run: () => globalThis.go(),
  },
  'deep-chat': {
    code: DEEP_CHAT,
    body: '<deep-chat style="height:600px;width:600px"></deep-chat>',
    run: async () => {
      await customElements.whenDefined('deep-chat');
      const chat = document.querySelector('deep-chat');
      await new Promise((resolve) => {
        chat.connect = {
          stream: true,
          handler: async (_, signals) => {
            signals.onOpen();
            const reader = (await fetch('v1/chat/completions', {method: 'POST', body: '{}'})).body.pipeThrough(new TextDecoderStream()).getReader();
            let rest = '';
            for (let part = await reader.read(); !part.done; part = await reader.read()) {
              const lines = (rest + part.value).split('\n\n');
              rest = lines.pop();
              for (const line of lines) {
                const data = line.slice(6);
                if (data === '[DONE]') continue;
                const text = JSON.parse(data).choices[0].delta.content;
                if (text) signals.onResponse({text});
              }
            }
            signals.onClose();
            resolve();
          },
        };
        const send = () => (chat.submitUserMessage ? chat.submitUserMessage({text: 'How do I set the height of the chair?'}) : setTimeout(send, 50));
        setTimeout(send, 500);
      });
    },
  },
};

export async function streaming({rounds = 3} = {}) {
  const server = await startFixtureServer();
  const browser = await openBrowser();
  try {
    for (const [name, contender] of Object.entries(CONTENDERS)) {
      if (!contender.code) continue;
      const files = await bundle(`stream-${name.replace(/\W+/g, '-')}`, contender.code);
      contender.head = `<script type="module" src="./${files[0].path}"></script>`;
    }
    const times = new Map(Object.keys(CONTENDERS).map((name) => [name, []]));
    for (let round = 0; round < rounds; round++) {
      for (const [name, list] of times) list.push(await one(browser, server, CONTENDERS[name]));
    }
    const rows = [...times].map(([name, list]) => ({name, value: median(list), note: `${Math.min(...list).toFixed(0)} – ${Math.max(...list).toFixed(0)}`}));
    table(`Streaming 2,000 tokens: main thread (median of ${rounds} rounds)`, rows, {unit: 'ms'});
    verdict(rows);
  } finally {
    await browser.close();
    await server.close();
  }
}

async function one(browser, server, {head, body, run}) {
  const site = await fixtureSite({
    server: server.url,
    files: {'page.html': `<!doctype html><html lang="en"><meta charset="utf-8"><title>Bench</title>${head}<body>${body}</body></html>`, 'v1/models': {object: 'list', data: [{id: 'm', object: 'model'}]}},
    rules: [{match: 'chat/completions', method: 'POST', body: STREAM, type: 'text/event-stream', chunk: BYTES, everyMs: 5}],
  });
  const page = await browser.newPage();
  try {
    const cdp = await page.createCDPSession();
    await cdp.send('Performance.enable', {timeDomain: 'timeTicks'});
    await page.goto(site.url('page.html'), {waitUntil: 'load'});
    const before = await busy(cdp);
    await page.evaluate(run);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    return (await busy(cdp)) - before;
  } finally {
    await page.close();
  }
}

async function busy(cdp) {
  const {metrics} = await cdp.send('Performance.getMetrics');
  return metrics.find(({name}) => name === 'TaskDuration').value * 1000;
}
