import {expect} from '@open-wc/testing';
import {safeUrl} from './safe-url.js';

const base = 'https://acme.example/campus/campus.json';

describe('safeUrl', () => {
  it('makes an address whole by the file that holds it', () => {
    expect(safeUrl('media/a/media.json', base, 'fetch')).to.equal('https://acme.example/campus/media/a/media.json');
    expect(safeUrl('../x.mp4', base, 'media')).to.equal('https://acme.example/x.mp4');
  });

  it('lets links go to people too', () => {
    expect(safeUrl('mailto:a@b.example', base, 'link')).to.equal('mailto:a@b.example');
    expect(safeUrl('tel:+34600000000', base, 'link')).to.equal('tel:+34600000000');
    expect(safeUrl('mailto:a@b.example', base, 'fetch')).to.equal(undefined);
  });

  const hostile = [
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    'JAVASCRIPT:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'file:///etc/passwd',
    'filesystem:https://x/y',
    'https://user:secret@evil.example/',
    'https://[bad',
    '',
    null,
    {},
  ];
  for (const value of hostile) {
    it(`refuses ${JSON.stringify(value)} for any use`, () => {
      for (const use of ['link', 'media', 'image', 'fetch'] as const)
        expect(safeUrl(value, base, use)).to.equal(undefined);
    });
  }

  it('takes small pictures in the address, and of data addresses nothing else', () => {
    const png = 'data:image/png;base64,iVBORw0KGgo=';
    expect(safeUrl(png, base, 'image')).to.equal(png);
    expect(safeUrl(png, base, 'link')).to.equal(undefined);
    expect(safeUrl('data:image/svg+xml;base64,PHN2Zz4=', base, 'image')).to.equal(undefined);
  });

  const catalogue = [
    '\u0000javascript:alert(1)',
    '\u0001javascript:alert(1)',
    '\tjavascript:alert(1)',
    'java\tscript:alert(1)',
    'java\r\nscript:alert(1)',
    'javascript\n:alert(1)',
    'jAvAsCrIpT:alert(1)',
    'javascript://acme.example/%0aalert(1)',
    'javascript:/*--></title>*/alert(1)',
    'vbscript:msgbox(1)',
    'livescript:x',
    'mocha:x',
    'jscript:x',
    'data:,x',
    'data:text/html;base64,PHNjcmlwdD4=',
    'data:text/javascript,alert(1)',
    'data:application/xhtml+xml,x',
    'DATA:text/html,x',
    'data:image/svg+xml,<svg onload=alert(1)>',
    'data:image/svg+xml;base64,PHN2Zz4=',
    'data:image/png,notbase64',
    'data:image/png;base64,AAAA"onerror="x',
    'data:image/png;charset=x;base64,AAAA',
    'data:image/png;base64,',
    'data:image/gif;base64,AA<script>',
    'view-source:https://acme.example',
    'about:blank',
    'about:srcdoc',
    'chrome://settings',
    'resource://x',
    'jar:https://x!/y',
    'ws://x',
    'wss://x',
    'ftp://x/y',
    'intent://x#Intent;end',
    'ms-word:ofe|u|https://x',
    'sms:+34',
    'file:///c:/x',
    'filesystem:https://x/temporary/y',
    'urn:uuid:1',
    'https://',
    'http://',
    'https://:80/',
    'https://user@evil.example/',
    'https://:pass@evil.example/',
    'https://acme.example@evil.example/',
    'https://[::1',
    'https://999.999.999.999.999/',
    'https://\ud800/',
  ];
  for (const value of catalogue) {
    it(`lets ${JSON.stringify(value)} be nothing`, () => {
      for (const use of ['media', 'image', 'fetch', 'link'] as const)
        expect(safeUrl(value, base, use), use).to.equal(undefined);
    });
  }

  it('reads what only looks like a scheme as a path of the campus', () => {
    for (const value of [
      'javascript%3Aalert(1)',
      'javascript&colon;alert(1)',
      './javascript:alert(1)',
      '#javascript:alert(1)',
      '?data:text/html',
      'mailto',
    ]) {
      expect(new URL(safeUrl(value, base, 'link')!).origin).to.equal('https://acme.example');
    }
  });

  it('does not let a path out of its origin, but another origin be named openly', () => {
    expect(safeUrl('../../../../etc/passwd', base, 'fetch')).to.equal('https://acme.example/etc/passwd');
    expect(safeUrl('//evil.example/x', base, 'fetch')).to.equal('https://evil.example/x');
    expect(safeUrl('\\\\evil.example\\x', base, 'fetch')).to.equal('https://evil.example/x');
  });

  it('takes each thing for its own use only', () => {
    const rows = {
      'blob:https://acme.example/1': 'media image fetch',
      'tel:+34600': 'link',
      'mailto:a@b.example': 'link',
      'data:image/webp;base64,AAAA': 'image',
      'https://x.example/': 'link media image fetch',
    };
    for (const [value, uses] of Object.entries(rows)) {
      expect(
        (['link', 'media', 'image', 'fetch'] as const)
          .filter((use) => safeUrl(value, base, use) !== undefined)
          .join(' '),
        value,
      ).to.equal(uses);
    }
  });

  it('takes no other thing for an address, nor a relative one without a base', () => {
    for (const value of [
      undefined,
      null,
      7,
      true,
      {},
      [],
      ['https://x.example'],
      {toString: () => 'https://x.example'},
      new URL('https://x.example'),
    ])
      expect(safeUrl(value, base, 'link')).to.equal(undefined);
    expect(safeUrl('a.json', undefined, 'fetch')).to.equal(undefined);
    expect(safeUrl('a.json', 'nonsense', 'fetch')).to.equal(undefined);
    expect(safeUrl('https://x.example/a', undefined, 'fetch')).to.equal('https://x.example/a');
  });
});
