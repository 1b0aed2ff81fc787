import {expect, fixture, html} from '@open-wc/testing';
import {collectEvents, waitUntil} from '@uggla/testing';
import '../define.js';
import {media, mediaSite, part, PATIENCE_MS, playsBeyond} from '../player.test.kit.js';
import type {UgglaPlayer} from '../player/player-element.js';

const hls = (src: string) => fixture<UgglaPlayer>(html`<uggla-player muted src=${src}></uggla-player>`);

describe('what a viewer sees when something takes long', function () {
  this.timeout(PATIENCE_MS * 2);

  beforeEach(() => localStorage.clear());

  it('a short wait, when the bytes of a segment stop coming', async () => {
    const site = await mediaSite({rules: [{match: /seg_0\.m4s/, stallAfter: 1000, times: 1}]});
    const player = await hls(media(site, 'hls/master.m3u8'));
    player.play().catch(() => undefined);
    await site.seen(/seg_0\.m4s/, {ended: 'gone'});
    await playsBeyond(player);
    expect(player.status).to.equal('ready');
  });

  it('the plain file from the same second, when a segment is missing for ever', async () => {
    const site = await mediaSite({rules: [{match: /seg_[2-9]\.m4s/, status: 404}]});
    const player = await hls(media(site, 'film.json'));
    const pauses = collectEvents(player, 'pause');
    await player.play();
    expect(player.currentSrc).to.contain('master.m3u8');
    await waitUntil(() => player.currentSrc.endsWith('clip.mp4'), 'it never fell back', {timeout: PATIENCE_MS});
    await playsBeyond(player, 0.5);
    expect(player.failure).to.equal(undefined);
    expect(pauses, 'for its page it was never paused').to.have.length(0);
  });

  it('plays from a server that knows no ranges', async () => {
    const site = await mediaSite({rules: [{noRanges: true}]});
    const file = await hls(media(site, 'clip.mp4'));
    await file.play();
    await playsBeyond(file, 0.4);
    await waitUntil(() => file.buffered.length > 0 && file.buffered.end(0) > 5, 'it never buffered', {
      timeout: PATIENCE_MS,
    });
    file.currentTime = 3;
    await playsBeyond(file, 3);
    file.remove();
    const stream = await hls(media(site, 'hls/master.m3u8'));
    await stream.play();
    stream.currentTime = 8;
    await playsBeyond(stream, 8);
  });

  it('says so, though the browser claims to play, and loads the file again at the same second', async () => {
    const site = await mediaSite();
    const player = await hls(media(site, 'clip.mp4'));
    await player.play();
    await playsBeyond(player);
    const stands = {configurable: true, get: () => 1, set: () => undefined};
    Object.defineProperty(player.media, 'currentTime', stands); // as Firefox now and then does at the end of what came
    await waitUntil(() => part(player, 'error') !== null, 'it never said', {timeout: PATIENCE_MS});
    await site.seen('clip.mp4', {count: 3}); // the second only looks whether the server is there
    expect([player.paused, player.status]).to.deep.equal([false, 'ready']);
    delete (player.media as Partial<HTMLVideoElement>).currentTime;
    await playsBeyond(player, 1.2);
    await waitUntil(() => part(player, 'error') === null, 'it never took it back', {timeout: PATIENCE_MS});
  });

  it('says what takes long, and goes on by itself', async () => {
    const site = await mediaSite({rules: [{match: 'clip.mp4', gate: 'late'}]});
    const player = await hls(media(site, 'clip.mp4'));
    player.play().catch(() => undefined);
    await waitUntil(() => part(player, 'error') !== null, 'it never said', {timeout: PATIENCE_MS});
    expect(player.status, 'that is no failure').to.equal('ready');
    await site.open('late');
    await playsBeyond(player);
    await waitUntil(() => part(player, 'error') === null, 'it never took it back', {timeout: PATIENCE_MS});
  });
});
