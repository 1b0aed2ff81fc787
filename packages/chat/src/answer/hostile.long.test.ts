import {expect} from '@open-wc/testing';
import {chatStream} from '@uggla/testing';
import {engine, pageOf, stream, until} from '../testing/support.test.js';
import type {UgglaChat} from '../chat/chat-element.js';
import {AnswerView} from './answer-view.js';
import {hostileFormulas, isOfFormula, wrongInFormula} from './formulas.test.kit.js';

/** What the bundle of the tests puts in: scripts/lib/test-bundle.mjs. */
declare const process: {env: {UGGLA_HOSTILE_TEXTS?: string}};

const words = {copy: 'Copy', copied: 'Copied', code: 'Code', table: 'Table', picture: 'Picture'};

/** What a handler can sit on, and how it is set off without a person: the classes that lists of testers go through. */
const handlers = [
  ['img src=x', 'onerror'],
  ['img src=x', 'onload'],
  ['svg', 'onload'],
  ['body', 'onload'],
  ['body', 'onpageshow'],
  ['body', 'onhashchange'],
  ['iframe', 'onload'],
  ['object data=x', 'onerror'],
  ['video src=x', 'onerror'],
  ['video autoplay src=x', 'onloadstart'],
  ['audio src=x', 'onerror'],
  ['source src=x', 'onerror'],
  ['track src=x', 'onerror'],
  ['input autofocus', 'onfocus'],
  ['textarea autofocus', 'onfocus'],
  ['select autofocus', 'onfocus'],
  ['button autofocus', 'onfocus'],
  ['a href=#x id=x tabindex=1', 'onfocus'],
  ['details open', 'ontoggle'],
  ['dialog open', 'onclose'],
  ['marquee', 'onstart'],
  ['link rel=stylesheet href=x', 'onerror'],
  ['script src=x', 'onerror'],
  ['style', 'onload'],
  ['form', 'onsubmit'],
  ['div style=animation:a', 'onanimationstart'],
  ['div style=transition:all contenteditable', 'ontransitionend'],
  ['div', 'onpointerenter'],
  ['div', 'onmouseover'],
  ['div popover', 'onbeforetoggle'],
  ['div', 'onbeforecopy'],
  ['embed src=x', 'onload'],
  ['frameset', 'onload'],
  ['isindex action=x', 'onfocus'],
  ['image src=x', 'onerror'],
  ['portal src=x', 'onload'],
  ['xss', 'onclick'],
  ['animate attributeName=x', 'onbegin'],
  ['set attributeName=x', 'onend'],
] as const;

/** Ways to write a tag's name and its attribute's so that a filter that looks for them does not see them. */
const spellings: ((tag: string, event: string) => string)[] = [
  (tag, event) => `<${tag} ${event}=hit()>`,
  (tag, event) => `<${tag} ${event}="hit()"></${tag.split(' ')[0]}>`,
  (tag, event) => `<${tag.toUpperCase()} ${event.toUpperCase()}='hit()'>`,
  (tag, event) => `<${tag}/${event}=hit()//`,
  (tag, event) => `<${tag}\n${event}\t=\r\nhit()>`,
  (tag, event) => `<${tag}\f${event}=\`hit()\`>`,
  (tag, event) => `<${tag} x="" ${event}=&#104;&#105;&#116;&lpar;&rpar;>`,
  (tag, event) => `<<${tag} ${event}=hit()>>`,
  (tag, event) => `"><${tag} ${event}=hit()>`,
  (tag, event) => `'-->]]></title></style></textarea></script><${tag} ${event}=hit()>`,
];

/** Markup that a parser reads once so and once otherwise; what sanitizers have been broken with. */
const mutations = [
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=hit()&gt;">',
  '<svg></p><style><a id="</style><img src=x onerror=hit()>">',
  '<form><math><mtext></form><form><mglyph><style></math><img src onerror=hit()>',
  '<svg><desc><noscript><style></noscript><img src=x onerror=hit()></style>',
  '<math><annotation-xml encoding="text/html"><style><img src=x onerror=hit()></style></annotation-xml></math>',
  '<noembed><img title="</noembed><img src=x onerror=hit()>"></noembed>',
  '<svg><foreignObject><iframe srcdoc="&lt;script&gt;parent.hit()&lt;/script&gt;"></iframe></foreignObject></svg>',
  '<template><s><template><s><img src=x onerror=hit()>@</s></template></s></template>',
  '<select><template><img src=x onerror=hit()></template></select>',
  '<a name=getElementById><a name=getElementById>',
  '<form id=attributes><input name=nodeName><input name=removeChild></form>',
  '<img name=implementation><img name=createElement>',
  '<input name=parentNode form=y><form id=y name=body>',
  '<div id=shadowRoot><div id=renderRoot>',
  '<a id=hit href="javascript:hit()"></a>',
  '<template shadowrootmode=open><script>hit()</script></template>',
  '<option><style></option></select><img src=x onerror=hit()></style>',
  '<xmp><svg><b><style><b title="</style><img src=x onerror=hit()>">',
  '<listing>&lt;img src=x onerror=hit()&gt;</listing>',
  '<p is=uggla-chat endpoint=//evil.example>',
  '<?php echo 1 ?><script>hit()</script>',
  '<!DOCTYPE x [<!ENTITY e "<script>hit()</script>">]>&e;',
  '<svg><image href="//evil.example/1"/><feImage href="//evil.example/2"/><use href="data:image/svg+xml,<svg id=x onload=hit()>#x"/></svg>',
  '<style>@font-face{font-family:x;src:url(//evil.example/f)}*{font-family:x;background:url(//evil.example/b)}</style>',
  '<link rel="prefetch preload dns-prefetch modulepreload icon" href="//evil.example/p">',
  '<picture><source srcset="//evil.example/s"><img srcset="//evil.example/i 2x"></picture>',
  '<video poster="//evil.example/v"></video><input type=image src="//evil.example/i">',
  '<body background="//evil.example/g"><table background="//evil.example/t">',
  '<a ping="//evil.example/ping" href="https://example.com">x</a>',
  '<meta http-equiv="Content-Security-Policy" content="x"><meta name=referrer content=unsafe-url>',
  '<script type=importmap>{"imports":{"lit":"//evil.example/lit"}}</script>',
  '<script type=speculationrules>{"prefetch":[{"urls":["//evil.example/s"]}]}</script>',
];

/** Addresses that run, or leave, when they are let into a link. */
const addresses = [
  'javascript:hit()',
  'JAVASCRIPT:hit()',
  'java\tscript:hit()',
  'java\u0000script:hit()',
  '\u0001javascript:hit()',
  '\u00a0javascript:hit()',
  'javascript&colon;hit()',
  '&#x6a;avascript:hit()',
  'javascript&NewLine;:hit()',
  'jav&Tab;ascript:hit()',
  'javascript\\:hit()',
  '\\javascript:hit()',
  'javascript:%0ahit()',
  'javascript://%0ahit()',
  'data:text/html,<script>hit()</script>',
  'data:text/html;base64,PHNjcmlwdD5oaXQoKTwvc2NyaXB0Pg',
  'data:image/svg+xml;base64,PHN2Zy8+',
  'vbscript:hit',
  'blob:null/x',
  'filesystem:x',
  'view-source:x',
  'file:///etc/passwd',
  'https://a:b@evil.example',
  '//a@evil.example',
  'x-apple:1',
  'ms-word:ofe|u|x',
  'sms:1?body=x',
  'javascript:hit`1`',
];

/** Where Markdown takes an address, or a text that might be one. */
const forms: ((inside: string) => string)[] = [
  (to) => `[x](${to})`,
  (to) => `![x](${to})`,
  (to) => `[x](<${to}>)`,
  (to) => `<${to}>`,
  (to) => `[x][1]\n\n[1]: ${to}`,
  (to) => `[x]: ${to}\n\n[x]`,
  (to) => `[![a](${to})](${to})`,
  (to) => `[x](${to} "${to}")`,
  (to) => `| [x](${to}) |\n|---|\n| ![x](${to}) |`,
  (to) => `> - 1. [x](${to})`,
  (to) => `# [x](${to})`,
  (to) => `**[_x_](${to})**`,
  (to) => `[x\n](${to}\n)`,
  (to) => `[x](https://example.com)(${to})`,
  (to) => `[^1]\n\n[^1]: [x](${to})`,
  (to) => `- [ ] ![x](${to})`,
  (to) => `$[x](${to})$`,
  (to) => `${to}`,
  (to) => `[${to}](${to})`,
  (to) => `[x](${encodeURI(to)})`,
];

/** Where TeX takes a text, an address, a colour or a name. */
const formulas: ((inside: string) => string)[] = [
  (inside) => `$${inside}$`,
  (inside) => `$$${inside}$$`,
  (inside) => `\\(${inside}\\)`,
  (inside) => `\\[\n${inside}\n\\]`,
  (inside) => `$\\text{${inside}}$`,
  (inside) => `\\(\\href{${inside}}{x}\\)`,
  (inside) => `$\\color{${inside}}x$`,
  (inside) => `$\\operatorname{${inside}}$`,
  (inside) => `$$\\begin{${inside}}x\\end{${inside}}$$`,
  (inside) => `$\\${inside}{x}$`,
  (inside) => `$\\class{${inside}}{\\style{${inside}}{x}}$`,
  (inside) => `$\\includegraphics[alt=${inside}]{${inside}}$`,
  (inside) => `x\\tag{${inside}}`,
  (inside) => `[$${inside}$](https://example.com)`,
  (inside) => `| $${inside}$ |\n|---|`,
];

/** In a formula as it is, as its text, as an address and as a class. */
const FOREIGN_FORMS = [
  (inside: string) => `$$${inside}$$`,
  (inside: string) => `$\\text{${inside}}$`,
  (inside: string) => `\\(\\href{${inside}}{x}\\)`,
  (inside: string) => `$\\class{${inside}}{\\style{${inside}}{x}}$`,
];

/** What others test sanitizers with: the files of a folder that `UGGLA_HOSTILE` names; see scripts/lib/hostile-texts.mjs. */
const foreign = JSON.parse(process.env.UGGLA_HOSTILE_TEXTS!) as Record<string, string[]>;

const groups: Readonly<Record<string, readonly string[]>> = {
  'handlers on elements': spellings.flatMap((spelling) => handlers.map(([tag, event]) => spelling(tag, event))),
  'markup that changes when it is read again': mutations.flatMap((one) => [
    one,
    `- ${one}`,
    `\`\`\`html\n${one}`,
    `| ${one} |\n|---|`,
    `[${one}](https://example.com)`,
  ]),
  'Markdown of our own': forms.flatMap((form) => addresses.map(form)),
  'Markdown around markup': forms.flatMap((form) => mutations.map(form)),
  'formulas of our own': hostileFormulas.flatMap((one) => formulas.slice(0, 5).map((form) => form(one))),
  'formulas around addresses and markup': formulas.flatMap((form) =>
    [...addresses, ...mutations, ...handlers.map(([tag, event]) => spellings[0]!(tag, event))].map(form),
  ),
  ...foreign,
  ...Object.fromEntries(
    Object.entries(foreign).map(([name, texts]) => [
      `${name} in formulas`,
      texts.flatMap((text) => FOREIGN_FORMS.map((form) => form(text))),
    ]),
  ),
};

const ALLOWED = new Set(
  'p br hr ul ol li h3 h4 h5 h6 em strong s code pre blockquote a span div button table thead tbody tr th td'.split(
    ' ',
  ),
);
const ATTRIBUTES = new Set('class part dir type tabindex role aria-label href target rel start'.split(' '));

/** What stands in an answer and should not; empty when nothing does. */
function wrongIn(root: Element): string[] {
  return [...root.querySelectorAll('*')].flatMap((element) => {
    if (isOfFormula(element)) return wrongInFormula(element);
    const link = element as HTMLAnchorElement;
    const wrong = element
      .getAttributeNames()
      .filter(
        (name) =>
          !ATTRIBUTES.has(name) &&
          !(name === 'style' && /^text-align: (left|center|right);$/.test(element.getAttribute(name)!)),
      );
    if (!ALLOWED.has(element.localName)) wrong.push(`<${element.localName}>`);
    if (element.localName === 'a' && (!/^(https?|mailto|tel):$/.test(link.protocol) || link.username || link.password))
      wrong.push(link.href);
    return wrong;
  });
}

describe('answers that mean harm', function () {
  this.timeout(300_000);

  /** What is asked for by import() has come, and all formulas are drawn. */
  const drawn = () =>
    Promise.all([import('./formulas.js'), import('./math.js')]).then(
      () => new Promise((resolve) => setTimeout(resolve)),
    );

  before(async () => {
    new AnswerView({words, citation: () => document.createElement('button')}, document).update('$a$', true);
    await drawn();
  });

  for (const [name, payloads] of Object.entries(groups)) {
    it(`${payloads.length} of ${name}: none makes a node, an attribute or a link that it should not, whole or as it streams`, async () => {
      for (const payload of payloads) {
        for (const size of payload.length < 1000 ? [payload.length, 1, 3] : [payload.length, 97]) {
          const view = new AnswerView({words, citation: () => document.createElement('button')}, document);
          for (let at = size; at < payload.length; at += size) {
            view.update(payload.slice(0, at), false);
            view.flush();
            if (size === 3 || size === 97)
              expect(wrongIn(view.root), `${JSON.stringify(payload)} up to ${at}`).to.deep.equal([]);
          }
          view.update(payload, true);
          if (/[$\\]/.test(payload)) await drawn();
          expect(wrongIn(view.root), `${JSON.stringify(payload)} by ${size}`).to.deep.equal([]);
        }
      }
    });

    const sample = payloads.filter(
      ({length}, index) => length <= 400 && index % Math.ceil(payloads.length / 100) === 0,
    );
    it(`${sample.length} of ${name}, cut in two at each place: the same as whole`, () => {
      const shown = (...pieces: string[]) => {
        const view = new AnswerView({words, citation: () => document.createElement('button')}, document);
        pieces.forEach((_, index) => {
          view.update(pieces.slice(0, index + 1).join(''), index === pieces.length - 1);
          view.flush();
        });
        expect(wrongIn(view.root), JSON.stringify(pieces)).to.deep.equal([]);
        view.root.normalize();
        return view.root.innerHTML;
      };
      for (const payload of sample) {
        const whole = shown(payload);
        for (let at = 1; at < payload.length; at++)
          expect(shown(payload.slice(0, at), payload.slice(at)), `${JSON.stringify(payload)} cut at ${at}`).to.equal(
            whole,
          );
      }
    });

    it(`${payloads.length} of ${name}, streamed into a strict page: no script, no violation, no request but the question`, async () => {
      const site = await engine({...stream, body: chatStream([payloads.join('\n\n'), '\n\nFin.'])});
      const page = await pageOf(800, 600, 'strict.html');
      let hits = 0;
      Object.assign(
        page.window,
        Object.fromEntries(['hit', 'alert', 'confirm', 'prompt', 'print', 'open'].map((name) => [name, () => hits++])),
      );
      const chat = Object.assign(page.document.createElement('uggla-chat') as UgglaChat, {endpoint: site.url('v1')});
      page.document.body.append(chat);
      await chat.send('¿Qué tal?');
      await until(() => chat.renderRoot.querySelector('[part~=assistant] .text')?.textContent?.includes('Fin.'));
      const root = chat.renderRoot.querySelector('[part~=assistant] .text')!;
      for (const element of root.querySelectorAll('a, button'))
        element.dispatchEvent(new (page.window as typeof globalThis).MouseEvent('mouseover', {bubbles: true}));
      await new Promise((resolve) => page.window.requestAnimationFrame(() => setTimeout(resolve, 200)));
      expect(wrongIn(root)).to.deep.equal([]);
      expect(hits).to.equal(0);
      expect(page.violations).to.deep.equal([]);
      const asked = (page.window as typeof globalThis).performance
        .getEntriesByType('resource')
        .map(({name: address}) => address);
      expect(
        asked.filter((address) => !/\.(m?js|ts|css)(\?|$)|\/v1\/(models|chat\/completions)$/.test(address)).join('\n'),
      ).to.equal('');
      expect(asked.filter((address) => new URL(address).origin !== page.window.location.origin)).to.deep.equal([]);
      expect((await site.requests('chat/completions')).length).to.equal(1);
      page.close();
    });
  }
});
