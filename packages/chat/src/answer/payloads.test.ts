import {expect} from '@open-wc/testing';
import {AnswerView} from './answer-view.js';

const words = {copy: 'Copy', copied: 'Copied', code: 'Code', table: 'Table', picture: 'Picture'};

/** Ways to write a script's address, after lists that circulate among testers. */
const addresses = [
  'javascript:hit()',
  'JAVASCRIPT:hit()',
  'JaVaScRiPt:hit()',
  ' javascript:hit()',
  '\tjavascript:hit()',
  '\u00a0javascript:hit()',
  '\u0001javascript:hit()',
  '\u200bjavascript:hit()',
  '\ufeffjavascript:hit()',
  '\u202ejavascript:hit()',
  'java\tscript:hit()',
  'java\rscript:hit()',
  'java\u0000script:hit()',
  'java\u2028script:hit()',
  'javascript\t:hit()',
  'javascript&colon;hit()',
  'javascript&#58;hit()',
  'javascript&#x3a;hit()',
  'javascript%3Ahit()',
  '&#106;avascript:hit()',
  '&#x6A;avascript:hit()',
  '&#0000106avascript:hit()',
  '\\javascript:hit()',
  'javascript\\:hit()',
  'javascript://example.com/%0ahit()',
  'javascript:/*https://example.com*/hit()',
  '<javascript:hit()>',
  '< javascript:hit()>',
  'javascript:hit() "title"',
  "javascript:hit() 'title'",
  'data:text/html,<script>hit()</script>',
  'data:text/html;base64,PHNjcmlwdD5oaXQoKTwvc2NyaXB0Pg==',
  'data:image/svg+xml,<svg onload=hit()>',
  'data:application/javascript,hit()',
  'data:,hit()',
  'vbscript:hit()',
  'livescript:hit()',
  'mocha:hit()',
  'jar:https://example.com!/x',
  'blob:https://example.com/0',
  'filesystem:https://example.com/x',
  'file:///etc/passwd',
  'about:blank',
  'chrome://settings',
  'view-source:https://example.com',
  'ms-settings:privacy',
  'intent://x#Intent;scheme=javascript;end',
  'feed:javascript:hit()',
  'steam://run/1',
  'ftp://example.com/x',
  'ws://example.com',
  'https://user:pass@example.com',
  'https://example.com@evil.example:pw@x',
];

/** Ways to make a link, or a picture, of an address. */
const forms: ((address: string) => string)[] = [
  (address) => `[x](${address})`,
  (address) => `![x](${address})`,
  (address) => `[![x](${address})](${address})`,
  (address) => `- **[x](${address})**`,
];

/** Markup that would run, fetch or cover something if it were markup. */
const markup = [
  '<script>hit()</script>',
  '<SCRIPT SRC=//evil.example/x></SCRIPT>',
  '<scr<script>ipt>hit()</scr</script>ipt>',
  '<img src=x onerror=hit()>',
  '<img src="//evil.example/leak">',
  '<image src=x onerror=hit()>',
  '<svg><script>hit()</script></svg>',
  '<svg><animate onbegin=hit() attributeName=x></svg>',
  '<svg><use href="//evil.example/x#y"/></svg>',
  '<math href="javascript:hit()">x</math>',
  '<iframe src="javascript:hit()"></iframe>',
  '<iframe srcdoc="<script>hit()</script>"></iframe>',
  '<object data="javascript:hit()"></object>',
  '<embed src="//evil.example/x">',
  '<applet code=x></applet>',
  '<body onload=hit()>',
  '<video><source onerror=hit()></video>',
  '<audio src=x onerror=hit()>',
  '<details open ontoggle=hit()>',
  '<marquee onstart=hit()>',
  '<input autofocus onfocus=hit()>',
  '<select autofocus onfocus=hit()>',
  '<textarea autofocus onfocus=hit()>',
  '<keygen autofocus onfocus=hit()>',
  '<button formaction="javascript:hit()">x</button>',
  '<form action="//evil.example"><input name=q></form>',
  '<style>@import "//evil.example/x"</style>',
  '<link rel=stylesheet href="//evil.example/x">',
  '<meta http-equiv=refresh content="0;url=//evil.example">',
  '<base href="//evil.example/">',
  '<template><script>hit()</script></template>',
  '<noscript><p title="</noscript><img src=x onerror=hit()>">',
  '<title><script>hit()</script></title>',
  '<xmp><script>hit()</script></xmp>',
  '<plaintext>',
  '<dialog open>x</dialog>',
  '<slot name=footer></slot>',
  '<uggla-chat endpoint="//evil.example"></uggla-chat>',
  '<a href="javascript:hit()">x</a>',
  '<a href=//evil.example ping=//evil.example>x</a>',
  '<p style="position:fixed;inset:0">x</p>',
  '<div id=x part=error class=error>x</div>',
  '<![CDATA[<script>hit()</script>]]>',
  '<!-- --!><script>hit()</script>',
  '<?xml version="1.0"?><script>hit()</script>',
  '</div></div><script>hit()</script>',
  '&lt;script&gt;hit()&lt;/script&gt;',
  '\\<script>hit()\\</script>',
  '`</code><script>hit()</script>`',
  '```\n</code></pre><script>hit()</script>\n```',
  '```"><script>hit()</script>\nx\n```',
  '```js onload=hit()\nx\n```',
  '| <script>hit()</script> | <img src=x onerror=hit()> |\n|---|---|\n| <svg onload=hit()> | x |',
  '# <script>hit()</script>',
  '> <script>hit()</script>',
  '- [ ] <script>hit()</script>',
  '1. <img src=x onerror=hit()>',
  '[<img src=x onerror=hit()>](https://example.com)',
  '![<img src=x onerror=hit()>](https://example.com)',
  '[x](https://example.com "<img src=x onerror=hit()>")',
  '[x](https://example.com"onmouseover="hit())',
  "[x](https://example.com'onmouseover='hit())",
  'https://example.com"onmouseover="hit()',
  'https://example.com/<script>hit()</script>',
  '$$<script>hit()</script>$$',
  '\\(<img src=x onerror=hit()>\\)',
  '[1]<script>hit()</script>',
  '[<script>hit()</script>]',
  '{{constructor.constructor("hit()")()}}',
  '${hit()}',
];

const ALLOWED = new Set(
  'p br hr ul ol li h3 h4 h5 h6 em strong s code pre blockquote a span div button table thead tbody tr th td'.split(
    ' ',
  ),
);
const ATTRIBUTES = new Set('class part dir type tabindex role aria-label href target rel start'.split(' '));
const PROTOCOLS = new Set(['http:', 'https:', 'mailto:', 'tel:']);

/** What is wrong with an answer's nodes; empty when nothing is. */
function wrongIn(root: HTMLElement): string[] {
  return [...root.querySelectorAll('*')].flatMap((element) => [
    ...(ALLOWED.has(element.localName) ? [] : [`<${element.localName}>`]),
    ...element.getAttributeNames().filter((name) => !ATTRIBUTES.has(name)),
    ...(element instanceof HTMLAnchorElement && !PROTOCOLS.has(element.protocol) ? [element.href] : []),
    ...(element instanceof HTMLAnchorElement && (element.username || element.password) ? [element.href] : []),
  ]);
}

function show(text: string, pieces = 1): HTMLElement {
  const view = new AnswerView({words, citation: () => document.createElement('button')}, document);
  const size = Math.ceil(text.length / pieces);
  for (let at = size; at < text.length; at += size) {
    view.update(text.slice(0, at), false);
    view.flush();
  }
  view.update(text, true);
  return view.root;
}

describe('an answer of payloads', () => {
  const payloads = [...forms.flatMap((form) => addresses.map(form)), ...markup];

  it(`is as harmless as text, for each of ${payloads.length}, whole or in pieces`, () => {
    for (const payload of payloads) {
      for (const pieces of [1, 2, 5, payload.length]) {
        expect(wrongIn(show(payload, pieces)), `${JSON.stringify(payload)} in ${pieces}`).to.deep.equal([]);
      }
    }
  });

  it('runs nothing and asks for nothing when all of them stand in the page together', async () => {
    let hits = 0;
    Object.assign(globalThis, {hit: () => hits++});
    performance.clearResourceTimings();
    const root = show(payloads.join('\n\n'));
    document.body.append(root);
    for (const link of root.querySelectorAll('a')) link.dispatchEvent(new MouseEvent('mouseover', {bubbles: true}));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(hits).to.equal(0);
    expect(performance.getEntriesByType('resource').filter(({name}) => /evil|example\.com/.test(name))).to.deep.equal(
      [],
    );
    root.remove();
    Reflect.deleteProperty(globalThis, 'hit');
  });

  it('is shown as it was written where it is markup', () => {
    for (const payload of markup.filter(
      (text) => /^<[a-z/!?]/i.test(text) && !/[_*`~[\]$\\]|&/.test(text) && !text.includes('//'),
    )) {
      expect(show(payload).textContent, payload).to.equal(payload);
    }
  });
});
