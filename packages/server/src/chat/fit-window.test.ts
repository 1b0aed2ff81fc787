import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {ChatMessage} from '@uggla/protocol';
import {fitWindow, tokensOf, type Fitting} from './fit-window.js';

const user = (content: string): ChatMessage => ({role: 'user', content});
const bot = (content: string): ChatMessage => ({role: 'assistant', content});
const source = (text: string) => ({
  passage: {id: '1', kind: 'cue' as const, title: 'T', text, item: 'i', url: '#'},
  language: 'es',
  score: 1,
  coverage: 1,
});
const base: Fitting = {messages: [user('hola')], found: undefined, maxTokens: 1024, window: 4096, fixed: 600};
const sizeOf = ({messages, found, maxTokens}: ReturnType<typeof fitWindow>) =>
  maxTokens +
  tokensOf('x'.repeat(600)) +
  messages.reduce((sum, {content}) => sum + 6 + tokensOf(content as string), 0) +
  (found?.sources.reduce((sum, {passage: {text, title}}) => sum + tokensOf(title + text), 0) ?? 0);

describe('fitWindow', () => {
  it('lets all through where the window is not known', () => {
    const messages = [user('a'.repeat(90_000)), bot('b'), user('c')];
    assert.deepEqual(fitWindow({...base, messages, window: undefined}), {
      messages,
      found: undefined,
      maxTokens: 1024,
      leftOut: 0,
    });
  });

  it('keeps within 4k and 8k, whatever is put into it', () => {
    for (const window of [1024, 4096, 8192]) {
      const messages = Array.from({length: 40}, (_, at) =>
        at % 2 === 0 ? user('¿Cómo se ajusta? '.repeat(20)) : bot('Así. '.repeat(100)),
      );
      messages.push(user('¿Y la mesa?'));
      const fitted = fitWindow({
        ...base,
        messages,
        window,
        found: {
          language: 'es',
          reply: 'es',
          sources: Array.from({length: 6}, () => source('Tira de la palanca. '.repeat(75))),
        },
      });
      assert.ok(sizeOf(fitted) <= window, `${sizeOf(fitted)} of ${window}`);
      assert.ok(fitted.found!.sources.length > 0);
      assert.deepEqual(fitted.messages.at(-1), user('¿Y la mesa?'));
      assert.equal(fitted.messages[0]!.role, 'user');
      assert.equal(fitted.leftOut, messages.length - fitted.messages.length);
      assert.equal(fitted.maxTokens, Math.min(1024, window / 4));
    }
  });

  it('cuts the last passage that has some room, and leaves out the next', () => {
    const {found} = fitWindow({
      ...base,
      window: 1024,
      found: {language: 'es', reply: 'es', sources: [source('a'.repeat(300)), source('b'.repeat(3000)), source('c')]},
    });
    assert.deepEqual(
      found!.sources.map(({passage}) => passage.text.replace(/(.)\1+/, '$1')),
      ['a', 'b…'],
    );
  });

  it('keeps a call of a tool together with what came of it: they follow the last question', () => {
    const call: ChatMessage = {
      role: 'assistant',
      content: null,
      tool_calls: [{id: 'c', type: 'function', function: {name: 'f', arguments: '{}'}}],
    };
    const messages = [
      user('x'.repeat(20_000)),
      bot('y'),
      user('hola'),
      call,
      {role: 'tool', tool_call_id: 'c', content: '1'} as ChatMessage,
    ];
    assert.deepEqual(fitWindow({...base, messages}).messages, messages.slice(2));
  });

  it('refuses a question that has no room even alone', () => {
    assert.throws(() => fitWindow({...base, messages: [user('x'.repeat(12_000))], window: 4096}), {
      code: 'question-too-long',
      status: 413,
    });
  });
});
