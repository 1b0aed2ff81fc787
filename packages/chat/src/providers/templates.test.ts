import {expect} from '@open-wc/testing';
import type {ChatMessage} from '@uggla/protocol';
import {templates} from './templates.js';

const talk: ChatMessage[] = [
  {role: 'system', content: 'Sé breve.'},
  {role: 'user', content: 'Hola'},
  {role: 'assistant', content: 'Buenas'},
  {role: 'user', content: '¿Qué tal?'},
];

const cut: ChatMessage[] = [...talk, {role: 'assistant', content: 'Muy b'}];

describe('templates', () => {
  it('writes ChatML', () => {
    expect(templates['chatml']!(talk)).to.deep.equal({
      prompt:
        '<|im_start|>system\nSé breve.<|im_end|>\n<|im_start|>user\nHola<|im_end|>\n<|im_start|>assistant\nBuenas<|im_end|>\n<|im_start|>user\n¿Qué tal?<|im_end|>\n<|im_start|>assistant\n',
      stop: ['<|im_end|>', '<|im_start|>'],
    });
  });

  it('writes Llama 2, with the system text in the first turn only', () => {
    expect(templates['llama2']!(talk).prompt).to.equal(
      '<s>[INST] <<SYS>>\nSé breve.\n<</SYS>>\n\nHola [/INST] Buenas </s><s>[INST] ¿Qué tal? [/INST]',
    );
  });

  it('writes Alpaca', () => {
    expect(templates['alpaca']!(talk).prompt).to.equal(
      'Sé breve.\n\n### Instruction:\nHola\n\n### Response:\nBuenas\n\n### Instruction:\n¿Qué tal?\n\n### Response:\n',
    );
  });

  it('writes Vicuna', () => {
    expect(templates['vicuna']!(talk).prompt).to.equal(
      'Sé breve. USER: Hola ASSISTANT: Buenas</s>USER: ¿Qué tal? ASSISTANT:',
    );
  });

  for (const [name, template] of Object.entries(templates)) {
    it(`leaves an answer that was cut off open, so that ${name} goes on with it`, () => {
      expect(template(cut).prompt.endsWith('Muy b')).to.equal(true);
    });

    it(`says where ${name} ends`, () => {
      expect(template(talk).stop.length).to.be.greaterThan(0);
    });
  }
});
