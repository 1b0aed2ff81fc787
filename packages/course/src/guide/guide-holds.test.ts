// Chromium first: whole guides are walked through; guide-element.test.ts tries what is shown.
import {expect} from '@open-wc/testing';
import type {UgglaErrorEvent} from '@uggla/core';
import type {Guide} from '@uggla/protocol';
import {collectEvents, fixtureSite, type FixtureSite, nextEvent, rightToLeft, waitUntil} from '@uggla/testing';
import {sendKeys} from '@web/test-runner-commands';
import {Checks} from './checks.js';
import type {UgglaGuide} from './index.js';
import '../define.js';

const guide: Guide = {
  id: 'https://acme.example/guides/wifi',
  version: '3',
  type: 'repair',
  languages: ['en', 'es'],
  title: {en: 'No signal', es: 'Sin señal'},
  fault: {en: 'The light blinks red', es: 'La luz parpadea en rojo'},
  codes: ['E-12', 'E-13'],
  steps: [
    {
      id: 'off',
      title: {en: 'Switch it off', es: 'Apágalo'},
      text: {en: 'Hold for five seconds.', es: 'Mantén cinco segundos.'},
    },
    {id: 'wait', title: {en: 'Wait', es: 'Espera'}, warning: {en: 'It is hot.', es: 'Está caliente.'}},
    {id: 'on', title: {en: 'Switch it on', es: 'Enciéndelo'}},
  ],
};

const mounted = new Set<Element>();
const publish = (changed: Partial<Guide> = {}): Promise<FixtureSite> =>
  fixtureSite({files: {'guide.json': {...guide, ...changed}}});

async function mount(site: FixtureSite, attributes: Record<string, string> = {}): Promise<UgglaGuide> {
  const element = document.createElement('uggla-guide');
  for (const [name, value] of Object.entries({lang: 'en', src: site.url('guide.json'), ...attributes}))
    element.setAttribute(name, value);
  const ready = nextEvent(element, 'uggla-ready');
  mounted.add(element);
  document.body.append(element);
  await ready;
  await element.updateComplete;
  return element;
}

const all = <E extends HTMLElement = HTMLElement>(element: Element, selector: string) => [
  ...element.shadowRoot!.querySelectorAll<E>(selector),
];
const find = (element: Element, selector: string) => all(element, selector)[0];
const titles = (element: Element) => all<HTMLButtonElement>(element, '[part=step-title]');
const boxes = (element: Element) => all<HTMLInputElement>(element, '[part=check]');
const opened = (element: Element) =>
  titles(element).find((title) => title.getAttribute('aria-expanded') === 'true')?.dataset['step'];

afterEach(() => {
  for (const element of mounted) element.remove();
  mounted.clear();
  localStorage.clear();
});

describe('Checks', () => {
  it('keep steps in their order, for one guide and one version', () => {
    new Checks('a', '1').keep(['x', 'y']);
    expect(new Checks('a', '1').kept).to.deep.equal(['x', 'y']);
    expect(new Checks('a', '2').kept).to.deep.equal([]);
    expect(new Checks('b', '1').kept).to.deep.equal([]);
  });

  it('leave nothing behind when none is left', () => {
    const checks = new Checks('a');
    checks.keep(['x']);
    checks.keep([]);
    expect(localStorage.length).to.equal(0);
  });

  for (const written of ['{', 'null', '"x"', '7', '{"0":"x"}', '']) {
    it(`bear what something else wrote there: ${written || 'nothing'}`, () => {
      localStorage.setItem('uggla-guide:a@1', written);
      expect(new Checks('a', '1').kept).to.deep.equal([]);
    });
  }

  it('drop what is no id', () => {
    localStorage.setItem('uggla-guide:a@1', '["x", 7, null, {"y": 1}, "z"]');
    expect(new Checks('a', '1').kept).to.deep.equal(['x', 'z']);
  });

  it('bear a page that may keep nothing', () => {
    const real = Object.getOwnPropertyDescriptor(window, 'localStorage')!;
    Object.defineProperty(window, 'localStorage', {
      configurable: true,
      get: () => {
        throw new DOMException('denied', 'SecurityError');
      },
    });
    try {
      const checks = new Checks('a', '1');
      expect(() => checks.keep(['x'])).not.to.throw();
      expect(checks.kept).to.deep.equal([]);
    } finally {
      Object.defineProperty(window, 'localStorage', real);
    }
  });
});

describe('a fault and its steps', () => {
  it('are told first: what one sees, which codes, then what to do', async () => {
    const element = await mount(await publish());
    const facts = all(element, '.facts div').map((fact) => [
      fact.querySelector('dt')!.textContent,
      fact.querySelector('dd')!.textContent,
    ]);
    expect(facts).to.deep.equal([
      ['When', 'The light blinks red'],
      ['Codes', 'E-12, E-13'],
    ]);
    expect(titles(element).map((title) => title.querySelector('.title')!.textContent)).to.deep.equal([
      'Switch it off',
      'Wait',
      'Switch it on',
    ]);
  });

  it('leave out what the guide does not say', async () => {
    const bare = {...guide, fault: undefined, codes: undefined, type: 'how'} as unknown as Guide;
    const element = await mount(await publish(bare));
    expect(all(element, '.facts, .needs, .cover, .notes')).to.have.length(0);
    expect(find(element, '.kind')!.textContent!.trim()).to.equal('How to');
    await expect(element).to.be.accessible();
  });

  it('say which step it is and that it is done, for who does not see the mark', async () => {
    const element = await mount(await publish());
    boxes(element)[0]!.click();
    await element.updateComplete;
    const name = titles(element)[0]!.textContent!.replace(/\s+/g, ' ').trim();
    expect(name).to.contain('Step 1 of 3:').and.contain('Switch it off').and.contain('(Done)');
    expect(titles(element)[0]!.getAttribute('aria-controls')).to.equal(find(element, '.panel')!.id);
  });

  it('say a warning by a word, not by its colour alone', async () => {
    const element = await mount(await publish(), {step: 'wait'});
    expect(find(element, '.step.open [part=warning]')!.textContent!.replace(/\s+/g, ' ').trim()).to.equal(
      'Careful: It is hot.',
    );
  });
});

describe('by keyboard alone', () => {
  it('a step is opened, checked off, and the next one reached', async () => {
    const element = await mount(await publish());
    titles(element)[1]!.focus();
    await sendKeys({press: 'Enter'});
    await waitUntil(() => opened(element) === 'wait');
    boxes(element)[1]!.focus();
    await sendKeys({type: ' '});
    expect(element.checked).to.deep.equal(['wait']);
    all(element, '.open [part=next]')[0]!.focus();
    await sendKeys({press: 'Enter'});
    await waitUntil(() => element.shadowRoot!.activeElement === titles(element)[2]);
    expect(opened(element)).to.equal('on');
  });

  it('keys with Alt, Ctrl or Meta are left to the browser', async () => {
    const element = await mount(await publish());
    titles(element)[0]!.focus();
    for (const modifier of ['altKey', 'ctrlKey', 'metaKey'] as const) {
      const event = new KeyboardEvent('keydown', {
        key: 'ArrowDown',
        bubbles: true,
        composed: true,
        cancelable: true,
        [modifier]: true,
      });
      titles(element)[0]!.dispatchEvent(event);
      expect(event.defaultPrevented, modifier).to.equal(false);
    }
    expect(element.shadowRoot!.activeElement === titles(element)[0]).to.equal(true);
  });
});

describe('a guide in its page', () => {
  it('keeps what was checked when the language changes', async () => {
    const element = await mount(await publish());
    boxes(element)[0]!.click();
    element.lang = 'es';
    await element.updateComplete;
    expect(titles(element)[0]!.textContent).to.contain('Apágalo');
    expect(boxes(element)[0]!.checked).to.equal(true);
    expect(find(element, '.done')!.textContent!.trim()).to.equal('1 de 3 hechos');
  });

  it('is two guides where there are two: each has its own step and its own checks', async () => {
    const [one, other] = [
      await mount(await publish()),
      await mount(await publish({id: 'https://acme.example/guides/other'})),
    ];
    titles(one)[2]!.click();
    boxes(one)[2]!.click();
    await one.updateComplete;
    expect([opened(one), opened(other)]).to.deep.equal(['on', 'off']);
    expect(other.checked).to.deep.equal([]);
    await expect(other).to.be.accessible();
  });

  it('shows another guide when its address changes, and no step of the old one', async () => {
    const element = await mount(await publish(), {step: 'on'});
    const other = await publish({
      id: 'https://acme.example/guides/2',
      title: 'Second',
      steps: [{id: 'only', title: 'Only'}],
    });
    const ready = nextEvent(element, 'uggla-ready');
    element.src = other.url('guide.json');
    await ready;
    await element.updateComplete;
    expect(find(element, 'h2')!.textContent).to.equal('Second');
    expect(opened(element)).to.equal('only');
  });

  it('goes on when it was taken out while it loaded, and put back', async () => {
    const site = await publish();
    await site.rule({match: 'guide.json', gate: 'slow'});
    const element = document.createElement('uggla-guide');
    mounted.add(element);
    Object.assign(element, {lang: 'en', src: site.url('guide.json')});
    const errors = collectEvents<UgglaErrorEvent>(element, 'uggla-error');
    document.body.append(element);
    await site.seen('guide.json');
    element.remove();
    const ready = nextEvent(element, 'uggla-ready');
    document.body.append(element);
    await site.open('slow');
    await ready;
    expect(errors).to.have.length(0);
  });

  for (const [what, body, code] of [
    ['no JSON', '<html>', 'guide-invalid'],
    ['no steps', {...guide, steps: 'none'}, 'guide-invalid'],
    ['another file', {id: 'x', kind: 'video'}, 'guide-invalid'],
  ] as const) {
    it(`tells of a file that is none: ${what}`, async () => {
      const site = await fixtureSite({rules: [{match: 'guide.json', body, type: 'application/json'}]});
      const element = document.createElement('uggla-guide');
      mounted.add(element);
      const failed = nextEvent<UgglaErrorEvent>(element, 'uggla-error');
      Object.assign(element, {lang: 'en', src: site.url('guide.json')});
      document.body.append(element);
      expect((await failed).error.code).to.equal(code);
      await element.updateComplete;
      expect(find(element, '[part=error]')!.textContent).to.contain(code);
      await expect(element).to.be.accessible();
    });
  }

  it('points the other way from right to left, and stays accessible in the dark', async () => {
    await rightToLeft(async () => {
      const element = await mount(await publish(), {step: 'wait', theme: 'dark'});
      const number = find(element, '.number')!.getBoundingClientRect();
      const title = find(element, '.title')!.getBoundingClientRect();
      expect(number.left).to.be.above(title.left);
      await expect(element).to.be.accessible();
    });
  });

  it('has every step in print, open or not', async () => {
    const element = await mount(await publish());
    await waitUntil(() => find(element, '[part=print]'), 'there was nothing to print with', {timeout: 10_000});
    const sheets = element.shadowRoot!.adoptedStyleSheets.flatMap((sheet) => [...sheet.cssRules]);
    const print = sheets.filter(
      (rule): rule is CSSMediaRule => rule instanceof CSSMediaRule && rule.media.mediaText === 'print',
    );
    const sheet = new CSSStyleSheet(); // the rules for paper, on the screen
    for (const media of print) for (const rule of media.cssRules) sheet.insertRule(rule.cssText, sheet.cssRules.length);
    element.shadowRoot!.adoptedStyleSheets = [...element.shadowRoot!.adoptedStyleSheets, sheet];
    expect(all(element, '.panel').every((panel) => panel.checkVisibility())).to.equal(true);
    expect(new Set(all(element, '.panel').map((one) => getComputedStyle(one).display))).to.deep.equal(
      new Set(['block']),
    );
    expect(element.shadowRoot!.textContent).to.contain('Hold for five seconds.').and.contain('It is hot.');
    expect(all(element, 'button:not([part=step-title])').some((button) => button.checkVisibility())).to.equal(false);
  });
});
