// Chromium first: live streams are played in their own time.
import {expect} from '@open-wc/testing';
import {hasState} from '@uggla/core/states.js';
import {emulate, waitUntil} from '@uggla/testing';
import '../define.js';
import {media, mediaSite, part, PATIENCE_MS, player, playsBeyond, press} from '../player.test.kit.js';
import type {UgglaPlayer} from '../player/player-element.js';
import {windowOf} from './window-of.js';

/** A live playlist that keeps so many rounds of 6 s; none follows, which a stream may do for a while. */
const playlist = (rounds: number) =>
  `#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:3\n#EXT-X-MEDIA-SEQUENCE:0\n` +
  Array.from(
    {length: rounds},
    () => '#EXT-X-DISCONTINUITY\n' + [0, 1, 2].map((at) => `#EXTINF:2,\nseg_${at}.ts\n`).join(''),
  ).join('');

/** A live stream that plays. */
async function live(rounds = 20, attributes: Readonly<Record<string, string>> = {}): Promise<UgglaPlayer> {
  const site = await mediaSite({files: {'fixtures/media/hls-ts/live.m3u8': playlist(rounds)}});
  const element = await player({src: media(site, 'hls-ts/live.m3u8'), lang: 'en', ...attributes});
  await element.play();
  await waitUntil(
    () => element.duration === Infinity && element.seekable.length > 0 && element.readyState > 1,
    'it is not live',
    {timeout: PATIENCE_MS},
  );
  return element;
}

const button = (element: UgglaPlayer) => part(element, 'live-button');
const ready = (element: UgglaPlayer) => waitUntil(() => button(element), 'no live button', {timeout: PATIENCE_MS});
const pressed = (element: UgglaPlayer, value: string) =>
  waitUntil(() => button(element)!.getAttribute('aria-pressed') === value, `it is not ${value}`, {
    timeout: PATIENCE_MS,
  });

/** A low-latency list of so many segments of 2 s, the last three in parts, too. */
const lowLatency = (segments: number) =>
  `#EXTM3U\n#EXT-X-VERSION:6\n#EXT-X-TARGETDURATION:6\n#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=6\n#EXT-X-PART-INF:PART-TARGET=2\n#EXT-X-MEDIA-SEQUENCE:0\n` +
  Array.from(
    {length: segments},
    (_, at) =>
      `${at % 3 === 0 ? '#EXT-X-DISCONTINUITY\n' : ''}${at < segments - 3 ? '' : `#EXT-X-PART:DURATION=2,INDEPENDENT=YES,URI="seg_${at % 3}.ts"\n`}#EXTINF:2,\nseg_${at % 3}.ts\n`,
  ).join('');

/** Ranges as a media element has them. */
const ranges = (...all: [number, number][]): TimeRanges => ({
  length: all.length,
  start: (at) => all[at]![0],
  end: (at) => all[at]![1],
});

describe('what can be sought of a live stream', () => {
  for (const [name, seekable, start, end, edge] of [
    ['is nothing where the browser names nothing', ranges(), 0, 0],
    ['is nothing where it keeps less than 30 s', ranges([100, 129]), 0, 0],
    ['is what it keeps, but for what is about to go', ranges([100, 160]), 105, 160],
    ['is from the first to the last of several', ranges([0, 10], [20, 60]), 5, 60],
    ['is nothing where the end is nowhere', ranges([0, Infinity]), 0, 0],
    ['ends where it plays live', ranges([100, 160]), 105, 150, 150],
    ['ends with what there is, where that is said to be elsewhere', ranges([100, 160]), 105, 160, 900],
    ['ends with what there is, where live is before it', ranges([100, 160]), 105, 160, 90],
  ] as [string, TimeRanges, number, number, number?][]) {
    it(name, () => {
      expect(windowOf(seekable, edge)).to.deep.equal({start, end});
    });
  }
});

describe('a live stream', function () {
  this.timeout(PATIENCE_MS * 2);

  beforeEach(() => localStorage.clear());
  after(() => emulate({}));

  it('plays live, and its button says so', async () => {
    const element = await live();
    await ready(element);
    await pressed(element, 'true');
    expect([button(element)!.textContent.trim(), hasState(element, 'behind-live')]).to.deep.equal(['Live', false]);
    expect(element.range.end - element.range.start).to.be.at.least(100);
    await expect(element).to.be.accessible();
  });

  it('goes back within what it keeps, and tells how far behind it is', async () => {
    const element = await live();
    await ready(element);
    const {start} = element.range;
    element.actions.seek(start + 20);
    await pressed(element, 'false');
    await waitUntil(() => hasState(element, 'behind-live'), 'no state', {timeout: PATIENCE_MS});
    expect(button(element)!.title).to.match(/^Go to live \(1 minute.* behind live\)$/);
    expect(part(element, 'time-display')!.textContent).to.match(/^−1:\d\d$/);
    element.timeBar.glance();
    await waitUntil(
      () => /^−1:\d\d$/.test(element.renderRoot.querySelector('.preview')?.textContent.trim() ?? ''),
      'the bar counts in another way',
      {timeout: PATIENCE_MS},
    );
    element.actions.seek(-50);
    expect(element.currentTime, 'no further than it keeps').to.be.within(start - 0.001, start + 1); // its clock knows microseconds
    await playsBeyond(element, start + 0.2);
    await expect(element).to.be.accessible();
  });

  it('comes back to live by its button, says so, and plays', async () => {
    const element = await live();
    await ready(element);
    element.actions.seek(element.range.start + 5);
    element.pause();
    await pressed(element, 'false');
    button(element)!.click();
    await pressed(element, 'true');
    await waitUntil(() => !hasState(element, 'behind-live'), 'the state stays', {timeout: PATIENCE_MS});
    expect(element.paused).to.equal(false);
    await waitUntil(
      () => element.renderRoot.querySelector('.visually-hidden[role=status]')!.textContent.trim() === 'Live',
      'it says nothing',
      {timeout: PATIENCE_MS},
    );
  });

  it('has its keys inside the window', async () => {
    const element = await live();
    await ready(element);
    press(element, 'Home');
    expect(element.currentTime).to.be.closeTo(element.range.start, 1);
    press(element, 'End');
    await pressed(element, 'true');
    press(element, '5');
    expect(element.currentTime).to.be.closeTo((element.range.start + element.range.end) / 2, 2);
  });

  it('that keeps little is live, and nothing more', async () => {
    const element = await live(4);
    expect([part(element, 'time-range'), button(element)]).to.deep.equal([null, null]);
    expect(part(element, 'time-display')!.textContent).to.equal('Live');
  });

  it('plays as far before its end as the page says', async () => {
    const element = await live(20, {'live-edge': '30'});
    await ready(element);
    await pressed(element, 'true');
    expect(element.currentTime, 'of 120 s').to.be.within(85, 95);
    element.actions.seek(200);
    expect(element.currentTime, 'no further than live').to.be.within(85, 95);
  });

  it('plays as its list says where the page says what is no number of seconds', async () => {
    const element = await live(20, {'live-edge': 'soon'});
    await ready(element);
    expect(element.currentTime).to.be.within(105, 118);
  });

  it('speaks the language of the page', async () => {
    const element = await live(20, {lang: 'es'});
    await ready(element);
    element.actions.seek(element.range.start + 5);
    await pressed(element, 'false');
    expect(button(element)!.textContent.trim()).to.equal('En directo');
    expect(button(element)!.title).to.match(/^Ir al directo \(1 minuto.* por detrás del directo\)$/);
  });

  it('of low latency plays as near to now as its list allows, and waits at the server for what comes next', async () => {
    const name = 'live.m3u8';
    const site = await mediaSite({
      files: {[`fixtures/media/hls-ts/${name}`]: lowLatency(60)},
      rules: [
        {match: /_HLS_msn=6[1-9]/, gate: 'never'},
        {match: '_HLS_msn=60', body: lowLatency(61), type: 'application/vnd.apple.mpegurl', gate: 'grown'},
      ],
    });
    const element = await player({src: media(site, `hls-ts/${name}`), lang: 'en'});
    await element.play();
    await ready(element);
    await pressed(element, 'true');
    const {
      currentTime,
      range: {end},
    } = element;
    expect(
      end,
      'three parts before the end (114 s, and on with the clock), not three of the longest segments (102 s)',
    ).to.be.within(108, 120);
    await playsBeyond(element, currentTime + 2);
    const asked = await site.requests('_HLS_msn=60');
    expect(
      asked.map(({method, ended}) => [method, ended]),
      'one question, which nobody took for lost',
    ).to.deep.equal([['GET', 'open']]);
    await site.open('grown');
    await site.seen('_HLS_msn=61');
    await waitUntil(() => element.range.end > end + 1, 'live did not move', {timeout: PATIENCE_MS});
    expect(element.failure).to.equal(undefined);

    element.actions.seek(element.range.start + 5);
    await pressed(element, 'false');
    button(element)!.click();
    await pressed(element, 'true');
    // Both move on while one looks: by a segment of 2 s now and then.
    await waitUntil(() => Math.abs(element.currentTime - element.range.end) < 2.5, 'it is not back at the edge', {
      timeout: PATIENCE_MS,
    });
  });

  it('shows its button in forced colours', async () => {
    if (!(await emulate({forcedColors: 'active'}))) return;
    const element = await live();
    await ready(element);
    expect(getComputedStyle(button(element)!).color).not.to.equal(
      getComputedStyle(part(element, 'control-bar')!).backgroundColor,
    );
    await emulate({});
  });
});
