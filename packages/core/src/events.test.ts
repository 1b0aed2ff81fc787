import {expect} from '@open-wc/testing';
import {newId, UgglaError, type Statement} from '@uggla/protocol';
import {OpenRequestEvent, SeekRequestEvent, UgglaErrorEvent, UgglaReadyEvent, UgglaRecordEvent} from './events.js';

const statement: Statement = {
  id: newId(),
  actor: {},
  verb: {id: 'v', display: {}},
  object: {id: 'o'},
  timestamp: '2026-01-01T00:00:00Z',
};

/** An element in a shadow root, and whether the page hears what it fires. */
function fire(event: Event): {heard: boolean; allowed: boolean} {
  const host = document.createElement('div');
  const inner = host.attachShadow({mode: 'open'}).appendChild(document.createElement('p'));
  document.body.append(host);
  let heard = false;
  document.addEventListener(event.type, () => (heard = true), {once: true});
  const allowed = inner.dispatchEvent(event);
  host.remove();
  return {heard, allowed};
}

describe('events', () => {
  it('of errors and records are heard by one listener on the page, out of any shadow root, and cannot be canceled', () => {
    for (const event of [new UgglaErrorEvent(new UgglaError('x-failed', 'x')), new UgglaRecordEvent(statement)]) {
      expect([fire(event).heard, event.cancelable], event.type).to.deep.equal([true, false]);
    }
  });

  it('of being ready stay with the element', () => {
    expect(fire(new UgglaReadyEvent()).heard).to.equal(false);
  });

  it('that ask for something are heard by the page, which may refuse', () => {
    for (const make of [() => new SeekRequestEvent(12.5), () => new OpenRequestEvent({lesson: 'a'})]) {
      const {type} = make();
      expect(fire(make()), type).to.deep.equal({heard: true, allowed: true});
      document.addEventListener(type, (event) => event.preventDefault(), {once: true});
      expect(fire(make()).allowed, type).to.equal(false);
    }
  });

  it('carry what they tell of', () => {
    const error = new UgglaError('x-failed', 'x');
    expect(new UgglaErrorEvent(error).error).to.equal(error);
    expect(new UgglaRecordEvent(statement).statement).to.equal(statement);
    expect(new SeekRequestEvent(12.5).time).to.equal(12.5);
    const {item, lesson, media, time} = new OpenRequestEvent({item: 'i', lesson: 'l', media: 'm.json', time: 3});
    expect([item, lesson, media, time]).to.deep.equal(['i', 'l', 'm.json', 3]);
    expect(new OpenRequestEvent({}).time).to.equal(undefined);
  });

  it('are told apart by class and by name', () => {
    expect(
      [new UgglaReadyEvent(), new SeekRequestEvent(0), new OpenRequestEvent({})].map(({type}) => type),
    ).to.deep.equal(['uggla-ready', 'uggla-seek-request', 'uggla-open-request']);
    expect(new SeekRequestEvent(0)).to.be.instanceOf(Event);
  });
});
