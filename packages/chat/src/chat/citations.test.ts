// Chromium first: what a citation opens is the same script in all engines; answer-view.test.ts tries what is shown.
import {expect, fixture, html} from '@open-wc/testing';
import type {OpenRequestEvent} from '@uggla/core/events.js';
import type {Citation} from '@uggla/protocol';
import {collectEvents, fixtureSite, nextEvent, sse} from '@uggla/testing';
import {until} from '../testing/support.test.js';
import type {CitationOpenEvent} from '../events.js';
import type {UgglaChat} from './chat-element.js';

const source: Citation = {
  type: 'uggla_citation',
  index: 1,
  title: 'La altura de la silla',
  item: 'ergonomia',
  lesson: 'altura',
  media: 'media/altura/media.json',
  start: 62,
  end: 70,
  url: 'index.html#/item/ergonomia/altura?t=62',
};

/** Stands for a course: what the chat needs of one is `src`, `lesson` and `goTo`. */
class TestCourse extends HTMLElement {
  src = 'courses/ergonomia/course.json';
  lesson = 'mesa';
  readonly visits: [string, object | undefined][] = [];
  goTo(id: string, options?: object): void {
    this.visits.push([id, options]);
  }
}
customElements.define('test-course', TestCourse);

/** A page with a chat that has answered with the source, and what stands beside it. */
async function page(beside: ReturnType<typeof html>, {citations = [source], text = 'Tira de la palanca [1].'} = {}) {
  const body = sse([
    {choices: [{index: 0, delta: {annotations: citations}}]},
    {choices: [{index: 0, delta: {content: text}}]},
    {choices: [{index: 0, delta: {}, finish_reason: 'stop'}]},
    '[DONE]',
  ]);
  const site = await fixtureSite({
    rules: [
      {match: 'models', body: {data: []}},
      {match: 'chat/completions', body, type: 'text/event-stream'},
    ],
  });
  const root = await fixture(
    html`<div>${beside}<uggla-chat endpoint=${site.url('v1')} for="target" lang="es"></uggla-chat></div>`,
  );
  const chat = root.querySelector<UgglaChat>('uggla-chat')!;
  await chat.send('¿Cómo?');
  await until(() => chat.renderRoot.querySelector('.text [part~=citation]'), 'no citation');
  const inline = chat.renderRoot.querySelector<HTMLElement>('.text [part~=citation]')!;
  const card = chat.renderRoot.querySelector<HTMLElement>('[part~=source]')!;
  return {root, chat, inline, card, site};
}

describe('a citation', () => {
  it('stands in the text as a button that says what it is, and below with title and time', async () => {
    const {inline, card} = await page(html`<video id="target"></video>`);
    expect(inline.localName).to.equal('button');
    expect(inline.textContent).to.equal('1');
    expect(inline.getAttribute('aria-label')).to.match(/^Fuente 1: La altura de la silla, en 1 minuto y? ?2 segundos$/);
    expect(card.textContent!.replace(/\s+/g, ' ')).to.match(/1 ?La altura de la silla ?1:02/);
  });

  it('keeps a title of another direction in its place in the words around it', async () => {
    const {inline} = await page(html`<video id="target"></video>`, {citations: [{...source, title: 'ارتفاع الكرسي'}]});
    expect(inline.getAttribute('aria-label')).to.match(/^Fuente 1: \u2068+ارتفاع الكرسي\u2069+, en \u2068?1 minuto/);
  });

  it('shows the passage: the number when it is pointed at, the card always; as text, whatever stands in it', async () => {
    const text = `Tira de la <img src=x onerror=alert(1)> palanca\u202E.\n${'Y siéntate bien. '.repeat(40)}`;
    const {inline, card} = await page(html`<video id="target"></video>`, {citations: [{...source, text}]});
    const shown = card.querySelector('.passage')!;
    expect(inline.title).to.equal(shown.textContent);
    expect(shown.textContent)
      .to.match(/^Tira de la <img src=x onerror=alert\(1\)> palanca/)
      .and.to.match(/bien\.…$|…$/);
    expect(shown.textContent!.length).to.be.lessThan(300);
    expect(shown.children.length).to.equal(0);
    expect(inline.getAttribute('aria-label'), 'its name stays short').to.not.contain('Tira');
  });

  it('of a document says its page and is a link to it, also where a player stands by', async () => {
    const document: Citation = {
      type: 'uggla_citation',
      index: 1,
      title: 'Manual',
      document: 'manual.pdf',
      page: 4,
      url: 'v1/document?path=manual.pdf&key=k#page=4',
    };
    const {inline, card, site} = await page(html`<video id="target"></video>`, {citations: [document]});
    expect(inline.getAttribute('aria-label')).to.equal('Fuente 1: Manual, página 4');
    expect(card.textContent!.replace(/\s+/g, ' ')).to.match(/1 ?Manual ?pág\. 4/);
    for (const link of [inline, card])
      expect((link as HTMLAnchorElement).href).to.equal(site.url('v1/document?path=manual.pdf&key=k#page=4'));
  });

  it('takes a player to its second', async () => {
    const {root, chat, inline} = await page(
      html`<video id="target" src="/fixtures/media/clip.mp4" preload="none"></video>`,
    );
    const asked = nextEvent<OpenRequestEvent>(root, 'uggla-open-request');
    const opened = nextEvent<CitationOpenEvent>(chat, 'uggla-citation-open');
    inline.click();
    expect(await asked).to.include({item: 'ergonomia', lesson: 'altura', media: 'media/altura/media.json', time: 62});
    expect((await opened).citation).to.deep.equal(source);
    expect(root.querySelector('video')!.currentTime).to.equal(62);
  });

  it('takes a course to its lesson and second', async () => {
    const {root, card} = await page(html`<test-course id="target"></test-course>`);
    card.click();
    expect(root.querySelector<TestCourse>('test-course')!.visits).to.deep.equal([['altura', {time: 62}]]);
  });

  it('follows its address when the course turns out not to have the lesson', async () => {
    const {root, inline, chat} = await page(html`<test-course id="target"></test-course>`, {
      citations: [{...source, url: '#fuente'}],
    });
    Object.assign(root.querySelector<TestCourse>('test-course')!, {
      goTo: () => Promise.reject(new Error('lesson-unknown')),
    });
    chat.endpoint = '';
    inline.click();
    await until(() => location.hash === '#fuente');
    history.replaceState(null, '', location.pathname + location.search);
  });

  it('says where the person stands in the course', async () => {
    const {site} = await page(html`<test-course id="target"></test-course>`);
    const [request] = await site.requests('chat/completions');
    expect(JSON.parse(request!.body).uggla).to.deep.equal({course: 'ergonomia', lesson: 'mesa', language: 'es'});
  });

  it('leaves it to the page when the page takes the request', async () => {
    const {root, inline} = await page(html`<test-course id="target"></test-course>`);
    root.addEventListener('uggla-open-request', (event) => event.preventDefault());
    inline.click();
    expect(root.querySelector<TestCourse>('test-course')!.visits).to.deep.equal([]);
  });

  it('is a link into the campus when nothing in the page can show it', async () => {
    const {inline, card, site} = await page(html``);
    for (const control of [inline, card]) {
      expect(control.localName).to.equal('a');
      expect((control as HTMLAnchorElement).href).to.equal(site.url('index.html#/item/ergonomia/altura?t=62'));
    }
  });

  it('is a link when the course or the film beside it is another one', async () => {
    const course = Object.assign(document.createElement('test-course'), {
      id: 'target',
      src: 'courses/otro/course.json',
    });
    expect((await page(html`${course}`)).inline.localName).to.equal('a');
    const player = Object.assign(document.createElement('test-player'), {
      id: 'target',
      src: 'media/otra/media.json',
      currentTime: 0,
    });
    expect((await page(html`${player}`)).inline.localName).to.equal('a');
  });

  it('finds a target that came later', async () => {
    const {root, inline} = await page(html``);
    const course = Object.assign(document.createElement('test-course'), {id: 'target'}) as TestCourse;
    root.append(course);
    inline.click();
    expect(course.visits.length).to.equal(1);
  });

  it('follows no address that runs a script', async () => {
    const hostile = {...source, url: 'javascript:alert(1)', title: '<img src=x onerror=alert(1)>\u202Etxt'};
    const {inline, card} = await page(html``, {citations: [hostile]});
    expect(inline.localName).to.equal('button');
    expect(card.querySelector('img')).to.equal(null);
    expect(card.textContent).not.to.contain('\u202E');
  });

  it('leaves a number that has no source as it is written', async () => {
    const {chat} = await page(html``, {text: 'Así [1], no así [7].'});
    expect(chat.renderRoot.querySelector('.text')!.textContent).to.contain('no así [7].');
    expect(collectEvents(chat, 'uggla-citation-open')).to.deep.equal([]);
  });
});
