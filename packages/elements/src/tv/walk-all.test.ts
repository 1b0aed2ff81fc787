// Chromium first: what a walk finds, and where it leads, is the same script in all engines.
import {expect} from '@open-wc/testing';
import {registerFrame} from '@uggla/core';
import {focusedElement} from '@uggla/core/tv/reachable.js';
import type {UgglaChat} from '@uggla/chat';
import type {UgglaCourse} from '@uggla/course';
import type {UgglaCue} from '@uggla/player';
import type {UgglaPlayer} from '@uggla/player';
import {fixtureSite, type FixtureSite, sse, waitUntil} from '@uggla/testing';
import {base64, epub} from '@uggla/testing/documents.js';
import '../define.js';
import {catalog, inShadow, press, remoteWorks, shown, walksThrough, withRemoteControl} from './walk.test.kit.js';

registerFrame(new URL('../frame/frame.html', import.meta.url));

const film = {
  id: 'urn:film',
  kind: 'video',
  title: 'La película',
  duration: 10,
  width: 320,
  height: 180,
  fallback: {src: 'clip.mp4', type: 'video/mp4'},
  captions: [{language: 'es', src: 'captions.es.vtt'}],
  transcripts: [{language: 'es', src: 'film.es.json'}],
  chapters: [
    {start: 0, end: 3, title: 'Principio'},
    {start: 3, end: 10, title: 'Final'},
  ],
};
const song = {
  id: 'urn:song',
  kind: 'audio',
  title: 'Canción',
  duration: 8,
  fallback: {src: 'audio.mp3', type: 'audio/mpeg'},
};
const paragraphs = [
  {start: 0, end: 3, text: 'La altura de la silla es lo primero.'},
  {start: 3, end: 7, text: 'El respaldo sostiene la espalda.'},
];
const text = (...words: string[]) => ({
  language: 'es',
  words: words.length,
  tree: {
    type: 'root',
    children: words.map((value) => ({
      type: 'element',
      tagName: 'p',
      children: [
        {
          type: 'element',
          tagName: 'a',
          properties: {href: 'https://acme.example/'},
          children: [{type: 'text', value}],
        },
      ],
    })),
  },
});
const pair = [
  {id: 'a', text: 'A'},
  {id: 'b', text: 'B'},
];
const sides = (letter: string) => [1, 2].map((at) => ({id: `${letter}${at}`, text: `${letter} ${at}`}));
/** One of each kind. */
const questions = [
  {id: 'single', type: 'single', text: '¿Una?', choices: pair},
  {id: 'multiple', type: 'multiple', text: '¿Cuáles?', choices: pair},
  {id: 'truefalse', type: 'truefalse', text: '¿Sí?'},
  {id: 'match', type: 'match', text: '¿Qué va junto?', left: sides('l'), right: sides('r')},
  {id: 'order', type: 'order', text: '¿En qué orden?', items: pair},
  {id: 'fill', type: 'fill', text: 'A la altura del …'},
  {id: 'numeric', type: 'numeric', text: '¿Cuántos?'},
  {
    id: 'hotspot',
    type: 'hotspot',
    text: '¿Dónde?',
    image: {src: '../../fixtures/media/poster.jpg', width: 200, height: 100, alt: 'Una silla'},
    choices: [
      {id: 'h1', text: 'Asiento', x: 0, y: 0, width: 0.4, height: 0.5},
      {id: 'h2', text: 'Respaldo', x: 0.5, y: 0, width: 0.4, height: 0.5},
    ],
  },
];
const course = {
  id: 'https://acme.example/courses/walked',
  version: '1',
  languages: ['es', 'en'],
  title: 'Un curso',
  items: [
    {id: 'film', kind: 'video', title: 'Película', media: '../media/film.json', duration: 10},
    {id: 'song', kind: 'audio', title: 'Sonido', media: '../media/song.json', duration: 8},
    {
      id: 'begin',
      kind: 'block',
      title: 'Para empezar',
      items: [{id: 'text', kind: 'article', title: 'Texto', content: {es: 'text.json'}}],
    },
    {id: 'quiz', kind: 'quiz', title: 'Preguntas', mastery: 1, questions},
    {
      id: 'policy',
      kind: 'acknowledgement',
      title: 'Normas',
      document: {es: {src: 'policy.json', sha256: '0'.repeat(64), version: '1', title: 'Normas'}},
    },
    {id: 'page', kind: 'embed', title: 'Página', src: 'page.html'},
    {id: 'book', kind: 'book', title: 'Libro', book: {es: {src: 'owls.epub'}}},
    {id: 'guide', kind: 'guide', title: 'Guía', guide: `${catalog}guide.json`},
    {id: 'now', kind: 'live', title: 'Ahora', media: '../media/hls/master.m3u8'},
    {id: 'later', kind: 'article', title: 'Más tarde', content: {es: 'text.json'}, unlock: {after: ['quiz']}},
  ],
};
/** An answer with all that can be chosen in one. */
const answer = `Tira de la palanca [1], y mira [la ficha](https://acme.example/ficha).

\`\`\`js
${'silla.sube(); '.repeat(60)}
\`\`\`

| Pieza | Altura |
| --- | --- |
| Asiento | 42 |
`;
const source = {
  type: 'uggla_citation',
  index: 1,
  title: 'La altura',
  item: 'ergonomia',
  lesson: 'altura',
  start: 62,
  end: 70,
  url: 'index.html#/item/ergonomia/altura?t=62',
};

function node(tag: string, attributes: Record<string, string>, ...children: (Node | string)[]): HTMLElement {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

function add(tag: string, attributes: Record<string, string>): HTMLElement {
  const element = node(tag, {lang: 'es', ...attributes});
  document.body.append(element);
  return element;
}

describe('a walk with a remote control through all elements', function () {
  this.timeout(30_000);
  withRemoteControl();
  let site: FixtureSite;

  before(async () => {
    site = await fixtureSite({
      files: {
        'fixtures/media/film.json': film,
        'fixtures/media/film.es.json': {language: 'es', paragraphs},
        'fixtures/media/song.json': song,
        'fixtures/course/course.json': course,
        'fixtures/course/text.json': text('Uno', 'Dos'),
        'fixtures/course/policy.json': text('Uno'),
        'fixtures/course/page.html': '<!doctype html><title>Página</title><button>Nada</button>',
      },
      rules: [
        {match: 'owls.epub', base64: base64(epub({Ojos: '<p>Un búho mira.</p>', Alas: '<p>Un búho vuela.</p>'}))},
        {match: 'v1/models', body: {data: [{id: 'one'}, {id: 'two'}]}, type: 'application/json'},
        {
          match: 'chat/completions',
          method: 'POST',
          type: 'text/event-stream',
          body: sse([
            {choices: [{index: 0, delta: {annotations: [source]}}]},
            {choices: [{index: 0, delta: {reasoning_content: 'Pienso.', content: answer}}]},
            {choices: [{index: 0, delta: {}, finish_reason: 'stop'}]},
            '[DONE]',
          ]),
        },
      ],
    });
  });

  const media = (name: string) => site.url(`fixtures/media/${name}`);

  for (const [name, attributes, least] of [
    ['a sound', {src: 'song.json'}, 4],
    ['a radio', {src: 'song.json', layout: 'radio'}, 2],
    ['a film as a radio', {src: 'film.json', layout: 'radio'}, 2],
    ['a film as a sound', {src: 'film.json', layout: 'audio'}, 4],
  ] as const) {
    it(`reaches every control of ${name}, and comes back`, async () => {
      await shown('uggla-player', {loading: 'eager', ...attributes, src: media(attributes.src)});
      await walksThrough(least);
    });
  }

  it('reaches every control of a film with chapters, transcript and notes beside it, and comes back', async () => {
    const player = await shown('uggla-player', {id: 'film', loading: 'eager', src: media('film.json')}, remoteWorks);
    const notes = add('uggla-notes', {for: 'film', store: 'none'});
    Object.assign(notes, {notes: [{id: 'n1', time: 2, text: 'Una nota'}]});
    for (const tag of ['uggla-chapters', 'uggla-transcript']) add(tag, {for: 'film'});
    const all = () =>
      ['uggla-chapters', 'uggla-transcript'].every((tag) => inShadow(document.querySelector(tag)!, '[part=item]'));
    await waitUntil(() => all() && inShadow(notes, '.edit'), 'they never came', {timeout: 10_000});
    await walksThrough(16);
    inShadow(notes, '.edit')!.click();
    await waitUntil(() => inShadow(notes, '.save'));
    await walksThrough(17);
    expect(player.getAttribute('layout')).to.equal('tv');
  });

  it('stays in the settings of a film while they are open, reaches all of them, and Back closes them', async () => {
    const player = await shown('uggla-player', {src: media('film.json'), loading: 'eager'}, remoteWorks);
    inShadow(player, '.settings-button')!.click();
    await waitUntil(() => inShadow(player, '.menu'), 'no settings');
    await walksThrough(9, inShadow(player, '.menu'));
    press('GoBack');
    await waitUntil(() => !inShadow(player, '.menu'), 'Back did not close them');
    expect(focusedElement()).to.equal(inShadow(player, '.settings-button'));
  });

  for (const [name, attributes, content] of [
    ['a note', {kind: 'note'}, () => ['Con la mano.']],
    ['a note with links', {pause: ''}, () => [node('a', {href: '/a'}, 'A'), ' ', node('a', {href: '/b'}, 'B')]],
    [
      'a question',
      {kind: 'quiz', pause: '', label: '¿Cuál?'},
      () => [node('input', {'aria-label': 'Tornillo'}), node('button', {}, 'Responder')],
    ],
    ['a place to press', {kind: 'hotspot', pause: '', x: '60', y: '40', label: 'El tornillo'}, () => ['M6']],
    ['an offer', {kind: 'cta', href: 'https://acme.example/silla'}, () => ['Ver la silla']],
  ] as const) {
    it(`reaches every control of ${name} over a film, and comes back`, async () => {
      const attributesOfFilm = {src: media('clip.mp4'), loading: 'eager', muted: ''};
      const player = (await shown('uggla-player', attributesOfFilm, remoteWorks)) as UgglaPlayer;
      const cue = node('uggla-cue', {...attributes, start: '1', end: '9'}, ...content()) as UgglaCue;
      player.append(cue);
      await waitUntil(() => player.readyState > 0 && customElements.get('uggla-cue'), 'no film', {timeout: 10_000});
      await player.play();
      player.pause();
      player.currentTime = 1.02;
      await waitUntil(() => cue.active, 'the cue never came', {timeout: 10_000});
      await cue.updateComplete;
      focusedElement()?.blur();
      await walksThrough(5);
    });
  }

  it('reaches every control of a chat, empty and with an answer, and comes back', async () => {
    const chat = (await shown('uggla-chat', {
      endpoint: site.url('v1'),
      choices: 'model',
      store: 'session',
    })) as UgglaChat;
    chat.suggestions = ['¿Cómo subo la silla?', '¿Y la mesa?'];
    await waitUntil(() => inShadow(chat, '[part=suggestion]') && inShadow(chat, '[part=model]'), 'no suggestions');
    await walksThrough(5);
    await chat.send('¿Cómo subo la silla?');
    await waitUntil(() => inShadow(chat, '[part~=source]') && inShadow(chat, '[part~=table]'), 'no answer', {
      timeout: 10_000,
    });
    await waitUntil(() => !chat.busy);
    await walksThrough(10);
  });

  for (const layout of ['floating', 'panel']) {
    it(`reaches every control of a chat with layout="${layout}", comes back, and closes it by Back`, async () => {
      const chat = (await shown('uggla-chat', {endpoint: site.url('v1'), layout})) as UgglaChat;
      inShadow(chat, '[part=launcher]')!.click();
      await waitUntil(() => inShadow(chat, '[part=close]')?.checkVisibility());
      await walksThrough(4);
      inShadow(chat, '[part=close]')!.focus();
      expect(press('XF86Back').defaultPrevented).to.equal(true);
      expect(chat.open).to.equal(false);
    });
  }

  const lessonOf = async (lesson: string, part: string): Promise<UgglaCourse> => {
    const attributes = {src: site.url('fixtures/course/course.json'), records: 'none', lesson};
    const element = (await shown('uggla-course', attributes)) as UgglaCourse;
    await waitUntil(() => inShadow(element, part), 'the lesson never came', {timeout: 10_000});
    return element;
  };

  for (const [lesson, part, least] of [
    ['film', 'uggla-player', 8],
    ['song', 'uggla-player', 8],
    ['text', '[part=lesson] p a', 9],
    ['quiz', '[part=submit]', 24],
    ['policy', '[part=lesson] p, [part=accept]', 8],
    ['page', '.into', 8],
    ['guide', '[part=check]', 14],
    ['now', 'uggla-player', 11],
  ] as const) {
    it(`reaches every control of a course at its lesson “${lesson}”, and comes back`, async () => {
      const element = await lessonOf(lesson, part);
      if (part === 'uggla-player' && lesson !== 'song')
        await waitUntil(() => remoteWorks(element), 'no player', {timeout: 10_000});
      await walksThrough(least);
    });
  }

  it('reaches every control of a book and of what was found in it, and comes back', async () => {
    const element = await lessonOf('book', '.book-bar select');
    await walksThrough(16);
    inShadow(element, '[part=book-search-button]')!.click();
    await waitUntil(() => inShadow(element, '[part=book-search-input]'));
    const field = inShadow(element, '[part=book-search-input]') as HTMLInputElement;
    field.value = 'búho';
    field.form!.requestSubmit();
    await waitUntil(() => inShadow(element, '[part=book-search-result]'), 'nothing was found', {timeout: 10_000});
    await walksThrough(19);
  });
});
