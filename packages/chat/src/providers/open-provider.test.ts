import {expect} from '@open-wc/testing';
import {checkSettings, openProvider, protocols, templateNames, type ProviderSettings} from './open-provider.js';
import {parseAdapters} from './parse-adapters.js';
import {beside, under} from './provider.js';
import {templates} from './templates.js';

const settings = (given: Partial<ProviderSettings>): ProviderSettings => ({
  endpoint: '/v1',
  protocol: 'openai',
  headers: async () => ({}),
  ...given,
});

function codeOf(given: Partial<ProviderSettings>): string | undefined {
  try {
    checkSettings(settings(given));
    return undefined;
  } catch (caught) {
    return (caught as {code: string}).code;
  }
}

describe('openProvider', () => {
  for (const protocol of protocols) {
    it(`opens ${protocol}`, async () => {
      expect((await openProvider(settings({protocol}))).id).to.equal(protocol);
    });
  }

  it('takes relative and whole addresses, and nothing that is no address', () => {
    for (const endpoint of ['/v1', 'v1', './v1', '../v1/', 'https://chat.example/v1', 'http://localhost:8080/v1'])
      expect(codeOf({endpoint}), endpoint).to.equal(undefined);
    for (const endpoint of ['', 'javascript:alert(1)', 'data:text/plain,x', 'file:///v1', 'https://'])
      expect(codeOf({endpoint}), endpoint).to.equal('chat-endpoint-missing');
  });

  it('says so when it does not speak a protocol or know a template', () => {
    for (const protocol of ['', 'gopher', 'OPENAI', 'toString'])
      expect(codeOf({protocol}), protocol).to.equal('chat-protocol-unsupported');
    for (const template of ['gpt', 'toString', '__proto__'])
      expect(codeOf({protocol: 'completions', template}), template).to.equal('chat-protocol-unsupported');
    expect(codeOf({protocol: 'completions', template: () => ({prompt: '', stop: []})})).to.equal(undefined);
  });

  it('knows every template that it names', () => {
    expect(Object.keys(templates).sort()).to.deep.equal([...templateNames].sort());
  });
});

describe('under', () => {
  const addresses: [endpoint: string, expected: string][] = [
    ['/v1', 'https://host.example/v1/chat'],
    ['/v1/', 'https://host.example/v1/chat'],
    ['v1', 'https://host.example/campus/v1/chat'],
    ['https://other.example/', 'https://other.example/chat'],
    ['https://other.example/v1?api-version=2', 'https://other.example/v1/chat?api-version=2'],
  ];
  for (const [endpoint, expected] of addresses) {
    it(`adds a path to ${endpoint}`, () => {
      expect(under(endpoint, 'chat', 'https://host.example/campus/')).to.equal(expected);
    });
  }
});

describe('beside', () => {
  for (const [endpoint, expected] of [
    ['/v1', 'https://host.example/props'],
    ['/v1/', 'https://host.example/props'],
    ['https://other.example/llama/v1', 'https://other.example/llama/props'],
    ['https://other.example/v1?key=1', 'https://other.example/props?key=1'],
    ['https://other.example/', 'https://other.example/props'],
    ['https://other.example/v12', 'https://other.example/v12/props'],
  ] as const) {
    it(`finds what lies beside ${endpoint}`, () => {
      expect(beside(endpoint, 'props', 'https://host.example/campus/')).to.equal(expected);
    });
  }
});

describe('parseAdapters', () => {
  it('reads numbers and weights', () => {
    expect(parseAdapters('0')).to.deep.equal([{id: 0, scale: 1}]);
    expect(parseAdapters(' 0:0.5 , 2 : 1 ')).to.deep.equal([
      {id: 0, scale: 0.5},
      {id: 2, scale: 1},
    ]);
    expect(parseAdapters('1:-0.25')).to.deep.equal([{id: 1, scale: -0.25}]);
  });

  it('reads nothing from what is no such list', () => {
    for (const text of ['', ' ', 'norte', '0:', ':1', '0,', '0:x', '-1', '0;1'])
      expect(parseAdapters(text), text).to.equal(undefined);
  });
});
