// Chromium first: films are played for their statements, which are the same script in all engines.
import {expect} from '@open-wc/testing';
import type {Statement} from '@uggla/protocol';
import {nextEvent} from '@uggla/testing';
import '../define.js';
import {media, mediaSite, PATIENCE_MS, player} from '../player.test.kit.js';
import {PlayedByHand} from '../played-by-hand.test.kit.js';
import {trackXapi} from './xapi.js';
import type {XapiOptions} from './xapi.js';

const actor = {account: {homePage: 'https://acme.example', name: 'ana'}};
const EXT = 'https://w3id.org/xapi/video/extensions/';

function tracked(options: Partial<XapiOptions> = {}, state: Record<string, unknown> = {}) {
  const film = new PlayedByHand(state);
  const sent: Statement[] = [];
  const stop = trackXapi(film.element, (statement) => sent.push(statement), {actor, language: 'en', ...options});
  return {film, sent, stop, verbs: () => verbsOf(sent)};
}

const verbsOf = (sent: readonly Statement[]) => sent.map(({verb}) => verb.id.split('/').pop());
const result = (statement: Statement | undefined, name: string) => statement?.result?.extensions?.[EXT + name];
const context = (statement: Statement | undefined, name: string) => statement?.context?.extensions?.[EXT + name];

describe('trackXapi', function () {
  this.timeout(PATIENCE_MS * 2);

  it('says a session from its first statement to its last, in the profile’s order', () => {
    const {film, sent, stop, verbs} = tracked();
    film.play().to(10).pause().play().to(20);
    stop();
    expect(verbs()).to.deep.equal(['initialized', 'played', 'paused', 'played', 'paused', 'terminated']);
    expect(new Set(sent.map((one) => context(one, 'session-id'))).size).to.equal(1);
    expect(new Set(sent.map(({id}) => id)).size).to.equal(sent.length);
  });

  it('says who, what, in which language, and by which profile', () => {
    const {film, sent} = tracked({
      language: 'es',
      registration: 'a9c1',
      activity: {id: 'https://acme.example/xapi/chair', name: {es: 'La silla', en: 'The chair'}},
    });
    film.play();
    expect(sent[1]).to.deep.include({
      actor,
      verb: {id: 'https://w3id.org/xapi/video/verbs/played', display: {en: 'played', es: 'reprodujo'}},
    });
    expect(sent[1]!.object).to.deep.equal({
      objectType: 'Activity',
      id: 'https://acme.example/xapi/chair',
      definition: {type: 'https://w3id.org/xapi/video/activity-type/video', name: {es: 'La silla', en: 'The chair'}},
    });
    expect(sent[1]!.context).to.deep.include({
      registration: 'a9c1',
      language: 'es',
      contextActivities: {category: [{id: 'https://w3id.org/xapi/video'}]},
    });
    expect([
      context(sent[1], 'length'),
      context(sent[1], 'completion-threshold'),
      result(sent[1], 'time'),
    ]).to.deep.equal([100, 0.9, 0]);
    expect(Date.parse(sent[1]!.timestamp)).to.be.closeTo(Date.now(), 60_000);
  });

  it('is about the address of the media when the page names no activity, and about the page where there is none', () => {
    for (const [src, id] of [
      ['https://acme.example/a.mp4?token=x', 'https://acme.example/a.mp4'],
      ['blob:https://acme.example/7', location.origin + location.pathname],
    ]) {
      const {film, sent} = tracked({}, {src});
      film.play();
      expect(sent[0]!.object).to.include({id});
    }
  });

  it('says what was really played', () => {
    const {film, sent} = tracked();
    film.play().to(10).seek(50).to(60).pause();
    const [seeked, paused] = sent.slice(-2);
    expect([result(seeked, 'time-from'), result(seeked, 'time-to')]).to.deep.equal([10, 50]);
    expect([result(paused, 'played-segments'), result(paused, 'progress'), result(paused, 'time')]).to.deep.equal([
      '0[.]10[,]50[.]60',
      0.2,
      60,
    ]);
  });

  it('counts no jump as played that was made in a pause', () => {
    const {film, sent} = tracked();
    film.play().to(10).pause().seek(50).play().to(55).pause();
    expect(result(sent.at(-1), 'played-segments')).to.equal('0[.]10[,]50[.]55');
  });

  it('says completed once, when enough was played, and that by seconds, not by the end', () => {
    const {film, sent, verbs} = tracked();
    film.play().to(3).seek(95).end();
    expect(verbs()).not.to.include('completed');
    film.seek(0).play().to(91).seek(80).end();
    expect(verbs().filter((verb) => verb === 'completed')).to.have.length(1);
    const completed = sent.find(({verb}) => verb.id.endsWith('completed'))!;
    expect(completed.result).to.include({completion: true});
    expect(completed.result!.duration).to.match(/^PT/);
    expect(result(completed, 'progress')).to.be.at.least(0.9);
  });

  it('completes at the share that the page asks for', () => {
    const {film, verbs} = tracked({threshold: 0.5});
    film.play().to(49);
    expect(verbs()).not.to.include('completed');
    film.to(51);
    expect(verbs()).to.include('completed');
  });

  it('says the end of the film as pause and end of the session; seen again, it is another session', () => {
    const {film, sent, verbs} = tracked();
    film.play().end().seek(0).play();
    expect(verbs()).to.deep.equal([
      'initialized',
      'played',
      'completed',
      'paused',
      'terminated',
      'initialized',
      'played',
    ]);
    expect(result(sent[4], 'played-segments')).to.equal('0[.]100');
    expect(context(sent[6], 'session-id')).not.to.equal(context(sent[0], 'session-id'));
  });

  it('takes a clip for the whole, and keeps the media’s own clock', () => {
    const {film, sent} = tracked({}, {range: {start: 40, end: 60}, currentTime: 40});
    film.play().to(50).pause();
    expect([
      result(sent.at(-1), 'progress'),
      result(sent.at(-1), 'played-segments'),
      context(sent.at(-1), 'length'),
    ]).to.deep.equal([0.5, '40[.]50', 20]);
  });

  it('has no length and no end of what is live', () => {
    const {film, sent, verbs} = tracked({}, {duration: Infinity});
    film.play().to(600).pause();
    expect(verbs()).to.deep.equal(['initialized', 'played', 'paused']);
    expect([context(sent[2], 'length'), result(sent[2], 'played-segments')]).to.deep.equal([undefined, '0[.]600']);
  });

  it('speaks the language of the page around it when it is not told which', () => {
    const film = new PlayedByHand();
    const sent: Statement[] = [];
    const around = document.createElement('div');
    around.lang = 'eu';
    around.append(film.element);
    trackXapi(film.element, (statement) => sent.push(statement), {actor});
    film.play();
    expect(sent[0]!.context!.language).to.equal('eu');
    expect(sent[0]!.object).to.deep.include({
      definition: {type: 'https://w3id.org/xapi/video/activity-type/video', name: {eu: 'chair.mp4'}},
    });
  });

  it('hears a player', async () => {
    const element = await player({src: media(await mediaSite(), 'short.mp4'), loading: 'eager', 'playback-rate': '2'});
    const sent: Statement[] = [];
    trackXapi(element, (statement) => sent.push(statement), {actor});
    const ended = nextEvent(element, 'ended');
    await element.play();
    await ended;
    const verbs = verbsOf(sent); // WebKitGTK pauses and goes on once more at the first second
    expect([...verbs.slice(0, 2), ...verbs.slice(-3)]).to.deep.equal([
      'initialized',
      'played',
      'completed',
      'paused',
      'terminated',
    ]);
    expect(result(sent.at(-1), 'progress')).to.be.at.least(0.9);
  });
});
