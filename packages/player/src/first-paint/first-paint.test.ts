import {expect, fixture, html} from '@open-wc/testing';
import {nextEvent, waitUntil} from '@uggla/testing';
import type {UgglaPlayer} from '../player/player-element.js';
import {media, mediaSite, node, PATIENCE_MS} from '../player.test.kit.js';
import {paintFirst} from './first-paint.js';

const SOUND = ['audio', 'radio'];

// A page of its own: nothing in it may define the element before the last tests do.
/** Nothing here defines the element before the last tests do: one page, in this order. */
describe('before its code is there, a player', () => {
  it('is painted: its frame in the final size, the poster, and a button that has no name yet', async () => {
    const site = await mediaSite();
    const host = await put({poster: media(site, 'poster.jpg')});
    expect(box(host)).to.deep.equal([480, 270]);
    const button = host.shadowRoot!.querySelector('.big')!;
    expect(getComputedStyle(button).position).to.equal('absolute');
    expect(button.getBoundingClientRect().width).to.be.greaterThan(44);
    expect(host.shadowRoot!.querySelector('button, [tabindex], [role]')).to.equal(null);
    const picture = host.shadowRoot!.querySelector('img')!;
    await waitUntil(() => picture.naturalWidth > 0, 'the poster came', {timeout: PATIENCE_MS});
    expect(picture.alt).to.equal('');
  });

  it('shows the poster that the page puts in', async () => {
    const own = node('p', {slot: 'poster'});
    const host = await put({}, [own]);
    expect(own.assignedSlot?.name).to.equal('poster');
    expect(own.getBoundingClientRect().height).to.equal(host.getBoundingClientRect().height);
  });

  it('stands on the placeholder of the page: its colour, or a picture that nobody must fetch', async () => {
    const site = await mediaSite();
    const pixel = 'data:image/png;base64,iVBORw0KGgo=';
    for (const [placeholder, color, picture] of [
      ['rgb(1, 2, 3)', 'rgb(1, 2, 3)', 'none'],
      [pixel, 'rgba(0, 0, 0, 0)', `url("${pixel}")`],
      [media(site, 'poster.jpg'), 'rgba(0, 0, 0, 0)', 'none'],
    ] as const) {
      const {backgroundColor, backgroundImage} = getComputedStyle(
        (await put({placeholder})).shadowRoot!.querySelector('.poster')!,
      );
      expect([backgroundColor, backgroundImage], placeholder).to.deep.equal([color, picture]);
    }
  });

  it('has the height that the page gives it', async () => {
    const host = await put({}, [], '300px');
    expect(box(host)).to.deep.equal([480, 300]);
    expect(host.shadowRoot!.querySelector('.stage')!.getBoundingClientRect().height).to.equal(300);
  });

  it('has no button where the page wants no controls, or it plays by itself', async () => {
    for (const name of ['no-controls', 'autoplay'])
      expect((await put({[name]: ''})).shadowRoot!.querySelector('.big'), name).to.equal(null);
  });

  it('does not fetch the poster before its time', async () => {
    const site = await mediaSite();
    const poster = media(site, 'poster.jpg');
    const below = await put({poster});
    below.style.marginBlockStart = '300vh';
    const [far, idle, eager] = [
      await put({poster}),
      await put({poster, loading: 'play'}),
      await put({poster, loading: 'eager'}),
    ];
    expect([far, idle, eager].map((host) => host.shadowRoot!.querySelector('img') !== null)).to.deep.equal([
      false,
      false,
      true,
    ]);
  });

  it('is left alone where it is sound', async () => {
    const hosts = [];
    for (const layout of SOUND) hosts.push(await put({layout}));
    await put({}); // is painted, and came after them
    expect(hosts.map(({shadowRoot}) => shadowRoot)).to.deep.equal([null, null]);
  });

  it('asks for a stream that will play by itself, once; for no other, and for none that wants to be asked otherwise', async () => {
    const site = await mediaSite();
    const of = (name: string) => media(site, `hls/master.m3u8?${name}`);
    const host = await put({src: of('auto'), autoplay: '', muted: ''});
    await put({src: of('idle')});
    for (const [name, value] of [
      ['loading', 'play'],
      ['layout', 'radio'],
      ['crossorigin', 'use-credentials'],
      ['cmcd', ''],
    ] as const)
      await put({src: of(name), autoplay: '', [name]: value});
    await put({src: media(site, 'clip.mp4'), autoplay: ''});
    await put({src: 'javascript:0//.m3u8', autoplay: ''});
    paintFirst();
    await site.seen('auto');
    expect((await site.requests('master')).map(({query}) => query.replace('?', ''))).to.deep.equal(['auto']);
    host.remove();
  });

  it('becomes the element, of the same size, with nothing left over; and plays if it was clicked', async () => {
    const site = await mediaSite();
    const idle = await put({src: media(site, 'film.json')});
    const host = await put({src: media(site, 'clip.mp4'), muted: ''});
    const stream = await put({src: media(site, 'hls/master.m3u8'), autoplay: '', muted: '', 'no-resume': ''});
    await site.seen('low/seg_0'); // what it begins with comes beside its code
    const before = [...box(idle), ...box(host)];
    host.shadowRoot!.querySelector<HTMLElement>('.big')!.click();
    expect(host.shadowRoot!.querySelector('.spinner'), 'the click was noticed').not.to.equal(null);
    expect(host.shadowRoot!.querySelector('.big')).to.equal(null);

    await import('../define.js');
    const [first, second] = [idle, host] as unknown as [UgglaPlayer, UgglaPlayer];
    await second.updateComplete;
    expect([...box(idle), ...box(host)]).to.deep.equal(before);
    for (const one of [first, second]) expect(one.shadowRoot!.querySelectorAll('.player')).to.have.length(1);
    await waitUntil(() => second.currentTime > 0, 'it plays', {timeout: PATIENCE_MS});
    await waitUntil(() => (stream as UgglaPlayer).currentTime > 0, 'it plays by itself', {timeout: PATIENCE_MS});
    const asked = (await site.requests('hls/')).map(({path}) => path);
    expect(new Set(asked).size, `asked for once: ${asked.join(' ')}`).to.equal(asked.length);
    expect(first.paused).to.equal(true);
    expect(first.shadowRoot!.querySelector('.big')!.getAttribute('aria-label')).to.equal('Play');
  });

  it('is not painted once there is the element', async () => {
    const host = await fixture<UgglaPlayer>(html`<uggla-player></uggla-player>`);
    paintFirst();
    await host.updateComplete;
    expect(host.shadowRoot!.querySelectorAll('.player')).to.have.length(1);
  });

  it('that arrives without a film says nothing and can be given one', async () => {
    const site = await mediaSite();
    const host = await fixture<UgglaPlayer>(html`<uggla-player muted loading="eager"></uggla-player>`);
    const ready = nextEvent(host, 'uggla-ready');
    host.src = media(site, 'film.json');
    await ready;
    expect(host.status).to.equal('ready');
  });
});

/** A player that waits for its code, 480 pixels wide, painted. */
async function put(
  attributes: Readonly<Record<string, string>>,
  children: readonly Node[] = [],
  height = '',
): Promise<HTMLElement> {
  const frame = await fixture<HTMLElement>(html`<div></div>`);
  const host = node('uggla-player', attributes);
  host.append(...children);
  host.style.cssText = `display: block; inline-size: 480px; block-size: ${height || 'auto'}`;
  frame.append(host);
  paintFirst();
  if (!SOUND.includes(attributes['layout'] ?? '')) await waitUntil(() => host.shadowRoot, 'it is painted');
  return host;
}

function box(host: HTMLElement): number[] {
  const {width, height} = host.getBoundingClientRect();
  return [width, height];
}
