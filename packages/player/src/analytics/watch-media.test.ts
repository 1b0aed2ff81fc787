// Chromium first: what is told of a film that plays is the same script in all engines; playback.test.ts plays it.
import {expect} from '@open-wc/testing';
import {PlayedByHand} from '../played-by-hand.test.kit.js';
import {watchMedia} from './watch-media.js';
import type {MediaMoment, WatchOptions} from './watch-media.js';

function watched(state: Record<string, unknown> = {}, options: WatchOptions = {}) {
  const film = new PlayedByHand(state);
  const heard: MediaMoment[] = [];
  const stop = watchMedia(film.element, (moment) => heard.push(moment), options);
  const told = () =>
    heard
      .filter(({type}) => type !== 'step')
      .map((moment) => (moment.type === 'progress' ? `${moment.percent} %` : moment.type));
  return {film, heard, told, stop};
}

describe('watchMedia', () => {
  it('tells of a film that is begun, paused, gone on with and seen to its end', () => {
    const {film, told} = watched();
    film.play().to(10).pause().play().end();
    expect(told()).to.deep.equal(['start', 'pause', 'resume', 'complete', 'leave']);
  });

  it('tells nothing of a film that nobody plays: of loading, of a place to begin at, of a pause', () => {
    const {film, heard, stop} = watched();
    film.fire('loadstart', 'durationchange', 'loadedmetadata', 'canplay').seek(30).pause();
    stop();
    expect(heard).to.have.length(0);
  });

  it('counts what it waits for as no second start', () => {
    const {film, told} = watched();
    film.play().fire('waiting', 'playing', 'waiting', 'playing');
    expect(told()).to.deep.equal(['start']);
  });

  it('counts what ran before the engine told of it (WebKitGTK), but not a place to begin at', () => {
    const late = watched({playbackRate: 16}, {marks: [1]});
    late.film.set({paused: false}).fire('play').set({currentTime: 0.5}).fire('playing').to(2);
    expect(late.told()).to.deep.equal(['start', '1 %']);
    const resumed = watched({}, {marks: [1]});
    resumed.film.set({paused: false}).fire('play').set({currentTime: 50}).fire('playing').to(60);
    expect(resumed.told()).to.deep.equal(['start']);
    expect(resumed.heard[0]!.time).to.equal(50);
  });

  it('tells of each mark once, when it is played past', () => {
    const {film, told} = watched({}, {marks: [10, 50]});
    film.play().to(12).seek(5).to(60).end();
    expect(told()).to.deep.equal(['start', '10 %', 'seek', '50 %', 'complete', 'leave']);
  });

  it('tells of no mark that a jump passed over', () => {
    const {film, told} = watched({}, {marks: [10, 50, 75, 90]});
    film.play().to(3).seek(80).end();
    expect(told()).to.deep.equal(['start', 'seek', '90 %', 'complete', 'leave']);
  });

  it('tells of the last marks also where the last seconds came without a sound', () => {
    const {film, told} = watched({}, {marks: [90]});
    film.play().to(89).set({currentTime: 100, paused: true, ended: true}).fire('pause', 'ended');
    expect(told()).to.deep.equal(['start', '90 %', 'complete', 'leave']);
  });

  it('has no marks of what is live, whose length has no end', () => {
    const {film, heard, told} = watched({duration: Infinity}, {marks: [10]});
    film.play().to(60).pause();
    expect(told()).to.deep.equal(['start', 'pause']);
    expect(heard[0]!.duration).to.equal(0);
  });

  it('takes the length that becomes known while it plays', () => {
    const {film, told} = watched({duration: NaN}, {marks: [50]});
    film.play().to(40).set({duration: 100}).fire('durationchange').to(60);
    expect(told()).to.deep.equal(['start', '50 %']);
  });

  it('takes a clip for the whole', () => {
    const {film, heard, told} = watched({range: {start: 40, end: 60}, currentTime: 40}, {marks: [50]});
    film.play().to(49).to(51).set({currentTime: 60, ended: true, paused: true}).fire('ended', 'pause');
    expect(told()).to.deep.equal(['start', '50 %', 'complete', 'leave']);
    expect([heard[0]!.start, heard[0]!.duration, heard.at(-1)!.time]).to.deep.equal([40, 20, 60]);
  });

  it('says where a jump began and where it ended, once for a slider that is drawn', () => {
    const {film, heard} = watched();
    film.play().to(10);
    for (const second of [20, 30, 40]) film.set({currentTime: second, seeking: true}).fire('seeking', 'timeupdate');
    film.set({seeking: false}).fire('seeked');
    const [jump, ...more] = heard.filter(({type}) => type === 'seek');
    expect([jump!.type === 'seek' && jump!.from, jump!.time, more]).to.deep.equal([10, 40, []]);
  });

  it('takes a nudge over a gap for no jump', () => {
    const {film, told} = watched();
    film.play().to(10).seek(10.2);
    expect(told()).to.deep.equal(['start']);
  });

  it('begins anew when the film is seen again', () => {
    const {film, told} = watched({}, {marks: [50]});
    film.play().end().seek(0).play().to(60);
    expect(told()).to.deep.equal(['start', '50 %', 'complete', 'leave', 'start', '50 %']);
  });

  it('tells of the old film when the element comes to name another, under the old name', () => {
    const {film, heard, told} = watched();
    film
      .play()
      .to(10)
      .set({src: 'https://acme.example/films/table.mp4', currentTime: 0, paused: true})
      .fire('emptied', 'pause');
    film.play();
    expect(told()).to.deep.equal(['start', 'leave', 'start']);
    expect(heard.filter(({type}) => type !== 'step').map(({title, time}) => [title, time])).to.deep.equal([
      ['chair.mp4', 0],
      ['chair.mp4', 10],
      ['table.mp4', 0],
    ]);
  });

  it('takes a film that its engine loads anew for the same', () => {
    const {film, told} = watched();
    film.play().to(10).fire('emptied', 'loadstart').seek(10).fire('playing').to(12);
    expect(told()).to.deep.equal(['start']);
  });

  it('tells that it is over when the page goes, and begins anew when the page comes back', () => {
    const {film, told} = watched();
    film.play().to(10);
    dispatchEvent(new PageTransitionEvent('pagehide'));
    film.to(12).pause().play();
    expect(told()).to.deep.equal(['start', 'leave', 'start']);
  });

  it('ends when it is told to, once, and hears nothing after that', () => {
    const {film, told, stop} = watched();
    film.play().to(10);
    stop();
    stop();
    film.to(20).pause();
    expect(told()).to.deep.equal(['start', 'leave']);
  });

  it('that comes late takes up what plays already', () => {
    const film = new PlayedByHand().play().to(10);
    const heard: MediaMoment[] = [];
    watchMedia(film.element, (moment) => heard.push(moment));
    film.pause();
    expect(heard.filter(({type}) => type !== 'step').map(({type, time}) => [type, time])).to.deep.equal([
      ['start', 10],
      ['pause', 10],
    ]);
  });

  for (const [what, state, label, title] of [
    ['what the player calls it', {heading: 'The chair'}, 'Film 3', 'The chair'],
    ['the element’s label', {}, 'Film 3', 'Film 3'],
    ['its title', {title: 'A tooltip'}, '', 'A tooltip'],
    ['the file’s name', {src: 'https://acme.example/la%20silla.mp4'}, '', 'la silla.mp4'],
    ['a name that cannot be decoded as it is', {src: 'https://acme.example/100%.mp4'}, '', '100%.mp4'],
  ] as const) {
    it(`is called by ${what}, unless the page says otherwise`, () => {
      for (const given of [undefined, 'Given']) {
        const {film, heard} = watched(state, given ? {title: given} : {});
        if (label) film.element.setAttribute('aria-label', label);
        film.play();
        expect(heard[0]!.title).to.equal(given ?? title);
      }
    });
  }

  for (const [what, src, url] of [
    ['a query and a fragment', 'https://acme.example/a.mp4?Signature=secret#t=3', 'https://acme.example/a.mp4'],
    ['a name and password', 'https://ana:secret@acme.example/a.mp4', 'https://acme.example/a.mp4'],
    [
      'a token in the path',
      'https://acme.example/t/eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiJhIn0.c2ln-_x/media/a/media.json',
      'https://acme.example/media/a/media.json',
    ],
    ['an address of this browser alone', 'blob:https://acme.example/0b4d', ''],
  ] as const) {
    it(`gives away no right to watch: ${what}`, () => {
      const {film, heard} = watched({src});
      film.play();
      expect(heard[0]!.url).to.equal(url);
    });
  }

  it('knows a film by what its sources chose, where the element names none itself', () => {
    const {film, heard} = watched({src: '', currentSrc: 'https://acme.example/chosen.webm'});
    film.play();
    expect(heard[0]!.url).to.equal('https://acme.example/chosen.webm');
  });
});
