import {expect} from '@open-wc/testing';
import type {ChatMessage} from '@uggla/protocol';
import {estimateTokens, trimToWindow} from './context-window.js';

const long = 'palabra '.repeat(60); // about 160 tokens
const talk: ChatMessage[] = [
  {role: 'system', content: 'Sé breve.'},
  ...Array.from({length: 10}, (_, n): ChatMessage[] => [
    {role: 'user', content: `${n} ${long}`},
    {role: 'assistant', content: `${n} ${long}`},
  ]).flat(),
  {role: 'user', content: '¿Y ahora?'},
];

describe('trimToWindow', () => {
  it('sends everything when no window is known, or all fits', () => {
    expect(trimToWindow(talk, undefined)).to.deep.equal({messages: talk, leftOut: 0, fits: true});
    expect(trimToWindow(talk, 128_000).messages).to.deep.equal(talk);
  });

  it('leaves out the oldest turns, never the system text nor the question', () => {
    const {messages, leftOut, fits} = trimToWindow(talk, 1024);
    expect(fits).to.equal(true);
    expect(leftOut).to.be.greaterThan(0);
    expect(messages[0]).to.deep.equal(talk[0]);
    expect(messages.at(-1)).to.deep.equal(talk.at(-1));
    expect(messages.length + leftOut).to.equal(talk.length);
    expect(messages[1]!.role).to.equal('user');
  });

  it('keeps room for the answer', () => {
    for (const window of [512, 1024, 4096, 8192]) {
      const sum = trimToWindow(talk, window).messages.reduce((all, message) => all + estimateTokens(message), 0);
      expect(sum).to.be.at.most(window * 0.75);
    }
  });

  it('says when even the question is too long', () => {
    expect(trimToWindow([{role: 'user', content: 'a'.repeat(10_000)}], 1024).fits).to.equal(false);
  });

  it('keeps an answer that is to be continued with its question', () => {
    const open: ChatMessage[] = [...talk, {role: 'assistant', content: 'A med'}];
    const {messages} = trimToWindow(open, 512);
    expect(messages.slice(-2)).to.deep.equal(open.slice(-2));
  });

  it('counts rather too much than too little', () => {
    expect(estimateTokens({role: 'user', content: 'El rápido zorro marrón salta sobre el perro perezoso.'})).to.be.within(15, 40);
    expect(estimateTokens({role: 'user', content: [{type: 'image_url', image_url: {url: 'data:,'}}]})).to.be.greaterThan(500);
  });
});
