// Chromium first: live streams are played in their own time.
import {expect} from '@open-wc/testing';
import {done, found, link, mount, publish, waitUntil} from '../testing/support.test.js';
import {article, courseOf, recorded} from '../testing/texts.test.js';

const stream = (more: object = {}) =>
  courseOf(
    {id: 'now', kind: 'live', title: {en: 'Now', es: 'Ahora'}, media: 'fixtures/media/hls/master.m3u8', ...more},
    article('values'),
  );

describe('a live lesson', () => {
  it('is a stream in the player, and viewed once it was seen to play', async () => {
    const course = await mount({site: await publish(stream()), attributes: {lang: 'es'}});
    const player = await found<HTMLVideoElement>(course, 'uggla-player');
    expect(player.getAttribute('media-title')).to.equal('Ahora');
    expect(done(course, 'now').viewed).to.equal(undefined);
    await expect(course).to.be.accessible();
    player.muted = true;
    await player.play();
    await waitUntil(() => done(course, 'now').completed, 'it does not count as seen');
    expect(link(course, 'now').dataset['state']).to.equal('done');
    expect((await recorded(course)).filter((one) => one.startsWith('completed'))).to.deep.equal(['completed now']);
  });

  it('asks for the time that the lesson names', async () => {
    const course = await mount({site: await publish(stream({complete: {viewed: true, minTime: 600}}))});
    const player = await found<HTMLVideoElement>(course, 'uggla-player');
    player.muted = true;
    await player.play();
    await waitUntil(() => done(course, 'now').viewed, 'it was never seen to play');
    expect(done(course, 'now').completed).to.equal(undefined);
  });
});
