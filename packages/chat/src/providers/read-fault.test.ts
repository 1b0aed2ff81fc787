// Chromium first: what is told of a fault is the same script in all engines; post-events.test.ts tries the stream itself.
import {expect} from '@open-wc/testing';
import {faultOf, readJsonFault, readRetryAfter} from './read-fault.js';

/** Error bodies as servers document them. */
const bodies: {server: string; status: number; body: unknown; code: string; message: string; contextWindow?: number}[] =
  [
    {
      server: 'llama.cpp, no key',
      status: 401,
      body: {error: {message: 'Invalid API Key', type: 'authentication_error', code: 401}},
      code: 'chat-unauthorized',
      message: 'Invalid API Key',
    },
    {
      server: 'llama.cpp, too long',
      status: 400,
      body: {
        error: {
          code: 400,
          message: 'the request exceeds the available context size',
          type: 'exceed_context_size_error',
          n_prompt_tokens: 5000,
          n_ctx: 4096,
        },
      },
      code: 'chat-context-exceeded',
      message: 'the request exceeds the available context size',
      contextWindow: 4096,
    },
    {
      server: 'llama.cpp, loading',
      status: 503,
      body: {error: {code: 503, message: 'Loading model', type: 'unavailable_error'}},
      code: 'chat-busy',
      message: 'Loading model',
    },
    {
      server: 'OpenAI, too long',
      status: 400,
      body: {
        error: {
          message: "This model's maximum context length is 8192 tokens.",
          type: 'invalid_request_error',
          param: 'messages',
          code: 'context_length_exceeded',
        },
      },
      code: 'chat-context-exceeded',
      message: "This model's maximum context length is 8192 tokens.",
    },
    {
      server: 'uggla serve, too long',
      status: 413,
      body: {
        code: 'question-too-long',
        title: 'the conversation has 40000 characters, 32000 are taken',
        error: {
          message: 'the conversation has 40000 characters, 32000 are taken',
          type: 'invalid_request_error',
          code: 'question-too-long',
          param: 'messages',
        },
      },
      code: 'chat-context-exceeded',
      message: 'the conversation has 40000 characters, 32000 are taken',
    },
    {
      server: 'OpenAI, no credit',
      status: 429,
      body: {
        error: {message: 'You exceeded your current quota.', type: 'insufficient_quota', code: 'insufficient_quota'},
      },
      code: 'chat-busy',
      message: 'You exceeded your current quota.',
    },
    {
      server: 'Azure, filtered',
      status: 400,
      body: {error: {message: 'The response was filtered.', code: 'content_filter', status: 400}},
      code: 'chat-refused',
      message: 'The response was filtered.',
    },
    {
      server: 'vLLM, unknown model',
      status: 404,
      body: {object: 'error', message: 'The model `m` does not exist.', type: 'NotFoundError', code: 404},
      code: 'chat-refused',
      message: 'The model `m` does not exist.',
    },
    {
      server: 'TGI, overloaded',
      status: 429,
      body: {error: 'Model is overloaded', error_type: 'overloaded'},
      code: 'chat-busy',
      message: 'Model is overloaded',
    },
    {
      server: 'Ollama, unknown model',
      status: 404,
      body: {error: 'model "m" not found, try pulling it first'},
      code: 'chat-refused',
      message: 'model "m" not found, try pulling it first',
    },
    {
      server: 'Anthropic, overloaded',
      status: 529,
      body: {type: 'error', error: {type: 'overloaded_error', message: 'Overloaded'}},
      code: 'chat-busy',
      message: 'Overloaded',
    },
    {
      server: 'uggla serve, problem details',
      status: 429,
      body: {
        type: 'https://uggla.dev/errors/too-many-requests',
        title: 'Too many questions',
        status: 429,
        code: 'too-many-requests',
      },
      code: 'chat-busy',
      message: 'Too many questions',
    },
    {
      server: 'FastAPI',
      status: 422,
      body: {detail: 'messages: field required'},
      code: 'chat-refused',
      message: 'messages: field required',
    },
  ];

describe('faultOf', () => {
  for (const {server, status, body, code, message, contextWindow} of bodies) {
    it(`understands ${server}`, () => {
      const fault = faultOf(status, JSON.stringify(body));
      expect(fault.code).to.equal(code);
      expect(fault.message).to.equal(message);
      expect(fault.status).to.equal(status);
      expect(fault.contextWindow).to.equal(contextWindow);
    });
  }

  it('never repeats a web page', () => {
    for (const body of [
      '<!doctype html><h1>Bad gateway</h1>',
      '<html>',
      JSON.stringify({error: {message: '<html><body>nginx</body></html>'}}),
    ]) {
      expect(faultOf(502, body, {address: 'https://chat.example'}).message).not.to.contain('<');
    }
  });

  it('says which address answered with which status when the server said nothing', () => {
    expect(faultOf(500, '', {address: 'https://chat.example/v1'}).message).to.equal(
      'https://chat.example/v1 answered with status 500',
    );
    expect(faultOf(500, '[object Object]').message).to.contain('status 500');
  });

  it('shortens a server that talks too long', () => {
    const {message} = faultOf(500, JSON.stringify({error: {message: 'x'.repeat(5000)}}));
    expect(message.length).to.be.lessThan(400);
    expect(message.endsWith('…')).to.equal(true);
  });
});

describe('readJsonFault', () => {
  it('finds nothing in what is no JSON object', () => {
    for (const body of [
      '',
      'null',
      '7',
      '"text"',
      '[]',
      '{"error":',
      '{}',
      '{"error":{}}',
      '{"error":{"message":7}}',
      '{"error":{"message":" "}}',
    ]) {
      expect(readJsonFault(body).message, body).to.equal(undefined);
    }
  });
});

describe('readRetryAfter', () => {
  const now = Date.parse('2026-11-23T10:00:00Z');

  it('reads seconds', () => {
    expect(readRetryAfter('20', now)).to.equal(20);
    expect(readRetryAfter(' 0 ', now)).to.equal(0);
  });

  it('reads a date', () => {
    expect(readRetryAfter('Mon, 23 Nov 2026 10:01:30 GMT', now)).to.equal(90);
    expect(readRetryAfter('Mon, 23 Nov 2026 09:00:00 GMT', now)).to.equal(0);
  });

  it('ignores what is neither', () => {
    for (const value of [null, undefined, '', 'soon', '-5 minutes', '1.5.2'])
      expect(readRetryAfter(value, now), String(value)).to.equal(undefined);
  });
});
