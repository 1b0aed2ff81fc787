import assert from 'node:assert/strict';
import {join} from 'node:path';
import {before, describe, it} from 'node:test';
import {
  addRange,
  lessonsOf,
  StatementMaker,
  type Actor,
  type AnalyticsAnswer,
  type Course,
  type Lesson,
  type Question,
  type Range,
  type Statement,
  type TokenAnswer,
} from '@uggla/protocol';
import {campusJson, temporaryFolder, writeFiles} from '../support/campus.test.util.js';
import {signIn, startServer, xapi, type ServerProcess} from '../support/server.test.util.js';

const choice = (id: string, text: string) => ({id, text: {es: text}});
const questions = [
  {id: 'altura', type: 'single', choices: [choice('a', 'Baja'), choice('b', 'Media'), choice('c', 'Alta')]},
  {id: 'varias', type: 'multiple', choices: [choice('a', 'Silla'), choice('b', 'Mesa'), choice('c', 'Lámpara')]},
  {id: 'pausa', type: 'truefalse'},
  {
    id: 'parejas',
    type: 'match',
    left: [choice('l1', 'Rodilla'), choice('l2', 'Codo')],
    right: [choice('l1', '90 grados'), choice('l2', '100 grados')],
  },
  {id: 'pasos', type: 'order', items: [choice('x', 'Sentarse'), choice('y', 'Tirar'), choice('z', 'Soltar')]},
  {id: 'palabra', type: 'fill'},
  {id: 'grados', type: 'numeric'},
  {
    id: 'donde',
    type: 'hotspot',
    image: {src: 'silla.png'},
    choices: [
      {...choice('p', 'La palanca'), x: 0, y: 0, width: 0.5, height: 1},
      {...choice('q', 'La rueda'), x: 0.5, y: 0, width: 0.5, height: 1},
    ],
  },
].map((one) => ({...one, text: {es: `¿${one.id}?`}})) as unknown as Question[];

const film = (id: string, more: object = {}) => ({
  id,
  kind: 'video',
  title: {es: id},
  media: `../../media/${id}/media.json`,
  ...more,
});
const courseOf = (id: string, items: object[]) =>
  ({
    id: `https://campus.example/courses/${id}`,
    version: '1',
    languages: ['es'],
    title: {es: id},
    items,
  }) as unknown as Course;

const courses = {
  camino: courseOf('camino', [
    {id: 'uno', kind: 'embed', title: {es: 'Uno'}, src: 'page.html'},
    {
      id: 'parte',
      kind: 'block',
      title: 'Parte',
      items: [{id: 'dos', kind: 'embed', title: {es: 'Dos'}, src: 'page.html'}],
    },
    {id: 'final', kind: 'quiz', title: {es: 'Final'}, mastery: 0.6, questions: [questions[0]]},
  ]),
  cine: courseOf('cine', [
    film('silla'),
    film('corta', {duration: 40}),
    film('radio', {kind: 'audio', duration: 3600}),
  ]),
  examen: courseOf('examen', [
    {id: 'prueba', kind: 'quiz', title: {es: 'Prueba'}, questions},
    film('corta', {duration: 40, questions: [{at: 10, ref: 'altura'}]}),
  ]),
};
const answers = {
  altura: {choices: ['b']},
  varias: {choices: ['a', 'b']},
  pausa: {value: true},
  parejas: {pairs: {l1: 'l1', l2: 'l2'}},
  pasos: {order: ['x', 'y', 'z']},
  palabra: {accepted: {es: ['Palanca']}},
  grados: {number: 90, tolerance: 5},
  donde: {choices: ['p']},
};

let server: ServerProcess;
let admin: Record<string, string>;

before(async () => {
  const root = join(temporaryFolder(), 'published');
  writeFiles(root, {
    'campus.json': campusJson(Object.keys(courses), {languages: ['es']}),
    ...Object.fromEntries(
      Object.entries(courses).map(([id, course]) => [`courses/${id}/course.json`, JSON.stringify(course)]),
    ),
    'courses/examen/answers.json': JSON.stringify({
      course: courses.examen.id,
      version: '1',
      answers: Object.fromEntries(Object.entries(answers).map(([id, one]) => [`prueba/${id}`, one])),
    }),
    'media/silla/media.json': JSON.stringify({
      id: 'silla',
      kind: 'video',
      title: 'Silla',
      duration: 60,
      captions: [{language: 'es', src: 'captions.es.vtt'}],
    }),
    'media/silla/captions.es.vtt':
      'WEBVTT\n\n00:00.000 --> 00:19.000\nHola a todos.\n\n1\n00:20.000 --> 00:30.000 line:0\n<v Eva>Tira de la <b>palanca</b> derecha &amp; suelta.</v>\n\n00:40.000 --> 00:59.000\nAdiós.\n',
  });
  server = await startServer({root, dataDir: ':memory:', limits: {accountsPerMinute: 10_000}});
  const invitation = new URL(server.adminLink!).searchParams.get('invitation');
  const answer = await fetch(`${server.url}/v1/tokens`, {
    method: 'POST',
    headers: {'Content-Type': 'application/json'},
    body: JSON.stringify({invitation}),
  });
  admin = {...xapi(((await answer.json()) as TokenAnswer).token), 'Accept-Language': 'es'};
});

/** A person with a page whose clock goes as the test says, beginning three days ago. */
class Learner {
  readonly actor: Actor;
  readonly headers: Record<string, string>;
  readonly #course: Course;
  readonly #sent: Statement[] = [];
  readonly #maker: StatementMaker;
  #ranges: readonly Range[] = [];
  clock = Date.now() - 3 * 86_400_000;

  constructor(course: Course, actor: Actor, headers: Record<string, string>) {
    this.#course = course;
    this.actor = actor;
    this.headers = headers;
    this.#maker = new StatementMaker({
      course,
      actor,
      language: 'es',
      session: crypto.randomUUID(),
      now: () => new Date(this.clock),
    });
  }

  lesson(id: string): Lesson {
    return lessonsOf(this.#course).find((one) => one.id === id)!;
  }

  say(make: (maker: StatementMaker) => Statement): this {
    this.#sent.push(make(this.#maker));
    return this;
  }

  open(id: string): this {
    return this.say((maker) => maker.initialized(this.lesson(id)));
  }

  /** Watches these stretches one after the other, with jumps between them. */
  watch(id: string, stretches: Range[], {duration = 60, speed = 1} = {}): this {
    const lesson = this.lesson(id);
    let [time] = stretches[0]!;
    const state = () => ({time, duration, ranges: this.#ranges});
    this.open(id).say((maker) => maker.played(lesson, state()));
    for (const [at, [from, to]] of stretches.entries()) {
      const before = time;
      time = from;
      if (at > 0) this.say((maker) => maker.seeked(lesson, before, state()));
      this.clock += ((to - from) / speed) * 1000;
      time = to;
      if (speed <= 4) this.#ranges = addRange(this.#ranges, from, to);
    }
    return this.say((maker) => maker.paused(lesson, state()));
  }

  answer(id: string, question: string, response: string, right?: boolean): this {
    const asked = questions.find((one) => one.id === question)!;
    const verdict = right === undefined ? undefined : {right, score: right ? 1 : 0};
    this.clock += 1000;
    return this.say((maker) => maker.answered(this.lesson(id), asked, response, verdict, 'client'));
  }

  async send(): Promise<this> {
    const answer = await fetch(`${server.url}/xapi/statements`, {
      method: 'POST',
      headers: this.headers,
      body: JSON.stringify(this.#sent.splice(0)),
    });
    assert.equal(answer.status, 200, await answer.text());
    return this;
  }
}

const learner = async (course: Course) => {
  const {actor, headers} = await signIn(server.url);
  return new Learner(course, {...actor, name: 'Ana Secreta'}, headers);
};
/** As many people, each of whom does something. */
const people = async (course: Course, ...doings: ((who: Learner) => Learner)[]) => {
  const all: Learner[] = [];
  for (const does of doings) all.push(await does(await learner(course)).send());
  return all;
};
const ask = (query: Record<string, string>, headers = admin) =>
  fetch(`${server.url}/v1/analytics?${new URLSearchParams(query)}`, {headers});
const analytics = async ({id}: Course) => (await (await ask({course: id})).json()) as AnalyticsAnswer;
const steps = (numbers: number[]) =>
  numbers.reduce<[number, number][]>((runs, one) => {
    const last = runs.at(-1);
    if (last?.[0] === one) last[1]++;
    else runs.push([one, 1]);
    return runs;
  }, []);

describe('GET /v1/analytics', () => {
  it('is for administrators, of a course that is there', async () => {
    const {headers} = await signIn(server.url);
    const refusals = await Promise.all([
      ask({course: courses.cine.id}, {}),
      ask({course: courses.cine.id}, headers),
      ask({}),
      ask({course: 'https://campus.example/none'}),
      ask({course: courses.cine.id, csv: 'people'}),
    ]);
    const codes = await Promise.all(
      refusals.map(async (one) => [one.status, ((await one.json()) as {code: string}).code]),
    );
    assert.deepEqual(codes, [
      [401, 'sign-in-needed'],
      [403, 'role-insufficient'],
      [400, 'query-invalid'],
      [404, 'course-unavailable'],
      [400, 'query-invalid'],
    ]);
  });

  it('says nothing of a course that nobody began but that it is so', async () => {
    const told = await analytics(courses.cine);
    assert.deepEqual(told.people, {enrolled: 0, started: 0, completed: 0});
    assert.deepEqual([told.media, told.questions], [[], []]);
    assert.deepEqual(
      told.lessons.map(({lesson, started, stopped}) => [lesson, started, stopped]),
      [
        ['silla', 0, 0],
        ['corta', 0, 0],
        ['radio', 0, 0],
      ],
    );
  });
});

describe('how far people come', () => {
  it('is counted lesson by lesson: who began it, who completed it, and where people stop', async () => {
    const enrolled = await learner(courses.camino);
    const manager = await fetch(`${server.url}/v1/enrolments`, {
      method: 'POST',
      headers: admin,
      body: JSON.stringify({
        course: courses.camino.id,
        people: [{account: enrolled.actor.account!.name}, {account: 'never-came'}],
      }),
    });
    assert.equal(manager.status, 201);
    await enrolled.open('uno').send();
    const through = (hours: number, right: boolean) => (who: Learner) => {
      who.open('uno').open('dos').open('final');
      who.clock += hours * 3_600_000;
      return who.say((maker) => maker.judged(who.lesson('final'), right ? 1 : 0, right, 60, 'client'));
    };
    await people(
      courses.camino,
      (who) => who.open('uno').open('dos'),
      through(1, true),
      through(2, true),
      through(5, true),
      through(1, false),
    );
    const told = await analytics(courses.camino);
    assert.deepEqual(told.people, {
      enrolled: 2,
      started: 6,
      completed: 3,
      passed: 3,
      failed: 1,
      secondsToComplete: 7200,
      secondsSpent: 7200,
    });
    assert.deepEqual(
      told.lessons.map(({title, started, completed, stopped}) => [title, started, completed, stopped]),
      [
        ['Uno', 6, 6, 1],
        ['Dos', 5, 5, 1],
        ['Final', 4, 3, 1],
      ],
    );
    assert.deepEqual([told.lessons[2]!.passed, told.lessons[2]!.failed], [3, 1]);
  });

  it('forgets what was taken back', async () => {
    const [who] = await people(courses.camino, (one) => one.open('uno'));
    assert.equal((await analytics(courses.camino)).people.started, 7);
    const mine = await fetch(
      `${server.url}/xapi/statements?${new URLSearchParams({agent: JSON.stringify(who!.actor), limit: '1'})}`,
      {headers: who!.headers},
    );
    const [{id}] = ((await mine.json()) as {statements: [Statement]}).statements;
    const voiding = {
      actor: {account: {homePage: 'https://campus.example', name: 'admin'}},
      verb: {id: 'http://adlnet.gov/expapi/verbs/voided', display: {en: 'voided'}},
      object: {objectType: 'StatementRef', id},
    };
    const {actor} = (await (await fetch(`${server.url}/v1/me`, {headers: admin})).json()) as {actor: Actor};
    const taken = await fetch(`${server.url}/xapi/statements`, {
      method: 'POST',
      headers: admin,
      body: JSON.stringify({...voiding, actor}),
    });
    assert.equal(taken.status, 200);
    assert.equal((await analytics(courses.camino)).people.started, 6);
  });
});

describe('how a film is watched', () => {
  const filmOf = async (id: string, course = courses.cine) =>
    (await analytics(course)).media.find(({lesson}) => lesson === id)!;

  it('shows the gap of those who skipped the middle, and what is watched again, with what is said there', async () => {
    const again = (who: Learner) => who.watch('silla', [[0, 30], [20, 60]]); // prettier-ignore
    const skips = (who: Learner) => who.watch('silla', [[0, 20], [40, 60]]); // prettier-ignore
    await people(courses.cine, again, again, skips, skips, skips);
    const {people: count, duration, part, step, heat, peaks, gaps} = await filmOf('silla');
    assert.deepEqual([count, duration, part, step], [5, 60, 0.8, 1]);
    assert.deepEqual(steps(heat!.people), [
      [5, 20],
      [2, 20],
      [5, 20],
    ]);
    assert.deepEqual(steps(heat!.again), [
      [0, 20],
      [2, 10],
      [0, 30],
    ]);
    assert.deepEqual(peaks, [{start: 20, end: 30, again: 2, text: 'Tira de la palanca derecha & suelta.'}]);
    assert.deepEqual(gaps, [{start: 20, end: 40, people: 2}]);
  });

  it('joins the visits of a person: who comes back is one person, and watched again only what was seen before', async () => {
    const before = await filmOf('silla');
    await people(courses.cine, (who) => {
      who.watch('silla', [[0, 40]]);
      who.clock += 86_400_000;
      return who.watch('silla', [[30, 60]]);
    });
    const after = await filmOf('silla');
    assert.equal(after.people, before.people + 1);
    const more = after.heat!.people.map((one, at) => one - before.heat!.people[at]!);
    assert.deepEqual(steps(more), [[1, 60]]);
    const againMore = after.heat!.again.map((one, at) => one - before.heat!.again[at]!);
    assert.deepEqual(steps(againMore), [
      [0, 30],
      [1, 10],
      [0, 20],
    ]);
  });

  it('counts nothing that was jumped over, played sixteen times as fast or made up', async () => {
    const length = {duration: 40};
    await people(
      courses.cine,
      (who) => who.watch('corta', [[0, 40]], {...length, speed: 16}),
      (who) => who.watch('corta', [[0, 10], [30, 40]], length), // prettier-ignore
      (who) => who.watch('corta', [[0, 40]], length).watch('corta', [[0, 40]], {...length, speed: 16}),
      (who) => who.watch('corta', [[0, 40]], length),
      (who) => who.say((maker) => maker.paused(who.lesson('corta'), {time: 40, duration: 40, ranges: [[0, 40]]})),
    );
    const {people: count, heat} = await filmOf('corta');
    assert.equal(count, 3);
    assert.deepEqual(steps(heat!.people), [
      [3, 10],
      [2, 20],
      [3, 10],
    ]);
    assert.deepEqual(steps(heat!.again), [[0, 40]]);
  });

  it('tells of fewer than three people how many they are, and of an hour two hundred steps', async () => {
    const hour = (who: Learner) => who.watch('radio', [[0, 3600]], {duration: 3600});
    await people(courses.cine, hour, hour);
    assert.deepEqual(await filmOf('radio'), {lesson: 'radio', title: 'radio', duration: 3600, people: 2});
    await people(courses.cine, hour);
    const {step, heat} = await filmOf('radio');
    assert.equal(step, 18);
    assert.deepEqual(steps(heat!.people), [[3, 200]]);
  });
});

describe('what is answered', () => {
  const all: Record<string, readonly [string, string, string, string]> = {
    altura: ['a', 'a', 'b', 'c'],
    varias: ['a[,]b', 'b[,]c', 'c[,]b', 'a'],
    pausa: ['true', 'false', 'false', 'false'],
    parejas: ['l1[.]l1[,]l2[.]l2', 'l1[.]l2[,]l2[.]l2', 'l1[.]l2[,]l2[.]l2', 'l1[.]l2[,]l2[.]l1'],
    pasos: ['x[,]y[,]z', 'y[,]x[,]z', 'y[,]x[,]z', 'z[,]y[,]x'],
    palabra: ['Palanca', ' palanca ', 'PALANCA', 'me llamo Ana'],
    grados: ['92', '90', '45', '45'],
    donde: ['p', 'q', 'q', 'q'],
  };
  let four: Learner[];

  const toldOf = async (question: string, lesson = 'prueba') =>
    (await analytics(courses.examen)).questions.find((one) => one.question === question && one.lesson === lesson)!;
  const options = async (question: string) =>
    (await toldOf(question)).options!.map(({text, right, people: count}) => [text, right, count]);

  before(async () => {
    const doing = (at: 0 | 1 | 2 | 3) => (who: Learner) => {
      who.open('prueba');
      // What the page says of an answer is its word: the server has the right ones.
      for (const [question, given] of Object.entries(all)) who.answer('prueba', question, given[at], true);
      return at === 0 ? who.answer('prueba', 'altura', 'b', true) : who;
    };
    four = await people(courses.examen, doing(0), doing(1), doing(2), doing(3));
  });

  it('is told by the first answer of each person, judged here, with the wrong answer most chosen', async () => {
    const {people: count, answers: given, right, wrong, text, type, lessonTitle} = await toldOf('altura');
    assert.deepEqual([text, type, lessonTitle], ['¿altura?', 'single', 'Prueba']);
    assert.deepEqual([count, given, right], [4, 5, 1]);
    assert.deepEqual(wrong, {text: 'Baja', people: 2});
    assert.deepEqual(await options('altura'), [
      ['Baja', false, 2],
      ['Media', true, 1],
      ['Alta', false, 1],
    ]);
  });

  it('is told of all types of questions', async () => {
    const wrong = async (question: string) => {
      const told = await toldOf(question);
      return [told.right, told.wrong?.text, told.wrong?.people];
    };
    assert.deepEqual(await options('varias'), [
      ['Silla', true, 2],
      ['Mesa', true, 3],
      ['Lámpara', false, 2],
    ]);
    assert.deepEqual(await wrong('varias'), [1, 'Mesa + Lámpara', 2]);
    assert.deepEqual(await options('pausa'), [
      ['true', true, 1],
      ['false', false, 3],
    ]);
    assert.deepEqual(await options('parejas'), [
      ['Rodilla → 90 grados', true, 1],
      ['Codo → 100 grados', true, 3],
      ['Rodilla → 100 grados', false, 3],
      ['Codo → 90 grados', false, 1],
    ]);
    assert.deepEqual(await wrong('parejas'), [1, 'Rodilla → 100 grados', 3]);
    assert.deepEqual((await options('pasos'))[0], ['Tirar → Sentarse → Soltar', false, 2]);
    assert.deepEqual(await wrong('pasos'), [1, 'Tirar → Sentarse → Soltar', 2]);
    assert.deepEqual(await options('donde'), [
      ['La palanca', true, 1],
      ['La rueda', false, 3],
    ]);
  });

  it('shows what people typed when several typed the same', async () => {
    assert.deepEqual(await options('palabra'), [['palanca', true, 3]]);
    const {right, others, wrong} = await toldOf('palabra');
    assert.deepEqual([right, others, wrong], [3, 1, undefined]);
    const numbers = await toldOf('grados');
    assert.deepEqual([numbers.right, numbers.options, numbers.others], [2, [], 4]);
  });

  it('counts an answer once that was graded here and recorded by the page', async () => {
    const who = await learner(courses.examen);
    const graded = await fetch(`${server.url}/v1/grade`, {
      method: 'POST',
      headers: who.headers,
      body: JSON.stringify({
        course: courses.examen.id,
        item: 'prueba',
        question: 'pausa',
        response: true,
        attempt: 'one',
      }),
    });
    assert.equal(graded.status, 200);
    await who.answer('prueba', 'pausa', 'true', true).send();
    const {people: count, answers: given, right} = await toldOf('pausa');
    assert.deepEqual([count, given, right], [5, 5, 2]);
  });

  it('is told of a question in a film by itself', async () => {
    const asked = (response: string) => (who: Learner) => who.answer('corta', 'altura', response);
    await people(courses.examen, asked('c'), asked('c'));
    const few = await toldOf('altura', 'corta');
    assert.deepEqual([few.people, few.answers, few.options, few.right], [2, 2, undefined, undefined]);
    await people(courses.examen, asked('b'));
    const {right, wrong} = await toldOf('altura', 'corta');
    assert.deepEqual([right, wrong], [1, {text: 'Alta', people: 2}]);
    assert.equal((await toldOf('altura')).people, 4);
  });

  it('names nobody, and still counts who was erased, whose answers nobody reads any more', async () => {
    const {account} = four[3]!.actor;
    const erased = await fetch(`${server.url}/v1/people/${encodeURIComponent(account!.name)}`, {
      method: 'DELETE',
      headers: admin,
    });
    assert.equal(erased.status, 200, await erased.clone().text());
    const {people: count, others, options: told} = await toldOf('altura');
    assert.deepEqual([count, others, told!.map((one) => one.people)], [4, 1, [2, 1, 0]]);
    const text = JSON.stringify(await analytics(courses.examen));
    for (const secret of ['Ana Secreta', account!.name, 'pseudonym', 'urn:uggla:sealed', 'llamo'])
      assert.ok(!text.includes(secret), secret);
  });
});

describe('the tables', () => {
  const csv = async (course: Course, part: string) => {
    const answer = await ask({course: course.id, csv: part});
    assert.match(answer.headers.get('content-disposition')!, new RegExp(`filename="${part}.csv"`));
    return (await answer.text())
      .replace(/^\uFEFF/, '')
      .trimEnd()
      .split('\r\n');
  };

  it('hold the same: lessons, each step of a film, each answer', async () => {
    const lessons = await csv(courses.camino, 'lessons');
    assert.equal(lessons[0], 'lesson,title,kind,started,completed,passed,failed,stopped');
    assert.equal(lessons[3], 'final,Final,quiz,4,3,3,1,1');
    const media = await csv(courses.cine, 'media');
    assert.equal(media.length, 1 + 60 + 40 + 200);
    assert.equal(media[1 + 25], 'silla,silla,25,26,3,2,6');
    const questions_ = await csv(courses.examen, 'questions');
    assert.ok(questions_.includes('prueba,altura,single,¿altura?,4,5,1,Baja,false,2'));
    assert.ok(questions_.includes('prueba,altura,single,¿altura?,4,5,1,,,1'), 'the others');
  });
});
