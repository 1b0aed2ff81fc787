import {expect} from '@open-wc/testing';
import type {Question} from '@uggla/protocol';
import {pick, stage} from '../testing/question-stage.test.kit.js';

const question: Question = {
  id: 'pairs',
  type: 'match',
  text: 'What is each for?',
  left: [
    {id: 'l1', text: {en: 'Desk', es: 'Mesa'}},
    {id: 'l2', text: {en: 'Chair', es: 'Silla'}},
    {id: 'l3', text: {en: 'Lamp', es: 'Lámpara'}},
  ],
  right: [
    {id: 'r1', text: {en: 'Work', es: 'Trabajar'}},
    {id: 'r2', text: {en: 'Sit', es: 'Sentarse'}},
    {id: 'r3', text: {en: 'Light', es: 'Luz'}},
  ],
} as Question;

const list = (left: string) => `select[data-left=${left}]`;
const options = (select: HTMLSelectElement) => [...select.options].map(({text}) => text);

describe('pairs', () => {
  it('are lists, each named by what it is a match for', async () => {
    const element = await stage(question);
    expect(element.all<HTMLSelectElement>('select').map((select) => select.getAttribute('aria-label'))).to.deep.equal([
      'Match for Desk',
      'Match for Chair',
      'Match for Lamp',
    ]);
    expect(
      element
        .all<HTMLLabelElement>('.pairs label')
        .map((label) => (label.control as HTMLSelectElement).dataset['left']),
    ).to.deep.equal(['l1', 'l2', 'l3']);
    await expect(element).to.be.accessible();
  });

  it('stay inside the question on a telephone, however long what they offer is', async () => {
    const long = {...question, right: [{id: 'r1', text: 'What one stands on for half an hour each day. '.repeat(3)}]};
    const element = await stage(long as Question);
    element.style.display = 'block';
    element.style.inlineSize = '320px';
    const {right} = element.find('fieldset').getBoundingClientRect();
    for (const select of element.all('select')) expect(select.getBoundingClientRect().right).to.be.below(right);
  });

  it('begin with nothing chosen', async () => {
    const element = await stage(question);
    expect(element.all<HTMLSelectElement>('select').map(({value}) => value)).to.deep.equal(['', '', '']);
    expect(element.find<HTMLSelectElement>('select').selectedOptions[0]!.text).to.equal('Choose…');
  });

  it('offer all that is on the right, in the same order in every list, not in that of the file alone', async () => {
    const element = await stage(question);
    const [first, ...others] = element.all<HTMLSelectElement>('select').map(options);
    expect([...first!].sort()).to.deep.equal(['Choose…', 'Light', 'Sit', 'Work']);
    for (const other of others) expect(other).to.deep.equal(first);
    const many = {
      ...question,
      right: Array.from({length: 12}, (_, at) => ({id: `r${at}`, text: String(at)})),
    } as Question;
    const mixed = options((await stage(many)).find<HTMLSelectElement>('select')).slice(1);
    expect(mixed).to.not.deep.equal(Array.from({length: 12}, (_, at) => String(at)));
  });

  it('are given one by one, and changed', async () => {
    const element = await stage(question);
    pick(element.find(list('l2')), 'r2');
    await element.updateComplete;
    pick(element.find(list('l1')), 'r1');
    await element.updateComplete;
    pick(element.find(list('l2')), 'r3');
    expect(element.changes).to.deep.equal([{l2: 'r2'}, {l1: 'r1', l2: 'r2'}, {l1: 'r1', l2: 'r3'}]);
  });

  it('can be taken back', async () => {
    const element = await stage(question, {response: {l1: 'r1', l2: 'r2'}});
    pick(element.find(list('l1')), '');
    expect(element.response).to.deep.equal({l2: 'r2'});
  });

  it('may use a match twice: which is right is for the judge', async () => {
    const element = await stage(question);
    pick(element.find(list('l1')), 'r1');
    pick(element.find(list('l2')), 'r1');
    expect(element.response).to.deep.equal({l1: 'r1', l2: 'r1'});
  });

  it('show what was given on an earlier visit', async () => {
    const element = await stage(question, {response: {l3: 'r3', l1: 'r2'}});
    expect(element.all<HTMLSelectElement>('select').map(({value}) => value)).to.deep.equal(['r2', '', 'r3']);
  });

  it('keep what was given when the language changes', async () => {
    const element = await stage(question);
    pick(element.find(list('l1')), 'r2');
    await element.set({lang: 'es'});
    expect(element.find<HTMLSelectElement>(list('l1')).selectedOptions[0]!.text).to.equal('Sentarse');
    expect(element.find(list('l1')).getAttribute('aria-label')).to.contain('Mesa');
  });

  it('take an answer of another shape for none', async () => {
    const element = await stage(question, {response: ['l1', 'r1']});
    expect(element.all<HTMLSelectElement>('select').map(({value}) => value)).to.deep.equal(['', '', '']);
  });

  it('are text, whatever was written there', async () => {
    const hostile = {...question, right: [{id: '"<i>', text: '</option></select><img src=x>'}]} as Question;
    const element = await stage(hostile);
    expect(element.all('img')).to.have.length(0);
    pick(element.find(list('l1')), '"<i>');
    expect(element.response).to.deep.equal({l1: '"<i>'});
  });

  it('are closed once they are judged', async () => {
    const element = await stage(question, {isClosed: true, response: {l1: 'r1', l2: 'r2', l3: 'r3'}});
    expect(element.all<HTMLSelectElement>('select').every((select) => select.matches(':disabled'))).to.equal(true);
    await expect(element).to.be.accessible();
  });
});
