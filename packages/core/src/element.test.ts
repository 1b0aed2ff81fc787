import {expect, fixture, html} from '@open-wc/testing';
import {collectEvents, nextEvent} from '@uggla/testing';
import {html as lit} from 'lit';
import type {Text} from '@uggla/protocol';
import {define} from './define.js';
import {UgglaElement} from './element.js';
import type {UgglaErrorEvent} from './events.js';
import {findFor} from './find-for.js';
import {LocalizeController} from './localize.js';
import {hasState} from './states.js';
import {baseStyles} from './styles.js';

const en = {hello: 'Hello', count: (n: number) => `${n} files`};
const es: {hello: string; count: (n: number) => string} = {hello: 'Hola', count: (n) => `${n} archivos`};

class TestElement extends UgglaElement {
  static override styles = baseStyles;
  readonly words = new LocalizeController(this, {en, es});
  title_: Text = {en: 'Chair', es: 'Silla', ar: 'كرسي'};

  override render() {
    return lit`<p>${this.words.term('hello')} ${this.words.term('count', 2)} ${this.text(this.title_)}</p>`;
  }
  load() {
    this.begin();
  }
  succeed() {
    this.ready();
  }
  break() {
    this.fail(new Error('no'), 'test-broken');
  }
  whole(address: string) {
    return this.url(address, 'fetch');
  }
}
define('test-uggla-element', TestElement);

const shown = (element: TestElement) => element.renderRoot.textContent!.trim();
const make = (lang: string) =>
  fixture<TestElement>(html`<div lang=${lang}><test-uggla-element></test-uggla-element></div>`).then((box) =>
    (box as unknown as HTMLElement).querySelector<TestElement>('test-uggla-element')!,
  );

describe('UgglaElement', () => {
  it('speaks the language of the page around it, and its own before that', async () => {
    const element = await make('es-MX');
    expect(shown(element)).to.equal('Hola 2 archivos Silla');
    element.lang = 'en';
    await element.updateComplete;
    expect(shown(element)).to.equal('Hello 2 files Chair');
  });

  it('follows when the language of the page changes', async () => {
    const before = document.documentElement.lang;
    const element = await fixture<TestElement>(html`<test-uggla-element></test-uggla-element>`);
    document.documentElement.lang = 'es';
    await nextFrame();
    await element.updateComplete;
    expect(shown(element)).to.contain('Hola');
    document.documentElement.lang = before;
  });

  it('shows its texts in a language that it has no words for', async () => {
    const element = await make('ar');
    expect(shown(element)).to.contain('كرسي');
    expect(element.words.direction).to.equal('rtl');
  });

  it('has states that CSS sees, and says when it is ready', async () => {
    const element = await make('en');
    element.load();
    expect([hasState(element, 'loading'), element.status]).to.deep.equal([true, 'loading']);
    const ready = nextEvent(element, 'uggla-ready');
    element.succeed();
    expect((await ready).bubbles).to.equal(false);
    expect([hasState(element, 'loading'), hasState(element, 'ready')]).to.deep.equal([false, true]);
  });

  it('tells of a failure by one event that the page hears', async () => {
    const element = await make('en');
    const heard = collectEvents(document.body, 'uggla-error');
    element.break();
    expect((heard[0] as UgglaErrorEvent).error.code).to.equal('test-broken');
    expect(element.failure?.code).to.equal('test-broken');
    expect(hasState(element, 'failed')).to.equal(true);
  });

  it('is dark when its theme says so, and takes its colours from the page', async () => {
    const element = await make('en');
    const colour = () => getComputedStyle(element).color;
    element.theme = 'light';
    await element.updateComplete;
    expect(colour()).to.equal('rgb(27, 31, 36)');
    element.theme = 'dark';
    await element.updateComplete;
    expect(colour()).to.equal('rgb(233, 237, 241)');
    element.style.setProperty('--uggla-text', 'rgb(1, 2, 3)');
    expect(colour()).to.equal('rgb(1, 2, 3)');
  });

  it('is not shown while it is hidden', async () => {
    const element = await make('en');
    element.hidden = true;
    expect(getComputedStyle(element).display).to.equal('none');
  });

  it('forgets a failure when it loads again, and is ready only if it still is when its content stands there', async () => {
    const element = await make('en');
    const told = collectEvents(element, 'uggla-ready');
    element.break();
    element.load();
    expect([element.failure, element.status, hasState(element, 'failed')]).to.deep.equal([undefined, 'loading', false]);
    element.succeed();
    element.break();
    await element.updateComplete;
    await nextFrame();
    expect(told).to.have.length(0);
    expect([element.status, hasState(element, 'ready'), hasState(element, 'failed')]).to.deep.equal([
      'failed',
      false,
      true,
    ]);
  });

  it('keeps a theme that it does not know, acts as with none, and says so once', async () => {
    const element = await make('en');
    const warnings: unknown[][] = [];
    const {warn} = console;
    console.warn = (...words: unknown[]) => warnings.push(words);
    for (const theme of ['sepia', 'auto', 'sepia']) {
      element.setAttribute('theme', theme);
      await element.updateComplete;
    }
    console.warn = warn;
    expect(element.getAttribute('theme')).to.equal('sepia');
    expect(warnings).to.have.length(1);
    expect(warnings[0]![0]).to.equal('<test-uggla-element>: theme="sepia" is none of auto, light, dark');
    expect(getComputedStyle(element).colorScheme).to.equal(getComputedStyle(document.body).colorScheme);
  });

  it('has its options as attributes and properties alike, in the page or not, and writes none by itself', async () => {
    const element = document.createElement('test-uggla-element') as TestElement;
    expect(element.attributes).to.have.length(0);
    element.setAttribute('src', 'a.json');
    element.theme = 'dark';
    document.body.append(element);
    await element.updateComplete;
    expect([element.src, element.getAttribute('theme')]).to.deep.equal(['a.json', 'dark']);
    element.remove();
  });

  it('leaves two of a kind on one page to themselves', async () => {
    const [one, other] = [await make('es'), await make('en')];
    one.break();
    expect([shown(one).slice(0, 4), shown(other).slice(0, 5), other.status]).to.deep.equal(['Hola', 'Hello', 'idle']);
    expect(hasState(other, 'failed')).to.equal(false);
  });

  it('makes addresses of its file whole by the file', async () => {
    const element = await make('en');
    element.src = '/a/campus.json';
    expect(element.whole('b/course.json')).to.equal(`${location.origin}/a/b/course.json`);
    expect(element.whole('javascript:alert(1)')).to.equal(undefined);
  });
});

describe('findFor', () => {
  it('looks in its own root first, then in the page', async () => {
    const outer = await fixture(html`<div id="target">outer</div>`);
    const host = await fixture<HTMLElement>(html`<div></div>`);
    const root = host.attachShadow({mode: 'open'});
    const seeker = root.appendChild(document.createElement('span'));
    expect(findFor(seeker, 'target')).to.equal(outer);
    const inner = Object.assign(document.createElement('div'), {id: 'target'});
    root.append(inner);
    expect(findFor(seeker, 'target')).to.equal(inner);
    expect(findFor(seeker, '')).to.equal(undefined);
    expect(findFor(seeker, 'nobody')).to.equal(undefined);
  });
});

function nextFrame(): Promise<number> {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}
