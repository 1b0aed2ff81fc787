import {expect} from '@open-wc/testing';
import {toExport, toMarkdown} from './export-conversation.js';
import {draft, type Draft} from './message.js';

const question = draft('user', '¿Cómo ajusto la silla?');
const answer: Draft = {
  ...draft('assistant', 'Tira de la palanca [1].'),
  state: 'done',
  citations: [
    {
      type: 'uggla_citation',
      index: 1,
      title: 'La altura',
      start: 62,
      url: '#/item/ergonomia/altura?t=62',
      text: 'largo',
    },
    {type: 'uggla_citation', index: 2, title: 'Sin hora'},
  ],
};

describe('toExport', () => {
  it('gives the messages with their sources, and nothing of the moment', () => {
    const exported = toExport([question, answer]);
    expect(exported.version).to.equal(1);
    expect(Number.isNaN(Date.parse(exported.exported))).to.equal(false);
    expect(exported.messages).to.deep.equal([
      {role: 'user', at: question.at, text: '¿Cómo ajusto la silla?'},
      {
        role: 'assistant',
        at: answer.at,
        text: 'Tira de la palanca [1].',
        citations: [
          {index: 1, title: 'La altura', url: '#/item/ergonomia/altura?t=62', start: 62},
          {index: 2, title: 'Sin hora'},
        ],
      },
    ]);
  });

  it('can be stored as JSON and read again', () => {
    const exported = toExport([question, answer]);
    expect(JSON.parse(JSON.stringify(exported))).to.deep.equal(exported);
  });
});

describe('toMarkdown', () => {
  it('puts each message under the name of who wrote it, sources below', () => {
    expect(toMarkdown([question, answer], {user: 'Tú', assistant: 'Norte'})).to.equal(
      '## Tú\n\n¿Cómo ajusto la silla?\n\n## Norte\n\nTira de la palanca [1].\n\n1. La altura (1:02)\n2. Sin hora\n',
    );
  });

  it('is empty but for a line feed when nothing was said', () => {
    expect(toMarkdown([], {user: 'Tú', assistant: 'Norte'})).to.equal('\n');
  });
});
