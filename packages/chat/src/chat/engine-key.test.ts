// Chromium first: what is asked and kept is the same script in all engines; chat-element.test.ts tries what is shown.
import {expect} from '@open-wc/testing';
import type {ChatProvider} from '../providers/provider.js';
import {engineKey} from './engine-key.js';

const key = (endpoint: string, baseURI = 'https://acme.example/help/page.html') => engineKey({endpoint, baseURI});
const provider = (id: string): ChatProvider => ({id, async *stream() {}});

describe('engineKey', () => {
  it('is one for one engine, however its address is written', () => {
    const same = ['/v1', '/v1/', '../v1', 'https://acme.example/v1', 'https://ACME.example:443/v1//', '/v1#top'];
    expect(new Set(same.map((endpoint) => key(endpoint))).size).to.equal(1);
  });

  it('is another for each engine', () => {
    const others = [
      '/v1',
      '/v2',
      '/',
      'v1',
      'http://acme.example/v1',
      'https://other.example/v1',
      '/v1?tenant=a',
      '/v1?tenant=b',
    ];
    expect(new Set(others.map((endpoint) => key(endpoint))).size).to.equal(others.length);
  });

  it('tells apart what only reads the same on two pages', () => {
    expect(key('v1', 'https://acme.example/a/')).not.to.equal(key('v1', 'https://acme.example/b/'));
  });

  it('is the provider’s where the page brings one: the address is not asked then', () => {
    const one = engineKey({endpoint: '/v1', provider: provider('one'), baseURI: 'https://acme.example/'});
    expect(one).to.equal(engineKey({endpoint: '/v2', provider: provider('one'), baseURI: 'https://acme.example/'}));
    expect(one).not.to.equal(engineKey({endpoint: '/v1', provider: provider('two'), baseURI: 'https://acme.example/'}));
    expect(one).not.to.equal(key('/v1'));
  });

  it('bears what is no address', () => {
    for (const endpoint of ['', 'http://[', 'javascript:alert(1)']) expect(key(endpoint)).to.equal(endpoint);
  });
});
