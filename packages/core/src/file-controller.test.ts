// Chromium first: what is asked when is the same script in all engines; load.test.ts tries the requests.
import {expect} from '@open-wc/testing';
import {fixtureSite, waitUntil} from '@uggla/testing';
import {LitElement} from 'lit';
import {property} from 'lit/decorators.js';
import type {UgglaError} from '@uggla/protocol';
import {define} from './define.js';
import {FileController} from './file-controller.js';
import {loadText} from './load.js';
import {safeUrl} from './safe-url.js';

class TestFile extends LitElement {
  @property() src = '';
  readonly told: string[] = [];
  error: UgglaError | undefined;
  readonly file = new FileController<string>(this, {
    source: () => this.src,
    url: () => safeUrl(this.src, this.baseURI, 'fetch'),
    kind: 'talk',
    load: (url, signal) => loadText(url, {kind: 'talk', signal}),
    began: (isNamed) => this.told.push(isNamed ? 'began' : 'nothing'),
    loaded: (value) => this.told.push(`loaded ${value}`),
    failed: (error) => {
      this.error = error;
      this.told.push(`failed ${error.code}`);
    },
  });
}
define('test-file', TestFile);

const mount = (src = ''): TestFile => {
  const element = Object.assign(document.createElement('test-file') as TestFile, {src});
  document.body.append(element);
  return element;
};
const ends = (element: TestFile, count = 1) =>
  waitUntil(() => element.told.filter((one) => /^(loaded|failed)/.test(one)).length >= count, 'it never ended', {
    timeout: 15_000,
  });

describe('FileController', () => {
  afterEach(() => {
    for (const element of document.querySelectorAll('test-file')) element.remove();
  });

  it('loads what src names, whether it was set before or after the element came into the page', async () => {
    const site = await fixtureSite({files: {'a.txt': 'A'}});
    const before = mount(site.url('a.txt'));
    const after = mount();
    after.src = site.url('a.txt');
    await Promise.all([ends(before), ends(after)]);
    expect(before.told).to.deep.equal(['began', 'loaded A']);
    expect([after.file.value, after.file.url]).to.deep.equal(['A', site.url('a.txt')]);
  });

  it('loads nothing while it is in no page', async () => {
    const site = await fixtureSite({files: {'a.txt': 'A'}});
    const element = Object.assign(document.createElement('test-file') as TestFile, {src: site.url('a.txt')});
    await new Promise((resolve) => requestAnimationFrame(resolve));
    expect(element.told).to.deep.equal([]);
    expect(await site.requests()).to.have.length(0);
  });

  it('drops a load that is no longer wanted, however late it comes', async () => {
    const site = await fixtureSite({
      files: {'slow.txt': 'slow', 'fast.txt': 'fast'},
      rules: [{match: 'slow.txt', gate: 'slow'}],
    });
    const element = mount(site.url('slow.txt'));
    await site.seen('slow.txt');
    element.src = site.url('fast.txt');
    await ends(element);
    await site.open('slow');
    await site.seen('slow.txt', {ended: 'gone'});
    expect(element.told).to.deep.equal(['began', 'began', 'loaded fast']);
  });

  it('stops when the element is taken out, and takes it up again when it comes back', async () => {
    const site = await fixtureSite({files: {'a.txt': 'A'}, rules: [{match: 'a.txt', hang: true, times: 1}]});
    const element = mount(site.url('a.txt'));
    await site.seen('a.txt');
    element.remove();
    await site.seen('a.txt', {ended: 'gone'});
    expect(element.told).to.deep.equal(['began']);
    document.body.append(element);
    await ends(element);
    expect(element.told).to.deep.equal(['began', 'began', 'loaded A']);
  });

  it('keeps what it has when the element is moved', async () => {
    const site = await fixtureSite({files: {'a.txt': 'A'}});
    const element = mount(site.url('a.txt'));
    await ends(element);
    document.body.append(document.createElement('div'), element);
    await element.updateComplete;
    expect(await site.requests()).to.have.length(1);
    expect(element.file.value).to.equal('A');
  });

  it('tells of a failure, and loads once more when asked', async () => {
    const site = await fixtureSite({files: {'a.txt': 'A'}, rules: [{match: 'a.txt', status: 503, times: 1}]});
    const element = mount(site.url('a.txt'));
    await ends(element);
    expect([element.error?.code, element.error?.status]).to.deep.equal(['talk-unavailable', 503]);
    element.file.reload();
    await ends(element, 2);
    expect(element.file.value).to.equal('A');
  });

  it('forgets what it had when another file, or none, is named', async () => {
    const site = await fixtureSite({files: {'a.txt': 'A'}});
    const element = mount(site.url('a.txt'));
    await ends(element);
    element.src = '';
    await element.updateComplete;
    expect([element.file.value, element.file.url, element.told.at(-1)]).to.deep.equal([
      undefined,
      undefined,
      'nothing',
    ]);
  });

  for (const src of [
    'javascript:alert(1)',
    'data:text/plain,x',
    'https://user:secret@evil.example/',
    'file:///etc/passwd',
    'http://[',
  ]) {
    it(`fetches no ${src}`, async () => {
      const element = mount(src);
      await ends(element);
      expect([element.error?.code, element.error?.file]).to.deep.equal(['talk-unavailable', src]);
    });
  }
});
