// Chromium first: what is asked and kept is the same script in all engines; chat-element.test.ts tries what is shown.
import {expect} from '@open-wc/testing';
import type {ReactiveController} from 'lit';
import {until} from '../testing/support.test.js';
import {draft} from '../conversation/message.js';
import {Announcer} from './announcer.js';
import {Countdown} from './countdown.js';
import {Memory} from './memory.js';
import {pickModel, windowOf} from './model-info.js';
import {ScrollFollower} from './scroll-follower.js';

/** What a controller needs of an element. */
function host() {
  const controllers: ReactiveController[] = [];
  let updates = 0;
  return {
    addController: (controller: ReactiveController) => void controllers.push(controller),
    removeController: () => {},
    requestUpdate: () => void updates++,
    updateComplete: Promise.resolve(true),
    get updates() {
      return updates;
    },
    connect: () => controllers.forEach((controller) => controller.hostConnected?.()),
    update: () => controllers.forEach((controller) => controller.hostUpdated?.()),
    disconnect: () => controllers.forEach((controller) => controller.hostDisconnected?.()),
  };
}

describe('Announcer', () => {
  function listen() {
    const region = document.createElement('div');
    const heard: string[] = [];
    new MutationObserver(() => heard.push(region.textContent!)).observe(region, {
      childList: true,
      characterData: true,
      subtree: true,
    });
    return {announcer: new Announcer(() => region), heard};
  }

  it('says something at once when nothing was said before', async () => {
    const {announcer, heard} = listen();
    announcer.say('Copiado');
    await until(() => heard.length === 1);
    expect(heard).to.deep.equal(['Copiado']);
    announcer.end();
  });

  it('gathers what comes meanwhile, and says it after a pause', async () => {
    const {announcer, heard} = listen();
    announcer.say('Uno.');
    announcer.say('Dos.');
    announcer.say('Tres.');
    await until(() => heard.length === 2);
    expect(heard).to.deep.equal(['Uno.', 'Dos. Tres.']);
    announcer.end();
  });

  it('says the rest of an answer and how it ended', async () => {
    const {announcer, heard} = listen();
    announcer.begin();
    announcer.finish('Tira de la palanca', 'Respuesta terminada.');
    await until(() => heard.length === 1);
    expect(heard).to.deep.equal(['Tira de la palanca Respuesta terminada.']);
    announcer.end();
  });

  it('does not say again what was heard before an answer went on', async () => {
    const {announcer, heard} = listen();
    announcer.begin('La primera mitad.');
    announcer.finish('La primera mitad. Y la segunda.', 'Fin.');
    await until(() => heard.length === 1);
    expect(heard[0]).to.equal('Y la segunda. Fin.');
    announcer.end();
  });

  it('says nothing after its element is gone', async () => {
    const {announcer, heard} = listen();
    announcer.say('Uno.');
    announcer.say('Dos.');
    announcer.end();
    await until(() => heard.length === 1);
    expect(heard).to.deep.equal(['Uno.']);
  });
});

describe('Countdown', () => {
  it('counts whole seconds, and renders each', async () => {
    const element = host();
    const countdown = new Countdown(element);
    expect(countdown.left).to.equal(0);
    countdown.start(1);
    expect(countdown.left).to.equal(1);
    await until(() => countdown.left === 0 && element.updates >= 2);
  });

  it('ends when it is told to', () => {
    const countdown = new Countdown(host());
    countdown.start(60);
    expect(countdown.left).to.equal(60);
    countdown.start(0);
    expect(countdown.left).to.equal(0);
  });

  it('renders nothing more while its element is away', async () => {
    const element = host();
    new Countdown(element).start(0.2);
    element.disconnect();
    const {updates} = element;
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(element.updates).to.equal(updates);
  });
});

describe('ScrollFollower', () => {
  function scroller() {
    const outer = document.createElement('div');
    outer.style.height = '100px';
    outer.style.overflow = 'auto';
    const inner = document.createElement('div');
    inner.style.height = '1000px';
    outer.append(inner);
    document.body.append(outer);
    const element = host();
    const follower = new ScrollFollower(element, () => outer);
    outer.addEventListener('scroll', follower.scrolled);
    element.connect();
    element.update();
    end = element.disconnect;
    return {outer, element, follower, grow: () => (inner.style.height = `${parseFloat(inner.style.height) + 100}px`)};
  }

  /** What the browser does of itself: scroll events, then sizes, then paint. */
  const painted = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

  let end = () => {};
  afterEach(() => {
    end();
    document.querySelectorAll('body > div[style]').forEach((node) => node.remove());
  });

  it('keeps the end in sight', async () => {
    const {outer, grow} = scroller();
    await until(() => outer.scrollTop === 900);
    grow();
    await until(() => outer.scrollTop === 1000);
  });

  it('keeps it in sight when what is around it, or the window, leaves less room', async () => {
    const {outer, element} = scroller();
    await until(() => outer.scrollTop === 900);
    outer.style.height = '40px';
    element.update();
    await until(() => outer.scrollTop === 960);
    outer.style.height = '20px';
    dispatchEvent(new Event('resize'));
    await until(() => outer.scrollTop === 980);
  });

  it('asks for no size while text is written', async () => {
    const {outer, element, grow} = scroller();
    await until(() => outer.scrollTop === 900);
    let asked = 0;
    Object.defineProperty(outer, 'scrollHeight', {get: () => (asked++, 1100), configurable: true});
    grow();
    element.update();
    expect(asked).to.equal(0);
    await until(() => outer.scrollTop === 1000);
    expect(asked).to.be.greaterThan(0);
  });

  it('lets go when the person scrolls up, and follows again at the end', async () => {
    const {outer, element, follower, grow} = scroller();
    await until(() => outer.scrollTop === 900);
    await painted();
    outer.scrollTop = 300;
    await until(() => !follower.following);
    grow();
    await painted();
    await painted();
    expect(outer.scrollTop).to.equal(300);
    outer.scrollTop = 1000;
    await until(() => follower.following);
    expect(element.updates).to.equal(2);
    grow();
    await until(() => outer.scrollTop === 1100);
  });

  it('does not take a growing text for a person who scrolls', async () => {
    const {outer, follower, grow} = scroller();
    await until(() => outer.scrollTop === 900);
    grow();
    grow();
    follower.scrolled();
    expect(follower.following).to.equal(true);
  });

  it('comes back when it is asked to', async () => {
    const {outer, follower} = scroller();
    await until(() => outer.scrollTop === 900);
    outer.scrollTop = 0;
    follower.scrolled();
    follower.toEnd();
    expect(outer.scrollTop).to.equal(900);
    expect(follower.following).to.equal(true);
  });

  it('follows what takes the place of what stood there, and goes on after it was away', async () => {
    const {outer, element} = scroller();
    await until(() => outer.scrollTop === 900);
    const other = document.createElement('div');
    other.style.height = '2000px';
    outer.replaceChildren(other);
    element.update();
    await until(() => outer.scrollTop === 1900);
    element.disconnect();
    other.style.height = '3000px';
    await painted();
    await painted();
    expect(outer.scrollTop).to.equal(1900);
    element.connect();
    await until(() => outer.scrollTop === 2900);
  });

  it('waits for a scroller that is not there yet', () => {
    const element = host();
    const follower = new ScrollFollower(element, () => null);
    element.update();
    follower.toEnd();
    follower.scrolled();
    expect(follower.following).to.equal(true);
  });
});

describe('Memory', () => {
  it('gives back what the store of a name and key holds', async () => {
    const key = `memory ${Math.random()}`;
    const messages = [draft('user', 'Hola')];
    const first = new Memory(() => {});
    expect(await first.open('session', key)).to.deep.equal([]);
    await first.save(messages);
    const second = new Memory(() => {});
    expect(await second.open('session', key)).to.deep.equal(messages);
    expect(await second.open('session', key)).to.equal(undefined);
    await second.save([]);
    expect(await new Memory(() => {}).open('session', key)).to.deep.equal([]);
  });

  it('keeps nothing when it is told to keep nothing', async () => {
    const memory = new Memory(() => {});
    expect(await memory.open('none', 'x')).to.deep.equal([]);
    await memory.save([draft('user', 'Hola')]);
    expect(sessionStorage.getItem('x')).to.equal(null);
  });

  it('tells when the browser refuses to keep more', async () => {
    const errors: string[] = [];
    const memory = new Memory(({code}) => errors.push(code));
    await memory.open('session', 'too much');
    await memory.save([draft('user', 'x'.repeat(30_000_000))]);
    expect(errors).to.deep.equal(['chat-store-unavailable']);
  });
});

describe('pickModel', () => {
  const models = [
    {id: 'a', generative: false},
    {id: 'b', context_window: 8192},
    {id: 'c', meta: {n_ctx: 1024}},
  ];

  it('takes the named one, else the first', () => {
    expect(pickModel(models, undefined)?.id).to.equal('a');
    expect(pickModel(models, 'b')?.id).to.equal('b');
    expect(pickModel(models, 'z')).to.equal(undefined);
    expect(pickModel([], undefined)).to.equal(undefined);
  });

  it('knows how much a model can read, where the engine says so', () => {
    expect(models.map(windowOf)).to.deep.equal([undefined, 8192, 1024]);
    expect(windowOf(undefined)).to.equal(undefined);
    expect(windowOf({id: 'x', context_window: 0})).to.equal(undefined);
  });
});
