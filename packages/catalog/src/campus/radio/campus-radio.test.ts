// Chromium first: episodes are played in their own time.
import {expect} from '@open-wc/testing';
import {waitUntil} from '@uggla/testing';
import type {Campus} from '@uggla/protocol';
import type {FixtureSite} from '@uggla/testing';
import {address, all, clean, find, found, mount, publish, read} from '../../testing/support.test.js';

const plain = (element: Element | null | undefined) =>
  (element?.textContent ?? '').replace('sin audio', ' sin audio').replace(/\s+/g, ' ').trim();
const sound = (src = '/fixtures/media/audio.m4a') => ({
  id: src,
  kind: 'video',
  title: 'Clip',
  duration: 8,
  hls: '/fixtures/media/hls/master.m3u8',
  fallback: {src: '/fixtures/media/clip.mp4', type: 'video/mp4'},
  audio: {src, type: 'audio/mp4'},
});
const lesson = (id: string, media: string, more: object = {}) => ({
  id,
  kind: 'video',
  title: {es: `Lección ${id}`, en: `Lesson ${id}`},
  media,
  ...more,
});
const courseOf = (items: object[]) => ({
  id: 'https://acme.example/c',
  version: '1',
  languages: ['es', 'en'],
  title: 'C',
  items,
});

/** A campus of two courses: of the first, one in a block is heard, one waits for a day, and one has no sound of its own; the second is a podcast. */
async function site(more: Record<string, object> = {}): Promise<FixtureSite> {
  const campus = await read<Campus>('campus.json');
  campus.packs[0]!.items[1] = {...campus.packs[0]!.items[1]!, kind: 'podcast', src: 'podcast.json'};
  campus.feeds = [
    {title: {es: 'Todo Acme', en: 'All of Acme'}, src: 'feed.xml'},
    {title: 'x', src: 'javascript:alert(1)'},
  ];
  return publish({
    files: {
      'campus.json': campus,
      'course.json': courseOf([
        {id: 'b', kind: 'block', title: 'B', items: [lesson('uno', 'uno.json')]},
        lesson('cerrada', 'uno.json', {unlock: {at: 'P1D'}}),
        lesson('muda', 'mute.json'),
        {id: 'q', kind: 'quiz', title: 'Q', questions: []},
      ]),
      'podcast.json': courseOf([lesson('dos', 'two.json', {kind: 'audio'})]),
      'uno.json': sound(),
      'mute.json': {...sound(), audio: undefined},
      'two.json': {
        id: 'x',
        kind: 'audio',
        title: 'Dos',
        duration: 8,
        fallback: {src: '/fixtures/media/audio.mp3', type: 'audio/mpeg'},
      },
      ...more,
    },
  });
}

const radioOf = async (from: FixtureSite) => {
  const campus = await mount('uggla-campus', {src: address(from, 'campus.json'), layout: 'radio', records: 'none'});
  await waitUntil(() => find(campus, '.programmes[aria-busy=false]'), 'its courses never came', {timeout: 10_000});
  return campus;
};
type Player = HTMLElement & {src: string; mediaTitle: string; hasNext: boolean; hasPrevious: boolean; paused: boolean};
const player = (campus: Element) => find<Player>(campus, '.radio-player');
const playing = (campus: Element) => plain(find(campus, '[part=track][aria-current]'));

describe('a campus that is only heard', () => {
  beforeEach(() => localStorage.clear());
  afterEach(clean);

  it('lists what can be heard, in the order of the campus, and its feeds', async () => {
    const campus = await radioOf(await site());
    expect(all(campus, '[part=programme] h2').map(plain)).to.deep.equal(['Ergonomía', 'Pausa activa']);
    expect(all(campus, '[part=track]').map(plain)).to.deep.equal(['Lección uno', 'Lección muda', 'Lección dos']);
    expect(
      all<HTMLAnchorElement>(campus, '[part=feed]').map(({textContent, pathname}) => [
        textContent,
        pathname.split('/').at(-1),
      ]),
    ).to.deep.equal([['Todo Acme', 'feed.xml']]);
    expect([all(campus, 'uggla-player, [part~=card]').length, plain(find(campus, 'h1'))]).to.deep.equal([
      0,
      'Escucha Campus Acme',
    ]);
    await expect(campus).to.be.accessible();
    campus.lang = 'en';
    await campus.updateComplete;
    expect(plain(find(campus, '[part=radio-play-all]'))).to.equal('Play all');
  });

  it('plays one after the other, leaves out what has no sound of its own, and asks for no picture', async () => {
    const from = await site();
    const campus = await radioOf(from);
    find(campus, '[part=radio-play-all]')!.focus();
    find(campus, '[part=radio-play-all]')!.click();
    await found(campus, '.radio-player');
    await waitUntil(() => campus.shadowRoot!.activeElement === player(campus), 'the focus went with the button');
    expect([
      player(campus)!.src.endsWith('audio.m4a'),
      playing(campus),
      player(campus)!.hasPrevious,
      player(campus)!.hasNext,
    ]).to.deep.equal([true, 'Lección uno', false, true]);
    expect(player(campus)!.mediaTitle).to.equal('Lección uno · Ergonomía');
    expect(plain(find(campus, '[role=status].visually-hidden'))).to.equal('Suena ahora: Lección uno');
    player(campus)!.dispatchEvent(new Event('ended'));
    await waitUntil(() => player(campus)?.src.endsWith('audio.mp3'), 'the next one never came');
    expect([
      playing(campus),
      find<HTMLButtonElement>(campus, '[part=track]:disabled') && plain(find(campus, '[part=track]:disabled')),
    ]).to.deep.equal(['Lección dos', 'Lección muda sin audio propio']);
    expect([player(campus)!.hasPrevious, player(campus)!.hasNext]).to.deep.equal([true, false]);
    await expect(campus).to.be.accessible();
    player(campus)!.dispatchEvent(new Event('ended'));
    await waitUntil(() => !player(campus), 'it goes on after the end');
    expect(plain(find(campus, '.radio > [role=status]'))).to.equal('Eso era todo.');
    expect((await from.requests(/\.(mp4|m4s|m3u8|ts)/)).map(({path}) => path)).to.deep.equal([]);
  });

  it('goes to the next and back by the player’s own buttons and keys, and to what one chooses', async () => {
    const campus = await radioOf(await site());
    all(campus, '[part=track]')[0]!.click();
    await found(campus, '.radio-player');
    player(campus)!.dispatchEvent(new Event('uggla-next-request', {bubbles: true}));
    await waitUntil(() => playing(campus) === 'Lección dos');
    player(campus)!.dispatchEvent(new Event('uggla-previous-request', {bubbles: true}));
    await waitUntil(() => playing(campus) === 'Lección uno');
    all(campus, '[part=track]').at(-1)!.click();
    await waitUntil(() => playing(campus) === 'Lección dos');
    expect(all(campus, 'uggla-player')).to.have.length(1);
  });

  it('offers to go on with what one heard last', async () => {
    const from = await site();
    const first = await radioOf(from);
    expect(find(first, '[part=radio-go-on]')).to.equal(null);
    all(first, '[part=track]').at(-1)!.click();
    await found(first, '.radio-player');
    first.remove();
    const campus = await radioOf(from);
    const goOn = find(campus, '[part=radio-go-on]')!;
    expect(plain(goOn)).to.equal('Seguir con Lección dos');
    goOn.click();
    await waitUntil(() => playing(campus) === 'Lección dos');
  });

  it('tells of what cannot be had, and plays the next', async () => {
    const campus = await radioOf(
      await site({'course.json': courseOf([lesson('uno', 'missing.json'), lesson('muda', 'mute.json')])}),
    );
    find(campus, '[part=radio-play-all]')!.click();
    await waitUntil(() => playing(campus) === 'Lección dos', 'it stands still', {timeout: 10_000});
    expect(all(campus, '[part=track]:disabled').map(plain)).to.contain('Lección uno sin audio propio');
  });

  it('says so where there is nothing to hear, and bears courses that are none', async () => {
    const from = await site({
      'course.json': {items: 'none'},
      'podcast.json': {items: [null, {kind: 'video', media: 'javascript:alert(1)'}, {kind: 'block', items: 7}]},
    });
    const campus = await radioOf(from);
    expect([plain(find(campus, '.radio-head p')), find(campus, '[part=radio-play-all]')]).to.deep.equal([
      'Aquí todavía no hay nada que escuchar.',
      null,
    ]);
  });

  it('is a campus again when it is told to, and can be searched', async () => {
    const campus = await radioOf(await site());
    campus.layout = 'rows';
    await campus.updateComplete;
    expect([find(campus, '.radio'), all(campus, '[part~=card]').length > 0]).to.deep.equal([null, true]);
    campus.layout = 'radio';
    campus.query = 'silla';
    await campus.updateComplete;
    expect(find(campus, '#found')).to.not.equal(null);
  });
});
