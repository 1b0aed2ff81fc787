// Chromium first: what a product says and offers is the same script in all engines; portfolio-element.test.ts and
// product-view.test.ts try what is shown.
import {expect} from '@open-wc/testing';
import type {Product} from '@uggla/protocol';
import type {ProductAction} from '../events.js';
import {hrefOf} from './action-address.js';
import {effectOf} from './product-actions.js';

const base = 'https://acme.example/shop/portfolio.json';
const action = (kind: ProductAction['kind'], href?: string): ProductAction => ({
  kind,
  label: 'x',
  ...(href === undefined ? {} : {href}),
});
const product = (...actions: ProductAction[]): Product => ({id: 'p', title: 'P', actions});

describe('hrefOf', () => {
  it('makes addresses whole by the portfolio’s', () => {
    expect(hrefOf(action('link', 'tero.html'), base)).to.equal('https://acme.example/shop/tero.html');
  });

  it('adds the scheme that mail and telephone imply', () => {
    expect(hrefOf(action('mail', ' a@acme.example '), base)).to.equal('mailto:a@acme.example');
    expect(hrefOf(action('mail', 'mailto:a@acme.example?subject=x'), base)).to.equal('mailto:a@acme.example?subject=x');
    expect(hrefOf(action('phone', '(+34) 947-00'), base)).to.equal('tel:+3494700');
  });

  it('follows nothing that runs', () => {
    for (const href of ['javascript:alert(1)', ' JaVaScRiPt:x', 'data:text/html,x', 'vbscript:x', 'file:///etc', '']) {
      for (const kind of ['link', 'mail', 'phone', 'form'] as const)
        expect(hrefOf(action(kind, href), base), `${kind} ${href}`).to.equal(undefined);
    }
  });
});

describe('effectOf', () => {
  const form = action('form');

  it('opens a form only where leads are taken', () => {
    expect(effectOf(form, product(form), 'form', base, 's')).to.deep.equal({kind: 'form'});
    expect(effectOf(form, product(form), 'page', base, 's')).to.deep.equal({kind: 'event'});
  });

  it('follows the form’s own address elsewhere, or writes a mail', () => {
    const linked = action('form', 'contact.html');
    expect(effectOf(linked, product(linked), '', base, 's')).to.deep.equal({
      kind: 'link',
      href: 'https://acme.example/shop/contact.html',
    });
    const mail = action('mail', 'a@acme.example?subject=old');
    expect(effectOf(form, product(form, mail), '', base, 'Try & buy')).to.deep.equal({
      kind: 'link',
      href: 'mailto:a@acme.example?subject=Try%20%26%20buy',
    });
  });

  it('is nothing when it would do nothing', () => {
    expect(effectOf(form, product(form), '', base, 's')).to.equal(undefined);
    expect(effectOf(action('link'), product(), 'form', base, 's')).to.equal(undefined);
  });
});
