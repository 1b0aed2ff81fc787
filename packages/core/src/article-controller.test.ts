// Chromium first: what is asked when is the same script in all engines; load.test.ts tries the requests.
import {expect} from '@open-wc/testing';
import {fixtureSite, type FixtureSite, waitUntil} from '@uggla/testing';
import {html, LitElement} from 'lit';
import {property} from 'lit/decorators.js';
import {ArticleController} from './article-controller.js';
import {define} from './define.js';
import {safeUrl} from './safe-url.js';

class TestArticle extends LitElement {
  @property({attribute: false}) content: Record<string, string> | undefined;
  @property({attribute: false}) wanted: string[] = ['es'];
  readonly article = new ArticleController(this);

  protected override updated() {
    void this.article.follow(this.content, this.wanted, (address) => safeUrl(address, this.baseURI, 'fetch'));
  }
  protected override render() {
    return html`<div>${this.article.nodes}</div>`;
  }
}
define('test-article', TestArticle);

const article = (text: string, language = 'es') => ({
  language,
  tree: {
    type: 'root',
    children: [
      {
        type: 'element',
        tagName: 'p',
        children: [
          {type: 'text', value: text},
          {type: 'element', tagName: 'img', properties: {src: 'foto.webp', alt: ''}},
        ],
      },
    ],
  },
});
const mount = (content?: Record<string, string>): TestArticle => {
  const element = Object.assign(document.createElement('test-article') as TestArticle, {content});
  document.body.append(element);
  return element;
};
const shown = (element: TestArticle): string => element.renderRoot.textContent!.trim();
const shows = (element: TestArticle, text: string) =>
  waitUntil(() => shown(element) === text, `it never showed “${text}”`, {timeout: 15_000});
const two = (): Promise<FixtureSite> =>
  fixtureSite({files: {'a/es.json': article('Hola'), 'a/en.json': article('Hello', 'en')}});

describe('ArticleController', () => {
  afterEach(() => {
    for (const element of document.querySelectorAll('test-article')) element.remove();
  });

  it('shows the text in the reader’s language, its addresses made whole by its own', async () => {
    const site = await two();
    const element = mount({en: site.url('a/en.json'), es: site.url('a/es.json')});
    await shows(element, 'Hola');
    expect(element.renderRoot.querySelector('img')!.src).to.equal(site.url('a/foto.webp'));
    expect(await site.requests()).to.have.length.at.most(2); // the text, and perhaps its picture
  });

  it('follows the reader to another language, and asks for the same text once', async () => {
    const site = await two();
    const element = mount({en: site.url('a/en.json'), es: site.url('a/es.json')});
    await shows(element, 'Hola');
    element.wanted = ['en-GB'];
    await shows(element, 'Hello');
    element.wanted = ['en'];
    element.requestUpdate();
    await element.updateComplete;
    expect(await site.requests('a/en.json')).to.have.length(1);
  });

  it('shows the first text there is to whom none fits', async () => {
    const site = await two();
    const element = mount({en: site.url('a/en.json'), es: site.url('a/es.json')});
    element.wanted = ['eu'];
    await shows(element, 'Hello');
  });

  it('shows nothing while there is none, and when it is taken away', async () => {
    const site = await two();
    const element = mount();
    await element.updateComplete;
    expect(element.article.nodes).to.equal(undefined);
    element.content = {es: site.url('a/es.json')};
    await shows(element, 'Hola');
    element.content = undefined;
    await shows(element, '');
  });

  it('lets a late text not take the place of the one that is wanted now', async () => {
    const site = await two();
    await site.rule({match: 'a/es.json', gate: 'late'});
    const element = mount({en: site.url('a/en.json'), es: site.url('a/es.json')});
    await site.seen('a/es.json');
    element.wanted = ['en'];
    await shows(element, 'Hello');
    await site.open('late');
    await site.seen('a/es.json', {ended: 'gone'});
    expect(shown(element)).to.equal('Hello');
  });

  it('takes up again what a removal broke off', async () => {
    const site = await two();
    await site.rule({match: 'a/es.json', hang: true, times: 1});
    const element = mount({es: site.url('a/es.json')});
    await site.seen('a/es.json');
    element.remove();
    await site.seen('a/es.json', {ended: 'gone'});
    document.body.append(element);
    element.requestUpdate();
    await shows(element, 'Hola');
  });

  for (const [what, rule] of [
    ['missing', {status: 404}],
    ['a page', {body: '<html>'}],
    ['no article', {body: {language: 'es'}}],
    ['hostile', {body: article('x', '<script>')}],
  ] as const) {
    it(`is left out quietly when it is ${what}: what it accompanies is there`, async () => {
      const site = await fixtureSite({rules: [rule]});
      const element = mount({es: site.url('a/es.json')});
      await site.seen('a/es.json', {ended: 'done'});
      await element.updateComplete;
      expect(shown(element)).to.equal('');
    });
  }

  it('fetches no address that may not be fetched', async () => {
    const element = mount({es: 'javascript:alert(1)'});
    await element.updateComplete;
    expect(element.article.nodes).to.equal(undefined);
  });
});
