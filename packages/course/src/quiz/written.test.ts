import {expect} from '@open-wc/testing';
import type {Question} from '@uggla/protocol';
import {sendKeys} from '@web/test-runner-commands';
import {stage, write} from '../testing/question-stage.test.kit.js';

const fill: Question = {id: 'gap', type: 'fill', text: 'The ___ is at eye height'};
const numeric: Question = {
  id: 'far',
  type: 'numeric',
  text: 'How far is the screen?',
  unit: {en: 'centimetres', es: 'centímetros'},
};

describe('a gap to fill', () => {
  it('has a name, and no guesses of the browser', async () => {
    const element = await stage(fill);
    const field = element.find('input');
    expect(field.getAttribute('aria-label')).to.equal('Your answer');
    expect(field.autocomplete).to.equal('off');
    await expect(element).to.be.accessible();
  });

  it('takes words without the spaces around them, and gives back nothing for spaces', async () => {
    const element = await stage(fill);
    write(element.find('input'), '  top edge ');
    expect(element.response).to.equal('top edge');
    write(element.find('input'), '   ');
    expect(element.changes.at(-1)).to.equal(undefined);
  });

  it('lets people go on writing while it is rendered again', async () => {
    const element = await stage(fill);
    element.find('input').focus();
    await sendKeys({type: 'top '});
    await element.updateComplete;
    await sendKeys({type: 'edge'});
    await element.updateComplete;
    expect(element.find('input').value).to.equal('top edge');
    expect(element.response).to.equal('top edge');
  });

  it('takes any writing: accents, Arabic, emoji, markup', async () => {
    const element = await stage(fill);
    for (const words of ['ratón óptico', 'الحافة العليا', '👩🏽‍💻', '<b>"&']) {
      write(element.find('input'), words);
      await element.updateComplete;
      expect(element.response).to.equal(words);
    }
  });

  it('shows what was written on an earlier visit', async () => {
    expect((await stage(fill, {response: 'edge'})).find('input').value).to.equal('edge');
    expect((await stage(fill, {response: ['of', 'another', 'kind']})).find('input').value).to.equal('');
  });

  it('cannot be written once it is judged', async () => {
    const element = await stage(fill, {response: 'edge', isClosed: true});
    expect(element.find('input').matches(':disabled')).to.equal(true);
    await expect(element).to.be.accessible();
  });
});

describe('a number', () => {
  it('is asked for with its unit, and a keyboard of figures on phones', async () => {
    const element = await stage(numeric);
    const field = element.find('input');
    expect(field.getAttribute('aria-label')).to.equal('Your answer, in centimetres');
    expect(field.inputMode).to.equal('decimal');
    expect(element.find('.measure').textContent!.trim()).to.equal('centimetres');
    expect(element.find('#q-hint').textContent).to.equal('Write a number.');
    await element.set({lang: 'es'});
    expect(field.getAttribute('aria-label')).to.contain('centímetros');
  });

  it('needs no unit', async () => {
    const element = await stage({id: 'n', type: 'numeric', text: 'How many?'});
    expect(element.find('input').getAttribute('aria-label')).to.equal('Your answer');
    expect(element.all('.measure span')).to.have.length(0);
  });

  it('is read as people write it', async () => {
    const element = await stage(numeric);
    for (const [written, number] of [
      ['60', 60],
      ['59,5', 59.5],
      ['59.5', 59.5],
      ['-3', -3],
      ['−3', -3],
      ['1 200', 1200],
      ['0', 0],
    ] as const) {
      write(element.find('input'), written);
      expect(element.response, written).to.equal(number);
      expect(element.find('input').getAttribute('aria-invalid'), written).to.equal('false');
    }
  });

  it('is no answer while it is none, and says so', async () => {
    const element = await stage(numeric, {response: 60});
    write(element.find('input'), 'sixty');
    expect(element.changes).to.deep.equal([undefined]);
    expect(element.find('input').getAttribute('aria-invalid')).to.equal('true');
    write(element.find('input'), '');
    expect(element.find('input').getAttribute('aria-invalid')).to.equal('false');
  });

  it('is not rewritten under the fingers: "2," is on the way to "2,5"', async () => {
    const element = await stage(numeric);
    element.find('input').focus();
    for (const key of ['2', ',', '5']) {
      await sendKeys({type: key});
      await element.updateComplete;
    }
    expect(element.find('input').value).to.equal('2,5');
    expect(element.response).to.equal(2.5);
  });

  it('shows what was given on an earlier visit, zero too', async () => {
    expect((await stage(numeric, {response: 59.5})).find('input').value).to.equal('59.5');
    expect((await stage(numeric, {response: 0})).find('input').value).to.equal('0');
  });
});
