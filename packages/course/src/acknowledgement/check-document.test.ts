import {expect} from '@esm-bundle/chai';
import type {UgglaError} from '@uggla/protocol';
import {checkDocument, sha256} from './check-document.js';

const bytes = (text: string) => new TextEncoder().encode(text).buffer as ArrayBuffer;
/** Of "abc", from FIPS 180-4. */
const ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

/** As on a page without https: browsers give no means to make a fingerprint there. */
async function withoutCrypto<T>(body: () => Promise<T>): Promise<T> {
  Object.defineProperty(crypto, 'subtle', {value: undefined, configurable: true});
  try {
    return await body();
  } finally {
    delete (crypto as {subtle?: unknown}).subtle;
  }
}

describe('sha256', () => {
  it('is the fingerprint that every other tool makes', async () => {
    expect(await sha256(bytes('abc'))).to.equal(ABC);
    expect(await sha256(bytes(''))).to.equal('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  it('is none on a page without https', async () => {
    expect(await withoutCrypto(() => sha256(bytes('abc')))).to.equal(undefined);
    expect(await sha256(bytes('abc'))).to.equal(ABC);
  });
});

describe('checkDocument', () => {
  const check = (content: string, wanted: string) =>
    checkDocument(bytes(content), wanted, 'https://acme.example/policy.pdf');

  it('takes the very bytes that were published, however their fingerprint is written', async () => {
    expect(await check('abc', ABC)).to.equal(true);
    expect(await check('abc', ABC.toUpperCase())).to.equal(true);
  });

  it('refuses a document with one byte more, less or other', async () => {
    for (const other of ['abcd', 'ab', 'abC', 'abc\n', '\ufeffabc', '']) {
      const error = await check(other, ABC).catch((caught: UgglaError) => caught);
      expect(error, JSON.stringify(other)).to.include({
        code: 'document-mismatch',
        file: 'https://acme.example/policy.pdf',
        field: 'sha256',
      });
    }
  });

  it('refuses a fingerprint that is part of the right one, or none', async () => {
    for (const wanted of ['', ABC.slice(0, 63), `${ABC}00`, '…', 'undefined']) {
      const error = await check('abc', wanted).catch((caught: UgglaError) => caught);
      expect(error, wanted).to.include({code: 'document-mismatch'});
    }
  });

  it('names both fingerprints, and a cure', async () => {
    const error = (await check('abd', ABC).catch((caught: UgglaError) => caught)) as UgglaError;
    expect(error.message).to.contain(ABC).and.contain('https://acme.example/policy.pdf');
    expect(error.cure).to.contain('Publish the course again');
  });

  it('says neither yes nor no where it cannot be checked', async () => {
    expect(await withoutCrypto(() => check('abd', ABC))).to.equal(undefined);
  });
});
