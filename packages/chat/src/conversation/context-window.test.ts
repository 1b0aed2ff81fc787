// Chromium first: what fits is reckoned by the same script in all engines; chat-element.test.ts tries what is shown.
import {expect} from '@open-wc/testing';
import type {ChatMessage} from '@uggla/protocol';
import {estimateTokens} from './context-window.js';
import {shortForm, trimToWindow} from './trim-to-window.js';

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
    expect(trimToWindow(talk, undefined)).to.deep.equal({messages: talk, leftOut: 0, shortened: 0, fits: true});
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

  it('sends short forms of what is older than what is whole, in its order and by turns, and what has no room even so not at all', () => {
    const {messages, leftOut, shortened} = trimToWindow(talk, 2048);
    const turns = messages.slice(1);
    expect([leftOut > 0, shortened > 0, turns.length]).to.deep.equal([true, true, talk.length - 1 - leftOut]);
    turns.forEach(({role}, at) => expect(role).to.equal(at % 2 === 0 ? 'user' : 'assistant'));
    const numbers = turns.slice(0, -1).map(({content}) => Number(/^\d+/.exec(content as string)![0]));
    expect(numbers).to.deep.equal(
      Array.from({length: numbers.length}, (_, at) => 10 - numbers.length / 2 + Math.floor(at / 2)),
    );
    const lengths = turns.slice(0, -1).map(({content}) => content!.length);
    expect(lengths.filter((length) => length < 200).length, 'as many as it says').to.equal(shortened);
    expect(
      lengths.slice(shortened).every((length) => length > 400),
      'the newest are whole',
    ).to.equal(true);
  });

  it('makes short forms of words alone: no picture, no call of a function, nothing of a question that was never answered', () => {
    const odd: ChatMessage[] = [
      {role: 'user', content: 'Nunca respondida'},
      {
        role: 'user',
        content: [
          {type: 'text', text: `¿Qué es esto? ${long}`},
          {type: 'image_url', image_url: {url: 'data:,'}},
        ],
      },
      {
        role: 'assistant',
        content: null,
        tool_calls: [{id: 'a', type: 'function', function: {name: 'see', arguments: '{}'}}],
      },
      {role: 'tool', tool_call_id: 'a', content: long},
      {role: 'assistant', content: `Una silla. ${long}`},
      ...talk.slice(1, 5),
      {role: 'user', content: '¿Y?'},
    ];
    const {messages, shortened, leftOut} = trimToWindow(odd, 1024);
    expect([shortened, leftOut]).to.deep.equal([4, 3]);
    expect(messages.slice(0, 2).map(({role, content}) => `${role} ${(content as string).slice(0, 13)}`)).to.deep.equal([
      'user ¿Qué es esto?',
      'assistant Una silla. pa',
    ]);
    expect(JSON.stringify(messages)).not.to.match(/image_url|tool_calls|Nunca/);
  });

  it('shortens to the first sentence, or the begin, without code', () => {
    expect(shortForm('Es corta.')).to.equal('Es corta.');
    expect(shortForm(`Tira de la palanca de la derecha. ${long}`)).to.equal('Tira de la palanca de la derecha. …');
    expect(shortForm(long))
      .to.match(/^palabra [a ]?/)
      .and.to.match(/palabra …$/)
      .and.to.have.length.lessThan(165);
    expect(shortForm(`\`\`\`js\n${long}\n\`\`\`\nEso hace la altura de la silla. ${long}`)).to.equal(
      '… Eso hace la altura de la silla. …',
    );
    expect(shortForm('日'.repeat(300))).to.equal(`${'日'.repeat(160)} …`);
    expect(encodeURI(shortForm(`${'a'.repeat(159)}😀${'b'.repeat(99)}`))).to.equal(`${'a'.repeat(159)}%20%E2%80%A6`);
    expect(shortForm('``````')).to.equal('…');
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
    expect(
      estimateTokens({role: 'user', content: 'El rápido zorro marrón salta sobre el perro perezoso.'}),
    ).to.be.within(15, 40);
    expect(
      estimateTokens({role: 'user', content: [{type: 'image_url', image_url: {url: 'data:,'}}]}),
    ).to.be.greaterThan(500);
  });
});
