import {expect} from '@open-wc/testing';
import {html, render} from 'lit';
import {cssVars} from './css-vars.js';

/** The element that a template with these variables makes. */
function made(vars: Record<`--_${string}`, string>, into = document.createElement('div')): HTMLElement {
  render(html`<p ${cssVars(vars)}></p>`, into);
  return into.querySelector('p')!;
}

describe('cssVars', () => {
  it('sets properties that CSS can read', () => {
    expect(made({'--_at': '30%', '--_x': '-4px'}).style.getPropertyValue('--_at')).to.equal('30%');
  });

  it('changes them as they change, and keeps the element', () => {
    const into = document.createElement('div');
    const first = made({'--_at': '30%'}, into);
    expect(made({'--_at': '40%'}, into)).to.equal(first);
    expect(first.style.getPropertyValue('--_at')).to.equal('40%');
  });

  it('lets no value leave its property', () => {
    const element = made({'--_picture': 'url("x.jpg"); color: red; background: url("y.jpg")'});
    document.body.append(element);
    expect(getComputedStyle(element).color).not.to.equal('rgb(255, 0, 0)');
    expect(getComputedStyle(element).backgroundImage).to.equal('none');
    element.remove();
  });

  it('stands on an element, and says so where it does not', () => {
    const into = document.createElement('div');
    expect(() => render(html`<p>${cssVars({'--_at': '1'})}</p>`, into)).to.throw('stands on an element');
  });
});
