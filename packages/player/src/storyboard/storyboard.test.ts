import {expect} from '@open-wc/testing';
import {waitUntil} from '@uggla/testing';
import '../define.js';
import {film, known, media, mediaSite, PATIENCE_MS} from '../player.test.kit.js';
import type {UgglaPlayer} from '../player/player-element.js';
import {parseJsonStoryboard, parseStoryboard} from './parse-storyboard.js';

const one = (cue: string) => parseStoryboard(`WEBVTT\n\n${cue}\n`);

describe('a storyboard’s text', () => {
  for (const [name, cue, expected] of [
    ['hours', '1:02:03.500 --> 01:02:04.000\na.jpg#xywh=1,2,3,4', [{start: 3723.5, end: 3724}]],
    ['many hours', '100:00:00.000 --> 100:00:01.000\na.jpg#xywh=0,0,1,1', [{start: 360_000, end: 360_001}]],
    ['pixels by name', '00:00.000 --> 00:01.000\na.jpg#xywh=pixel:1,2,3,4', [{start: 0, end: 1}]],
    ['settings behind the times', '00:00.000 --> 00:01.000 align:start\na.jpg#xywh=1,2,3,4', [{start: 0, end: 1}]],
    ['a name above the times', 'intro\n00:00.000 --> 00:01.000\na.jpg#xywh=1,2,3,4', [{start: 0, end: 1}]],
    ['parts in per cent: no', '00:00.000 --> 00:01.000\na.jpg#xywh=percent:0,0,10,10', []],
    ['parts below nothing: no', '00:00.000 --> 00:01.000\na.jpg#xywh=-1,0,10,10', []],
    ['a picture without a part: no', '00:00.000 --> 00:01.000\na.jpg', []],
    ['a time without its thousandths: no', '00:00 --> 00:01\na.jpg#xywh=1,2,3,4', []],
    ['times without a picture: no', '00:00.000 --> 00:01.000', []],
  ] as const) {
    it(`is read with ${name}`, () => {
      expect(one(cue).map(({start, end}) => ({start, end}))).to.deep.equal(expected);
    });
  }

  it('bears what is no storyboard at all', () => {
    for (const text of ['<!doctype html><p>Sign in', '{"a": 1}', '\0\0\0', '-->', '#xywh=1,2,3,4', '\n\n\n'])
      expect(parseStoryboard(text), text).to.deep.equal([]);
  });

  it('may be JSON of tiles, each until the next', () => {
    const board = {
      url: 'b.jpg',
      tile_width: 160,
      tile_height: 90,
      duration: 7,
      tiles: [
        {start: 3, x: 160, y: 0},
        {start: 0, x: 0, y: 0},
      ],
    };
    const size = {src: 'b.jpg', width: 160, height: 90};
    expect(parseJsonStoryboard(JSON.stringify(board))).to.deep.equal([
      {start: 0, end: 3, x: 0, y: 0, ...size},
      {start: 3, end: 7, x: 160, y: 0, ...size},
    ]);
    const other = {url: 'b.jpg', tileWidth: 160, tileHeight: 90, tiles: [{startTime: 0, x: 0, y: 90}]};
    expect(parseJsonStoryboard(JSON.stringify(other))).to.deep.equal([{start: 0, end: Infinity, x: 0, y: 90, ...size}]);
    for (const wrong of [
      null,
      1,
      {},
      {...board, url: 7},
      {...board, tiles: 'x'},
      {...board, tile_width: 0},
      {...board, tiles: [null, {start: 'x', x: 0, y: 0}]},
    ]) {
      expect(parseJsonStoryboard(JSON.stringify(wrong)), JSON.stringify(wrong)).to.deep.equal([]);
    }
  });

  it('is read in a breath, however long', () => {
    const text = `WEBVTT\n\n${Array.from({length: 5000}, (_, at) => `00:${String(at % 60).padStart(2, '0')}.000 --> 00:59.000\nb.jpg#xywh=${at},0,160,90`).join('\n\n')}`;
    expect(parseStoryboard(text)).to.have.length(5000);
    expect(parseStoryboard(`00:00.000 --> 00:01.000\n${'#xywh='.repeat(20_000)}`)).to.deep.equal([]);
  });
});

describe('the stills of the time bar', function () {
  this.timeout(PATIENCE_MS);

  beforeEach(() => localStorage.clear());

  function point(player: UgglaPlayer, share: number): void {
    const bar = player.renderRoot.querySelector('.time-bar')!;
    const box = bar.getBoundingClientRect();
    bar.dispatchEvent(
      new PointerEvent('pointermove', {clientX: box.left + box.width * share, clientY: box.top, pointerType: 'mouse'}),
    );
  }
  const picture = (player: UgglaPlayer) => {
    const still = player.renderRoot.querySelector('.still');
    return still ? getComputedStyle(still).backgroundImage : undefined;
  };
  const board = (src: string) => `WEBVTT\n\n00:00.000 --> 00:10.000\n${src}#xywh=0,0,160,90\n`;

  it('come from beside their file, and change with the player’s film', async () => {
    const site = await mediaSite({
      files: {
        'boards/a.vtt': board('a.jpg'),
        'boards/b.json': {url: 'b.jpg', tile_width: 160, tile_height: 90, tiles: [{start: 0, x: 0, y: 0}]},
      },
    });
    const player = await known(media(site, 'film.json'), {storyboard: site.url('boards/a.vtt')});
    point(player, 0.5);
    await waitUntil(() => picture(player)?.includes('/boards/a.jpg'), 'no still', {timeout: PATIENCE_MS});
    player.storyboard = site.url('boards/b.json');
    await player.updateComplete;
    point(player, 0.6);
    await waitUntil(() => picture(player)?.includes('/boards/b.jpg'), 'the old one', {timeout: PATIENCE_MS});
  });

  it('stand whole above the bar with their words, at its ends too, in a player as wide as a phone', async () => {
    const title = 'A chapter whose name is a good deal longer than a phone is wide';
    const files = {'fixtures/media/film.json': {...film, chapters: [{start: 0, end: 10, title}]}};
    const player = await known(media(await mediaSite({files}), 'film.json'));
    player.style.width = '360px';
    const frame = player.getBoundingClientRect();
    for (const share of [0.01, 0.5, 0.99]) {
      point(player, share);
      await waitUntil(() => picture(player), 'no still', {timeout: PATIENCE_MS});
      await player.updateComplete;
      const {left, right, top} = player.renderRoot.querySelector('.preview')!.getBoundingClientRect();
      expect([left >= frame.left, right <= frame.right, top >= frame.top], `at ${share}`).to.deep.equal([
        true,
        true,
        true,
      ]);
      if (share === 0.5) expect((left + right) / 2).to.be.closeTo((frame.left + frame.right) / 2, 2);
    }
  });

  it('are missed by nobody when their file is not there: the time is still told', async () => {
    const site = await mediaSite({rules: [{match: 'none.vtt', status: 404}]});
    const player = await known(media(site, 'film.json'), {storyboard: site.url('none.vtt'), lang: 'en'});
    let errors = 0;
    player.addEventListener('uggla-error', () => errors++);
    point(player, 0.5);
    await site.seen('none.vtt');
    await waitUntil(() => player.renderRoot.querySelector('.preview'), 'no preview', {timeout: PATIENCE_MS});
    expect(player.renderRoot.querySelector('.preview')!.textContent).to.contain('0:05');
    point(player, 0.6);
    await player.updateComplete;
    expect(picture(player)).to.equal(undefined);
    expect([errors, (await site.requests('none.vtt')).length], 'asked for once').to.deep.equal([0, 1]);
  });

  it('follow no address that is not one of a picture, and no words that would leave the CSS', async () => {
    for (const src of ['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd']) {
      const site = await mediaSite({files: {'b.vtt': board(src)}});
      const player = await known(media(site, 'film.json'), {storyboard: site.url('b.vtt')});
      point(player, 0.5);
      await site.seen('b.vtt', {ended: 'done'});
      await player.updateComplete;
      expect(picture(player), src).to.equal(undefined);
    }
    const site = await mediaSite({
      files: {'b.vtt': board('x.jpg"); color: red; background: url("//evil.example/y.jpg')},
    });
    const player = await known(media(site, 'film.json'), {storyboard: site.url('b.vtt')});
    point(player, 0.5);
    await waitUntil(() => picture(player) !== undefined, 'no still', {timeout: PATIENCE_MS});
    expect(picture(player)!.replace(/"[^"]*"/g, '""'), 'one address in quotes').to.equal('url("")');
    expect(picture(player)).to.contain(`"${site.base}x.jpg%22`);
  });

  it('are asked for again after a removal broke their load off', async () => {
    const site = await mediaSite({files: {'b.vtt': board('b.jpg')}, rules: [{match: 'b.vtt', gate: 'late', times: 1}]});
    const player = await known(media(site, 'film.json'), {storyboard: site.url('b.vtt')});
    const {parentElement} = player;
    point(player, 0.5);
    await site.seen('b.vtt');
    player.remove();
    await site.seen('b.vtt', {ended: 'gone'});
    parentElement!.append(player);
    await player.updateComplete;
    point(player, 0.5);
    await waitUntil(() => picture(player)?.includes('b.jpg'), 'no still', {timeout: PATIENCE_MS});
  });
});
