// Chromium first: what is asked when is the same script in all engines; engine.test.ts and faults.long.test.ts play it.
import {expect} from '@open-wc/testing';
import {waitUntil} from '@uggla/testing';
import '../define.js';
import {media, mediaSite, PATIENCE_MS, player, playsBeyond} from '../player.test.kit.js';
import {cmcdOf} from './cmcd.js';

/** What a question tells, by key; without quotes. */
function told(path: string): Record<string, string> {
  const text = new URL(path, 'https://x.example').searchParams.get('CMCD') ?? '';
  return Object.fromEntries(
    text
      .split(',')
      .map((pair) => pair.split('=') as [string, string?])
      .map(([key, value = 'true']) => [key, value.replaceAll('"', '')]),
  );
}

describe('what a question tells a server', () => {
  const url = 'https://x.example/a.m3u8?token=1#t';

  it('is in the query, and the address is itself without it', () => {
    const {first, bare, config} = cmcdOf('', 'urn:film');
    const asked = first(url);
    expect(told(asked.url)).to.deep.equal({cid: 'urn:film', ot: 'm', sf: 'h', sid: config.sessionId, su: 'true'});
    expect([bare(asked.url), asked.headers]).to.deep.equal([url, undefined]);
    for (const [given, left] of [
      ['/a?CMCD=x', '/a'],
      ['/a?CMCD=x&b=1', '/a?b=1'],
      ['/a?b=1&CMCD=x#c', '/a?b=1#c'],
      ['/a', '/a'],
      ['/a?b', '/a?b'],
    ] as const)
      expect(bare(given)).to.equal(left);
  });

  it('is in headers where the page says so', () => {
    const {first, config} = cmcdOf('headers', 'urn:film');
    expect(first(url)).to.deep.equal({
      url,
      headers: {
        'CMCD-Object': 'ot=m',
        'CMCD-Request': 'su',
        'CMCD-Session': `cid="urn:film",sf=h,sid="${config.sessionId}"`,
      },
    });
    expect(config.useHeaders).to.equal(true);
  });

  it('names each session anew, as the standard has it, and the film in at most 64 letters', () => {
    const [one, other] = [cmcdOf('', `https://x.example/${'a'.repeat(90)}/film.m3u8`), cmcdOf('', '')];
    expect(one.config.sessionId).to.match(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    expect(one.config.sessionId).not.to.equal(other.config.sessionId);
    expect([one.config.contentId!.length, one.config.contentId!.endsWith('film.m3u8')]).to.deep.equal([64, true]);
  });

  it('cannot be broken out of by the name of a film', () => {
    const {headers} = cmcdOf('headers', 'a"\\\r\nX-Evil: 1\u{1F600}').first(url);
    expect(headers!['CMCD-Session']).to.match(/^cid="a\\"\\\\%0D%0AX-Evil: 1%F0%9F%98%80",sf=h,/);
  });
});

describe('a player with cmcd', function () {
  this.timeout(PATIENCE_MS * 2);

  beforeEach(() => localStorage.clear());

  it('tells with each question of the stream which session it is of, and asks for nothing twice', async () => {
    const site = await mediaSite();
    const element = await player({src: media(site, 'hls/master.m3u8'), cmcd: ''});
    await element.play();
    await playsBeyond(element);
    await waitUntil(async () => (await site.requests('.m4s')).length > 1, 'no segments', {timeout: PATIENCE_MS});
    const asked = (await site.requests())
      .map(({path, query}) => path + query)
      .filter((path) => /hls\/.*\.(?:m3u8|m4s|mp4)/.test(path));
    const all = asked.map(told);
    expect(new Set(all.map(({sid}) => sid)).size, asked.join('\n')).to.equal(1);
    expect(all[0]!.sid).to.match(/^[\da-f-]{36}$/);
    expect(all[0]!.cid).to.match(/hls\/master\.m3u8$/);
    expect(all.map(({ot}) => ot)).to.include.members(['m', 'av']);
    expect(asked.filter((path) => /^[^?]*master\.m3u8/.test(path))).to.have.length(1);
  });

  it('tells it by headers, and leaves the addresses alone', async () => {
    const site = await mediaSite();
    const element = await player({src: media(site, 'hls/master.m3u8'), cmcd: 'headers'});
    await element.play();
    await playsBeyond(element);
    const asked = await site.requests('hls/');
    expect(asked.some(({query}) => query.includes('CMCD'))).to.equal(false);
    for (const {path, headers} of asked.filter(({path}) => /m3u8|m4s/.test(path)))
      expect(headers['cmcd-session'], path).to.match(/sid="[\da-f-]{36}"/);
  });

  it('tells nothing when nobody asked for it', async () => {
    const site = await mediaSite();
    const element = await player({src: media(site, 'hls/master.m3u8')});
    await element.play();
    await playsBeyond(element);
    const asked = await site.requests('hls/');
    expect(asked.some(({query, headers}) => query.includes('CMCD') || 'cmcd-session' in headers)).to.equal(false);
  });
});
