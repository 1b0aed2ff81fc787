// Chromium first: films are played over many cues, by the same script in all engines.
import {expect, fixture, html} from '@open-wc/testing';
import {emulate, nextEvent, rightToLeft, waitUntil} from '@uggla/testing';
import '../define.js';
import type {UgglaPlayer} from '../player/player-element.js';
import {media, mediaSite, node, part, PATIENCE_MS, player, playsBeyond} from '../player.test.kit.js';
import type {UgglaCue} from './cue-element.js';

function cue(attributes: Readonly<Record<string, string>>, content: string | Node = 'Tighten by hand only.'): UgglaCue {
  const element = node('uggla-cue', attributes) as UgglaCue;
  element.append(content);
  return element;
}

async function film(...cues: UgglaCue[]): Promise<UgglaPlayer> {
  const element = await player({src: media(await mediaSite(), 'clip.mp4'), loading: 'eager', lang: 'en'}, cues);
  await waitUntil(() => element.readyState > 0, 'the film never came', {timeout: PATIENCE_MS});
  await customElements.whenDefined('uggla-cue'); // what is played over before its code has come is not told of
  return element;
}

/** A player that stands in its cues, with the code for them. */
async function at(second: number, ...cues: UgglaCue[]): Promise<UgglaPlayer> {
  const element = await film(...cues);
  await element.play();
  element.pause();
  element.currentTime = second;
  await waitUntil(() => cues.every(({active}) => active), 'the cue never came', {timeout: PATIENCE_MS});
  await Promise.all(cues.map(({updateComplete}) => updateComplete));
  return element;
}

const text = (of: UgglaCue) => part(of, 'cue')?.textContent;

describe('UgglaCue', function () {
  this.timeout(PATIENCE_MS * 2);

  beforeEach(() => localStorage.clear());

  it('stops the film within a tenth of a second of its time, takes the focus, and gives it back when the film goes on', async () => {
    const question = node('input', {'aria-label': 'Screw'});
    const own = cue({start: '0.5', kind: 'quiz', pause: '', label: 'Which screw?'}, question);
    const element = await film(own);
    part(element, 'play-button')!.focus();
    const entered = nextEvent(element, 'uggla-cue-enter');
    await element.play();
    await entered;
    expect(element.paused).to.equal(true);
    expect(element.currentTime).to.be.within(0.45, 0.75); // a frame, and a busy machine
    await waitUntil(() => document.activeElement === question, 'the focus did not come');
    expect(own.shadowRoot!.querySelector('[role=status]')!.textContent).to.equal('The film has stopped: Which screw?');
    expect(part(own, 'cue')!.getAttribute('aria-label')).to.equal('Which screw?');
    await expect(own).to.be.accessible();
    part(own, 'continue')!.click();
    await playsBeyond(element, 0.8);
    expect(own.active).to.equal(false);
    await waitUntil(
      () => document.activeElement === element && element.shadowRoot!.activeElement === part(element, 'play-button'),
      'the focus is lost',
    );
  });

  it('takes no focus from where else somebody works', async () => {
    const own = cue({start: '0.3', pause: ''}, document.createElement('input'));
    const element = await film(own);
    const elsewhere = await fixture<HTMLTextAreaElement>(html`<textarea aria-label="Letter"></textarea>`);
    elsewhere.focus();
    await element.play();
    await waitUntil(() => element.paused && own.active, 'it never stopped', {timeout: PATIENCE_MS});
    await own.updateComplete;
    expect(document.activeElement === elsewhere).to.equal(true);
  });

  it('does not stop what has no picture to lie over', async () => {
    const element = await film(cue({start: '0.2', end: '9', pause: ''}));
    element.layout = 'audio';
    const entered = nextEvent(element, 'uggla-cue-enter');
    await element.play();
    await entered;
    await playsBeyond(element, 0.4);
  });

  it('shows nothing outside of its time, and is in nobody’s way', async () => {
    const own = cue({start: '3', end: '5'});
    const element = await at(4, own);
    expect(part(own, 'cue')!.getBoundingClientRect().width).to.be.greaterThan(50);
    expect(getComputedStyle(own).pointerEvents).to.equal('none');
    element.currentTime = 6;
    await waitUntil(() => !own.active && !part(own, 'cue'), 'it stays');
    expect(element.activeCues).to.deep.equal([]);
  });

  it('that stops nothing can be taken away by its button or Escape, until it comes again', async () => {
    const own = cue({start: '3', end: '5'});
    const element = await at(4, own);
    await expect(own).to.be.accessible();
    expect(part(own, 'dismiss')!.getAttribute('aria-label')).to.equal('Close: Note');
    part(own, 'dismiss')!.click();
    await waitUntil(() => !part(own, 'cue'), 'it stays', {timeout: PATIENCE_MS});
    element.currentTime = 6;
    await waitUntil(() => element.activeCues.length === 0, 'it does not end', {timeout: PATIENCE_MS});
    element.currentTime = 4;
    await waitUntil(() => part(own, 'cue'), 'it never came again', {timeout: PATIENCE_MS});
    part(own, 'cue')!.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape', bubbles: true}));
    await waitUntil(() => !part(own, 'cue'), 'Escape does nothing', {timeout: PATIENCE_MS});
  });

  for (const [href, leads] of [
    ['https://acme.example/chair', 'https://acme.example/chair'],
    ['mailto:sales@acme.example', 'mailto:sales@acme.example'],
    ['tel:+34600000000', 'tel:+34600000000'],
    ['javascript:alert(1)', null],
    ['data:text/html,x', null],
    ['https://ana:pw@acme.example/', null],
  ] as const) {
    it(`leads ${leads ? 'to' : 'not to'} ${href}`, async () => {
      const {warn} = console;
      console.warn = () => undefined;
      const [cta, hotspot] = [
        cue({start: '3', end: '5', kind: 'cta', href}, 'See the chair'),
        cue({start: '3', end: '5', kind: 'hotspot', href, label: 'Chair'}),
      ];
      cta.setAttribute('slot', 'overlay');
      const element = await fixture<UgglaPlayer>(html`<uggla-player></uggla-player>`);
      element.append(cta, hotspot);
      await customElements.whenDefined('uggla-cue');
      // Both come with the second, without a film to load.
      Object.defineProperties(element, {currentTime: {value: 4}, paused: {value: false}});
      element.dispatchEvent(new Event('playing'));
      await Promise.all([cta.updateComplete, hotspot.updateComplete]);
      console.warn = warn;
      expect(part(cta, 'action')?.getAttribute('href') ?? null).to.equal(leads);
      expect(part(hotspot, 'hotspot')!.getAttribute('href')).to.equal(leads);
      expect(cta.textContent).to.equal('See the chair');
    });
  }

  it('as a call to action can be clicked on all over while the controls show', async () => {
    const own = cue({start: '0', end: '9', kind: 'cta', href: 'https://example.org/chair'}, 'See the chair');
    const element = await at(4, own);
    element.poke();
    await element.updateComplete;
    const {left, width, bottom} = own.shadowRoot!.querySelector('a')!.getBoundingClientRect();
    expect(document.elementFromPoint(left + width / 2, bottom - 2)).to.equal(own);
    expect(bottom, 'not over the time bar').to.be.below(part(element, 'time-range')!.getBoundingClientRect().top);
  });

  it('as a hotspot lies where it is put, also from right to left, has a name, and opens by its button', async () => {
    const own = cue({start: '3', end: '5', kind: 'hotspot', x: '25', y: '75', label: 'The screw'}, 'M6 × 40');
    const element = await at(4, own);
    const button = part(own, 'hotspot')!;
    const place = () => {
      const [box, frame] = [button.getBoundingClientRect(), element.getBoundingClientRect()];
      return [
        (box.left + box.width / 2 - frame.left) / frame.width,
        (box.top + box.height / 2 - frame.top) / frame.height,
      ].map((share) => Math.round(share * 20) * 5);
    };
    expect(place()).to.deep.equal([25, 75]);
    expect(own.shadowRoot!.querySelector('.spot')!.getBoundingClientRect().width).to.be.at.least(24); // WCAG 2.5.8
    expect([
      button.getAttribute('aria-label'),
      button.getAttribute('aria-expanded'),
      part(own, 'cue')!.hidden,
    ]).to.deep.equal(['The screw', 'false', true]);
    button.click();
    await own.updateComplete;
    expect([button.getAttribute('aria-expanded'), part(own, 'cue')!.hidden, text(own)]).to.deep.equal([
      'true',
      false,
      '',
    ]);
    await expect(own).to.be.accessible();
    button.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape', bubbles: true}));
    await own.updateComplete;
    expect(button.getAttribute('aria-expanded')).to.equal('false');
    await rightToLeft(async () => {
      await own.updateComplete;
      expect(place()).to.deep.equal([25, 75]);
    });
  });

  it('keeps what is put outside of the picture at its edge', async () => {
    const own = cue({start: '3', end: '5', kind: 'hotspot', x: '-40', y: 'somewhere', label: 'Far'});
    await at(4, own);
    const {left, top} = own.shadowRoot!.querySelector<HTMLElement>('.spot')!.style;
    expect([left, top]).to.deep.equal(['0%', '50%']);
  });

  it('speaks the language of the page around it', async () => {
    const own = cue({start: '0.2', kind: 'quiz', pause: '', lang: 'es'});
    const element = await film(own);
    await element.play();
    await waitUntil(() => part(own, 'continue')?.textContent === 'Continuar', 'no Spanish button', {
      timeout: PATIENCE_MS,
    });
    expect(own.shadowRoot!.querySelector('[role=status]')!.textContent).to.equal('El vídeo se ha detenido: Pregunta');
  });

  it('follows its attributes and leaves when it is taken out of the player', async () => {
    const own = cue({start: '3', end: '5'});
    const element = await at(4, own);
    own.setAttribute('start', '4.5');
    await waitUntil(() => !own.active, 'it keeps its old time');
    own.setAttribute('start', '2');
    await waitUntil(() => own.active, 'it does not come to its new time');
    own.remove();
    expect([own.active, element.activeCues.length]).to.deep.equal([false, 0]);
    element.append(own);
    await waitUntil(() => own.active, 'it does not come again');
  });

  it('says what it does not understand, and does nothing', async () => {
    const {warn} = console;
    const said: string[] = [];
    console.warn = (message: string) => said.push(message);
    try {
      const own = cue({start: 'soon', kind: 'advert'});
      await fixture(html`<uggla-player>${own}</uggla-player>`);
      await customElements.whenDefined('uggla-cue');
      await own.updateComplete;
      expect(said.join(' '))
        .to.match(/kind="advert"/)
        .and.match(/start="soon"/);
    } finally {
      console.warn = warn;
    }
  });

  it('fits into a player of 320 px, and has edges in forced colours', async () => {
    const own = cue({start: '0.2', kind: 'quiz', pause: ''}, 'A long question. '.repeat(40));
    const element = await film(own);
    element.style.setProperty('inline-size', '320px');
    await element.play();
    await waitUntil(() => part(own, 'continue'), 'it never came', {timeout: PATIENCE_MS});
    const [box, frame] = [part(own, 'cue')!, element.getBoundingClientRect()];
    const {left, right, top, bottom} = box.getBoundingClientRect();
    expect([left >= frame.left, right <= frame.right, top >= frame.top, bottom <= frame.bottom]).to.deep.equal([
      true,
      true,
      true,
      true,
    ]);
    expect(box.scrollWidth).to.be.at.most(box.clientWidth);
    expect(box.scrollHeight).to.be.greaterThan(box.clientHeight); // and the rest is reached by scrolling
    await emulate({forcedColors: 'active'});
    try {
      if (matchMedia('(forced-colors: active)').matches)
        expect(getComputedStyle(box).borderTopColor).not.to.equal('rgba(0, 0, 0, 0)');
    } finally {
      await emulate({forcedColors: 'none'});
    }
  });
});

describe('addCuePoints', function () {
  this.timeout(PATIENCE_MS * 2);

  it('tells of cues that only a script knows, and costs nothing before', async () => {
    performance.clearResourceTimings();
    const element = await player({src: media(await mediaSite(), 'clip.mp4'), loading: 'eager'});
    expect(element.activeCues).to.deep.equal([]);
    await element.addCuePoints([{startTime: 0.4, endTime: 9, value: {screw: 'M6'}}]);
    const entered = nextEvent<Event & {cue: {value: unknown}}>(element, 'uggla-cue-enter');
    await element.play();
    const {cue: found, bubbles} = await entered;
    expect([found.value, bubbles, element.currentTime < 0.7]).to.deep.equal([{screw: 'M6'}, false, true]);
    expect(element.activeCues).to.deep.equal([found]);
    expect(element.paused).to.equal(false);
  });
});
