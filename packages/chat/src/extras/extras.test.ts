import {expect, fixture, html} from '@open-wc/testing';
import type {UgglaErrorEvent} from '@uggla/core/events.js';
import {chatStream, nextEvent, type FixtureSite} from '@uggla/testing';
import type {UgglaChat} from '../chat/chat-element.js';
import {engine, part, stream, texts, until} from '../testing/support.test.js';
import {mailOf} from './hand-off.js';
import type {HandoffRequestEvent} from './handoff-event.js';
import {recognizerAt} from './transcribe.js';

let site: FixtureSite;
const held: [string, PropertyDescriptor | undefined][] = [];

/** Something of the browser's that the engines of the tests have not, or not in a room without sound. */
function stand(name: string, value: unknown): void {
  held.push([name, Object.getOwnPropertyDescriptor(globalThis, name)]);
  Object.defineProperty(globalThis, name, {value, configurable: true, writable: true});
}

/** A recogniser of the browser's; `here`: it can do its work on the device. */
function recognition(here: boolean) {
  const made: (EventTarget & {lang: string; processLocally?: boolean; started: boolean})[] = [];
  class Recognition extends EventTarget {
    static available = async () => (here ? 'available' : 'unavailable');
    started = false;
    constructor() {
      super();
      made.push(this as never);
    }
    start() {
      this.started = true;
    }
    stop() {
      this.dispatchEvent(new Event('end'));
    }
    abort() {
      this.stop();
    }
  }
  stand('SpeechRecognition', Recognition);
  const hear = (...phrases: string[]) =>
    made
      .at(-1)!
      .dispatchEvent(Object.assign(new Event('result'), {results: phrases.map((transcript) => [{transcript}])}));
  return {made, hear};
}

/** A browser that reads aloud: it says what it was given, and ends when it is told. */
function voices(...list: Partial<SpeechSynthesisVoice>[]) {
  const said: string[] = [];
  let current: EventTarget | undefined;
  stand(
    'SpeechSynthesisUtterance',
    class extends EventTarget {
      text: string;
      constructor(text: string) {
        super();
        this.text = text;
      }
    },
  );
  const synthesis = Object.assign(new EventTarget(), {
    canceled: 0,
    getVoices: () => list,
    speak: (utterance: EventTarget & {text: string}) => {
      current = utterance;
      said.push(utterance.text);
    },
    cancel: () => (synthesis.canceled += 1),
  });
  stand('speechSynthesis', synthesis);
  return {said, synthesis, end: () => current!.dispatchEvent(new Event('end'))};
}

const open = (settings: Partial<UgglaChat>) =>
  fixture<UgglaChat>(
    html`${Object.assign(document.createElement('uggla-chat'), {endpoint: site.url('v1'), lang: 'es'}, settings)}`,
  );
const button = (chat: UgglaChat, text: string) =>
  [...chat.renderRoot.querySelectorAll<HTMLButtonElement>('[part=speech] button, [part=handoff] button')].find(
    (one) => one.textContent === text,
  )!;
const value = (chat: UgglaChat) => part<HTMLTextAreaElement>(chat, 'input')!.value;

beforeEach(async () => {
  site = await engine({body: chatStream(['Tira de la palanca que está debajo del asiento. Luego suéltala.'])});
});
afterEach(() => {
  for (const [name, own] of held.splice(0).reverse()) {
    if (own) Object.defineProperty(globalThis, name, own);
    else delete (globalThis as Record<string, unknown>)[name];
  }
});

describe('dictation', () => {
  it('is there only where the page allows it', async () => {
    recognition(true);
    const chat = await open({speech: 'out'});
    await chat.updateComplete;
    expect(part(chat, 'dictate')).to.equal(null);
    chat.speech = 'in';
    await until(() => part(chat, 'dictate'));
    await expect(chat).to.be.accessible();
  });

  it('asks before the browser sends a voice away, says where it goes, and puts what it hears behind what was written', async () => {
    const {made, hear} = recognition(false);
    const chat = await open({speech: 'in'});
    await until(() => part(chat, 'dictate'));
    part<HTMLTextAreaElement>(chat, 'input')!.value = 'Hola. ';
    part(chat, 'dictate')!.click();
    await until(() => part(chat, 'speech'));
    expect(texts(chat, 'speech')[0]).to.contain('tu navegador envía tu voz a un servicio de su fabricante');
    expect(made.length, 'nothing is heard before').to.equal(0);
    button(chat, 'No permitir').click();
    await until(() => !part(chat, 'speech'));
    part(chat, 'dictate')!.click();
    await until(() => button(chat, 'Permitir') && chat.shadowRoot!.activeElement === button(chat, 'Permitir'));
    button(chat, 'Permitir').click();
    await until(() => made[0]?.started);
    expect([made[0]!.lang, made[0]!.processLocally]).to.deep.equal(['es', undefined]);
    hear('¿Cómo ajusto', 'la silla?');
    expect(value(chat)).to.equal('Hola. ¿Cómo ajusto la silla?');
    await until(() => texts(chat, 'speech')[0]?.startsWith('Escuchando. Tu navegador'));
    part(chat, 'dictate')!.click();
    await until(() => part(chat, 'dictate')!.getAttribute('aria-pressed') === 'false' && !part(chat, 'speech'));
    expect((await site.requests('chat/completions')).length, 'it is sent by hand').to.equal(0);
    part(chat, 'dictate')!.click();
    await until(() => made.length === 2, 'it was agreed to');
    await chat.send('otra cosa');
    hear('de nadie');
    expect(value(chat)).not.to.contain('de nadie');
  });

  it('asks nothing where sound stays on the device, and tells of a microphone that it may not use', async () => {
    const {made} = recognition(true);
    const chat = await open({speech: 'in'});
    await until(() => part(chat, 'dictate'));
    part(chat, 'dictate')!.click();
    await until(() => made[0]?.started);
    expect(made[0]!.processLocally).to.equal(true);
    await until(() => texts(chat, 'speech')[0] === 'Escuchando. Lo que dices no sale de este dispositivo.');
    made[0]!.dispatchEvent(Object.assign(new Event('error'), {error: 'not-allowed'}));
    made[0]!.dispatchEvent(new Event('end'));
    await until(
      () =>
        chat.renderRoot.querySelector('[role=alert]')?.textContent ===
        'El navegador no deja que esta página use el micrófono.',
    );
  });

  it('records for a recogniser of the page, which no browser hears of', async () => {
    const {made} = recognition(true);
    const audio = new AudioContext();
    const {stream} = audio.createMediaStreamDestination();
    const own = navigator.mediaDevices.getUserMedia;
    let opened = 0;
    navigator.mediaDevices.getUserMedia = async () => (opened++, stream);
    const got: object[] = [];
    const chat = await open({
      speech: 'in',
      recognizer: async (sound, {language}) => (got.push({sound: sound instanceof Blob, language}), 'La silla chirría'),
    });
    await until(() => part(chat, 'dictate'));
    part(chat, 'dictate')!.click();
    await until(() => texts(chat, 'speech')[0]?.includes('al servicio propio de este sitio'));
    await until(() => opened === 1);
    part(chat, 'dictate')!.click();
    await until(() => value(chat) === 'La silla chirría');
    navigator.mediaDevices.getUserMedia = own;
    expect(got).to.deep.equal([{sound: true, language: 'es'}]);
    expect(made.length).to.equal(0);
    expect(
      stream.getTracks().every(({readyState}) => readyState === 'ended'),
      'the microphone is off',
    ).to.equal(true);
    await audio.close();
  });

  it('speaks to a whisper server: WAV of one channel and 16 kHz, and its text', async () => {
    await site.rule({
      match: 'inference',
      method: 'POST',
      body: {text: ' La silla\n chirría.\n'},
      type: 'application/json',
    });
    const wav = new Uint8Array(44 + 4800 * 4); // stereo, 48 kHz, 0.1 s
    const view = new DataView(wav.buffer);
    [...'RIFF'].forEach((letter, at) => (wav[at] = letter.charCodeAt(0)));
    [...'WAVEfmt '].forEach((letter, at) => (wav[8 + at] = letter.charCodeAt(0)));
    [...'data'].forEach((letter, at) => (wav[36 + at] = letter.charCodeAt(0)));
    view.setUint32(4, wav.length - 8, true);
    view.setUint32(16, 16, true);
    view.setUint16(20, 1, true);
    view.setUint16(22, 2, true);
    view.setUint32(24, 48_000, true);
    view.setUint32(28, 192_000, true);
    view.setUint16(32, 4, true);
    view.setUint16(34, 16, true);
    view.setUint32(40, wav.length - 44, true);
    const recognize = recognizerAt(site.url('inference'));
    const {signal} = new AbortController();
    expect(await recognize(new Blob([wav]), {language: 'es-MX', signal})).to.equal('La silla chirría.');
    const [{body, headers}] = (await site.requests('inference')) as unknown as [
      {body: string; headers: Record<string, string>},
    ];
    expect(headers['content-type']).to.match(/^multipart\/form-data/);
    expect(body)
      .to.match(/name="language"\r\n\r\nes\r\n/)
      .and.to.match(/name="response_format"\r\n\r\njson/)
      .and.to.contain('WAVEfmt ');
    await site.rule({match: 'inference', method: 'POST', status: 500, body: 'no'});
    expect(await recognize(new Blob([wav]), {language: 'es', signal}).catch(({code}: {code: string}) => code)).to.equal(
      'chat-speech-failed',
    );
  });
});

describe('reading aloud', () => {
  it('reads an answer sentence by sentence with a voice of the device, and stops', async () => {
    const {said, synthesis, end} = voices(
      {lang: 'es-ES', localService: false},
      {lang: 'en-GB', localService: true},
      {lang: 'es_MX', localService: true},
    );
    const chat = await open({speech: 'out'});
    await chat.send('¿Cómo?');
    await until(() => part(chat, 'read'));
    part(chat, 'read')!.click();
    await until(() => said.length === 1);
    expect(said[0]).to.equal('Tira de la palanca que está debajo del asiento.');
    await until(() => part(chat, 'read')!.getAttribute('aria-label') === 'Dejar de leer');
    end();
    expect(said).to.deep.equal(['Tira de la palanca que está debajo del asiento.', 'Luego suéltala.']);
    end();
    await until(() => part(chat, 'read')!.getAttribute('aria-label') === 'Leer en voz alta');
    part(chat, 'read')!.click();
    await until(() => said.length === 3);
    const before = synthesis.canceled;
    part(chat, 'read')!.click();
    await until(() => synthesis.canceled > before);
    end();
    expect(said.length, 'it is silent').to.equal(3);
  });

  it('looks the same while the answer comes', async () => {
    voices({lang: 'es', localService: true});
    const body = chatStream(['Tira de la palanca. ', 'Luego suéltala.']);
    await site.rule({...stream, body, gate: 'rest', gateAfter: body.indexOf('Luego') - 100});
    const chat = await open({speech: 'out'});
    const answer = chat.send('¿Cómo?');
    const look = () => {
      const {backgroundColor, inlineSize, borderStyle} = getComputedStyle(part(chat, 'read')!);
      return {backgroundColor, inlineSize, borderStyle};
    };
    await until(() => part(chat, 'read'));
    const coming = look();
    await site.open('rest');
    await answer;
    await until(() => part(chat, 'read')!.parentElement!.childElementCount > 1);
    expect(look()).to.deep.equal(coming);
  });

  it('asks before a text goes to a voice of a service, and says when there is no voice', async () => {
    const list = [{lang: 'es-ES', localService: false}];
    const {said} = voices(...list);
    const chat = await open({speech: 'out'});
    await chat.send('¿Cómo?');
    await until(() => part(chat, 'read'));
    part(chat, 'read')!.click();
    await until(() => button(chat, 'Permitir'));
    expect(texts(chat, 'speech')[0]).to.contain('tu navegador envía el texto a un servicio de su fabricante');
    expect(said).to.deep.equal([]);
    button(chat, 'Permitir').click();
    await until(() => said.length === 1);
    chat.remove();
    voices({lang: 'de', localService: true});
    document.body.append(chat);
    await until(() => part(chat, 'read')?.getAttribute('aria-pressed') === 'false');
    part(chat, 'read')!.click();
    await until(() => texts(chat, 'speech')[0] === 'Este navegador no tiene ninguna voz para este idioma.');
    chat.remove();
  });
});

describe('the way to a person', () => {
  const form = async (chat: UgglaChat) => {
    await until(() => button(chat, 'Hablar con una persona'));
    button(chat, 'Hablar con una persona').click();
    await until(() => chat.renderRoot.querySelector('form[part=handoff]'));
    return chat.renderRoot.querySelector('form')!;
  };

  it('hands nothing of the conversation on unless the person says so', async () => {
    await site.rule({match: 'desk', method: 'POST', status: 204});
    const chat = await open({handoff: site.url('desk'), headers: {'x-login': 'geheim'}});
    const hours = Object.assign(document.createElement('p'), {slot: 'handoff', textContent: 'De lunes a viernes.'});
    chat.append(hours);
    await chat.send('¿Cómo? <img src=x onerror=alert(1)>');
    let asked = await form(chat);
    expect(asked.querySelector('slot')!.assignedElements()).to.deep.equal([hours]);
    expect(asked.querySelector('input')!.checked).to.equal(false);
    expect(asked.querySelector('pre')!.textContent).to.contain('Tira de la palanca').and.to.contain('<img');
    await expect(chat).to.be.accessible();
    const event = nextEvent<HandoffRequestEvent>(document, 'uggla-handoff-request');
    button(chat, 'Pedir una persona').click();
    expect(await event).to.include({conversation: undefined, text: undefined});
    await until(() => texts(chat, 'handoff')[0]?.includes('Se ha avisado a una persona.'));
    asked = await form(chat);
    asked.querySelector('input')!.click();
    button(chat, 'Pedir una persona').click();
    await until(async () => (await site.requests('desk')).length === 2);
    const [first, second] = await site.requests('desk');
    expect(JSON.parse(first!.body)).to.deep.equal({version: 1});
    expect(JSON.parse(second!.body).conversation.messages.map(({role}: {role: string}) => role)).to.deep.equal([
      'user',
      'assistant',
    ]);
    expect(second!.headers['x-login'], 'the login of the engine is not the desk’s').to.equal(undefined);
  });

  it('is the page’s when it cancels, and tells people when nobody could be asked', async () => {
    const chat = await open({handoff: site.url('desk')});
    chat.addEventListener('uggla-handoff-request', (event) => event.preventDefault(), {once: true});
    await form(chat);
    button(chat, 'Pedir una persona').click();
    await until(() => texts(chat, 'handoff')[0]?.includes('Se ha avisado'));
    expect((await site.requests('desk')).length).to.equal(0);
    await site.rule({match: 'desk', method: 'POST', status: 500, body: ''});
    await form(chat);
    const failed = nextEvent<UgglaErrorEvent>(chat, 'uggla-error');
    button(chat, 'Pedir una persona').click();
    expect((await failed).error.code).to.equal('chat-handoff-failed');
    await until(() =>
      chat.renderRoot.querySelector('[part=handoff] [role=alert]')?.textContent?.startsWith('No se ha podido'),
    );
    await form(chat);
    chat.renderRoot
      .querySelector('[part=handoff] [type=submit]')!
      .dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape', bubbles: true}));
    await until(() => chat.shadowRoot!.activeElement === button(chat, 'Hablar con una persona'), 'the focus is lost');
  });

  it('writes a mail that mail programs can open, whatever was said', () => {
    expect(mailOf('mailto:a@b.example?cc=c@d.example', 'Pregunta', 'x & y\n\ud83d')).to.equal(
      'mailto:a@b.example?cc=c@d.example&subject=Pregunta&body=x%20%26%20y%0A%EF%BF%BD',
    );
    const long = mailOf('mailto:a@b.example', 'Pregunta', `${'😀 añ '.repeat(3000)}el final`);
    expect(long.length).to.be.lessThan(1900);
    expect(decodeURIComponent(long)).to.match(/body=….*el final$/);
  });
});
