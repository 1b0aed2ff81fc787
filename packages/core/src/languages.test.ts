import {expect, fixture, html} from '@open-wc/testing';
import {LitElement} from 'lit';
import {define} from './define.js';
import {directionOf, wantedLanguages} from './languages.js';
import {LocalizeController} from './localize.js';

const en = {hello: 'Hello', files: (count: number) => `${count} files`};
const es = {hello: 'Hola', files: (count: number) => `${count} archivos`};
const zhHant = {hello: '你好', files: (count: number) => `${count} 個檔案`};
const zhHans = {hello: '您好', files: (count: number) => `${count} 个文件`};

class TestWords extends LitElement {
  readonly words = new LocalizeController(this, {en, es, 'zh-Hans': zhHans, 'zh-Hant': zhHant});
  protected override render() {
    return this.words.term('hello');
  }
}
define('test-words', TestWords);

const make = async (lang: string, dir = ''): Promise<TestWords> => {
  const box = await fixture<HTMLElement>(html`<div lang=${lang} dir=${dir}><test-words></test-words></div>`);
  return box.querySelector('test-words')!;
};

describe('LocalizeController', () => {
  const rows: [lang: string, hello: string, locale: string][] = [
    ['es', 'Hola', 'es'],
    ['es-MX', 'Hola', 'es-MX'],
    ['es-419', 'Hola', 'es-419'],
    ['ES-es', 'Hola', 'es-ES'],
    ['es_AR', 'Hola', 'es-AR'],
    ['en-GB', 'Hello', 'en-GB'],
    ['zh-TW', '你好', 'zh-TW'],
    ['zh-Hant-HK', '你好', 'zh-Hant-HK'],
    ['zh-CN', '您好', 'zh-CN'],
    ['zh', '您好', 'zh'],
  ];
  for (const [lang, hello, locale] of rows) {
    it(`in a page of lang="${lang}" says ${hello}, with the numbers of ${locale}`, async () => {
      const {words} = await make(lang);
      expect([words.term('hello'), words.locale]).to.deep.equal([hello, locale]);
    });
  }

  for (const lang of ['es-', 'es-x', 'en-US.UTF-8', '-', '*', 'x', '🪑', 'español', 'a'.repeat(500)]) {
    it(`bears lang="${lang.slice(0, 20)}", which is no language`, async () => {
      const {words} = await make(lang);
      expect(words.term('hello')).to.be.oneOf(['Hola', 'Hello', '你好', '您好']);
      expect(words.number(1234.5)).to.match(/1.?234.5/);
      expect(words.date(new Date('2026-10-01T12:00:00Z'))).to.contain('2026');
      expect(words.direction).to.equal('ltr');
    });
  }

  it('writes numbers and dates as they do there', async () => {
    expect((await make('es-ES')).words.number(12345.6)).to.equal('12.345,6');
    expect((await make('es-MX')).words.number(12345.6)).to.equal('12,345.6');
    expect((await make('es')).words.date(new Date('2026-10-01T12:00:00Z'))).to.equal('1 de octubre de 2026');
    expect((await make('en-GB')).words.date(new Date('2026-10-01T12:00:00Z'))).to.equal('1 October 2026');
  });

  it('follows its own lang, and lets go of it', async () => {
    const element = await make('en');
    element.setAttribute('lang', 'es');
    expect(element.words.term('files', 2)).to.equal('2 archivos');
    element.removeAttribute('lang');
    expect(element.words.term('files', 2)).to.equal('2 files');
  });

  it('renders no more for a page that it has left', async () => {
    const element = await make('en');
    const page = document.documentElement;
    const before = page.lang;
    element.parentElement!.removeAttribute('lang');
    element.remove();
    page.lang = 'es';
    await new Promise((resolve) => requestAnimationFrame(resolve));
    expect(element.isUpdatePending).to.equal(false);
    document.body.append(element);
    await element.updateComplete;
    expect(element.renderRoot.textContent).to.contain('Hola');
    element.remove();
    page.lang = before;
  });
});

describe('wantedLanguages', () => {
  it("are those of the nearest element, through shadow roots and slots, then the browser's, each once", async () => {
    const host = await fixture<HTMLElement>(html`<div lang="fr"></div>`);
    const root = host.attachShadow({mode: 'open'});
    const inner = root.appendChild(document.createElement('p'));
    expect(wantedLanguages(inner)).to.deep.equal([...new Set(['fr', ...navigator.languages])]);
    const slot = Object.assign(document.createElement('slot'), {lang: 'it'});
    root.append(slot);
    const child = host.appendChild(document.createElement('b'));
    expect(wantedLanguages(child)[0]).to.equal('it');
    expect(wantedLanguages(Object.assign(document.createElement('i'), {lang: navigator.languages[0]}))).to.deep.equal([
      ...navigator.languages,
    ]);
  });
});

describe('directionOf', () => {
  const rows: [lang: string, dir: string, expected: string][] = [
    ['ar', '', 'rtl'],
    ['ar-EG', '', 'rtl'],
    ['he', '', 'rtl'],
    ['fa', '', 'rtl'],
    ['ur', '', 'rtl'],
    ['ps', '', 'rtl'],
    ['dv', '', 'rtl'],
    ['ckb', '', 'rtl'],
    ['yi', '', 'rtl'],
    ['az-Arab', '', 'rtl'],
    ['es-Arab', '', 'rtl'],
    ['ar-Latn', '', 'ltr'],
    ['es', '', 'ltr'],
    ['es-MX', '', 'ltr'],
    ['ca-ES-valencia', '', 'ltr'],
    ['glk', '', 'rtl'],
    ['zh-Hant', '', 'ltr'],
    ['es', 'rtl', 'rtl'],
    ['ar', 'ltr', 'ltr'],
    ['ar', 'RTL', 'rtl'],
    ['ar', 'auto', 'rtl'],
    ['es', 'auto', 'ltr'],
  ];
  for (const [lang, dir, expected] of rows) {
    it(`of lang="${lang}" dir="${dir}" is ${expected}`, async () =>
      expect(directionOf(await make(lang, dir))).to.equal(expected));
  }
});
