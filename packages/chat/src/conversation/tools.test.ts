// Chromium first: what is asked when is the same script in all engines; post-events.test.ts tries the stream itself.
import {expect} from '@open-wc/testing';
import type {ChatProvider, Delta, ProviderRequest} from '../providers/provider.js';
import {Conversation, type ConversationHost} from './conversation.js';
import {hostOf} from './conversation.test.kit.js';
import {describeTools, type ChatFunctions} from './tools.js';

const call = (name: string, args = '{}', id = 'c1'): Delta => ({type: 'tool-call', id, name, arguments: args});
const say = (text: string): Delta => ({type: 'text', text});
const done = (reason = 'stop'): Delta => ({type: 'done', reason});

/** A conversation whose engine answers so, one list of pieces a request; the last is repeated. */
function talk(answers: Delta[][], tools: ChatFunctions | undefined, settings: Partial<ConversationHost> = {}) {
  const requests: ProviderRequest[] = [];
  const failures: string[] = [];
  const provider: ChatProvider = {
    id: 'test',
    async *stream(request) {
      requests.push(structuredClone({...request, onActivity: undefined, onKept: undefined}));
      yield* answers[Math.min(requests.length, answers.length) - 1]!;
    },
  };
  const host = hostOf(provider, {
    tools,
    approve: async () => true,
    toolFailed: ({name}, cause) => failures.push(`${name}: ${(cause as Error).message}`),
    ...settings,
  });
  const conversation = new Conversation(host);
  const results = () =>
    conversation.messages.at(-1)!.calls.map(({name, state, result}) => `${name} ${state}: ${result}`);
  return {conversation, requests, failures, results};
}

const clock = {
  description: 'Tells the time',
  parameters: {type: 'object', properties: {zone: {type: 'string'}}},
  execute: ({zone}: Record<string, unknown>) => `12:00 in ${String(zone)}`,
};

describe('describeTools', () => {
  it('tells an engine of name, purpose and arguments, and of no function’s code', () => {
    expect(describeTools({clock})).to.deep.equal([
      {type: 'function', function: {name: 'clock', description: 'Tells the time', parameters: clock.parameters}},
    ]);
  });

  it('gives a function without a schema an empty one, which every engine takes', () => {
    expect(describeTools({ping: {execute: () => ''}})![0]!.function.parameters).to.deep.equal({
      type: 'object',
      properties: {},
    });
  });

  it('says nothing of functions when there are none', () => {
    expect(describeTools(undefined)).to.equal(undefined);
    expect(describeTools({})).to.equal(undefined);
  });
});

describe('Conversation with functions of the page', () => {
  it('runs what the model wants, and gives it the outcome', async () => {
    const {conversation, requests, results} = talk(
      [
        [say('Miro. '), call('clock', '{"zone":"Madrid"}'), done('tool_calls')],
        [say('Son las doce.'), done()],
      ],
      {clock},
    );
    const answer = await conversation.send('¿Qué hora es?');
    expect(answer).to.include({text: 'Miro. Son las doce.', state: 'done', finish: 'stop'});
    expect(results()).to.deep.equal(['clock done: 12:00 in Madrid']);
    expect(requests.map(({tools}) => tools?.length)).to.deep.equal([1, 1]);
    expect(requests[1]!.messages).to.deep.equal([
      {role: 'user', content: '¿Qué hora es?'},
      {
        role: 'assistant',
        content: 'Miro. ',
        tool_calls: [{id: 'c1', type: 'function', function: {name: 'clock', arguments: '{"zone":"Madrid"}'}}],
      },
      {role: 'tool', tool_call_id: 'c1', content: '12:00 in Madrid'},
    ]);
  });

  it('tells the next question of what was called, in its place', async () => {
    const {conversation, requests} = talk(
      [
        [call('clock'), done()],
        [say('Las doce.'), done()],
      ],
      {clock},
    );
    await conversation.send('¿Hora?');
    await conversation.send('¿Y?');
    expect(requests[2]!.messages.map(({role, content}) => `${role}: ${String(content)}`)).to.deep.equal([
      'user: ¿Hora?',
      'assistant: null',
      'tool: 12:00 in undefined',
      'assistant: Las doce.',
      'user: ¿Y?',
    ]);
  });

  it('runs several calls of one answer one after another, in one message', async () => {
    const order: string[] = [];
    const slow = {
      execute: async ({n}: Record<string, unknown>) => {
        order.push(`${String(n)} begins`);
        await Promise.resolve();
        order.push(`${String(n)} ends`);
        return {n};
      },
    };
    const {conversation, requests, results} = talk(
      [
        [call('slow', '{"n":1}', 'a'), call('slow', '{"n":2}', 'b'), done()],
        [say('Ya.'), done()],
      ],
      {slow},
    );
    await conversation.send('Dos');
    expect(order).to.deep.equal(['1 begins', '1 ends', '2 begins', '2 ends']);
    expect(results()).to.deep.equal(['slow done: {"n":1}', 'slow done: {"n":2}']);
    expect(requests[1]!.messages.map(({role}) => role)).to.deep.equal(['user', 'assistant', 'tool', 'tool']);
  });

  const refusals: [
    why: string,
    delta: Delta,
    tools: ChatFunctions,
    settings: Partial<ConversationHost>,
    result: string,
  ][] = [
    [
      'the person does not allow',
      call('clock'),
      {clock},
      {approve: async () => false},
      'clock refused: The user did not allow it.',
    ],
    ['the page does not have', call('rm', '{"path":"/"}'), {clock}, {}, 'rm failed: There is no function rm.'],
    ['every object has', call('constructor'), {clock}, {}, 'constructor failed: There is no function constructor.'],
    ['has torn arguments', call('clock', '{"zone":'), {clock}, {}, 'clock failed: The arguments were no JSON object.'],
    ['has a list for arguments', call('clock', '[1]'), {clock}, {}, 'clock failed: The arguments were no JSON object.'],
  ];
  for (const [why, delta, tools, settings, result] of refusals) {
    it(`runs nothing that ${why}, and tells the model`, async () => {
      let ran = false;
      const watched = Object.fromEntries(
        Object.entries(tools).map(([name, tool]) => [name, {...tool, execute: () => (ran = true)}]),
      );
      const {conversation, requests, results} = talk(
        [
          [delta, done()],
          [say('Vale.'), done()],
        ],
        watched,
        settings,
      );
      expect((await conversation.send('Haz')).text).to.equal('Vale.');
      expect(ran).to.equal(false);
      expect(results()).to.deep.equal([result]);
      expect(requests[1]!.messages.at(-1)!.content).to.equal(result.split(': ')[1]);
    });
  }

  it('keeps the words of a function that throws from the model, and gives them to the page', async () => {
    const {conversation, requests, failures} = talk(
      [
        [call('vault'), done()],
        [say('No pude.'), done()],
      ],
      {
        vault: {
          execute: () => {
            throw new Error('the key is 1234');
          },
        },
      },
    );
    expect((await conversation.send('Abre')).state).to.equal('done');
    expect(failures).to.deep.equal(['vault: the key is 1234']);
    expect(JSON.stringify(requests)).not.to.contain('1234');
  });

  it('offers nothing and runs nothing where the page has no functions', async () => {
    const {conversation, requests} = talk([[say('Sí.'), call('clock'), done()]], undefined);
    const answer = await conversation.send('Hola');
    expect(answer.calls).to.deep.equal([]);
    expect(requests.length).to.equal(1);
    expect(requests[0]!.tools).to.equal(undefined);
  });

  it('runs no call of an answer that was cut off or ended at its limit: it may be half', async () => {
    let ran = 0;
    const tools = {clock: {execute: () => ++ran}};
    for (const end of [[], [done('length')]]) {
      const {conversation, requests} = talk([[say('Miro'), call('clock'), ...end]], tools);
      const answer = await conversation.send('¿Hora?');
      expect(answer.calls[0]!.state).to.equal('refused');
      expect(requests.length).to.equal(1);
    }
    expect(ran).to.equal(0);
  });

  it('ends with a model that wants functions for ever', async () => {
    const {conversation, requests} = talk([[call('clock'), done()]], {clock});
    await conversation.send('¿Hora?');
    expect(requests.length).to.equal(8);
    expect(requests.at(-1)!.tools, 'the last time it can only answer').to.equal(undefined);
    expect(conversation.busy).to.equal(false);
  });

  for (const [when, waiting] of [
    ['the person is asked', {approve: () => new Promise<boolean>(() => {})}],
    ['a function runs', {approve: async () => true}],
  ] as const) {
    it(`stops at once while ${when}`, async () => {
      let given: AbortSignal | undefined;
      let begin = () => {};
      const begun = new Promise<void>((resolve) => (begin = resolve));
      const tools: ChatFunctions = {
        wait: {
          execute: (_, {signal}) => {
            given = signal;
            begin();
            return new Promise(() => {});
          },
        },
      };
      const approve = () => (when === 'the person is asked' && begin(), waiting.approve());
      const {conversation, requests} = talk([[say('Miro.'), call('wait'), call('wait', '{}', 'c2'), done()]], tools, {
        approve,
      });
      const answer = conversation.send('Haz');
      await begun;
      conversation.stop();
      expect((await answer).state).to.equal('stopped');
      expect((await answer).calls.map(({state}) => state).at(-1)).to.equal('refused');
      if (given) expect(given.aborted).to.equal(true);
      expect(requests.length).to.equal(1);
    });
  }
});
