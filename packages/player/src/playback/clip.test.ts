// Chromium first: a film is played for each answer that a browser may give, and these are played here.
import {expect} from '@open-wc/testing';
import {collectEvents, waitUntil} from '@uggla/testing';
import '../define.js';
import {known, media, mediaSite, part, PATIENCE_MS, player, playsBeyond} from '../player.test.kit.js';

describe('a clip', function () {
  this.timeout(PATIENCE_MS * 2);

  beforeEach(() => localStorage.clear());

  for (const [start, end, range] of [
    [undefined, undefined, [0, 10]],
    ['3', undefined, [3, 10]],
    [undefined, '4', [0, 4]],
    ['3', '4.5', [3, 4.5]],
    ['3', '99', [3, 10]],
    ['4', '3', [4, 10]],
    ['3', '3', [3, 10]],
    ['-2', '4', [0, 4]],
    ['soon', 'later', [0, 10]],
    ['0', '0', [0, 10]],
  ] as const) {
    it(`from ${start ?? 'nothing'} to ${end ?? 'nothing'} of ten seconds runs from ${range[0]} to ${range[1]}`, async () => {
      const attributes = {...(start ? {'clip-start': start} : {}), ...(end ? {'clip-end': end} : {})};
      const element = await known(media(await mediaSite(), 'film.json'), attributes);
      expect([element.range.start, element.range.end]).to.deep.equal(range);
      expect(element.currentTime, 'it begins there').to.equal(range[0]);
      expect([element.ended, element.duration], 'the media’s own clock and length stay').to.deep.equal([false, 10]);
    });
  }

  it('can be cut anew, and made whole again', async () => {
    const element = await known(media(await mediaSite(), 'film.json'), {'clip-start': '3', 'clip-end': '4'});
    element.clipEnd = 6;
    await element.updateComplete;
    expect(part<HTMLInputElement>(element, 'time-range')!.max).to.equal('6');
    Object.assign(element, {clipStart: 0, clipEnd: 0});
    await element.updateComplete;
    expect([element.range.start, element.range.end]).to.deep.equal([0, 10]);
    expect(part<HTMLInputElement>(element, 'time-range')!.min).to.equal('0');
  });

  it('ends once at its end, leaves no place behind, and plays again from its start', async () => {
    const site = await mediaSite();
    const element = await player({'clip-start': '5', 'clip-end': '5.8', src: media(site, 'clip.mp4')});
    const [ends, pauses] = [collectEvents(element, 'ended'), collectEvents(element, 'pause')];
    await element.play();
    await waitUntil(() => ends.length === 1, 'it never ended', {timeout: PATIENCE_MS});
    await waitUntil(() => pauses.length === 1, 'its page was told of no pause', {timeout: PATIENCE_MS});
    expect([element.ended, element.paused, element.media.ended]).to.deep.equal([true, true, false]);
    expect(part(element, 'play-button')!.getAttribute('aria-label')).to.equal('Play again');
    expect(localStorage.getItem('uggla-player') ?? '').not.to.contain('clip.mp4');
    await element.play();
    expect(element.ended).to.equal(false);
    await waitUntil(() => element.currentTime < 5.8 && element.currentTime >= 4.9, 'it did not go back');
  });

  it('stands at its end, however late a busy page hears of it', async () => {
    const element = await player({'clip-start': '5', 'clip-end': '5.5', src: media(await mediaSite(), 'clip.mp4')});
    const ends = collectEvents(element, 'ended');
    await element.play();
    await playsBeyond(element, 5);
    for (const until = performance.now() + 900; performance.now() < until;);
    await waitUntil(() => ends.length === 1, 'it never ended', {timeout: PATIENCE_MS});
    await waitUntil(() => !element.seeking, 'it never came to stand', {timeout: PATIENCE_MS});
    expect(element.currentTime).to.be.within(5.49, 5.6);
    expect([element.ended, element.paused]).to.deep.equal([true, true]);
  });

  it('is over as soon as a page seeks out of it, no longer when it seeks back', async () => {
    const site = await mediaSite();
    const element = await player({'clip-start': '2', 'clip-end': '3', src: media(site, 'clip.mp4')});
    await element.play();
    await playsBeyond(element, 2);
    element.currentTime = 8;
    await waitUntil(() => element.ended, 'it plays on outside', {timeout: PATIENCE_MS});
    element.currentTime = 2.2;
    await waitUntil(() => !element.ended, 'still over');
    expect(element.paused).to.equal(true);
  });
});
