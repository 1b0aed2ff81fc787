import {expect} from '@open-wc/testing';
import type {Question} from '@uggla/protocol';
import {emulate} from '@uggla/testing';
import {pixel, stage} from '../testing/question-stage.test.kit.js';
import type {Verdict} from './grader.js';

const choices = [
  {id: 'a', text: 'A'},
  {id: 'b', text: 'B'},
];
const question: Question = {
  id: 'one',
  type: 'single',
  text: {en: 'How high is the seat?', es: '¿A qué altura va el asiento?'},
  choices,
};
const right: Verdict = {
  right: true,
  score: 1,
  evaluatedBy: 'client',
  feedback: {en: 'Feet on the floor.', es: 'Los pies en el suelo.'},
};
const wrong: Verdict = {right: false, score: 0, evaluatedBy: 'server'};

describe('renderQuestion', () => {
  it('is a group named by which question it is and what it asks', async () => {
    const element = await stage(question);
    expect(element.find('fieldset legend').textContent!.replace(/\s+/g, ' ').trim()).to.equal(
      'Question 1 of 1 How high is the seat?',
    );
    expect(element.find('fieldset').getAttribute('part')).to.equal('question');
  });

  it('asks in the language of the page', async () => {
    const element = await stage(question, {lang: 'es'});
    expect(element.find('legend').textContent).to.contain('¿A qué altura va el asiento?');
  });

  it('shows its picture with its words', async () => {
    const element = await stage({...question, image: {src: pixel, alt: 'A seat', width: 20, height: 10}});
    const picture = element.find<HTMLImageElement>('img');
    expect([picture.alt, picture.getAttribute('width'), picture.getAttribute('height')]).to.deep.equal([
      'A seat',
      '20',
      '10',
    ]);
  });

  it('loads no picture from an address that is none', async () => {
    for (const src of ['javascript:alert(1)', 'data:text/html,<script>1</script>', 'vbscript:x']) {
      expect((await stage({...question, image: {src, alt: ''}})).all('img'), src).to.have.length(0);
    }
  });

  it('is text, whatever was written there', async () => {
    const element = await stage({...question, text: '<img src=x onerror=alert(1)>', id: '"><script>'});
    expect(element.all('img, script')).to.have.length(0);
    expect(element.find('legend').textContent).to.contain('<img src=x');
    expect(element.find('fieldset').dataset['question']).to.equal('"><script>');
  });

  it('says what is missing', async () => {
    const element = await stage(question, {isMissing: true});
    expect(element.find('.verdict.missing').textContent).to.contain('Answer every question first.');
    await expect(element).to.be.accessible();
  });

  describe('a verdict', () => {
    it('is said in words, not by its colour alone, and explained in the language of the page', async () => {
      const element = await stage(question, {verdict: right, isClosed: true});
      expect(element.find('.verdict strong').textContent).to.equal('Right');
      expect(element.find('.verdict span').textContent).to.equal('Feet on the floor.');
      await expect(element).to.be.accessible();
      await element.set({lang: 'es'});
      expect(element.find('.verdict').textContent).to.contain('Los pies en el suelo.');
    });

    it('stands without an explanation too', async () => {
      const element = await stage(question, {verdict: wrong, isClosed: true});
      expect(element.find('.verdict.wrong strong').textContent).to.equal('Not right');
      expect(element.all('.verdict span')).to.have.length(0);
      await expect(element).to.be.accessible();
    });

    it('is text, whatever the server sent', async () => {
      const element = await stage(question, {verdict: {...wrong, feedback: '<b>Nearly</b>'}, isClosed: true});
      expect(element.all('b')).to.have.length(0);
      expect(element.find('.verdict span').textContent).to.equal('<b>Nearly</b>');
    });
  });

  describe('on the screen', () => {
    it('is accessible in the dark, from right to left, and in forced colours', async () => {
      const element = await stage(question, {dir: 'rtl', verdict: wrong});
      await expect(element).to.be.accessible();
      await emulate({colorScheme: 'dark'});
      await expect(element).to.be.accessible();
      await emulate({forcedColors: 'active'});
      await expect(element).to.be.accessible();
      await emulate({});
    });

    it('breaks a word that is longer than a phone is wide', async () => {
      const long = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';
      const element = await stage({
        ...question,
        text: long,
        choices: [
          {id: 'a', text: long},
          {id: 'b', text: 'B'},
        ],
      } as Question);
      element.style.display = 'block';
      element.style.inlineSize = '320px';
      expect(element.scrollWidth).to.be.at.most(320);
    });
  });
});
