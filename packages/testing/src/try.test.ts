import {expect, fixture, html} from '@open-wc/testing';
import {LitElement} from 'lit';
import {customElement, property} from 'lit/decorators.js';
import snowball from 'snowball-stemmers';
import es from './try.json' with {type: 'json'};
@customElement('x-try')
class XTry extends LitElement {
  @property({reflect: true}) name = 'a';
  protected override render() { return html`<button>${this.name}</button>`; }
}
describe('try', () => {
  it('renders', async () => {
    const el = await fixture<XTry>(html`<x-try name="b"></x-try>`);
    expect(el.renderRoot.querySelector('button')!.textContent).to.equal('b');
    await expect(el).to.be.accessible();
    expect(snowball.newStemmer('spanish').stem('ajustando')).to.equal('ajust');
    expect(es.a).to.equal(1);
  });
  it('has idb and hls', async () => {
    const {openDB} = await import('idb'); expect(openDB).to.be.a('function');
    const Hls = (await import('hls.js/light')).default; expect(Hls.isSupported()).to.equal(true);
    await import('streaming-markdown'); await import('minisearch'); await import('@microsoft/fetch-event-source');
    await import('pdfjs-dist'); await import('foliate-js/view.js'); await import('zod');
  });
});
