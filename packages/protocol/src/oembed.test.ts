import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {itemAt, oembedOf} from './oembed.js';
import type {Campus} from './types.js';

const evil = `"><script>alert(1)</script>' onload=x`;
const base = 'https://acme.example/aula/';
const campus = {
  id: 'https://acme.example/c',
  title: {es: 'Aula', en: 'School'},
  languages: ['es', 'en'],
  brand: {name: 'Acme'},
  packs: [
    {
      id: 'a',
      title: 'A',
      items: [
        {
          id: 'silla',
          kind: 'course',
          title: {es: evil, en: 'Chair'},
          src: 'courses/silla/course.json',
          page: 'courses/silla/index.html',
          poster: {src: 'courses/silla/a b.jpg', width: 1280, height: 720},
        },
        {
          id: 'ñu',
          kind: 'guide',
          title: 'Ñu',
          src: 'guides/ñu/guide.json',
          page: 'guides/ñu/index.html',
          poster: {src: 'https://elsewhere.example/x.jpg', width: 10, height: 10},
        },
        {
          id: 'hop',
          kind: 'product',
          title: 'H',
          src: 'portfolio.json',
          page: 'https://elsewhere.example/',
          poster: {src: 'logo.svg', width: 10, height: 10},
        },
      ],
    },
  ],
} as unknown as Campus;
const [chair, gnu, hop] = campus.packs[0]!.items;

describe('oembedOf', () => {
  it('shows the page of an item in a frame, with its picture', () => {
    const {html, ...rest} = oembedOf(campus, chair, {base, languages: ['en']});
    assert.deepEqual(rest, {
      version: '1.0',
      type: 'rich',
      title: 'Chair',
      provider_name: 'Acme',
      provider_url: base,
      width: 800,
      height: 600,
      cache_age: 86400,
      thumbnail_url: `${base}courses/silla/a%20b.jpg`,
      thumbnail_width: 1280,
      thumbnail_height: 720,
    });
    assert.match(
      html,
      /^<iframe src="https:\/\/acme\.example\/aula\/courses\/silla\/index\.html" width="100%" height="600" title="Chair" [^<>]*><\/iframe>$/,
    );
  });

  it('fits into the room that there is', () => {
    const {
      width,
      height,
      html,
      thumbnail_url: picture,
    } = oembedOf(campus, chair, {base, languages: ['es'], maxWidth: 320, maxHeight: 5000});
    assert.deepEqual([width, height, picture], [320, 600, undefined]);
    assert.match(html, / width="320" height="600" /);
    assert.doesNotMatch(html, / style=/);
  });

  it('is one frame whatever a title says, and never of another site', () => {
    const {html, title} = oembedOf(campus, chair, {base, languages: ['es']});
    assert.equal(title, evil);
    assert.deepEqual(html.match(/[<>]/g), ['<', '>', '<', '>']);
    assert.doesNotMatch(html, /title="[^"]*"[^=]*onload/);
    assert.match(oembedOf(campus, hop, {base, languages: []}).html, /src="https:\/\/acme\.example\/aula\/"/);
    for (const item of [gnu, hop]) assert.equal(oembedOf(campus, item, {base, languages: []}).thumbnail_url, undefined);
    assert.equal(oembedOf(campus, undefined, {base, languages: ['en']}).title, 'School');
  });
});

describe('itemAt', () => {
  it('knows the pages of a campus', () => {
    const cases = [
      [base, 'campus'],
      ['https://acme.example/aula', 'campus'],
      [`${base}index.html`, 'campus'],
      [`${base}?utm=1#x`, 'campus'],
      ['http://acme.example/aula/', 'campus'],
      [`${base}courses/silla/`, 'silla'],
      [`${base}courses/silla/index.html?x=1#parte`, 'silla'],
      [`${base}guides/%C3%B1u/`, 'ñu'],
      [`${base}#/item/silla/lesson?t=4`, 'silla'],
      [`${base}index.html#/item/%C3%B1u`, 'ñu'],
      [`${base}?item=silla`, 'silla'],
    ] as const;
    for (const [address, id] of cases) {
      const found = itemAt(address, campus, base);
      assert.equal(typeof found === 'object' ? found.id : found, id, address);
    }
  });

  it('knows no other address', () => {
    const cases = [
      '',
      'aula',
      'javascript:alert(1)',
      'ftp://acme.example/aula/',
      'https://acme.example.evil.example/aula/',
      'https://evil.example/aula/',
      'https://acme.example/',
      'https://acme.example/aulas/',
      'https://acme.example@evil.example/aula/',
      'https://a:b@acme.example/aula/',
      `${base}../`,
      `${base}courses/`,
      `${base}courses/otra/`,
      `${base}courses/silla/../../..`,
      `${base}%E0%A4%A`,
      `${base}#/item/otra`,
      `${base}#/item/%`,
      `${base}?item=%3Cscript%3E`,
    ];
    for (const address of cases) assert.equal(itemAt(address, campus, base), undefined, address);
  });
});
