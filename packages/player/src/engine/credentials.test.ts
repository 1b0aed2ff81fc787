// Chromium first: it is the server that judges what was asked.
import {expect} from '@open-wc/testing';
import {nextEvent, waitUntil} from '@uggla/testing';
import type {FixtureSite} from '@uggla/testing';
import '../define.js';
import {media, mediaSite, PATIENCE_MS, player, playsBeyond} from '../player.test.kit.js';
import {credentialsOf} from './credentials.js';

/** The other name of this machine: another site to the browser, with cookies of its own. */
const foreign = (site: FixtureSite, name: string) => site.foreignUrl(`fixtures/media/${name}`);

/** Whether requests for that file came with a login. */
const cookies = async (site: FixtureSite, match: string | RegExp) =>
  (await site.requests(match)).filter(({method}) => method !== 'OPTIONS').map(({headers}) => headers.cookie ?? '');

describe('credentialsOf', () => {
  it('follows crossorigin as HTML has it', () => {
    const element = document.createElement('video');
    for (const [value, expected] of [
      [null, 'same-origin'],
      ['', 'same-origin'],
      ['anonymous', 'same-origin'],
      ['nonsense', 'same-origin'],
      ['use-credentials', 'include'],
      ['USE-CREDENTIALS', 'include'],
    ] as const) {
      element.crossOrigin = value;
      expect(credentialsOf(element), String(value)).to.equal(expected);
    }
  });
});

describe('crossorigin="use-credentials"', function () {
  this.timeout(PATIENCE_MS * 2);

  beforeEach(() => localStorage.clear());

  /** Sends what it was sent, where the browser was told to let cookies go along; and records how each request was made. */
  async function modes(run: () => Promise<void>): Promise<Map<string, RequestCredentials | undefined>> {
    const made = new Map<string, RequestCredentials | undefined>();
    const note = (url: string, credentials: RequestCredentials | undefined) =>
      made.set(url.split('/').at(-1)!, credentials);
    const {fetch} = globalThis;
    const {open, send} = XMLHttpRequest.prototype;
    let url = '';
    globalThis.fetch = (input, init) => {
      if (init?.mode !== 'no-cors') note(String(input), init?.credentials);
      return fetch(input, init);
    };
    XMLHttpRequest.prototype.open = function (this: XMLHttpRequest, method: string, address: string | URL) {
      url = String(address);
      return open.call(this, method, address, true);
    };
    XMLHttpRequest.prototype.send = function (this: XMLHttpRequest, body) {
      note(url, this.withCredentials ? 'include' : 'same-origin');
      return send.call(this, body);
    };
    try {
      await run();
    } finally {
      globalThis.fetch = fetch;
      Object.assign(XMLHttpRequest.prototype, {open, send});
    }
    return made;
  }

  it('reaches every playlist and segment of a stream on another origin, which plays', async () => {
    const site = await mediaSite({rules: [{cors: true}]});
    const made = await modes(async () => {
      const element = await player({crossorigin: 'use-credentials', src: foreign(site, 'hls/master.m3u8')});
      await element.play();
      await playsBeyond(element);
    });
    const asked = [...made].filter(([name]) => /m3u8|m4s|init/.test(name));
    expect(asked.length).to.be.greaterThan(3);
    expect(asked.filter(([, credentials]) => credentials !== 'include')).to.deep.equal([]);
  });

  it('reaches the description, and what asks again after a failure', async () => {
    const site = await mediaSite({rules: [{cors: true}, {match: 'list.m3u8', status: 503, times: 1, cors: true}]});
    const made = await modes(async () => {
      const element = await player({crossorigin: 'use-credentials', src: foreign(site, 'film.json')});
      await element.play();
      await playsBeyond(element);
    });
    expect(made.get('film.json')).to.equal('include');
    expect(made.get('list.m3u8')).to.equal('include');
  });

  it('reaches the question why a file did not play', async () => {
    const site = await mediaSite({rules: [{match: 'gone.mp4', status: 403, cors: true}]});
    const made = await modes(async () => {
      const element = await player({crossorigin: 'use-credentials', src: foreign(site, 'gone.mp4')});
      const failed = nextEvent(element, 'uggla-error');
      element.play().catch(() => undefined);
      expect(((await failed) as unknown as {error: {code: string}}).error.code).to.equal('media-forbidden');
    });
    expect(made.get('gone.mp4')).to.equal('include');
  });

  it('is not there without it, nor with anonymous: no cookie leaves for another origin', async () => {
    for (const attributes of [{}, {crossorigin: 'anonymous'}]) {
      const site = await mediaSite({rules: [{cors: true}]});
      const made = await modes(async () => {
        const element = await player({...attributes, src: foreign(site, 'hls/master.m3u8')});
        await element.play();
        await playsBeyond(element);
      });
      expect([...made.values()].filter((credentials) => credentials === 'include')).to.deep.equal([]);
      expect((await cookies(site, /m3u8|m4s/)).filter(Boolean)).to.deep.equal([]);
    }
  });

  it('sends on its own origin what the browser sends there anyhow', async () => {
    document.cookie = 'uggla-login=ana; path=/; SameSite=Lax';
    try {
      const site = await mediaSite();
      const element = await player({crossorigin: 'use-credentials', src: media(site, 'hls/master.m3u8')});
      await element.play();
      await playsBeyond(element);
      await waitUntil(async () => (await site.requests('m4s')).length > 0, 'no segment', {timeout: PATIENCE_MS});
      for (const cookie of await cookies(site, /m3u8|m4s/)) expect(cookie).to.contain('uggla-login=ana');
    } finally {
      document.cookie = 'uggla-login=; path=/; max-age=0';
    }
  });
});
