import {expect} from '@open-wc/testing';
import {registerFamilyLoader, type UgglaErrorEvent} from '@uggla/core';
import type {Guide} from '@uggla/protocol';
import {
  collectEvents,
  emulate,
  fixtureSite,
  type FixtureSite,
  nextEvent,
  rightToLeft,
  type Rule,
  waitUntil,
} from '@uggla/testing';
import type {StepChangeEvent, StepCheckEvent, UgglaGuide} from './index.js';
import '../define.js';

registerFamilyLoader('player', () => import(new URL('../../../player/src/define.ts', import.meta.url).href));

const media = {
  id: 'clip',
  kind: 'video',
  title: 'Clip',
  duration: 10,
  width: 320,
  height: 180,
  fallback: {src: 'fixtures/media/clip.mp4', type: 'video/mp4'},
};

const guide: Guide = {
  id: 'https://acme.example/guides/piston',
  version: '1',
  type: 'repair',
  languages: ['es', 'en'],
  title: {es: 'Cambiar el pistón', en: 'Change the gas lift'},
  summary: {es: 'Se cambia en diez minutos.', en: 'Ten minutes of work.'},
  thing: {es: 'Silla Tero', en: 'Tero chair'},
  fault: {es: 'El asiento baja solo', en: 'The seat sinks'},
  codes: ['R-110'],
  tools: [{es: 'Mazo de goma', en: 'Rubber mallet'}],
  parts: [{es: 'Pistón', en: 'Gas lift'}],
  time: 'PT10M',
  difficulty: 'medium',
  warnings: [{es: 'No abras nunca un pistón.', en: 'Never open a gas lift.'}],
  content: {es: 'notes.json'},
  steps: [
    {
      id: 'lay',
      title: {es: 'Tumba la silla', en: 'Lay the chair down'},
      text: {es: 'Sobre una manta.', en: 'On a blanket.'},
      media: 'media.json',
      start: 0,
      end: 2,
    },
    {
      id: 'base',
      title: {es: 'Saca la base', en: 'Take the base off'},
      text: {es: 'Con el mazo.', en: 'With the mallet.'},
      warning: {es: 'Golpea la base.', en: 'Strike the base.'},
      media: 'media.json',
      start: 3,
      end: 5,
    },
    {id: 'try', title: {es: 'Prueba', en: 'Try it'}},
  ],
};
const notes = {
  language: 'es',
  tree: {
    type: 'root',
    children: [{type: 'element', tagName: 'p', children: [{type: 'text', value: 'Recicla el gastado.'}]}],
  },
};

const mounted = new Set<Element>();

async function publish({
  changed = {},
  rules = [],
}: {changed?: Partial<Guide>; rules?: Rule[]} = {}): Promise<FixtureSite> {
  return fixtureSite({files: {'guide.json': {...guide, ...changed}, 'media.json': media, 'notes.json': notes}, rules});
}

async function mount(
  site: FixtureSite,
  attributes: Record<string, string> = {},
  until = 'uggla-ready',
): Promise<UgglaGuide> {
  const element = document.createElement('uggla-guide');
  for (const [name, value] of Object.entries({lang: 'es', src: site.url('guide.json'), ...attributes}))
    element.setAttribute(name, value);
  const done = nextEvent(element, until);
  mounted.add(element);
  document.body.append(element);
  await done;
  await element.updateComplete;
  return element;
}

const find = <E extends HTMLElement = HTMLElement>(element: Element, selector: string) =>
  element.shadowRoot!.querySelector<E>(selector);
const all = <E extends HTMLElement = HTMLElement>(element: Element, selector: string) => [
  ...element.shadowRoot!.querySelectorAll<E>(selector),
];
const titles = (element: Element) => all<HTMLButtonElement>(element, '[part=step-title]');
const openTitles = (element: Element) =>
  titles(element)
    .filter((title) => title.getAttribute('aria-expanded') === 'true')
    .map((title) => title.dataset['step']);
const shownPanels = (element: Element) => all(element, '.panel').filter((panel) => panel.checkVisibility()).length;

async function player(element: Element) {
  await waitUntil(() => find(element, 'uggla-player:defined'), 'no player came', {timeout: 15_000});
  return find(element, 'uggla-player') as unknown as HTMLVideoElement & {clipStart: number; clipEnd: number};
}

describe('UgglaGuide', () => {
  afterEach(() => {
    for (const element of mounted) element.remove();
    mounted.clear();
    localStorage.clear();
  });

  it('says what it is for, what it takes, and what to beware of', async () => {
    const element = await mount(await publish());
    expect(find(element, 'h2')!.textContent).to.equal('Cambiar el pistón');
    const facts = all(element, '.facts div').map(
      (fact) => `${fact.querySelector('dt')!.textContent} ${fact.querySelector('dd')!.textContent}`,
    );
    expect(facts).to.deep.equal([
      'Para Silla Tero',
      'Cuándo El asiento baja solo',
      'Tiempo 10 min',
      'Dificultad Media',
      'Códigos R-110',
    ]);
    expect(find(element, '[part=warning]')!.innerText).to.contain('No abras nunca un pistón.');
    expect(find(element, '.needs')!.innerText).to.contain('Mazo de goma').and.contain('Pistón');
    await waitUntil(() => find(element, '.notes')?.innerText.trim() === 'Recicla el gastado.', 'the notes never came');
    await player(element);
    await expect(element).to.be.accessible();
    element.lang = 'en';
    await element.updateComplete;
    expect(find(element, 'h2')!.textContent).to.equal('Change the gas lift');
  });

  it('tells of a missing file with a code, and loads it when one tries again', async () => {
    const site = await publish({rules: [{match: 'guide.json', status: 404, times: 1}]});
    const heard = nextEvent<UgglaErrorEvent>(document.body, 'uggla-error');
    const element = await mount(site, {}, 'uggla-error');
    expect((await heard).error.code).to.equal('guide-unavailable');
    expect(find(element, '[part=error]')!.innerText).to.contain('No se ha podido cargar la guía.');
    await expect(element).to.be.accessible();
    const ready = nextEvent(element, 'uggla-ready');
    find(element, '[part=error] button')!.click();
    await ready;
    expect(titles(element)).to.have.length(3);
  });

  it('says that it loads', async () => {
    const site = await publish({rules: [{match: 'guide.json', gate: 'slow'}]});
    const element = document.createElement('uggla-guide');
    mounted.add(element);
    element.lang = 'es';
    element.src = site.url('guide.json');
    document.body.append(element);
    await waitUntil(() => find(element, '[role=status]')?.textContent === 'Cargando la guía…');
    await expect(element).to.be.accessible();
    const ready = nextEvent(element, 'uggla-ready');
    await site.open('slow');
    await ready;
  });

  describe('steps', () => {
    it('open one at a time, the first to begin with', async () => {
      const element = await mount(await publish());
      expect(openTitles(element)).to.deep.equal(['lay']);
      const changed = nextEvent<StepChangeEvent>(element, 'uggla-step-change');
      titles(element)[1]!.click();
      expect((await changed).step).to.equal('base');
      await element.updateComplete;
      expect(openTitles(element)).to.deep.equal(['base']);
      expect(element.getAttribute('step')).to.equal('base');
      expect(shownPanels(element)).to.equal(1);
      titles(element)[1]!.click();
      await element.updateComplete;
      expect(openTitles(element)).to.deep.equal([]);
    });

    it('are opened by the step property without an event', async () => {
      const element = await mount(await publish(), {step: 'try'});
      const events = collectEvents(element, 'uggla-step-change');
      expect(openTitles(element)).to.deep.equal(['try']);
      element.goTo('base');
      await element.updateComplete;
      expect(openTitles(element)).to.deep.equal(['base']);
      expect(events).to.have.length(0);
      element.goTo('', {time: 1});
      await element.updateComplete;
      expect(openTitles(element)).to.deep.equal(['lay']); // the step whose clip holds that second
    });

    it('follow one another by next and previous, and the focus goes along', async () => {
      const element = await mount(await publish());
      const button = (part: string) => all<HTMLButtonElement>(element, `.open [part=${part}]`)[0]!;
      expect(button('previous').disabled).to.equal(true);
      button('next').click();
      await waitUntil(() => element.shadowRoot!.activeElement === titles(element)[1]);
      button('next').click();
      await waitUntil(() => openTitles(element)[0] === 'try');
      expect(button('next').disabled).to.equal(true);
      button('previous').click();
      await waitUntil(() => openTitles(element)[0] === 'base');
    });

    it('are walked by arrow keys', async () => {
      const element = await mount(await publish());
      const press = (key: string) =>
        element.shadowRoot!.activeElement!.dispatchEvent(
          new KeyboardEvent('keydown', {key, bubbles: true, composed: true}),
        );
      const current = () => (element.shadowRoot!.activeElement as HTMLElement).dataset['step'];
      await waitUntil(() => find(element, '.tools'), 'the tools never came', {timeout: 10_000});
      titles(element)[0]!.focus();
      press('ArrowDown');
      expect(current()).to.equal('base');
      press('End');
      expect(current()).to.equal('try');
      press('ArrowDown');
      expect(current()).to.equal('try');
      press('Home');
      expect(current()).to.equal('lay');
      expect(openTitles(element)).to.deep.equal(['lay']); // walking opens nothing
    });
  });

  describe('clips', () => {
    it('load only when their step is opened, one at a time', async () => {
      const site = await publish();
      const element = await mount(site, {step: 'try'});
      expect(find(element, 'uggla-player')).to.equal(null);
      expect(await site.requests('media.json')).to.have.length(0);
      titles(element)[0]!.click();
      const first = await player(element);
      expect([first.clipStart, first.clipEnd]).to.deep.equal([0, 2]);
      titles(element)[1]!.click();
      await element.updateComplete;
      expect(all(element, 'uggla-player')).to.have.length(1);
      const second = await player(element);
      expect(second).not.to.equal(first);
      expect([second.clipStart, second.clipEnd]).to.deep.equal([3, 5]);
    });

    it('play and loop without sound once someone opens a step', async function () {
      this.timeout(40_000);
      const element = await mount(await publish(), {step: 'try'});
      titles(element)[1]!.click();
      const clip = await player(element);
      clip.scrollIntoView({block: 'center'}); // out of sight WebKit plays nothing that began by itself
      expect([clip.muted, clip.loop]).to.deep.equal([true, true]);
      let before = 0;
      let looped = false;
      clip.addEventListener('timeupdate', () => {
        looped ||= clip.currentTime < before - 0.5; // however seldom a busy browser tells of the time
        before = clip.currentTime;
      });
      await waitUntil(() => looped, 'the clip did not loop', {timeout: 25_000});
      expect(clip.currentTime).to.be.within(2.9, 5.1);
    });

    it('keep still for who wants less motion', async () => {
      if (!(await emulate({reducedMotion: 'reduce'}))) return; // only Chromium can be told
      const element = await mount(await publish(), {step: 'try'});
      titles(element)[1]!.click();
      const clip = await player(element);
      await emulate({});
      expect(clip.hasAttribute('autoplay')).to.equal(false);
      expect(clip.paused).to.equal(true);
    });

    it('stay with their sound on once someone turned it on', async () => {
      const element = await mount(await publish());
      const first = await player(element);
      const changed = nextEvent(first, 'volumechange');
      first.muted = false;
      await changed;
      titles(element)[1]!.click();
      await element.updateComplete;
      expect(find(element, 'uggla-player')!.hasAttribute('muted')).to.equal(false);
    });
  });

  describe('checks', () => {
    const box = (element: Element, at: number) => all<HTMLInputElement>(element, '[part=check]')[at]!;

    it('are told, counted and kept on this device', async () => {
      const site = await publish();
      const element = await mount(site);
      const checked = nextEvent<StepCheckEvent>(element, 'uggla-step-check');
      box(element, 0).click();
      const {step, isChecked} = await checked;
      expect([step, isChecked]).to.deep.equal(['lay', true]);
      await element.updateComplete;
      expect(find(element, '.done')!.innerText.trim()).to.equal('1 de 3 hechos');
      expect(element.share).to.be.closeTo(1 / 3, 0.001);
      element.remove();
      const again = await mount(site);
      expect(again.checked).to.deep.equal(['lay']);
      expect(openTitles(again)).to.deep.equal(['base']); // goes on where it was left
      box(again, 0).click();
      await again.updateComplete;
      expect(again.checked).to.deep.equal([]);
    });

    it('are not those of another version', async () => {
      const element = await mount(await publish());
      box(element, 0).click();
      element.remove();
      const other = await mount(await publish({changed: {version: '2'}}));
      expect(other.checked).to.deep.equal([]);
    });

    it('end with a word, and can be started again', async () => {
      const element = await mount(await publish());
      for (const at of [0, 1, 2]) box(element, at).click();
      await element.updateComplete;
      expect(find(element, '.done')!.innerText).to.contain('Has hecho todos los pasos.');
      await player(element);
      await expect(element).to.be.accessible();
      const events = collectEvents<StepCheckEvent>(element, 'uggla-step-check');
      await waitUntil(() => find(element, '.steps-head button'), 'its tools never came', {timeout: 10_000});
      find(element, '.steps-head button')!.click();
      await element.updateComplete;
      expect(events.map(({step, isChecked}) => [step, isChecked])).to.deep.equal([
        ['lay', false],
        ['base', false],
        ['try', false],
      ]);
      expect(element.checked).to.deep.equal([]);
      expect(openTitles(element)).to.deep.equal(['lay']);
    });

    it('belong to the page once it sets them', async () => {
      const element = await mount(await publish());
      element.checked = ['base'];
      await element.updateComplete;
      box(element, 0).click();
      expect(element.checked).to.deep.equal(['base', 'lay']);
      expect(localStorage.length).to.equal(0);
    });
  });

  describe('what strangers wrote', () => {
    it('is text, and its addresses are followed only where they may be', async () => {
      const site = await publish({
        changed: {
          title: '<script>document.title="hacked"</script>',
          cover: {src: 'javascript:alert(1)'},
          steps: [
            {
              id: '"><b>',
              title: '<img src=x onerror=alert(1)>',
              text: '<b>bold</b>',
              media: 'javascript:alert(1)',
              image: {src: 'data:text/html,x'},
            },
          ],
        },
      });
      const element = await mount(site);
      expect(find(element, 'h2')!.textContent).to.contain('<script>');
      expect(titles(element)[0]!.textContent).to.contain('<img src=x');
      expect(all(element, 'script, img, uggla-player, b')).to.have.length(0);
    });
  });

  describe('in the page', () => {
    it('is accessible in the dark and from right to left', async () => {
      const dark = await mount(await publish(), {theme: 'dark', step: 'base'});
      await player(dark);
      await expect(dark).to.be.accessible();
      dark.remove();
      await rightToLeft(async () => {
        const element = await mount(await publish());
        await player(element);
        await expect(element).to.be.accessible();
      });
    });

    it('fits into 320 pixels', async () => {
      const element = await mount(await publish(), {step: 'base'});
      element.style.inlineSize = '320px';
      await element.updateComplete;
      expect(element.scrollWidth).to.be.at.most(320);
    });
  });
});
