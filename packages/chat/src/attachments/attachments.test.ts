import {expect, fixture, html} from '@open-wc/testing';
import {fixtureSite, sse} from '@uggla/testing';
import type {UgglaChat} from '../chat/chat-element.js';
import {until} from '../testing/support.test.js';
import {quoteFile, readText} from './read-text.js';
import {shrinkImage} from './shrink-image.js';

const answer = sse([
  {choices: [{index: 0, delta: {content: 'Vale.'}}]},
  {choices: [{index: 0, delta: {}, finish_reason: 'stop'}]},
  '[DONE]',
]);
const file = (name: string, content: BlobPart, type = 'text/markdown') => new File([content], name, {type});

/** A picture of one colour, as a file. */
async function picture(width: number, height: number, type = 'image/png'): Promise<File> {
  const canvas = Object.assign(document.createElement('canvas'), {width, height});
  canvas.getContext('2d')!.fillRect(0, 0, width / 2, height);
  return new File([await new Promise<Blob>((resolve) => canvas.toBlob((blob) => resolve(blob!), type))], 'foto.png', {
    type,
  });
}

async function open({
  model = {id: 'm', capabilities: ['completion', 'multimodal']} as object,
  attachments = true,
} = {}) {
  const site = await fixtureSite({
    rules: [
      {match: 'models', body: {data: [model]}},
      {match: 'chat/completions', body: answer, type: 'text/event-stream'},
    ],
  });
  const chat = await fixture<UgglaChat>(
    html`<uggla-chat endpoint=${site.url('v1')} ?attachments=${attachments} lang="es"></uggla-chat>`,
  );
  const part = <T extends Element = HTMLElement>(name: string) => chat.renderRoot.querySelector<T>(`[part~=${name}]`);
  const ask = async (text: string) => {
    part<HTMLTextAreaElement>('input')!.value = text;
    part('input')!.dispatchEvent(new InputEvent('input', {bubbles: true}));
    part('send')!.click();
    await until(() => chat.messages.at(-1)?.state === 'done', 'no answer');
    return JSON.parse((await site.requests('chat/completions')).at(-1)!.body) as {
      messages: {content: string | {type: string; text?: string; image_url?: {url: string}}[]}[];
    };
  };
  const add = (files: File[], how: 'drop' | 'paste' | 'choose' = 'drop') => {
    const data = new DataTransfer();
    for (const one of files) data.items.add(one);
    if (how === 'choose') {
      const input = chat.renderRoot.querySelector<HTMLInputElement>('input.file')!;
      input.files = data.files;
      input.dispatchEvent(new Event('change', {bubbles: true}));
      return;
    }
    const event =
      how === 'drop'
        ? new DragEvent('drop', {bubbles: true, cancelable: true, composed: true, dataTransfer: data})
        : Object.defineProperty(
            new Event('paste', {bubbles: true, cancelable: true, composed: true}),
            'clipboardData',
            {value: data},
          ); // Firefox lets no page make one with files
    part('input')!.dispatchEvent(event);
    return event.defaultPrevented;
  };
  if (attachments) await until(() => part('attach'), 'no button');
  return {chat, site, part, ask, add};
}

describe('attachments', () => {
  it('of pictures and text files go with the question, by drop, paste and button', async () => {
    const {chat, part, ask, add} = await open();
    await until(
      () => chat.renderRoot.querySelector<HTMLInputElement>('input.file')!.accept.startsWith('image/'),
      'pictures are not offered',
    );
    expect(add([await picture(2600, 1300)], 'paste')).to.equal(true);
    await until(() => chat.renderRoot.querySelectorAll('[part=attachment] img').length === 1, 'no picture');
    add([file('notas.md', '# Notas\n\n```js\nx\n```')], 'choose');
    await until(() => chat.renderRoot.querySelectorAll('[part=attachment]').length === 2, 'no file');
    await expect(chat).to.be.accessible();
    const {messages} = await ask('¿Qué ves?');
    const [text, image] = messages[0]!.content as {type: string; text?: string; image_url?: {url: string}}[];
    expect(text!.text).to.equal('¿Qué ves?\n\nnotas.md:\n\n````\n# Notas\n\n```js\nx\n```\n````');
    expect(image!.image_url!.url).to.match(/^data:image\/jpeg;base64,/);
    const sent = Object.assign(new Image(), {src: image!.image_url!.url});
    await sent.decode();
    expect([sent.width, sent.height]).to.deep.equal([1280, 640]);
    expect(part('attachments'), 'they are sent').to.equal(null);
    expect(part<HTMLImageElement>('picture')!.src).to.equal(image!.image_url!.url);
  });

  it('can be taken away again, and what cannot be added is told of', async () => {
    const {chat, part, add} = await open({model: {id: 'm'}});
    const refused = async (files: File[], words: RegExp) => {
      add(files);
      await until(
        () => words.test(part('error')?.textContent ?? ''),
        `not told: ${String(words)}, but ${part('error')?.textContent}`,
      );
    };
    await refused([await picture(10, 10)], /no mira imágenes/);
    await refused([file('a.txt', new Uint8Array([0, 1, 2, 255]))], /a\.txt no se ha añadido: no se puede leer/);
    await refused([file('b.csv', 'x'.repeat(25_000))], /demasiado largo/);
    await refused(
      Array.from({length: 5}, (_, at) => file(`${at}.md`, 'x')),
      /4\.md no se ha añadido: como mucho, cuatro/,
    );
    const items = () => chat.renderRoot.querySelectorAll('[part=attachment]').length;
    expect(items()).to.equal(4);
    chat.renderRoot.querySelector<HTMLElement>('[part=attachment] button')!.click();
    await until(() => items() === 3, 'it is still there');
    expect(chat.renderRoot.querySelector('[part=attachment] button')!.getAttribute('aria-label')).to.equal(
      'Quitar 1.md',
    );
  });

  it('are no matter of a page that has not asked for them: no button, and a drop is the page’s', async () => {
    const {part, add} = await open({attachments: false});
    expect(add([file('a.md', 'x')])).to.equal(false);
    expect(part('attach')).to.equal(null);
  });

  it('fetch no picture from elsewhere, whoever put it into the conversation', async () => {
    const {chat} = await open();
    await chat.send('x', {images: ['https://elsewhere.example/pixel.png', 'data:image/svg+xml;base64,PHN2Zy8+']});
    await chat.updateComplete;
    expect(chat.renderRoot.querySelectorAll('img').length).to.equal(0);
  });
});

describe('quoteFile', () => {
  it('fences what it quotes, whatever stands in it', () => {
    expect(quoteFile('a`*[x]\n.md', 'a ````` b\n\n')).to.equal('a x .md:\n\n``````\na ````` b\n``````');
  });
});

describe('readText', () => {
  it('takes UTF-8, and nothing that is none', async () => {
    expect(await readText(new Blob(['añ\t\n🪑']))).to.equal('añ\t\n🪑');
    for (const bytes of [new Uint8Array([0xff, 0xfe, 0x41]), new Uint8Array([0x41, 0x00])]) {
      const reason = await readText(new Blob([bytes])).catch((caught: {reason: string}) => caught.reason);
      expect(reason).to.equal('attachUnreadable');
    }
  });
});

describe('shrinkImage', () => {
  it('leaves small ones at their size, and rejects what is no picture', async () => {
    const small = Object.assign(new Image(), {src: await shrinkImage(await picture(40, 20))});
    await small.decode();
    expect([small.width, small.height]).to.deep.equal([40, 20]);
    const failed = await shrinkImage(new Blob(['no picture'])).then(
      () => false,
      () => true,
    );
    expect(failed).to.equal(true);
  });
});
