import {expect, nextFrame, waitUntil} from '@open-wc/testing';
import type {Citation} from '@uggla/protocol';
import {AnswerView} from './answer-view.js';

const words = {copy: 'Copy', copied: 'Copied', code: 'Code', table: 'Table', picture: 'Picture'};
const source: Citation = {type: 'uggla_citation', index: 1, title: 'Silla', start: 42};

function view() {
  const citation = ({index, title}: Citation) =>
    Object.assign(document.createElement('button'), {textContent: `${index}: ${title}`});
  return new AnswerView({words, citation}, document);
}

describe('AnswerView', () => {
  it('writes once a frame, however often the text grows', async () => {
    const answer = view();
    let writes = 0;
    new MutationObserver(() => writes++).observe(answer.root, {childList: true, subtree: true});
    for (let length = 1; length <= 100; length++) answer.update('a'.repeat(length), false);
    expect(answer.root.textContent).to.equal('');
    await nextFrame();
    await nextFrame();
    expect(writes).to.equal(1);
    answer.update('a'.repeat(100), true);
    expect(answer.root.textContent).to.equal('a'.repeat(100));
  });

  it('makes a control of [n] when the citation is known before the text', () => {
    const answer = view();
    answer.cite([source]);
    answer.update('Así [1].', true);
    expect(answer.root.querySelector('button')?.textContent).to.equal('1: Silla');
  });

  it('makes a control of [n] when the citation comes after the text', () => {
    const answer = view();
    answer.update('Así [1] y [2].', true);
    expect(answer.root.textContent).to.equal('Así [1] y [2].');
    answer.cite([source]);
    expect(answer.root.querySelector('button')?.textContent).to.equal('1: Silla');
    expect(answer.root.textContent).to.contain('[2]');
  });

  it('shows all that was said before a function is called, and goes on behind it without touching that', async () => {
    const answer = view();
    const calls = [{at: 10}];
    answer.update('Lo miro: $', false, calls);
    await waitUntil(() => answer.root.textContent === 'Lo miro: $');
    const before = answer.root.firstElementChild;
    answer.update('Lo miro: $Son **12**.', true, calls);
    expect([...answer.root.children].map(({textContent}) => textContent)).to.deep.equal(['Lo miro: $', 'Son 12.']);
    expect(answer.root.firstElementChild).to.equal(before);
    answer.update('Otra', true);
    expect(answer.root.textContent).to.equal('Otra');
  });

  it('is the same whether it comes whole or in pieces, and whoever says what is new', async () => {
    const text = 'El área es $x^2$ y $5, o $6.\n\n- uno\n- **dos** [1]\n\n```js\nlet a = "$b$";\n```\n\nFin 😀 $y$';
    const calls = [{at: text.indexOf('- uno')}];
    const whole = view();
    whole.update(text, true, calls);
    await waitUntil(() => whole.root.querySelectorAll('.formula').length === 2, 'no formulas came');
    for (const piece of [1, 3, 40]) {
      const answer = view();
      for (let at = 0; at < text.length; at += piece) {
        const end = at + piece;
        answer.update(text.slice(0, end), false, calls, at % 7 === 0 ? undefined : text.slice(at, end));
        if (at % 5 === 0) answer.flush();
      }
      answer.update(text, true, calls);
      expect(answer.root.textContent, `${piece} at once`).to.equal(whole.root.textContent);
      expect(answer.root.querySelectorAll('.formula'), `${piece} at once`).to.have.length(2);
    }
  });

  it('goes on after it was cut off', () => {
    const answer = view();
    answer.update('La silla', true);
    answer.update('La silla se sube', false);
    answer.update('La silla se sube.', true);
    expect(answer.root.textContent).to.equal('La silla se sube.');
  });

  it('begins anew when the text is shorter', () => {
    const answer = view();
    answer.update('Uno y dos', true);
    answer.update('Dos', true);
    expect(answer.root.textContent).to.equal('Dos');
  });

  it('puts nothing into the page that was not said: carriage returns, byte order marks', () => {
    const answer = view();
    answer.update('\uFEFFUno\r\n\r\nDos', true);
    expect([...answer.root.children].map(({textContent}) => textContent)).to.deep.equal(['Uno', 'Dos']);
  });
});
