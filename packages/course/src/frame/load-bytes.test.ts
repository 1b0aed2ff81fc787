import {expect} from '@esm-bundle/chai';
import type {UgglaError} from '@uggla/protocol';
import {fixtureSite} from '@uggla/testing';
import {kindOf, loadBytes} from './load-bytes.js';

const bytes = (text: string) => new TextEncoder().encode(text).buffer as ArrayBuffer;

describe('kindOf', () => {
  it('trusts the first bytes more than names and types', () => {
    expect(kindOf(bytes('%PDF-1.7'), 'https://a.example/x.epub', 'application/epub+zip')).to.equal('pdf');
    expect(kindOf(bytes('PK\u0003\u0004'), 'https://a.example/x', 'application/octet-stream')).to.equal('epub');
    expect(kindOf(bytes('{"tree"'), 'https://a.example/x.json', undefined)).to.equal('article');
    expect(kindOf(bytes('<html>'), 'https://a.example/x.pdf', 'application/pdf')).to.equal('unknown');
  });
});

describe('loadBytes', () => {
  it('brings the bytes and where they came from', async () => {
    const site = await fixtureSite({files: {'a.txt': 'hello'}});
    const {bytes: found, url} = await loadBytes('a.txt', site.base, 'book', new AbortController().signal);
    expect(new TextDecoder().decode(found)).to.equal('hello');
    expect(url).to.equal(site.url('a.txt'));
  });

  it('tells what could not be had, and why', async () => {
    const site = await fixtureSite({rules: [{match: 'no.pdf', status: 410}]});
    const error = (address: string) =>
      loadBytes(address, site.base, 'document', new AbortController().signal).catch((caught: UgglaError) => caught);
    expect(await error('no.pdf')).to.include({code: 'document-unavailable', status: 410});
    expect(await error('javascript:alert(1)')).to.include({code: 'document-unavailable'});
  });
});
