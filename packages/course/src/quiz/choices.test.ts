import {expect} from '@open-wc/testing';
import type {Question} from '@uggla/protocol';
import {sendKeys} from '@web/test-runner-commands';
import {pixel, stage} from '../testing/question-stage.test.kit.js';

const choices = [
  {id: 'a', text: {en: 'Seat', es: 'Asiento'}},
  {id: 'b', text: {en: 'Back', es: 'Respaldo'}},
  {id: 'c', text: {en: 'Floor', es: 'Suelo'}},
];
const single: Question = {id: 'one', type: 'single', text: 'Which moves?', choices};
const multiple: Question = {id: 'some', type: 'multiple', text: 'Which move?', choices};
const truefalse: Question = {id: 'yes', type: 'truefalse', text: 'Does it move?'};

describe('one choice of several', () => {
  it('is one radio button for each choice, named by its text', async () => {
    const element = await stage(single);
    expect(element.all('input').map(({type}) => type)).to.deep.equal(['radio', 'radio', 'radio']);
    expect(element.all('input').map((input) => input.labels![0]!.textContent!.trim())).to.deep.equal([
      'Seat',
      'Back',
      'Floor',
    ]);
    expect(element.find('fieldset').getAttribute('aria-describedby')).to.equal('q-hint');
    expect(element.find('#q-hint').textContent).to.equal('Choose one.');
  });

  it('takes another choice in place of the first', async () => {
    const element = await stage(single);
    element.find('[value=a]').click();
    element.find('[value=c]').click();
    await element.updateComplete;
    expect(element.changes).to.deep.equal(['a', 'c']);
    expect(element.all('input:checked').map(({value}) => value)).to.deep.equal(['c']);
  });

  it('is chosen by its text, which is larger than its button', async () => {
    const element = await stage(single);
    element.find('[part=choice]:nth-child(2) span').click();
    expect(element.response).to.equal('b');
  });

  it('is walked by arrow keys, which choose', async () => {
    const element = await stage(single);
    element.find('[value=b]').focus();
    await sendKeys({press: 'ArrowDown'});
    await element.updateComplete;
    await sendKeys({press: 'ArrowUp'});
    await element.updateComplete;
    expect(element.changes).to.deep.equal(['c', 'b']);
  });

  it('shows what was chosen on an earlier visit', async () => {
    const element = await stage(single, {response: 'b'});
    expect(element.all('input:checked').map(({value}) => value)).to.deep.equal(['b']);
  });

  it('keeps the choice when the language changes', async () => {
    const element = await stage(single, {response: 'b'});
    await element.set({lang: 'es'});
    expect(element.find('label:nth-child(2)').textContent!.trim()).to.equal('Respaldo');
    expect(element.find('#q-hint').textContent).to.equal('Elige una.');
    expect(element.find('[value=b]').checked).to.equal(true);
  });

  it('has the pictures of its choices, with words for who does not see them', async () => {
    const pictured = {
      ...single,
      choices: [
        {id: 'a', text: 'This', image: {src: pixel, alt: 'A lever'}},
        {id: 'b', text: 'That', image: {src: 'javascript:alert(1)', alt: ''}},
      ],
    } as Question;
    const element = await stage(pictured);
    expect(element.all<HTMLImageElement>('img').map(({alt}) => alt)).to.deep.equal(['A lever']);
    await expect(element).to.be.accessible();
  });

  it('is text, whatever was written there', async () => {
    const hostile = {
      ...single,
      choices: [
        {id: '"><b x="', text: '<img src=x onerror=alert(1)>'},
        {id: 'b', text: '${7*7}'},
      ],
    } as Question;
    const element = await stage(hostile);
    expect(element.all('img, b')).to.have.length(0);
    expect(element.find('label').textContent).to.contain('<img src=x');
    element.find('input').click();
    expect(element.response).to.equal('"><b x="');
  });
});

describe('some choices of several', () => {
  it('are boxes; each can be taken back', async () => {
    const element = await stage(multiple);
    expect(element.find('input').type).to.equal('checkbox');
    for (const value of ['c', 'a', 'c']) {
      element.find(`[value=${value}]`).click();
      await element.updateComplete;
    }
    expect(element.changes).to.deep.equal([['c'], ['a', 'c'], ['a']]);
  });

  it('are no answer any more when the last one is taken back', async () => {
    const element = await stage(multiple, {response: ['b']});
    element.find('[value=b]').click();
    expect(element.changes).to.deep.equal([undefined]);
  });

  it('lose nothing when two are chosen at once', async () => {
    const element = await stage(multiple);
    element.find('[value=a]').click();
    element.find('[value=b]').click(); // before anything is rendered again
    expect(element.response).to.deep.equal(['a', 'b']);
  });

  it('are chosen by the space bar, one Tab apart', async () => {
    const element = await stage(multiple);
    element.find('input').focus();
    await sendKeys({type: ' '});
    await sendKeys({press: 'Tab'});
    await sendKeys({type: ' '});
    expect(element.response).to.deep.equal(['a', 'b']);
  });

  it('take a single answer of an older version for one choice', async () => {
    const element = await stage(multiple, {response: 'c'});
    expect(element.all('input:checked').map(({value}) => value)).to.deep.equal(['c']);
  });
});

describe('true or false', () => {
  it('has words in the language of the page', async () => {
    const element = await stage(truefalse);
    const labels = () => element.all('label').map((label) => label.textContent!.trim());
    expect(labels()).to.deep.equal(['True', 'False']);
    await element.set({lang: 'es'});
    expect(labels()).to.deep.equal(['Verdadero', 'Falso']);
  });

  it('gives a yes or a no, and false is an answer too', async () => {
    const element = await stage(truefalse);
    expect(element.all('input:checked')).to.have.length(0);
    element.find('[value=false]').click();
    await element.updateComplete;
    expect(element.changes).to.deep.equal([false]);
    expect(element.find('[value=false]').checked).to.equal(true);
    element.find('[value=true]').click();
    expect(element.response).to.equal(true);
  });
});

describe('choices that are closed', () => {
  for (const question of [single, multiple, truefalse]) {
    it(`take no more answers (${question.type})`, async () => {
      const element = await stage(question, {isClosed: true});
      for (const input of element.all('input')) input.click();
      expect(element.changes).to.deep.equal([]);
      expect(element.find('input').matches(':disabled')).to.equal(true);
      await expect(element).to.be.accessible();
    });
  }
});
