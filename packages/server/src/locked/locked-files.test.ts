import assert from 'node:assert/strict';
import {once} from 'node:events';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {join} from 'node:path';
import {before, describe, it} from 'node:test';
import {getRequestListener} from '@hono/node-server';
import {StatementMaker, type Course, type Lesson, type LessonTokenAnswer} from '@uggla/protocol';
import {buildSearchFile, type Passage, type PassagesAnswer} from '@uggla/search';
import {openApp, type TestApp, type Visitor} from '../support/app.test.util.js';
import {campusJson, countingBytes, temporaryFolder, writeFiles} from '../support/campus.test.util.js';
import {sendRaw, until, xapi} from '../support/server.test.util.js';

const id = 'https://campus.example/courses/year';
const question = {id: 'one', type: 'truefalse', text: 'Is it so?'};
const film = (name: string, more: object = {}) => ({
  id: name,
  kind: 'video',
  title: name,
  media: `../../media/${name}/media.json`,
  duration: 10,
  ...more,
});
const course = {
  id,
  version: '1',
  languages: ['en'],
  title: 'Year',
  items: [
    film('free', {questions: [{at: 3, ref: 'shared'}], unlock: {at: 'P0D'}}),
    {id: 'text', kind: 'article', title: 'Text', content: {en: 'text.en.article.json'}},
    film('film', {unlock: {after: ['text']}, notes: {en: 'film.en.article.json'}}),
    {
      id: 'quiz',
      kind: 'quiz',
      title: 'Quiz',
      mastery: 1,
      unlock: {after: ['text']},
      questions: [question, {...question, id: 'shared'}],
    },
    {
      id: 'package',
      kind: 'embed',
      title: 'Package',
      standard: 'scorm12',
      src: 'chair/index.html',
      unlock: {after: ['text']},
    },
    {
      id: 'paper',
      kind: 'acknowledgement',
      title: 'course.json', // a title is no address
      unlock: {after: ['text']},
      document: {en: {src: 'files/paper.pdf', sha256: 'a'.repeat(64), version: '1'}},
    },
    {
      id: 'second',
      kind: 'block',
      title: 'Second month',
      unlock: {at: 'P1M'},
      items: [
        {id: 'later', kind: 'article', title: 'Later', content: {en: 'later.en.article.json'}},
        {id: 'tome', kind: 'book', title: 'Tome', book: {en: {src: 'files/tome.epub', type: 'application/epub+zip'}}},
      ],
    },
    film('over', {unlock: {until: '2020-01-01'}}),
    film('sales', {unlock: {group: 'sales'}}),
  ],
  search: {item: 'year', files: {en: '../../search/en.json'}, locked: {en: '../../search/locked/year.en.json'}},
} as unknown as Course;
const lessons = course.items.flatMap((one) => ('items' in one ? (one.items as Lesson[]) : [one as Lesson]));
const lesson = (name: string) => lessons.find((one) => one.id === name)!;

const passage = (of: string, text: string): Passage => ({
  id: `${of} ${text}`,
  kind: 'cue',
  title: of,
  text,
  item: 'year',
  lesson: of,
  url: `#/item/year/${of}`,
});
const article = (...pictures: string[]) =>
  JSON.stringify({
    language: 'en',
    tree: {type: 'root', children: pictures.map((src) => ({type: 'element', tagName: 'img', properties: {src}}))},
  });
const media = (name: string) => ({
  [`media/${name}/media.json`]: JSON.stringify({duration: 10, hls: 'v1/master.m3u8'}),
  [`media/${name}/v1/master.m3u8`]: '#EXTM3U\n720/list.m3u8\n',
  [`media/${name}/v1/720/seg-1.m4s`]: countingBytes(100),
  [`media/${name}/captions.en.vtt`]: 'WEBVTT\n',
  [`media/${name}/transcript.en.json`]: '{}',
});

/** Of each kind of locked lesson: its files. */
const files: Record<string, string[]> = {
  film: [
    'media/film/media.json',
    'media/film/v1/master.m3u8',
    'media/film/v1/720/seg-1.m4s',
    'media/film/captions.en.vtt',
    'media/film/transcript.en.json',
    'courses/year/film.en.article.json',
  ],
  package: ['courses/year/chair/index.html', 'courses/year/chair/code.js'],
  paper: ['courses/year/files/paper.pdf'],
  later: ['courses/year/later.en.article.json', 'courses/year/files/drawing.png'],
  tome: ['courses/year/files/tome.epub'],
  over: ['media/over/media.json'],
  sales: ['media/sales/media.json'],
};
const open = [
  'courses/year/text.en.article.json',
  'courses/year/files/both.png',
  'media/free/media.json',
  'media/free/v1/720/seg-1.m4s',
  'search/en.json',
];

let app: TestApp;
let root: string;
let url: string;
let port: number;

before(async () => {
  root = join(temporaryFolder(), 'published');
  writeFiles(root, {
    'campus.json': campusJson(['year'], {search: {en: 'search/en.json'}}),
    'courses/year/course.json': JSON.stringify(course),
    ...Object.assign({}, ...['free', 'film', 'over', 'sales'].map(media)),
    'courses/year/text.en.article.json': article('files/both.png'),
    'courses/year/film.en.article.json': article(),
    'courses/year/later.en.article.json': article('files/drawing.png', 'files/both.png'),
    'courses/year/chair/index.html': '<!doctype html><title>Chair</title>',
    'courses/year/chair/code.js': 'export {};',
    'courses/year/files/paper.pdf': '%PDF-1.4',
    'courses/year/files/tome.epub': 'PK',
    'courses/year/files/drawing.png': 'drawing',
    'courses/year/files/both.png': 'both',
    'search/en.json': JSON.stringify(await buildSearchFile([passage('free', 'An owl turns its head.')], 'en')),
    'search/locked/year.en.json': JSON.stringify(
      await buildSearchFile(
        [passage('film', 'An owl hears a mouse below the snow.'), passage('later', 'An owl builds no nest.')],
        'en',
      ),
    ),
  });
  app = await openApp({root});
  const server = createServer(getRequestListener(app.app.fetch, {overrideGlobalObjects: false})).listen(0, '127.0.0.1');
  server.unref();
  await once(server, 'listening');
  ({port} = server.address() as AddressInfo);
  url = `http://127.0.0.1:${port}`;
});

const get = (path: string, init: RequestInit = {}) => fetch(`${url}/${path}`, init);
const ask = (who: Visitor | undefined, of: string, more: object = {}) =>
  fetch(`${url}/v1/tokens/lesson`, {
    method: 'POST',
    headers: who?.headers ?? {'Content-Type': 'application/json'},
    body: JSON.stringify({course: id, lesson: of, ...more}),
  });
/** The path of course.json for a lesson that is open to somebody, less that of course.json itself. */
async function opened(who: Visitor, of: string): Promise<string> {
  const answer = await ask(who, of);
  assert.equal(answer.status, 201, of);
  return ((await answer.json()) as LessonTokenAnswer).base.replace('courses/year/course.json', '');
}
const told = async (answer: Response) => {
  const {code, lock} = (await answer.json().catch(() => ({}))) as {code?: string; lock?: object};
  return {status: answer.status, code, ...(lock ? {lock} : {})};
};
const refused = {status: 403, code: 'lesson-locked'};
/** Somebody who has read the text, which opens some. */
async function reader(): Promise<Visitor> {
  const who = await app.visitor();
  const maker = new StatementMaker({course, actor: who.actor, language: 'en'});
  const body = JSON.stringify([maker.initialized(lesson('text')), maker.completed(lesson('text'), 5)]);
  assert.equal((await get('xapi/statements', {method: 'POST', headers: who.headers, body})).status, 200);
  return who;
}

describe('the files of a locked lesson', () => {
  it('are given to nobody under their own address, by whatever method and in no stretch', async () => {
    const who = await reader();
    for (const path of Object.values(files).flat()) {
      assert.deepEqual(await told(await get(path)), refused, path);
      assert.deepEqual(await told(await get(path, {headers: who.headers})), refused, 'a header opens none');
      assert.equal((await get(path, {method: 'HEAD'})).status, 403, path);
      assert.equal((await get(path, {headers: {Range: 'bytes=0-1'}})).status, 403, path);
      assert.equal((await get(`./${path.replace('/', '//')}`)).status, 403, path);
    }
    for (const path of open) assert.equal((await get(path)).status, 200, path);
    assert.equal((await get('search/locked/year.en.json', {headers: who.headers})).status, 404);
  });

  it('are given under the address that the server gave who may open it', async () => {
    const who = await reader();
    for (const of of ['film', 'package', 'paper']) {
      const place = await opened(who, of);
      for (const path of files[of]!) {
        const answer = await get(place + path);
        assert.deepEqual(
          [answer.status, answer.headers.get('x-robots-tag'), answer.headers.get('referrer-policy')],
          [200, 'noindex', 'same-origin'],
          path,
        );
        assert.doesNotMatch(answer.headers.get('cache-control')!, /public/, path);
        assert.deepEqual(
          Buffer.from(await answer.arrayBuffer()),
          Buffer.from(await (await get(`${await opened(who, of)}${path}`)).arrayBuffer()),
        );
      }
      for (const path of open) assert.equal((await get(place + path)).status, 200, `${path} is everybody's`);
    }
    const segment = (await opened(who, 'film')) + files['film']![2]!;
    const part = await get(segment, {headers: {Range: 'bytes=10-12'}});
    assert.deepEqual([part.status, [...new Uint8Array(await part.arrayBuffer())]], [206, [10, 11, 12]]);
    const head = await get(segment, {method: 'HEAD'});
    assert.deepEqual([head.status, head.headers.get('content-length'), await head.text()], [200, '100', '']);
  });

  it('are not given for another lesson, another person, a token that ran out, or a way around', async () => {
    const [ana, ben] = [await reader(), await reader()];
    const place = await opened(ana, 'film');
    const token = place.split('/')[1]!;
    const person = (await app.services.tokens.readLesson(token)).person;
    const over = await app.services.tokens.lesson({course: id, lesson: 'film'}, person, new Date(Date.now() - 1000));
    const elsewhere = await app.services.tokens.lesson(
      {course: `${id}/x`, lesson: 'film'},
      person,
      new Date(Date.now() + 60_000),
    );
    const {token: account} = await app.services.tokens.forPerson({account: ana.actor.account!, role: 'admin'} as never);
    const [film] = files['film']!;
    const rows: [what: string, path: string, headers: Record<string, string>, status: number, code: string][] = [
      ['another lesson', place + files['paper']![0]!, {}, 403, 'lesson-locked'],
      ['one that is closed', place + files['later']![0]!, {}, 403, 'lesson-locked'],
      ['the same lesson of another course', `t/${elsewhere}/${film!}`, {}, 403, 'lesson-locked'],
      [
        'somebody else who says so',
        place + film!,
        {Authorization: ben.headers['Authorization']!},
        403,
        'actor-refused',
      ],
      ['a token that ran out', `t/${over}/${film!}`, {}, 401, 'token-invalid'],
      ['a token that was changed', `t/${token.slice(0, -4)}AAAA/${film!}`, {}, 401, 'token-invalid'],
      ['a token of another kind', `t/${account}/${film!}`, {}, 401, 'token-invalid'],
      ['what is for nobody', `${place}search/locked/year.en.json`, {}, 404, 'file-unavailable'],
      ['out of the folder', `${place}media/film/..%2f..%2f..%2f..%2fetc/passwd`, {}, 404, 'file-unavailable'],
      ['a slash in disguise', `${place}media%2Ffilm%2F..%2Flater`, {}, 404, 'file-unavailable'],
    ];
    for (const [what, path, headers, status, code] of rows)
      assert.deepEqual(await told(await get(path, {headers})), {status, code}, what);
    // A client that leaves dots in its request: they lead out of the token's own folder, and no further.
    for (const dots of ['..', '%2e%2e', '.%2E']) {
      const raw = await sendRaw(
        port,
        `GET /${place}courses/year/${dots}/${dots}/media/sales/media.json HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`,
      );
      assert.match(raw, /^HTTP\/1\.1 403 /, dots);
    }
    const whose = await get(place + film!, {headers: {Authorization: ana.headers['Authorization']!}});
    assert.equal(whose.status, 200, 'whose it is may say so');
  });

  it('are opened by the server’s clock and records alone', async () => {
    const who = await app.visitor();
    assert.deepEqual(await told(await ask(undefined, 'film')), {status: 401, code: 'sign-in-needed'});
    assert.deepEqual(await told(await ask(who, 'film')), {...refused, lock: {kind: 'after', ids: ['text']}});
    assert.equal((await ask(who, 'text')).status, 201, 'one that is not locked may be asked for too');
    for (const [of, kind] of [
      ['later', 'at'],
      ['tome', 'at'],
      ['over', 'until'],
      ['sales', 'group'],
    ] as const) {
      const {lock, ...rest} = (await told(await ask(who, of))) as {lock?: {kind: string}};
      assert.deepEqual([rest, lock?.kind], [refused, kind], of);
    }
    assert.deepEqual(await told(await ask(who, 'nothing')), {status: 404, code: 'lesson-unknown'});
    assert.deepEqual(await told(await ask(who, 'film', {course: 'urn:x'})), {status: 404, code: 'course-unavailable'});
    // A page whose clock, enrolment and progress are forged.
    const early = '2020-01-01T00:00:00.000Z';
    const state = new URLSearchParams({
      activityId: id,
      agent: JSON.stringify(who.actor),
      stateId: 'https://uggla.dev/xapi/state/progress',
    });
    const forged = {version: '1', enrolled: early, lessons: {text: {completed: early, read: 1}}};
    await get(`xapi/activities/state?${state}`, {method: 'PUT', headers: who.headers, body: JSON.stringify(forged)});
    const maker = new StatementMaker({course, actor: who.actor, language: 'en', now: () => new Date(early)});
    const body = JSON.stringify([maker.initialized(), maker.initialized(lesson('later'))]);
    await get('xapi/statements', {method: 'POST', headers: {...xapi(who.token), Date: early}, body});
    for (const of of ['film', 'later'])
      assert.equal((await told(await ask(who, of, {now: early, enrolled: early}))).code, 'lesson-locked', of);
  });
});

describe('course.json', () => {
  const questions = async (path: string, init?: RequestInit) => {
    const answer = await get(path, init);
    const {items} = (await answer.json()) as Course;
    const {questions: all} = items.find((one) => one.id === 'quiz') as Extract<Lesson, {kind: 'quiz'}>;
    return all.map((one) => one.id);
  };

  it('holds the questions of a locked test for whom it is open, and what an open film asks for everybody', async () => {
    const who = await reader();
    assert.deepEqual(await questions('courses/year/course.json'), ['shared']);
    assert.deepEqual(await questions('courses/year/course.json', {headers: who.headers}), ['shared']);
    assert.deepEqual(await questions(`${await opened(who, 'quiz')}courses/year/course.json`), ['one', 'shared']);
    assert.deepEqual(await questions(`${await opened(who, 'film')}courses/year/course.json`), ['shared']);
  });

  it('is asked for again with its validator, and HEAD, as any file', async () => {
    const first = await get('courses/year/course.json');
    const etag = first.headers.get('etag')!;
    const again = await get('courses/year/course.json', {headers: {'If-None-Match': etag}});
    const head = await get('courses/year/course.json', {method: 'HEAD'});
    assert.deepEqual([again.status, head.status, head.headers.get('etag')], [304, 200, etag]);
  });
});

describe('what is found', () => {
  const find = async (who?: Visitor) =>
    (
      (await (await get('v1/search?q=owl&lang=en', {headers: who?.headers ?? {}})).json()) as {hits: {lesson: string}[]}
    ).hits
      .map((hit) => hit.lesson)
      .sort();
  const chat = async (who?: Visitor) => {
    const answer = await get('v1/chat/completions', {
      method: 'POST',
      headers: who?.headers ?? {'Content-Type': 'application/json'},
      body: JSON.stringify({
        messages: [{role: 'user', content: 'What does an owl hear below the snow, and does it build a nest?'}],
      }),
    });
    return answer.text();
  };

  it('is of lessons that are open for who asks', async () => {
    const [fresh, who] = [await app.visitor(), await reader()];
    assert.deepEqual([await find(), await find(fresh), await find(who)], [['free'], ['free'], ['film', 'free']]);
    assert.doesNotMatch(await chat(), /mouse|nest\./);
    assert.doesNotMatch(await chat(fresh), /mouse|nest\./);
    const quoted = await chat(who);
    assert.match(quoted, /mouse/);
    assert.doesNotMatch(quoted, /builds no nest/);
  });

  it('in a course is given to the page, and nothing of what is closed', async () => {
    const passages = async (who: Visitor) =>
      (
        (await (
          await get(`v1/passages?course=${encodeURIComponent(id)}&lang=en-GB`, {headers: who.headers})
        ).json()) as PassagesAnswer
      ).passages.map((one) => one.lesson);
    assert.deepEqual([await passages(await app.visitor()), await passages(await reader())], [[], ['film']]);
    assert.equal((await get(`v1/passages?course=${encodeURIComponent(id)}`)).status, 401);
  });
});

describe('a lock that is published while the server runs', () => {
  it('counts a moment later, and one that is taken out too', async () => {
    const path = 'media/free/media.json';
    const change = (unlock: object) => {
      const items = course.items.map((one) => (one.id === 'free' ? {...one, unlock} : one));
      writeFiles(root, {'courses/year/course.json': JSON.stringify({...course, items})});
    };
    const becomes = (status: number) => until(async () => (await get(path)).status === status);
    change({after: ['text']});
    await becomes(403);
    change({at: 'P0D'});
    await becomes(200);
  });
});
