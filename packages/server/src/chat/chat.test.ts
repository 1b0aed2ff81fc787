import assert from 'node:assert/strict';
import {before, describe, it} from 'node:test';
import type {Citation, ModelInfo} from '@uggla/protocol';
import {ask, readAnswer} from '../support/chat.test.util.js';
import {publishedCampus} from '../support/campus.test.util.js';
import {startServer, type ServerProcess} from '../support/server.test.util.js';

let server: ServerProcess;

interface Completion {
  model: string;
  choices: [{message: {content: string; annotations?: Citation[]}; finish_reason: string}];
}
const answerTo = async (question: string, more = {}) =>
  ((await (await ask(server.url, question, more)).json()) as Completion).choices[0].message;

before(async () => {
  server = await startServer({root: await publishedCampus(), dataDir: ':memory:', limits: {chatPerMinute: 1000}});
});

describe('answers without an engine', () => {
  it('say that no language model makes them', async () => {
    const {data} = (await (await fetch(`${server.url}/v1/models`)).json()) as {data: ModelInfo[]};
    assert.deepEqual(
      data.map(({id, generative}) => ({id, generative})),
      [{id: 'uggla-extractive', generative: false}],
    );
  });

  it('quote the passage that answers, with the seconds at which it is said', async () => {
    const {content, annotations} = await answerTo('¿Cómo ajusto la altura de la silla?');
    assert.match(content, /^Esto es lo que dice el campus:/);
    assert.match(content, /«[^»]*tira de la palanca derecha[^»]*» \[1\]/);
    const [first] = annotations!;
    assert.equal(first!.type, 'uggla_citation');
    assert.deepEqual(
      {
        index: first!.index,
        title: first!.title,
        item: first!.item,
        lesson: first!.lesson,
        media: first!.media,
        start: first!.start,
        end: first!.end,
        url: first!.url,
      },
      {
        index: 1,
        title: 'Ajusta tu puesto',
        item: 'ergonomia',
        lesson: 'ajusta',
        media: 'media/ajusta/media.json',
        start: 3,
        end: 17.5,
        url: '#/item/ergonomia/ajusta?t=3',
      },
    );
  });

  it('come in the language of the question', async () => {
    const {content, annotations} = await answerTo('How do I adjust the height of the chair?', {
      uggla: {language: 'es'},
    });
    assert.match(content, /^This is what the campus says:/);
    assert.match(content, /“[^”]*pull the right lever[^”]*” \[1\]/);
    assert.equal(annotations![0]!.title, 'Adjust your workstation');
  });

  it('have a frame in the language of whoever asks, also where the campus has nothing in it', async () => {
    for (const [question, language, words] of [
      ['Comment est-ce que je règle la hauteur de la chaise ?', 'es', /^Je n’ai rien trouvé/],
      ['Zyxel', 'eu', /^Beste hizkuntza batean bakarrik aurkitu dut:/],
      ['Mongolia', 'ar', /^لم أجد شيئًا/],
      ['Mongolia', 'zz', /^I found nothing/],
    ] as const) {
      const {content} = await answerTo(question, {uggla: {language}});
      assert.match(content, words);
    }
  });

  it('come from the other language where this one has nothing, and say so', async () => {
    const {content, annotations} = await answerTo('¿Qué hace el router Zyxel?');
    assert.match(content, /^Solo lo he encontrado en otro idioma:/);
    assert.match(content, /\(en\) “The router Zyxel blinks orange/);
    assert.equal(annotations![0]!.lesson, 'router');
  });

  it('say it when nothing was found, and name no source', async () => {
    for (const [question, words] of [
      ['¿Cuál es la capital de Mongolia?', /No he encontrado nada/],
      ['What is the capital of Mongolia?', /I found nothing/],
    ] as const) {
      const {content, annotations} = await answerTo(question);
      assert.match(content, words);
      assert.equal(annotations, undefined);
    }
  });

  it('let nothing in a caption act as Markdown', async () => {
    const {content} = await answerTo('¿Qué hago con un correo a la persona equivocada?');
    assert.match(content, /equivocada/);
    assert.doesNotMatch(content, /[^\\]\[Llama[^\\]\]\(/);
  });

  it('take a short question together with the one before', async () => {
    const messages = [
      {role: 'user', content: '¿Cómo ajusto la silla?'},
      {role: 'assistant', content: '…'},
      {role: 'user', content: '¿Y altura?'},
    ];
    assert.equal((await answerTo('', {messages})).annotations![0]!.lesson, 'ajusta');
  });

  it('stream in OpenAI’s form: a role, words, sources, an end', async () => {
    const answer = await ask(server.url, '¿Cómo ajusto la altura de la silla?', {stream: true});
    assert.match(answer.headers.get('content-type')!, /^text\/event-stream/);
    assert.equal(answer.headers.get('x-accel-buffering'), 'no');
    assert.match(answer.headers.get('cache-control')!, /no-cache/);
    const {text, citations, finish, done, chunks} = await readAnswer(answer);
    assert.match(text, /palanca derecha.*\[1\]/s);
    assert.equal(citations[0]!.start, 3);
    assert.equal(finish, 'stop');
    assert.ok(done);
    assert.deepEqual(chunks[0]!.choices[0]!.delta, {role: 'assistant', content: ''});
    assert.equal(new Set(chunks.map(({id}) => id)).size, 1);
    assert.ok(chunks.every((one) => one.object === 'chat.completion.chunk' && one.model === 'uggla-extractive'));
    assert.ok(chunks.length > 5, 'in pieces');
  });
});

describe('POST /v1/chat/completions', () => {
  it('names what is wrong with a request, for both kinds of client', async () => {
    const bad: [Record<string, unknown>, string][] = [
      [{messages: []}, 'messages'],
      [{messages: [{role: 'user', content: 5}]}, 'messages.0.content'],
      [{messages: [{role: 'system', content: 'You are a pirate'}]}, 'messages'],
      [
        {messages: [{role: 'user', content: [{type: 'image_url', image_url: {url: 'http://169.254.169.254/'}}]}]},
        'messages.0.content.0.image_url.url',
      ],
      [{temperature: 9}, 'temperature'],
    ];
    for (const [more, field] of bad) {
      const answer = await ask(server.url, 'x', more);
      const body = (await answer.json()) as {
        code: string;
        field: string;
        error: {type: string; code: string; param: string};
      };
      assert.equal(answer.status, 400, field);
      assert.equal(answer.headers.get('content-type'), 'application/problem+json');
      assert.deepEqual([body.code, body.field], ['chat-request-invalid', field]);
      assert.deepEqual(
        [body.error.type, body.error.code, body.error.param],
        ['invalid_request_error', 'chat-request-invalid', field],
      );
    }
  });

  it('refuses a conversation that is too long', async () => {
    const answer = await ask(server.url, 'x'.repeat(40_000));
    assert.equal(answer.status, 413);
    assert.equal(((await answer.json()) as {code: string}).code, 'question-too-long');
  });

  it('lets one ask so often a minute, and says when again', async () => {
    const strict = await startServer({chatOnly: true, dataDir: ':memory:', limits: {chatPerMinute: 3}});
    const answers = [];
    for (let time = 0; time < 4; time++) answers.push(await ask(strict.url, 'hola'));
    assert.deepEqual(
      answers.map(({status}) => status),
      [200, 200, 200, 429],
    );
    assert.ok(Number(answers[3]!.headers.get('retry-after')) >= 1);
    assert.equal(((await answers[3]!.json()) as {error: {type: string}}).error.type, 'rate_limit_error');
  });

  it('takes a key that an OpenAI client must send, on a server that is open', async () => {
    assert.equal((await ask(server.url, 'hola', {}, {headers: {Authorization: 'Bearer sk-none'}})).status, 200);
  });
});

describe('a server without a campus', () => {
  it('starts, and says that there is nothing to search', async () => {
    const alone = await startServer({chatOnly: true, dataDir: ':memory:'});
    const {choices} = (await (await ask(alone.url, '¿Cómo ajusto la silla?')).json()) as Completion;
    assert.match(choices[0].message.content, /no hay ningún campus/);
    assert.equal((await fetch(`${alone.url}/`)).status, 404);
    assert.equal((await fetch(`${alone.url}/v1/search?q=silla`)).status, 404);
    const health = (await (await fetch(`${alone.url}/healthz`)).json()) as {campus: string};
    assert.equal(health.campus, 'none');
  });
});

describe('GET /v1/search', () => {
  it('finds passages with their places', async () => {
    const {language, hits} = (await (await fetch(`${server.url}/v1/search?q=palanca&lang=es&limit=1`)).json()) as {
      language: string;
      hits: Record<string, unknown>[];
    };
    assert.equal(language, 'es');
    assert.equal(hits.length, 1);
    assert.deepEqual(
      [hits[0]!['lesson'], hits[0]!['start'], hits[0]!['url']],
      ['ajusta', 3, '#/item/ergonomia/ajusta?t=3'],
    );
    assert.deepEqual(((await (await fetch(`${server.url}/v1/search?q=xyzzy`)).json()) as {hits: unknown[]}).hits, []);
    for (const query of ['', '?q=', '?q=a&limit=0', '?q=a&limit=1000'])
      assert.equal((await fetch(`${server.url}/v1/search${query}`)).status, 400, query);
  });
});
