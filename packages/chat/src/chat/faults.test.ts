// Chromium first: what is kept and asked again is the same script in all engines; chat-element.test.ts tries what is
// shown.
import {expect} from '@open-wc/testing';
import type {UgglaErrorEvent} from '@uggla/core/events.js';
import {chatStream, collectEvents, nextEvent, sse, type Rule} from '@uggla/testing';
import {asked, chatWith, engine, stream, until} from '../testing/support.test.js';
import type {MessageFinishEvent} from '../events.js';
import type {UgglaChat} from './chat-element.js';

const whole = chatStream(['La silla ', 'se sube.']);
const half = whole.indexOf('se sube') - 100;

/** A chat whose engine answers the first question so, and the next ones well. */
async function open(first: Rule) {
  const site = await engine({body: whole}, {body: whole, ...first, times: 1});
  const chat = await chatWith(site);
  const errors = collectEvents<UgglaErrorEvent>(chat, 'uggla-error');
  const finishes = collectEvents<MessageFinishEvent>(chat, 'uggla-message-finish');
  const posts = () => asked(site);
  return {site, chat, errors, finishes, posts};
}

const errorText = (chat: UgglaChat) =>
  chat.renderRoot.querySelector('[part=error]')?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
const buttons = (chat: UgglaChat) => [...chat.renderRoot.querySelectorAll<HTMLButtonElement>('.ways button')];
const button = (chat: UgglaChat, text: string) => buttons(chat).find(({textContent}) => textContent!.trim() === text);

/** What each fault of a server comes to, for the person and for the page. */
const faults: {name: string; rule: Rule; code: string; says: RegExp; keeps?: string}[] = [
  {
    name: '401',
    rule: {status: 401, body: {error: {message: 'Invalid API Key'}}},
    code: 'chat-unauthorized',
    says: /not signed in.*Invalid API Key/,
  },
  {name: '403', rule: {status: 403, body: {error: 'No'}}, code: 'chat-unauthorized', says: /not signed in/},
  {
    name: '404 with JSON',
    rule: {status: 404, body: {error: {message: 'model m not found'}}},
    code: 'chat-refused',
    says: /did not accept.*model m not found/,
  },
  {
    name: '500 with JSON',
    rule: {status: 500, body: {error: {message: 'CUDA out of memory'}}},
    code: 'chat-server-failed',
    says: /failed.*CUDA out of memory/,
  },
  {
    name: '502 with HTML',
    rule: {status: 502, body: '<html><h1>Bad gateway</h1></html>', type: 'text/html'},
    code: 'chat-server-failed',
    says: /^The assistant’s server has failed\. Try again$/,
  },
  {
    name: 'a login page in place of an answer',
    rule: {body: '<!doctype html><form>', type: 'text/html'},
    code: 'chat-answer-invalid',
    says: /does not answer as a chat/,
  },
  {
    name: 'a connection that breaks before the head',
    rule: {reset: true},
    code: 'chat-unreachable',
    says: /cannot be reached/,
  },
  {
    name: 'a stream that breaks',
    rule: {cutAfter: half, gateAfter: half, gate: 'read'},
    code: 'chat-answer-cut',
    says: /cut off/,
    keeps: 'La silla ',
  },
  {
    name: 'a stream that ends without saying so',
    rule: {body: chatStream(['La silla '], {finish: null})},
    code: 'chat-answer-cut',
    says: /cut off/,
    keeps: 'La silla ',
  },
  {
    name: 'a stream torn in the middle of an event',
    rule: {body: whole.slice(0, half + 60)},
    code: 'chat-answer-cut',
    says: /cut off/,
    keeps: 'La silla ',
  },
  {
    name: 'an error inside the stream',
    rule: {body: chatStream(['La silla '], {finish: null}) + sse([{error: {message: 'Slot lost'}}])},
    code: 'chat-answer-failed',
    says: /ended with an error.*Slot lost/,
    keeps: 'La silla ',
  },
  {name: 'an answer without a word', rule: {body: chatStream([])}, code: 'chat-answer-empty', says: /No answer came/},
  {name: 'an empty body', rule: {body: ''}, code: 'chat-answer-cut', says: /cut off/},
  {
    name: 'JSON that is an error under 200',
    rule: {body: {error: {message: 'Busy with itself'}}, type: 'application/json'},
    code: 'chat-answer-failed',
    says: /Busy with itself/,
  },
  {
    name: 'plain words',
    rule: {body: 'Hello, I am a proxy', type: 'text/plain'},
    code: 'chat-answer-cut',
    says: /cut off/,
  },
];

describe('UgglaChat when the engine fails', () => {
  for (const {name, rule, code, says, keeps = ''} of faults) {
    it(`tells of ${name}, keeps what came, and can be asked again`, async () => {
      const {chat, errors, finishes, posts, site} = await open(rule);
      // A browser may itself repeat a request whose connection broke before the head; so the fault lasts.
      if (rule.reset) await site.rule({...stream, ...rule});
      const asking = chat.send('¿Cómo?');
      if (rule.gate) {
        await until(() => chat.messages[1]?.text === keeps);
        await site.open(rule.gate);
      }
      const answer = await asking;
      expect(answer.error?.code).to.equal(code);
      expect(answer.text).to.equal(keeps);
      expect(errors.map(({error}) => error.code)).to.deep.equal([code]);
      expect(finishes.map(({reason}) => reason)).to.deep.equal([code === 'chat-answer-cut' ? 'cut' : 'error']);
      await until(() => says.test(errorText(chat)), `said: ${errorText(chat)}`);
      if (keeps) expect(chat.renderRoot.querySelector('[part~=assistant] .text')!.textContent).to.equal(keeps);
      const before = (await posts()).length;
      if (!rule.reset) expect(before).to.equal(1);
      await site.heal();
      await site.rule({...stream, body: whole});
      const finished = nextEvent<MessageFinishEvent>(chat, 'uggla-message-finish');
      button(chat, 'Try again')!.click();
      expect((await finished).message.text).to.equal('La silla se sube.');
      expect((await posts()).length).to.equal(before + 1);
      await until(() => errorText(chat) === '');
    });
  }

  it('says in the language of the page what a server of ours has a code for; its own words are folded', async () => {
    const problem = {
      title: 'the engine does not answer',
      code: 'engine-unreachable',
      error: {message: 'the engine does not answer', code: 'engine-unreachable'},
    };
    const {chat, site} = await open({status: 502, body: problem});
    chat.lang = 'es';
    await chat.send('¿Cómo?');
    const error = () => [...chat.renderRoot.querySelectorAll('[part=error]')].at(-1)!;
    const details = () => error().querySelector('details');
    await until(details, 'no words of the server');
    const shown = [...error().querySelectorAll('p:not(details p, .ways)')].map(({textContent}) => textContent!.trim());
    expect(shown).to.deep.equal(['El servidor del asistente ha fallado.', 'El modelo de lenguaje no responde.']);
    expect(details()!.open).to.equal(false);
    expect(details()!.textContent!.replace(/\s+/g, ' ').trim()).to.equal(
      'Lo que dice el servidor the engine does not answer'.replace('servidor ', 'servidor'),
    );
    await site.rule({...stream, status: 429, body: {error: {message: 'too many', code: 'rate-limited'}}, times: 1});
    chat.lang = 'de';
    await chat.send('Wie?');
    await until(() => error().textContent!.includes('Zu viele Fragen in kurzer Zeit.'));
  });

  it('shows nothing of a connection that broke before the head where the browser itself asks anew, and tells of it where none does', async () => {
    const {chat, errors, posts} = await open({reset: true});
    const {error} = await chat.send('¿Cómo?');
    expect((await posts()).length).to.equal(error ? 1 : 2);
    expect(errors.map(({error: {code}}) => code)).to.deep.equal(error ? ['chat-unreachable'] : []);
    await until(() => (errorText(chat) === '') === !error);
  });

  it('goes on with an answer that was cut off: the engine is given its begin', async () => {
    const {chat, site, posts} = await open({body: chatStream(['La silla '], {finish: null})});
    await site.rule({...stream, body: chatStream(['se sube.']), after: 1});
    await chat.send('¿Cómo?');
    await until(() => button(chat, 'Continue'));
    const finished = nextEvent<MessageFinishEvent>(chat, 'uggla-message-finish');
    button(chat, 'Continue')!.click();
    expect((await finished).message.text).to.equal('La silla se sube.');
    expect(chat.messages.length).to.equal(2);
    expect((await posts())[1]!.messages).to.deep.equal([
      {role: 'user', content: '¿Cómo?'},
      {role: 'assistant', content: 'La silla '},
    ]);
    await until(() => chat.renderRoot.querySelector('[part~=assistant] .text')!.textContent === 'La silla se sube.');
  });

  it('says that an answer stopped at its limit, and offers to go on', async () => {
    const {chat, finishes} = await open({body: chatStream(['La silla '], {finish: 'length'})});
    const answer = await chat.send('¿Cómo?');
    expect(answer).to.include({finish: 'length', state: 'done'});
    expect(finishes[0]!.reason).to.equal('length');
    await until(() => chat.renderRoot.querySelector('.ending')?.textContent?.includes('length limit'));
    expect(buttons(chat).map(({textContent}) => textContent!.trim())).to.deep.equal(['Continue', 'Try again']);
  });

  it('counts down when the engine is busy, then lets ask again', async () => {
    const {chat} = await open({status: 429, headers: {'retry-after': '1'}, body: {error: {message: 'Slow down'}}});
    await chat.send('¿Cómo?');
    await until(() => buttons(chat)[0]?.textContent?.includes('Try again in 1 s'), 'no countdown');
    expect(buttons(chat)[0]!.disabled).to.equal(true);
    await until(() => button(chat, 'Try again')?.disabled === false, 'the countdown never ended');
  });

  it('asks again with less history when the engine refused for length', async () => {
    const {chat, site, posts} = await open({});
    for (const text of ['uno', 'dos', 'tres']) await chat.send(`${text} ${'x '.repeat(200)}`);
    await site.rule({
      ...stream,
      status: 400,
      body: {error: {type: 'exceed_context_size_error', message: 'too large', n_ctx: 512}},
      times: 1,
    });
    await chat.send('cuatro');
    await until(() => button(chat, 'Send again with less history'));
    const finished = nextEvent<MessageFinishEvent>(chat, 'uggla-message-finish');
    button(chat, 'Send again with less history')!.click();
    expect((await finished).message.error).to.equal(undefined);
    const all = await posts();
    const sent = all.slice(-2).map(({messages}) => messages.reduce((sum, {content}) => sum + content.length, 0));
    expect(all.at(-2)!.messages.length).to.equal(7);
    expect(sent[0]).to.be.greaterThan(1200);
    expect(sent[1]).to.be.lessThan(900);
  });

  it('says that it still waits when nothing comes, and takes it back', async () => {
    const {chat, site} = await open({gate: 'on', gateAfter: half});
    chat.stallAfter = 0.15;
    const answer = chat.send('¿Cómo?');
    await until(() => chat.renderRoot.querySelector('.stalled')?.textContent?.includes('Still waiting'), 'no notice');
    await site.open('on');
    expect((await answer).text).to.equal('La silla se sube.');
    await until(() => !chat.renderRoot.querySelector('.stalled'));
  });

  it('says that it still waits when not even the head comes, and can be stopped and asked again', async () => {
    const {chat, posts} = await open({gate: 'never'});
    chat.stallAfter = 0.15;
    const answer = chat.send('¿Cómo?');
    await until(() => chat.renderRoot.querySelector('.stalled')?.textContent?.includes('Still waiting'), 'no notice');
    chat.renderRoot.querySelector<HTMLElement>('[part~=stop]')!.click();
    expect((await answer).state).to.equal('stopped');
    expect((await chat.send('¿Y ahora?')).text).to.equal('La silla se sube.');
    expect((await posts()).length).to.equal(2);
  });

  it('reads a right answer under a wrong label', async () => {
    const {chat, errors} = await open({type: 'text/html'});
    expect((await chat.send('¿Cómo?')).text).to.equal('La silla se sube.');
    expect(errors).to.deep.equal([]);
  });

  it('sends one POST a question, also when the tab is hidden and shown in the middle', async () => {
    const {chat, site, posts} = await open({gate: 'on', gateAfter: half});
    const answer = chat.send('¿Cómo?');
    await until(() => chat.messages[1]?.text === 'La silla ');
    for (const state of ['hidden', 'visible', 'hidden', 'visible']) {
      Object.defineProperty(document, 'visibilityState', {value: state, configurable: true});
      Object.defineProperty(document, 'hidden', {value: state === 'hidden', configurable: true});
      document.dispatchEvent(new Event('visibilitychange'));
    }
    Reflect.deleteProperty(document, 'visibilityState');
    Reflect.deleteProperty(document, 'hidden');
    await site.open('on');
    expect((await answer).text).to.equal('La silla se sube.');
    expect((await posts()).length).to.equal(1);
  });

  it('asks the page for its headers once more after a 401, and then answers', async () => {
    const {chat, posts} = await open({status: 401, body: {error: {message: 'Expired'}}});
    let calls = 0;
    chat.headers = () => ({'x-key': String(++calls)});
    expect((await chat.send('¿Cómo?')).text).to.equal('La silla se sube.');
    expect((await posts()).length).to.equal(2);
  });
});
