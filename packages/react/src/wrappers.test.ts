import {expect} from '@open-wc/testing';
import {StepCheckEvent} from '@uggla/elements';
import {fixtureSite, waitUntil} from '@uggla/testing';
import {createElement, createRef, type ComponentType} from 'react';
import {createRoot, type Root} from 'react-dom/client';
import * as wrappers from './index.js';

const TAGS = {
  UgglaCampus: 'uggla-campus',
  UgglaChapters: 'uggla-chapters',
  UgglaChat: 'uggla-chat',
  UgglaCourse: 'uggla-course',
  UgglaCue: 'uggla-cue',
  UgglaGuide: 'uggla-guide',
  UgglaNotes: 'uggla-notes',
  UgglaPlayer: 'uggla-player',
  UgglaPortfolio: 'uggla-portfolio',
  UgglaTranscript: 'uggla-transcript',
};
/** What pages listen for, of each; of cues the player tells. */
const EVENTS: Record<string, string> = {
  UgglaCampus: 'uggla-ready uggla-error uggla-item-open',
  UgglaChapters: 'uggla-seek-request',
  UgglaChat: 'uggla-error uggla-message-send uggla-message-finish uggla-tool-call uggla-citation-open uggla-feedback',
  UgglaCourse:
    'uggla-ready uggla-error uggla-lesson-change uggla-lesson-complete uggla-course-complete uggla-answer uggla-acknowledge uggla-record',
  UgglaGuide: 'uggla-ready uggla-error uggla-step-change uggla-step-check',
  UgglaNotes: 'uggla-note-change uggla-seek-request',
  UgglaPlayer: 'uggla-ready uggla-error play pause ended seeking seeked timeupdate volumechange ratechange',
  UgglaPortfolio: 'uggla-ready uggla-error uggla-item-open uggla-action uggla-lead',
  UgglaTranscript: 'uggla-seek-request',
};
/** The media element's events have two words in React (`onTimeUpdate`). */
const TWO_WORDS: Record<string, string> = {
  timeupdate: 'onTimeUpdate',
  volumechange: 'onVolumeChange',
  ratechange: 'onRateChange',
};
const reactName = (type: string) =>
  TWO_WORDS[type] ?? `on${type.replace(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase())}`;

type Wrapper = ComponentType<Record<string, unknown>>;
const wrapperOf = (name: string) => (wrappers as unknown as Record<string, Wrapper>)[name]!;

const guide = {
  id: 'https://acme.example/guides/wifi',
  version: '1',
  type: 'how',
  languages: ['en'],
  title: 'Wi-Fi',
  steps: [
    {id: 'off', title: 'Off'},
    {id: 'on', title: 'On'},
  ],
};

describe('the wrappers', () => {
  let place: HTMLElement;
  let root: Root;
  beforeEach(() => {
    place = document.body.appendChild(document.createElement('div'));
    root = createRoot(place);
  });
  afterEach(() => {
    root.unmount();
    place.remove();
    localStorage.clear();
  });

  it('are one for each element, and nothing else', () => {
    expect(Object.keys(wrappers).sort()).to.deep.equal(Object.keys(TAGS));
  });

  for (const [name, tag] of Object.entries(TAGS)) {
    it(`${name} renders a defined <${tag}>, with what HTML knows, and takes it away again`, async () => {
      const element = createElement(wrapperOf(name), {id: 'one', className: 'wide', lang: 'es', 'aria-label': 'Uno'});
      root.render(name === 'UgglaCue' ? createElement(wrapperOf('UgglaPlayer'), {}, element) : element); // a player fetches the code of its cues
      await waitUntil(() => place.querySelector(`${tag}:defined`), `${tag} never came`);
      const shown = place.querySelector<HTMLElement>(tag)!;
      expect([shown.id, shown.className, shown.lang, shown.getAttribute('aria-label')]).to.deep.equal([
        'one',
        'wide',
        'es',
        'Uno',
      ]);
      root.render(null);
      await waitUntil(() => place.childElementCount === 0, 'it stayed');
    });

    if (name in EVENTS)
      it(`${name} hears the events of its element under React's names`, async () => {
        const types = EVENTS[name]!.split(' ');
        const heard: string[] = [];
        const listeners = types.map((type) => [reactName(type), () => heard.push(type)] as const);
        root.render(createElement(wrapperOf(name), Object.fromEntries(listeners)));
        await waitUntil(() => place.querySelector(tag));
        heard.length = 0; // an element may have told of itself by now
        for (const type of types) place.querySelector(tag)!.dispatchEvent(new Event(type));
        expect(heard).to.deep.equal(types);
      });
  }

  it('take the place of a listener, and hear no more once it is gone', async () => {
    const heard: string[] = [];
    const show = (onUgglaStepChange?: () => void) =>
      root.render(createElement(wrappers.UgglaGuide, onUgglaStepChange ? {onUgglaStepChange} : {}));
    const fire = () => place.querySelector('uggla-guide')!.dispatchEvent(new Event('uggla-step-change'));
    show(() => heard.push('first'));
    await waitUntil(() => place.querySelector('uggla-guide'));
    fire();
    show(() => heard.push('second'));
    await waitUntil(() => (fire(), heard.includes('second')));
    const before = heard.filter((one) => one === 'first').length;
    fire();
    expect(heard.filter((one) => one === 'first')).to.have.length(before);
    show();
    await waitUntil(() => {
      const {length} = heard;
      fire();
      return heard.length === length;
    }, 'the listener stayed');
  });

  it('give the event itself, with its fields, and the element to a ref', async () => {
    const site = await fixtureSite({files: {'guide.json': guide}});
    const ref = createRef<wrappers.UgglaGuideElement>();
    const heard: StepCheckEvent[] = [];
    root.render(
      createElement(wrappers.UgglaGuide, {
        ref,
        src: site.url('guide.json'),
        lang: 'en',
        onUgglaStepCheck: (event: StepCheckEvent) => heard.push(event),
      }),
    );
    await waitUntil(() => ref.current?.guide, 'the guide never came', {timeout: 15_000});
    await ref.current!.updateComplete;
    ref.current!.renderRoot.querySelector<HTMLInputElement>('[part=check]')!.click();
    expect(heard).to.have.length(1);
    expect(heard[0]).to.be.instanceOf(StepCheckEvent).and.include({step: 'off', isChecked: true});
    expect(ref.current!.checked).to.deep.equal(['off']);
  });

  it('set lists as properties, and another list in place of it', async () => {
    const site = await fixtureSite({files: {'guide.json': guide}});
    const ref = createRef<wrappers.UgglaGuideElement>();
    const show = (checked: string[]) =>
      root.render(createElement(wrappers.UgglaGuide, {ref, src: site.url('guide.json'), checked}));
    show(['on']);
    await waitUntil(() => ref.current?.guide, 'the guide never came', {timeout: 15_000});
    expect(ref.current!.checked).to.deep.equal(['on']);
    show(['on', 'off']);
    await waitUntil(() => ref.current!.share === 1, 'the property did not follow');
    expect(ref.current!.hasAttribute('checked')).to.equal(false);
  });

  it('keep children where the element shows them', async () => {
    root.render(createElement(wrapperOf('UgglaPlayer'), {src: ''}, createElement('div', {slot: 'overlay'}, 'Over')));
    await waitUntil(() => place.querySelector('uggla-player > [slot=overlay]')?.textContent === 'Over');
  });
});
