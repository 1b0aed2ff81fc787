import {expect, html, fixture} from '@open-wc/testing';
import {waitUntil} from '@uggla/testing';
import {render, type TemplateResult} from 'lit';
import type {Hit} from '@uggla/search';
import {renderCard, renderPicture, type Card} from './card.js';
import {renderHit} from './hit.js';

const base = 'https://acme.example/campus/campus.json';
const card = (more: Partial<Card> = {}): Card => ({
  item: 'a',
  href: '#/item/a',
  title: 'Ergonomía',
  details: [],
  icon: 'video',
  base,
  open() {},
  ...more,
});
const draw = (content: TemplateResult): Promise<HTMLElement> => fixture<HTMLElement>(html`<div>${content}</div>`);
const clip = (text: string | null | undefined) => (text ?? '').replace(/\s+/g, ' ').trim();

describe('a card', () => {
  it('of a title alone has nothing else to read', async () => {
    const place = await draw(renderCard(card()));
    expect(clip(place.textContent)).to.equal('Ergonomía');
    expect(place.querySelectorAll('progress, .price, .badge, .length, .summary, img')).to.have.length(0);
    expect(place.querySelector('svg')!.getAttribute('aria-hidden')).to.equal('true');
  });

  it('reads its title first, then what it is, then the rest', async () => {
    const place = await draw(
      renderCard(
        card({
          details: ['Curso', '', '2 lecciones'],
          summary: 'Ajusta.',
          price: '5 €',
          length: '10 min',
          badge: 'Nuevo',
        }),
      ),
    );
    expect(clip(place.textContent)).to.equal('Ergonomía Curso · 2 lecciones Ajusta. 5 € Nuevo 10 min');
  });

  it('has a bar with its words for what is done', async () => {
    const place = await draw(renderCard(card({progress: {share: 0.4, text: '40 % hecho'}})));
    const bar = place.querySelector('progress')!;
    expect([bar.value, bar.getAttribute('aria-label')]).to.deep.equal([0.4, '40 % hecho']);
  });

  it('is a link that opens in place, and elsewhere when that is asked for', async () => {
    let opened = 0;
    const place = await draw(renderCard(card({open: () => (opened += 1)})));
    const link = place.querySelector('a')!;
    expect(link.getAttribute('href')).to.equal('#/item/a');
    link.click();
    const elsewhere = new MouseEvent('click', {bubbles: true, cancelable: true, metaKey: true});
    window.addEventListener('click', (event) => event.preventDefault(), {once: true});
    link.dispatchEvent(elsewhere);
    expect(opened).to.equal(1);
  });
});

describe('a picture', () => {
  const sources = async (picture: Parameters<typeof renderPicture>[0]) =>
    [...(await draw(renderPicture(picture, base))).querySelectorAll('img')].map(({src}) => src);

  it('has its address made whole by its file’s', async () => {
    expect(await sources({src: '../media/a.jpg'})).to.deep.equal(['https://acme.example/media/a.jpg']);
  });

  it('lies over its placeholder', async () => {
    const placeholder = 'data:image/webp;base64,AAAA';
    expect(await sources({src: 'a.jpg', placeholder})).to.deep.equal([
      placeholder,
      'https://acme.example/campus/a.jpg',
    ]);
  });

  for (const src of [
    'javascript:alert(1)',
    'data:image/svg+xml,<svg onload=alert(1)>',
    'data:text/html,x',
    'file:///etc/passwd',
    'http://user:pass@acme.example/a.jpg',
    'http://[',
  ]) {
    it(`is not asked for where it may not be: ${src}`, async () => {
      expect(await sources({src, placeholder: src})).to.deep.equal([]);
    });
  }

  it('says nothing of itself: the title beside it does', async () => {
    const place = await draw(renderPicture({src: 'a.jpg', alt: 'A chair'}, base));
    expect(place.querySelector('img')!.alt).to.equal('');
  });

  it('waits until it is near the view, unless it is the first that is seen', async () => {
    const loading = async (how?: 'eager') =>
      (await draw(renderPicture({src: 'a.jpg'}, base, undefined, how))).querySelector('img')!.loading;
    expect([await loading(), await loading('eager')]).to.deep.equal(['lazy', 'eager']);
  });

  it('that is broken goes, and leaves no broken sign', async () => {
    const place = await draw(
      renderPicture({src: new URL('/no-such.jpg', location.href).href}, base, undefined, 'eager'),
    );
    await waitUntil(() => place.querySelector('img')!.hidden);
  });

  it('is another element where a card is handed on: neither the last picture nor that it was broken stays', () => {
    const place = document.createElement('div');
    const show = (src: string) => render(renderPicture({src}, base), place);
    show('a.jpg');
    const first = place.querySelector('img')!;
    first.hidden = true;
    show('b.jpg');
    const second = place.querySelector('img')!;
    expect([second === first, second.hidden, second.src]).to.deep.equal([
      false,
      false,
      'https://acme.example/campus/b.jpg',
    ]);
  });
});

describe('a hit', () => {
  const hit = (more: Partial<Hit> = {}): Hit => ({
    passage: {id: '1', kind: 'cue', title: 'La altura', text: '', item: 'ergonomia', url: ''},
    score: 1,
    coverage: 1,
    excerpt: [
      {text: 'la zona ', match: false},
      {text: 'lumbar', match: true},
      {text: ' <b>', match: false},
    ],
    ...more,
  });

  it('marks what was found, and what strangers wrote is words', async () => {
    const place = await draw(
      renderHit({hit: hit(), href: '#x', details: ['Curso', '', 'en 0:05'], picture: html``, open() {}}),
    );
    expect(clip(place.querySelector('.summary')!.textContent)).to.equal('la zona lumbar <b>');
    expect([...place.querySelectorAll('mark')].map(({textContent}) => textContent)).to.deep.equal(['lumbar']);
    expect(clip(place.querySelector('.details')!.textContent)).to.equal('Curso · en 0:05');
    expect(place.querySelector('a')!.getAttribute('part')).to.equal('card result');
  });
});
