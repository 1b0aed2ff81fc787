import {expect} from '@open-wc/testing';
import {define} from './define.js';
import {needElement, registerFamilyLoader} from './families.js';
import {registeredFrame, registerFrame} from './frame.js';
import {hasState, setState} from './states.js';

class TestState extends HTMLElement {}
define('test-state', TestState);
const make = (): HTMLElement => document.createElement('test-state');

describe('setState', () => {
  it('sets and clears states one by one', () => {
    const element = make();
    setState(element, 'loading', true);
    setState(element, 'ready', true);
    setState(element, 'loading', false);
    expect([hasState(element, 'loading'), hasState(element, 'ready'), hasState(element, 'failed')]).to.deep.equal([
      false,
      true,
      false,
    ]);
  });

  it('is seen by CSS, and leaves the attributes of the page alone', () => {
    const element = make();
    setState(element, 'ready', true);
    expect(element.matches(':state(ready)')).to.equal(true);
    expect(element.attributes).to.have.length(0);
  });

  it('falls back to data-state where the browser has no such states, beside the names that stand there', () => {
    const element = make();
    // Chromium before 125 throws on a name without dashes.
    element.attachInternals = () =>
      ({
        states: {
          add: () => {
            throw new SyntaxError('no dashes');
          },
          delete: () => {
            throw new SyntaxError('no dashes');
          },
        },
      }) as unknown as ElementInternals;
    element.dataset['state'] = 'mine';
    setState(element, 'loading', true);
    setState(element, 'loading', true);
    expect(element.dataset['state']).to.equal('mine loading');
    setState(element, 'ready', true);
    setState(element, 'loading', false);
    expect(element.dataset['state']).to.equal('mine ready');
  });
});

describe('define', () => {
  it('leaves a tag to who took it first', () => {
    class Second extends HTMLElement {}
    define('test-state', Second);
    expect(customElements.get('test-state')).to.equal(TestState);
  });
});

describe('needElement', () => {
  it('asks for nothing where the tag is there', async () => {
    let asked = 0;
    registerFamilyLoader('chat', async () => asked++);
    await needElement('test-state', 'chat');
    expect(asked).to.equal(0);
  });

  it('fetches the family, and waits until the tag is defined', async () => {
    registerFamilyLoader('chat', async () => define('test-fetched', class extends HTMLElement {}));
    await needElement('test-fetched', 'chat');
    expect(customElements.get('test-fetched')).to.not.equal(undefined);
  });

  it('tells of code that could not be fetched, and tries again the next time', async () => {
    const cause = new TypeError('404');
    registerFamilyLoader('catalog', () => Promise.reject(cause));
    const error = await needElement('test-late', 'catalog').then(
      () => expect.fail('it came'),
      (caught: {code: string; cause: unknown; cure: string}) => caught,
    );
    expect([error.code, error.cause]).to.deep.equal(['family-unavailable', cause]);
    expect(error.cure).to.contain('script-src');
    registerFamilyLoader('catalog', async () => define('test-late', class extends HTMLElement {}));
    await needElement('test-late', 'catalog');
  });

  it('waits for a page that defines it by itself', async () => {
    const waiting = needElement('test-own', 'player');
    define('test-own', class extends HTMLElement {});
    await waiting;
  });
});

describe('registerFrame', () => {
  it('is known as a text, the last one said', () => {
    registerFrame(new URL('https://acme.example/frame.html'));
    expect(registeredFrame()).to.equal('https://acme.example/frame.html');
    registerFrame('/other/frame.html');
    expect(registeredFrame()).to.equal('/other/frame.html');
  });
});
