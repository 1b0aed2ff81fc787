import {expect} from '@esm-bundle/chai';
import type {UgglaError} from '@uggla/protocol';
import type {FrameContent, FromFrame} from '@uggla/protocol/frame.js';
import {nextEvent, waitUntil} from '@uggla/testing';
import {FrameTalk} from './frame-talk.js';

/** A frame that says what it is told to say, in place of frame.html. */
class Stand {
  readonly iframe = document.createElement('iframe');
  readonly heard: FromFrame[] = [];
  readonly failures: UgglaError[] = [];
  readonly talk: FrameTalk;

  constructor(frame = 'about:blank', shown = true) {
    this.talk = new FrameTalk(frame, () => (shown ? this.iframe : null), {
      heard: (message) => this.heard.push(message),
      failed: (error) => this.failures.push(error),
    });
    document.body.append(this.iframe);
  }

  get name(): string {
    return new URLSearchParams(new URL(this.talk.address).hash.slice(1)).get('talk')!;
  }

  /** What the page says to the frame, as the frame hears it. */
  listen(): MessageEvent[] {
    const messages: MessageEvent[] = [];
    this.iframe.contentWindow!.addEventListener('message', (event) => messages.push(event));
    return messages;
  }

  /** Sends as the frame; resolves when the page has seen it. */
  async say(data: unknown, from: Window = this.iframe.contentWindow!): Promise<void> {
    const seen = nextEvent(window, 'message');
    // Made in the other window, so that it is the one that sends.
    const send = new (from as Window & {Function: FunctionConstructor}).Function(
      'data',
      'origin',
      'parent.postMessage(data, origin)',
    ) as (data: unknown, origin: string) => void;
    send(data, location.origin);
    await seen;
  }

  remove(): void {
    this.talk.close();
    this.iframe.remove();
  }
}

const frame = new URL('/frame.html', location.href).href;
const page: FrameContent = {kind: 'page', src: 'https://acme.example/', title: 'Others'};
const book = (): FrameContent => ({
  kind: 'pdf',
  bytes: new ArrayBuffer(8),
  language: 'en',
  title: 'Owls',
  look: {dark: false, scale: 1},
});

describe('FrameTalk', () => {
  let stand: Stand;
  beforeEach(() => (stand = new Stand(frame)));
  afterEach(() => stand.remove());

  it('names the page and the talk in the address of the frame, each talk another', () => {
    const other = new Stand(`${frame}?v=2#old`);
    const hash = (one: Stand) => new URLSearchParams(new URL(one.talk.address).hash.slice(1));
    expect(hash(stand).get('origin')).to.equal(location.origin);
    expect(stand.name).to.not.equal(other.name);
    expect(new URL(other.talk.address).search).to.equal('?v=2');
    expect(other.talk.address).to.not.contain('old');
    other.remove();
  });

  it('waits with what is to be opened until the frame is there', async () => {
    const messages = stand.listen();
    stand.talk.open(page);
    await stand.say({uggla: stand.name, message: {type: 'ready'}});
    await waitUntil(() => messages.length > 0);
    expect(messages[0]!.data).to.deep.equal({uggla: stand.name, message: {type: 'open', content: page}});
  });

  it('opens at once where the frame is there first, and opens nothing twice', async () => {
    const messages = stand.listen();
    await stand.say({uggla: stand.name, message: {type: 'ready'}});
    stand.talk.open(page);
    await stand.say({uggla: stand.name, message: {type: 'ready'}});
    stand.talk.tell({type: 'go', to: 'next'});
    await waitUntil(() => messages.length > 1);
    expect(messages.map(({data}) => (data as {message: {type: string}}).message.type)).to.deep.equal(['open', 'go']);
  });

  it('hands a book over rather than copying it', async () => {
    const content = book();
    stand.talk.open(content);
    await stand.say({uggla: stand.name, message: {type: 'ready'}});
    expect((content as {bytes: ArrayBuffer}).bytes.byteLength).to.equal(0);
  });

  it('tells what the frame says', async () => {
    await stand.say({
      uggla: stand.name,
      message: {type: 'opened', title: 'Owls', direction: 'rtl', contents: [{label: 'Eyes', place: 'a', depth: 0}]},
    });
    await stand.say({uggla: stand.name, message: {type: 'place', place: 'a', start: 0, end: 0.5}});
    expect(stand.heard).to.deep.equal([
      {type: 'opened', title: 'Owls', direction: 'rtl', contents: [{label: 'Eyes', place: 'a', depth: 0}]},
      {type: 'place', place: 'a', start: 0, end: 0.5},
    ]);
  });

  it('keeps shares between 0 and 1, whatever the frame says', async () => {
    await stand.say({uggla: stand.name, message: {type: 'place', place: 'a', start: -3, end: 1e9}});
    expect(stand.heard).to.deep.equal([{type: 'place', place: 'a', start: 0, end: 1}]);
  });

  for (const [what, data] of [
    ['another talk', (name: string) => ({uggla: `${name}x`, message: {type: 'ready'}})],
    ['no name', () => ({message: {type: 'ready'}})],
    ['a text', () => 'ready'],
    ['nothing', () => null],
    ['no message', (name: string) => ({uggla: name})],
    ['a message that is none', (name: string) => ({uggla: name, message: 'ready'})],
    ['an unknown kind', (name: string) => ({uggla: name, message: {type: 'complete', score: 1}})],
    [
      'a place without numbers',
      (name: string) => ({uggla: name, message: {type: 'place', place: 'x', start: '0', end: Number.NaN}}),
    ],
    ['a place that is none', (name: string) => ({uggla: name, message: {type: 'place', place: {}, start: 0, end: 1}})],
  ] as const) {
    it(`does not hear ${what}`, async () => {
      await stand.say(data(stand.name));
      expect(stand.heard).to.deep.equal([]);
    });
  }

  it('drops entries of the contents that are none', async () => {
    const contents = [null, 'x', {label: 'A'}, {label: 1, place: 2}, {label: 'Good', place: 'p', depth: 'deep'}];
    await stand.say({uggla: stand.name, message: {type: 'opened', contents, title: 7, pages: 'many', direction: 'up'}});
    expect(stand.heard).to.deep.equal([
      {type: 'opened', direction: 'ltr', contents: [{label: 'Good', place: 'p', depth: 0}]},
    ]);
  });

  it('does not hear another window, though it knows the name', async () => {
    const stranger = document.body.appendChild(document.createElement('iframe'));
    await stand.say({uggla: stand.name, message: {type: 'ready'}}, stranger.contentWindow!);
    expect(stand.heard).to.deep.equal([]);
    stranger.remove();
  });

  it('does not hear another origin, though it is the right window', async () => {
    const foreign = new Stand('https://frames.example/frame.html');
    await foreign.say({uggla: foreign.name, message: {type: 'ready'}});
    expect(foreign.heard).to.deep.equal([]);
    foreign.remove();
  });

  it('says nothing to a page of another origin that took the place of the frame', async () => {
    const foreign = new Stand('https://frames.example/frame.html');
    const messages = foreign.listen();
    foreign.talk.tell({type: 'go', to: 'next'});
    stand.talk.tell({type: 'go', to: 'next'});
    const own = stand.listen();
    await waitUntil(() => own.length > 0);
    expect(messages).to.have.length(0);
    foreign.remove();
  });

  it('hears nothing more once it is closed', async () => {
    stand.talk.close();
    await stand.say({uggla: stand.name, message: {type: 'ready'}});
    expect(stand.heard).to.deep.equal([]);
  });

  it('bears a frame that is not on the page', () => {
    const hidden = new Stand(frame, false);
    expect(() => hidden.talk.tell({type: 'go', to: 'next'})).not.to.throw();
    hidden.remove();
  });
});
