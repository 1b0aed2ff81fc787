import {expect} from '@open-wc/testing';
import type {Question} from '@uggla/protocol';
import {sendKeys} from '@web/test-runner-commands';
import {pixel, stage} from '../testing/question-stage.test.kit.js';

const question = {
  id: 'where',
  type: 'hotspot',
  text: 'Where is the lever?',
  image: {src: pixel, width: 200, height: 100, alt: {en: 'A chair from the side', es: 'Una silla de lado'}},
  choices: [
    {id: 'h1', text: {en: 'Under the seat', es: 'Bajo el asiento'}, x: 0, y: 0, width: 0.4, height: 0.5},
    {id: 'h2', text: {en: 'At the back', es: 'En el respaldo'}, x: 0.5, y: 0.5, width: 0.4, height: 0.5},
    {id: 'h3', text: {en: 'On the base', es: 'En la base'}, x: 0.9, y: 0.9, width: 0.1, height: 0.1},
  ],
} as Question;

describe('a place in a picture', () => {
  it('is a radio button with words for who does not see the picture', async () => {
    const element = await stage(question);
    expect(element.find<HTMLImageElement>('img').alt).to.equal('A chair from the side');
    expect(element.all('input').map((input) => input.labels![0]!.textContent!.trim())).to.deep.equal([
      'Under the seat',
      'At the back',
      'On the base',
    ]);
    expect(element.all('.spot').map(({title}) => title)).to.deep.equal([
      'Under the seat',
      'At the back',
      'On the base',
    ]);
    await expect(element).to.be.accessible();
  });

  it('has the picture once', async () => {
    expect((await stage(question)).all('img')).to.have.length(1);
  });

  it('lies where the course says, whatever size the picture has', async () => {
    const element = await stage(question);
    const box = element.find('.hotspot').getBoundingClientRect();
    const spot = element.all('.spot')[1]!.getBoundingClientRect();
    expect((spot.left - box.left) / box.width).to.be.closeTo(0.5, 0.02);
    expect((spot.top - box.top) / box.height).to.be.closeTo(0.5, 0.02);
    expect(spot.width / box.width).to.be.closeTo(0.4, 0.02);
    expect(spot.height / box.height).to.be.closeTo(0.5, 0.02);
  });

  it('lies on the same spot of the picture where the page reads from right to left', async () => {
    const element = await stage(question, {dir: 'rtl'});
    const picture = element.find('img').getBoundingClientRect();
    const spot = element.all('.spot')[0]!.getBoundingClientRect();
    expect(spot.left - picture.left).to.be.closeTo(0, 2); // a picture is not mirrored
  });

  it('is chosen by a click on it', async () => {
    const element = await stage(question);
    element.all('.spot')[1]!.click();
    await element.updateComplete;
    element.all('.spot')[2]!.click();
    expect(element.changes).to.deep.equal(['h2', 'h3']);
  });

  it('is reached by arrow keys', async () => {
    const element = await stage(question);
    element.find('input').focus();
    await sendKeys({press: 'ArrowRight'});
    await element.updateComplete;
    expect(element.response).to.equal('h2');
    await sendKeys({press: 'ArrowLeft'});
    await element.updateComplete;
    expect(element.response).to.equal('h1');
  });

  it('shows what was chosen on an earlier visit, in another language too', async () => {
    const element = await stage(question, {response: 'h3', lang: 'es'});
    expect(element.all('input:checked').map(({value}) => value)).to.deep.equal(['h3']);
    expect(element.find<HTMLImageElement>('img').alt).to.equal('Una silla de lado');
  });

  it('can still be answered when the picture is gone', async () => {
    const element = await stage({...question, image: {src: 'javascript:alert(1)', alt: 'A chair'}} as Question);
    expect(element.all('img')).to.have.length(0);
    element.find('[value=h2]').click();
    expect(element.response).to.equal('h2');
  });

  it('is closed once it is judged', async () => {
    const element = await stage(question, {response: 'h1', isClosed: true});
    element.all('.spot')[1]!.click();
    expect(element.changes).to.deep.equal([]);
    await expect(element).to.be.accessible();
  });
});
