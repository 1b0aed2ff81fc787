import {expect} from '@open-wc/testing';
import {fixtureSite, sse, type Rule} from '@uggla/testing';
import {postEvents} from './post-events.js';

/** Posts to a server that answers so; gives the events, the error and what the server saw. An event opens the rule's gate. */
async function post(
  rule: Rule,
  {headers = {}, abort = new AbortController()}: {headers?: Record<string, string>; abort?: AbortController} = {},
) {
  const site = await fixtureSite({rules: [{method: 'POST', match: 'chat', type: 'text/event-stream', ...rule}]});
  const events: string[] = [];
  let error: {code?: string; status?: number} | undefined;
  let heard = 0;
  try {
    for await (const some of postEvents({
      address: site.url('chat'),
      headers,
      body: {a: 'ñ'},
      signal: abort.signal,
      onActivity: () => heard++,
    })) {
      events.push(...some);
      if (rule.gate) await site.open(rule.gate);
    }
  } catch (caught) {
    error = caught as typeof error;
  }
  return {events, error, heard, posts: await site.requests('chat')};
}

describe('postEvents', () => {
  it('sends JSON with the headers that it was given', async () => {
    const {posts} = await post({body: sse(['x'])}, {headers: {'x-login': 'ana', authorization: 'Bearer 1'}});
    expect(posts.length).to.equal(1);
    expect(posts[0]!.body).to.equal('{"a":"ñ"}');
    expect(posts[0]!.headers).to.include({
      'x-login': 'ana',
      authorization: 'Bearer 1',
      'content-type': 'application/json',
    });
    expect(posts[0]!.headers['accept']).to.contain('text/event-stream');
  });

  const bodies: [name: string, body: string, events: string[]][] = [
    ['events', 'data: a\n\ndata: b\n\n', ['a', 'b']],
    ['events without a blank after the colon', 'data:a\n\ndata:b\n\n', ['a', 'b']],
    ['events whose lines end in CRLF', 'data: a\r\n\r\ndata: b\r\n\r\n', ['a', 'b']],
    ['events whose lines end in CR', 'data: a\r\rdata: b\r\r', ['a', 'b']],
    ['an event of several lines', 'data: a\ndata: b\n\n', ['a\nb']],
    ['events with names, ids and retries', 'event: x\nid: 1\nretry: 1\ndata: a\n\n', ['a']],
    ['comments', ': ping\n\n: ping\n\ndata: a\n\n: ping\n\n', ['a']],
    ['empty events', 'data\n\ndata:\n\ndata: a\n\n', ['a']],
    ['a byte order mark', '\uFEFFdata: a\n\n', ['a']],
    ['a last event without its empty line', 'data: a\n\ndata: b', ['a', 'b']],
    ['a last event without its second line feed', 'data: a\n\ndata: b\n', ['a', 'b']],
    ['letters of several bytes', 'data: ñ日本👍🏽\n\n', ['ñ日本👍🏽']],
    ['a JSON object', '{"a":1}', ['{"a":1}']],
    ['a JSON object over several lines', '\n{\r\n  "a": 1\n}\n', ['{\n  "a": 1\n}']],
    ['nothing', '', []],
    ['empty lines', '\n\n\n', []],
  ];
  for (const [name, body, expected] of bodies) {
    it(`reads ${name}, however it is cut`, async () => {
      for (const chunk of [1, 2, 3, 1000]) {
        const {events, error} = await post({body, chunk});
        expect(error).to.equal(undefined);
        expect(events, `cut every ${chunk} bytes`).to.deep.equal(expected);
      }
    });
  }

  for (const body of ['<!doctype html><p>x', '<html>', '\n\n <?xml version="1.0"?>', '\uFEFF<html>']) {
    it(`refuses ${JSON.stringify(body)}`, async () => {
      const {error, events} = await post({body, type: 'text/html'});
      expect(error?.code).to.equal('chat-answer-invalid');
      expect(events).to.deep.equal([]);
    });
  }

  it('tells a connection that breaks after its begin from one that never came to be', async () => {
    const cut = await post({body: sse(['a'.repeat(500), 'b']), gate: 'read', gateAfter: 511, cutAfter: 511});
    // WebKitGTK takes such a break for a good end; what reads the events sees that the end is missing.
    expect(cut.error?.code ?? 'chat-answer-cut').to.equal('chat-answer-cut');
    expect(cut.events).to.deep.equal(['a'.repeat(500)]);
    const never = await post({reset: true});
    expect(never.error?.code).to.equal('chat-unreachable');
  });

  it('throws what a bad status says', async () => {
    expect(
      (await post({status: 503, body: {error: {message: 'Loading model'}}, headers: {'retry-after': '3'}})).error,
    ).to.include({code: 'chat-busy', message: 'Loading model', retryAfter: 3});
    expect((await post({status: 404})).error).to.include({code: 'chat-refused', status: 404});
  });

  it('tells of each arrival, so that silence can be told from thinking', async () => {
    const first = 'data: a\n\n';
    const {heard, events} = await post({body: `${first}: ping\n\n`, gate: 'read', gateAfter: first.length});
    expect(events).to.deep.equal(['a']);
    expect(heard).to.be.greaterThan(1); // the answer began; then, when its event had been read, a ping came
  });

  it('asks nothing when it was stopped before', async () => {
    const abort = new AbortController();
    abort.abort();
    const {events, error, posts} = await post({body: sse(['a'])}, {abort});
    expect({events, error, posts}).to.deep.equal({events: [], error: undefined, posts: []});
  });

  it('ends quietly when it is stopped while the server thinks', async () => {
    const site = await fixtureSite({rules: [{match: 'chat', hang: true}]});
    const abort = new AbortController();
    const events: string[] = [];
    const done = (async () => {
      for await (const some of postEvents({address: site.url('chat'), headers: {}, body: {}, signal: abort.signal}))
        events.push(...some);
    })();
    await site.seen('chat');
    abort.abort();
    await done;
    expect(events).to.deep.equal([]);
    await site.seen('chat', {ended: 'gone'});
  });

  it('never sends twice what a server answered badly', async () => {
    for (const rule of [
      {status: 500},
      {status: 429},
      {body: '<html>'},
      {body: 'retry: 1\n\n'},
      {body: 'data: a\n\n', cutAfter: 4},
    ]) {
      expect((await post(rule)).posts.length, JSON.stringify(rule)).to.equal(1);
    }
  });
});
