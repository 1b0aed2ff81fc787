import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {buildSearchFile, type Passage} from '@uggla/search';

/** IRI of the fixture's course. */
export const courseId = 'https://campus.example/courses/ergonomia';

/** A new folder, gone when the tests of this file are through. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'uggla-server-'));
  process.once('exit', () => rmSync(folder, {recursive: true, force: true}));
  return folder;
}

/** Writes files below a folder, making the folders they need. */
export function writeFiles(root: string, files: Record<string, string | Uint8Array>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), {recursive: true});
    writeFileSync(join(root, name), content);
  }
}

/** `campus.json` of a campus of these courses, which lie in folders of their names. */
export function campusJson(courses: readonly string[], more: {languages?: string[]; search?: object} = {}): string {
  const items = courses.map((id) => ({id, kind: 'course', title: id, src: `courses/${id}/course.json`}));
  const packs = [{id: 'all', title: 'All', items}];
  return JSON.stringify({id: 'https://campus.example/', title: 'Campus', languages: ['en'], packs, ...more});
}

const course = {
  id: courseId,
  version: '3',
  languages: ['es', 'en'],
  title: {es: 'Ergonomía', en: 'Ergonomics'},
  items: [
    {
      id: 'ajusta',
      kind: 'video',
      title: {es: 'Ajusta tu puesto', en: 'Adjust your workstation'},
      media: '../../media/ajusta/media.json',
      duration: 40,
      complete: {watched: 0.9},
      questions: [{at: 10, ref: 'altura'}],
    },
    {
      id: 'prueba',
      kind: 'quiz',
      title: {es: 'Comprueba', en: 'Check'},
      mastery: 0.6,
      attempts: 2,
      questions: [
        {
          id: 'altura',
          type: 'single',
          text: {es: '¿Qué altura?'},
          choices: [
            {id: 'a', text: 'Baja'},
            {id: 'b', text: 'Media'},
          ],
        },
        {id: 'pausa', type: 'truefalse', text: {es: '¿Pausas?'}, points: 2},
      ],
    },
    {
      id: 'politica',
      kind: 'acknowledgement',
      title: {es: 'Política', en: 'Policy'},
      document: {es: {src: 'politica.html', sha256: 'a'.repeat(64), version: '2026-01'}},
    },
  ],
};

const answers = {
  course: courseId,
  version: '3',
  answers: {
    'prueba/altura': {
      choices: ['b'],
      feedback: {right: {es: 'Bien.', en: 'Good.'}, wrong: {es: 'Mira el vídeo otra vez.'}},
    },
    'prueba/pausa': {value: true},
  },
};

const passages: Record<'es' | 'en', Passage[]> = {
  es: [
    {
      id: 'es-0',
      kind: 'title',
      title: 'Ajusta tu puesto',
      text: 'Ajusta tu puesto. La silla, la mesa y la pantalla.',
      item: 'ergonomia',
      lesson: 'ajusta',
      url: '#/item/ergonomia/ajusta',
    },
    {
      id: 'es-1',
      kind: 'cue',
      title: 'Ajusta tu puesto',
      text: 'Empezamos por la silla. Para ajustar la altura de la silla, tira de la palanca derecha. Luego, el respaldo.',
      item: 'ergonomia',
      lesson: 'ajusta',
      media: 'media/ajusta/media.json',
      start: 3,
      end: 17.5,
      url: '#/item/ergonomia/ajusta?t=3',
    },
    {
      id: 'es-2',
      kind: 'article',
      title: 'Datos',
      text: 'Un correo a la persona equivocada se comunica enseguida. [Llama](javascript:alert(1)) a seguridad.',
      item: 'datos',
      lesson: 'correo',
      url: '#/item/datos/correo',
    },
  ],
  en: [
    {
      id: 'en-0',
      kind: 'cue',
      title: 'Adjust your workstation',
      text: 'To adjust the height of the chair, pull the right lever.',
      item: 'ergonomia',
      lesson: 'ajusta',
      media: 'media/ajusta/media.json',
      start: 3,
      end: 17.5,
      url: '#/item/ergonomia/ajusta?t=3',
    },
    {
      id: 'en-1',
      kind: 'article',
      title: 'Wi-Fi',
      text: 'The router Zyxel blinks orange while it restarts.',
      item: 'wifi',
      lesson: 'router',
      url: '#/item/wifi/router',
    },
  ],
};

/** Bytes 0, 1, 2 … 255, 0 …: every range shows where it comes from. */
export function countingBytes(length: number): Uint8Array {
  return Uint8Array.from({length}, (_, at) => at % 256);
}

/** A published folder with one course, its answers, a film of 1000 bytes and two search files. */
export async function publishedCampus(): Promise<string> {
  const root = join(temporaryFolder(), 'published');
  writeFiles(root, {
    'campus.json': JSON.stringify({
      id: 'https://campus.example/',
      title: {es: 'Campus', en: 'Campus'},
      languages: ['es', 'en'],
      packs: [
        {
          id: 'todo',
          title: 'Todo',
          items: [{id: 'ergonomia', kind: 'course', title: course.title, src: 'courses/ergonomia/course.json'}],
        },
      ],
      search: {es: 'search/es.json', en: 'search/en.json'},
    }),
    'courses/ergonomia/course.json': JSON.stringify(course),
    'courses/ergonomia/answers.json': JSON.stringify(answers),
    'courses/ergonomia/index.html': '<!doctype html><title>Curso</title>',
    'search/es.json': JSON.stringify(await buildSearchFile(passages.es, 'es')),
    'search/en.json': JSON.stringify(await buildSearchFile(passages.en, 'en')),
    'index.html': '<!doctype html><title>Campus</title>',
    'assets/uggla/frame.html': '<!doctype html><title>Frame</title>',
    'media/ajusta/film.1a2b3c4d5e.mp4': countingBytes(1000),
    'media/ajusta/master.m3u8': '#EXTM3U\n',
    'media/ajusta/captions.es.vtt': `WEBVTT\n\n${'00:01.000 --> 00:02.000\nHola\n\n'.repeat(100)}`,
    'brand/logo.svg': '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    'books/manual.epub': 'PK',
    '.git/config': 'hush-hush',
    'notes/.env': 'hush-hush',
  });
  return root;
}
