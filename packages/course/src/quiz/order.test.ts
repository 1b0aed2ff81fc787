import {expect} from '@open-wc/testing';
import {waitUntil} from '@uggla/testing';
import type {Question} from '@uggla/protocol';
import {sendKeys} from '@web/test-runner-commands';
import {stage, type QuestionStage} from '../testing/question-stage.test.kit.js';
import {orderShown} from './order.js';

type Order = Extract<Question, {type: 'order'}>;
const question = {
  id: 'steps',
  type: 'order',
  text: 'In which order?',
  items: [
    {id: 'x', text: {en: 'Sit', es: 'Siéntate'}},
    {id: 'y', text: {en: 'Feet', es: 'Pies'}},
    {id: 'z', text: {en: 'Back', es: 'Espalda'}},
    {id: 'w', text: {en: 'Screen', es: 'Pantalla'}},
  ],
} as Order;

const shown = (element: QuestionStage) => element.all('.order li').map(({dataset}) => dataset['item']);
const button = (element: QuestionStage, id: string, by: 1 | -1) =>
  element.find<HTMLButtonElement>(`[data-item=${id}] [data-by="${by}"]`);
const focused = (element: QuestionStage) => element.shadowRoot!.activeElement as HTMLButtonElement | null;

describe('orderShown', () => {
  it('is by lot, the same for the same person', () => {
    const first = orderShown(question, undefined, 'ana');
    expect([...first].sort()).to.deep.equal(['w', 'x', 'y', 'z']);
    expect(orderShown(question, undefined, 'ana')).to.deep.equal(first);
    const orders = new Set(
      Array.from({length: 30}, (_, at) => orderShown(question, undefined, `person ${at}`).join('')),
    );
    expect(orders.size).to.be.above(5);
  });

  it('is the one that was given', () => {
    expect(orderShown(question, ['w', 'z', 'y', 'x'], 'ana')).to.deep.equal(['w', 'z', 'y', 'x']);
  });

  it('is a new one when the one given does not fit any more', () => {
    for (const given of [
      ['x', 'y'],
      ['x', 'y', 'z', 'gone'],
      ['x', 'y', 'z', 'w', 'v'],
      ['x', 'x', 'y', 'z'],
      'xyzw',
      {x: 'y'},
    ]) {
      expect([...orderShown(question, given, 'ana')].sort(), JSON.stringify(given)).to.deep.equal(['w', 'x', 'y', 'z']);
    }
  });
});

describe('things to put in order', () => {
  it('each have a button up and one down that say what they move', async () => {
    const element = await stage(question, {response: ['x', 'y', 'z', 'w']});
    expect(button(element, 'y', -1).getAttribute('aria-label')).to.equal('Move up: Feet');
    expect(button(element, 'y', 1).getAttribute('aria-label')).to.equal('Move down: Feet');
    expect(element.find('#q-hint').textContent).to.equal('Put them in the right order with the arrow buttons.');
    await expect(element).to.be.accessible();
  });

  it('move by one place, and say their new place', async () => {
    const element = await stage(question, {response: ['x', 'y', 'z', 'w']});
    button(element, 'z', -1).click();
    await element.updateComplete;
    expect(shown(element)).to.deep.equal(['x', 'z', 'y', 'w']);
    expect(element.said).to.deep.equal(['Back: place 2 of 4']);
    button(element, 'z', 1).click();
    await element.updateComplete;
    expect(shown(element)).to.deep.equal(['x', 'y', 'z', 'w']);
    expect(element.said[1]).to.equal('Back: place 3 of 4');
  });

  it('do not leave the list at its ends, and say so to screen readers', async () => {
    const element = await stage(question, {response: ['x', 'y', 'z', 'w']});
    expect(button(element, 'x', -1).getAttribute('aria-disabled')).to.equal('true');
    expect(button(element, 'w', 1).getAttribute('aria-disabled')).to.equal('true');
    expect(button(element, 'x', 1).getAttribute('aria-disabled')).to.equal('false');
    button(element, 'x', -1).click();
    button(element, 'w', 1).click();
    expect(element.changes).to.deep.equal([]);
    expect(element.said).to.deep.equal([]);
  });

  it('move all the way by one key, which keeps the focus', async () => {
    const element = await stage(question, {response: ['x', 'y', 'z', 'w']});
    button(element, 'w', -1).focus();
    for (const place of [2, 1, 0]) {
      await sendKeys({press: 'Enter'});
      await waitUntil(() => shown(element)[place] === 'w' && focused(element)?.closest('li')?.dataset['item'] === 'w');
    }
    expect(focused(element)!.dataset['by']).to.equal('-1'); // at the top it cannot go on, and still has the focus
    expect(element.response).to.deep.equal(['w', 'x', 'y', 'z']);
  });

  it('are said in the language of the page', async () => {
    const element = await stage(question, {response: ['x', 'y', 'z', 'w'], lang: 'es'});
    button(element, 'y', -1).click();
    expect(element.said[0]).to.contain('Pies').and.contain('1').and.contain('4');
  });

  it('stay where they are once they are judged', async () => {
    const element = await stage(question, {response: ['x', 'y', 'z', 'w'], isClosed: true});
    button(element, 'y', -1).click();
    expect(element.changes).to.deep.equal([]);
    expect(element.all<HTMLButtonElement>('.order button').every(({disabled}) => disabled)).to.equal(true);
  });

  it('are text, whatever was written there', async () => {
    const hostile = {
      ...question,
      items: [
        {id: '"]', text: '<b>x</b>'},
        {id: 'b', text: 'B'},
      ],
    } as Order;
    const element = await stage(hostile, {response: ['"]', 'b']});
    expect(element.all('b')).to.have.length(0);
    element.find('li [data-by="1"]').click();
    await element.updateComplete;
    expect(shown(element)).to.deep.equal(['b', '"]']);
    await waitUntil(() => focused(element)?.closest('li')?.dataset['item'] === '"]');
  });
});
