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
      for (const use of ['link', 'media', 'image', 'fetch'] as const) expect(safeUrl(value, base, use)).to.equal(undefined);
    });
  }

  it('takes small pictures in the address, and of data addresses nothing else', () => {
    const png = 'data:image/png;base64,iVBORw0KGgo=';
    expect(safeUrl(png, base, 'image')).to.equal(png);
    expect(safeUrl(png, base, 'link')).to.equal(undefined);
    expect(safeUrl('data:image/svg+xml;base64,PHN2Zz4=', base, 'image')).to.equal(undefined);
  });
});
