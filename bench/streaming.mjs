// What an answer costs the chat's page, beside a page that has the Markdown parser alone and one that shows plain text: main
// thread by size, the longest task, typing while it comes, memory of a long conversation. Times are those of the processor,
// not of the clock, so that what else the machine does matters little; typing is by the clock, and so beside plain text. A person
// has gone into the field before a question is sent: what that alone costs is a table of its own.
import {chatStream, fixtureSite, startFixtureServer} from '@uggla/testing/fixture-server.js';
import {DEEP_CHAT} from './contenders.mjs';
import {OURS, bundle, median, openBrowser, table} from './lib.mjs';

const WORDS =
  'The chair’s **height** is right when both feet rest flat and the knees stand at `90` degrees; see [the film](https://example.com/f). '.split(
    /(?<= )/,
  );

/** Markdown as models write it: paragraphs, lists, code. */
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

/** Reads an OpenAI stream as an author would by hand; `show` gets each text. */
const READ = `async function read(show) {
  const reader = (await fetch('v1/chat/completions', {method: 'POST', body: '{}'})).body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const lines = (rest + part.value).split('\\n\\n');
    rest = lines.pop();
    for (const line of lines) {
      const data = line.slice(6);
      if (data === '[DONE]') continue;
      const text = JSON.parse(data).choices[0].delta.content;
      if (text) show(text);
    }
  }
}`;

const FIELD = '<textarea id="field"></textarea>';

const CONTENDERS = {
  'uggla-chat': {
    head: `<script type="module" src="./${OURS}/uggla-chat.js"></script>`,
    body: '<uggla-chat endpoint="v1" model="m" style="height:600px"></uggla-chat>',
    ready: async () => {
      const chat = document.querySelector('uggla-chat');
      await customElements.whenDefined('uggla-chat');
      await chat.updateComplete;
      globalThis.go = () => chat.send('How do I set the height of the chair?').then(({text}) => text.length);
      globalThis.field = () => chat.shadowRoot.querySelector('textarea');
    },
  },
  'streaming-markdown, bare': {
    code: `import {default_renderer, parser, parser_write, parser_end} from 'streaming-markdown';
${READ}
globalThis.go = async () => {
  const out = document.querySelector('#out').appendChild(document.createElement('div'));
  const p = parser(default_renderer(out));
  let length = 0;
  await read((text) => { length += text.length; parser_write(p, text); });
  parser_end(p);
  return length;
};
globalThis.field = () => document.querySelector('#field');`,
    body: `<div id="out" style="height:600px;overflow:auto"></div>${FIELD}`,
  },
  'plain text': {
    code: `${READ}
globalThis.go = async () => {
  const out = document.querySelector('#out').appendChild(document.createElement('pre')).appendChild(document.createTextNode(''));
  await read((text) => out.appendData(text));
  return out.length;
};
globalThis.field = () => document.querySelector('#field');`,
    body: `<div id="out" style="height:600px;overflow:auto"></div>${FIELD}`,
  },
  'deep-chat': {
    peer: true,
    code: `${DEEP_CHAT}
${READ}
globalThis.go = async () => {
  const chat = document.querySelector('deep-chat');
  await customElements.whenDefined('deep-chat');
  while (!chat.submitUserMessage) await new Promise((done) => setTimeout(done, 50));
  await new Promise((resolve) => {
    chat.connect = {stream: true, handler: async (_, signals) => {
      signals.onOpen();
      await read((text) => signals.onResponse({text}));
      signals.onClose();
      resolve();
    }};
    setTimeout(() => chat.submitUserMessage({text: 'How do I set the height of the chair?'}), 500);
  });
};
globalThis.field = () => document.querySelector('deep-chat').shadowRoot.querySelector('[contenteditable]');`,
    body: '<deep-chat style="height:600px;width:600px"></deep-chat>',
  },
};

/** `sizes`: tokens, how many rounds of each. */
export async function streaming({
  peers = true,
  sizes = [
    [500, 3],
    [2000, 3],
    [8000, 3],
    [32_000, 1],
  ],
} = {}) {
  const server = await startFixtureServer();
  const browser = await openBrowser();
  const contenders = Object.entries(CONTENDERS).filter(([, {peer}]) => peers || !peer);
  const missed = [];
  const bar = (what, value, most) => {
    console.log(`  ${value <= most ? 'reached' : 'MISSED '} ${what}: ${value.toFixed(2)}, bar ${most}`);
    if (!(value <= most)) missed.push(what);
  };
  try {
    for (const [name, contender] of contenders) {
      if (!contender.code) continue;
      const files = await bundle(`stream-${name.replace(/\W+/g, '-')}`, contender.code);
      contender.head = `<script type="module" src="./${files[0].path}"></script>`;
    }
    const take = (names, rounds, measure) =>
      inTurns(
        contenders.filter(([name]) => names.includes(name)),
        rounds,
        measure,
      );

    const entered = await take(['uggla-chat', 'streaming-markdown, bare'], 3, (contender) =>
      entering(browser, server, contender),
    );
    table('Going into the field, and what is fetched then: main thread, processor time (median of 3)', entered, {
      unit: 'ms',
      digits: 1,
    });

    const cost = new Map();
    for (const [count, rounds] of sizes) {
      // deep-chat reads the whole answer again for each token: more than 2,000 it does not end in this time.
      const names = ['uggla-chat', 'streaming-markdown, bare', ...(count === 2000 ? ['plain text', 'deep-chat'] : [])];
      const rows = await take(names, rounds, (contender) => mainThread(browser, server, contender, count));
      table(
        `${count.toLocaleString('en')} tokens at 1,000 a second: main thread, processor time (median of ${rounds})`,
        rows,
        {unit: 'ms'},
      );
      cost.set(count, rows[0].value);
      bar(`${count} tokens, to streaming-markdown`, rows[0].value / rows[1].value, 1.5);
    }
    const growth = (from, to) => Math.log(cost.get(to) / cost.get(from)) / Math.log(to / from);
    for (const [from, to] of [
      [500, 2000],
      [2000, 8000],
    ])
      if (cost.has(from) && cost.has(to)) bar(`growth from ${from} to ${to}, exponent`, growth(from, to), 1.1);

    const tasks = await take(['uggla-chat', 'streaming-markdown, bare'], 1, (contender) =>
      longestTask(browser, server, contender, 4000),
    );
    table('Longest task while 4,000 tokens come at 1,000 a second, processor time', tasks, {unit: 'ms', digits: 1});
    bar('longest task, ms', tasks[0].value, 50);

    const typing = await take(['uggla-chat', 'plain text', 'streaming-markdown, bare'], 3, (contender) =>
      typed(browser, server, contender),
    );
    table('Typing while 4,000 tokens come at 400 a second: keydown to frame, 95th of a hundred (median of 3)', typing, {
      unit: 'ms',
      digits: 1,
    });
    bar('typing, to plain text', typing[0].value / typing[1].value, 1.5);

    const memory = await take(['uggla-chat', 'streaming-markdown, bare'], 1, (contender) =>
      heap(browser, server, contender),
    );
    table('Heap after 100 questions and answers of 200 tokens, less the empty page', memory, {unit: 'MB', digits: 2});
    bar('heap of 200 messages, MB', memory[0].value, 4);
    console.log(missed.length === 0 ? '\nThe chat reaches its bars.' : `\nThe chat misses: ${missed.join('; ')}`);
  } finally {
    await browser.close();
    await server.close();
  }
}

/** All contenders take turns; a row of each: median, lowest and highest. */
async function inTurns(contenders, rounds, measure) {
  const values = new Map(contenders.map(([name]) => [name, []]));
  for (let round = 0; round < rounds; round++)
    for (const [name, contender] of contenders) values.get(name).push(await measure(contender));
  return [...values].map(([name, list]) => ({
    name,
    value: median(list),
    note: `${Math.min(...list).toFixed(1)} – ${Math.max(...list).toFixed(1)}`,
  }));
}

/** A page of the contender whose engine says so many tokens, so many at once, each 16 ms. */
async function withPage(browser, server, {head, body, ready}, {count, atOnce}, act) {
  const stream = chatStream(tokens(count));
  const site = await fixtureSite({
    server: server.url,
    files: {
      'page.html': `<!doctype html><html lang="en"><meta charset="utf-8"><title>Bench</title>${head}<body>${body}</body></html>`,
      'v1/models': {object: 'list', data: [{id: 'm', object: 'model'}]},
    },
    rules: [
      {
        match: 'chat/completions',
        method: 'POST',
        body: stream,
        type: 'text/event-stream',
        ...(atOnce ? {chunk: Math.ceil((Buffer.byteLength(stream) / count) * atOnce), everyMs: 16} : {}),
      },
    ],
  });
  const page = await browser.newPage();
  try {
    await page.goto(site.url('page.html'), {waitUntil: 'load'});
    if (ready) await page.evaluate(ready);
    await page.waitForFunction(() => globalThis.go);
    return await act(page, await page.createCDPSession());
  } finally {
    await page.close();
  }
}

const frames = (page) =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

/** Into the field, as who is about to write a question; what the page fetches then is there before the question is. */
async function intoField(page) {
  await page.evaluate(() => globalThis.field()?.focus());
  await page.waitForNetworkIdle({idleTime: 300});
  await frames(page);
}

/** Milliseconds of the processor that the main thread takes for what is done. */
async function mainThreadOf(page, cdp, act) {
  await cdp.send('Performance.enable', {timeDomain: 'threadTicks'});
  const before = await metric(cdp, 'TaskDuration');
  await act();
  await frames(page);
  return ((await metric(cdp, 'TaskDuration')) - before) * 1000;
}

function entering(browser, server, contender) {
  return withPage(browser, server, contender, {count: 1}, (page, cdp) =>
    mainThreadOf(page, cdp, () => intoField(page)),
  );
}

function mainThread(browser, server, contender, count) {
  return withPage(browser, server, contender, {count, atOnce: 16}, async (page, cdp) => {
    await intoField(page);
    return mainThreadOf(page, cdp, () => page.evaluate(() => globalThis.go()));
  });
}

function longestTask(browser, server, contender, count) {
  return withPage(browser, server, contender, {count, atOnce: 16}, async (page) => {
    await page.tracing.start({categories: ['toplevel', '__metadata']});
    await page.evaluate(() => globalThis.go());
    await frames(page);
    const {traceEvents} = JSON.parse(new TextDecoder().decode(await page.tracing.stop()));
    const mains = new Set(
      traceEvents
        .filter(({name, args}) => name === 'thread_name' && args.name === 'CrRendererMain')
        .map(({pid, tid}) => `${pid} ${tid}`),
    );
    return Math.max(
      ...traceEvents
        .filter(({name, pid, tid, tdur}) => /RunTask$/.test(name) && tdur !== undefined && mains.has(`${pid} ${tid}`))
        .map(({tdur}) => tdur / 1000),
    );
  });
}

function typed(browser, server, contender) {
  return withPage(browser, server, contender, {count: 4000, atOnce: 6.4}, async (page) => {
    await page.evaluate(() => {
      globalThis.waits = [];
      addEventListener(
        'keydown',
        ({timeStamp}) => requestAnimationFrame(() => globalThis.waits.push(performance.now() - timeStamp)),
        true,
      );
      void globalThis.go();
      globalThis.field().focus();
    });
    for (let key = 0; key < 60; key++) {
      await page.keyboard.press('a');
      await new Promise((done) => setTimeout(done, 120));
    }
    const waits = await page.evaluate(() => globalThis.waits.sort((one, other) => one - other));
    if (waits.length < 60) throw new Error(`${60 - waits.length} keys were lost`);
    return waits[Math.floor(waits.length * 0.95)];
  });
}

function heap(browser, server, contender) {
  return withPage(browser, server, contender, {count: 200}, async (page, cdp) => {
    await cdp.send('Performance.enable');
    const used = async () => {
      for (let time = 0; time < 3; time++) await cdp.send('HeapProfiler.collectGarbage');
      return metric(cdp, 'JSHeapUsedSize');
    };
    const before = await used();
    for (let time = 0; time < 100; time++) await page.evaluate(() => globalThis.go());
    await frames(page);
    return ((await used()) - before) / 1e6;
  });
}

async function metric(cdp, wanted) {
  const {metrics} = await cdp.send('Performance.getMetrics');
  return metrics.find(({name}) => name === wanted).value;
}
