// How long the desk takes to count what happens in a course: 100,000 records of 2,000 people, in a store on the disk.
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {StatementMaker} from '../packages/protocol/dist/index.js';
import {agentKey} from '../packages/server/dist/records/agent.js';
import {canonicalJson} from '../packages/server/dist/records/canonical.js';
import {openApp} from '../packages/server/dist/support/app.test.util.js';
import {campusOfYear, yearId} from '../packages/server/dist/support/year.test.util.js';
import {table} from './lib.mjs';

const PEOPLE = 2000;
const LESSONS = 8;

const questions = Array.from({length: 5}, (_, at) => ({
  id: `q${at}`,
  type: 'single',
  text: `Pregunta ${at}`,
  choices: ['a', 'b', 'c'].map((id) => ({id, text: `Respuesta ${id}`})),
}));
const items = Array.from({length: LESSONS}, (_, at) =>
  at % 4 === 3
    ? {id: `l${at}`, kind: 'quiz', title: `Prueba ${at}`, mastery: 0.6, questions}
    : {id: `l${at}`, kind: 'video', title: `Vídeo ${at}`, media: 'm.json', duration: 600},
);
const course = {id: yearId, version: '1', languages: ['es'], title: 'Curso', items};

/** What the page of one person records: some skip, some watch again, some stop halfway. */
function recordsOf(actor, which) {
  let clock = Date.now() - 30 * 86_400_000 + which * 1000;
  const maker = new StatementMaker({
    course,
    actor,
    registration: crypto.randomUUID(),
    language: 'es',
    session: crypto.randomUUID(),
    now: () => new Date(clock),
  });
  const sent = [];
  for (const lesson of items) {
    sent.push(maker.initialized(lesson));
    if (lesson.kind === 'quiz') {
      for (const question of questions)
        sent.push(
          maker.answered(
            lesson,
            question,
            'abc'[which % 3],
            {right: which % 3 === 1, score: which % 3 === 1 ? 1 : 0},
            'client',
          ),
        );
      sent.push(maker.judged(lesson, 0.8, true, 60, 'client'));
    } else {
      const [skip, back] = [which % 3 === 0 ? 120 : 0, which % 5 === 0 ? 60 : 0];
      const ranges =
        skip > 0
          ? [
              [0, 200],
              [200 + skip, 600],
            ]
          : [[0, 600]];
      const at = (time) => ({
        time,
        duration: 600,
        ranges: ranges.map(([from, to]) => [from, Math.min(to, time)]).filter(([from, to]) => to > from),
      });
      sent.push(maker.played(lesson, at(0)));
      clock += 200_000;
      sent.push(
        maker.paused(lesson, at(200)),
        maker.seeked(lesson, 200, at(200 + skip - back)),
        maker.played(lesson, at(200 + skip - back)),
      );
      clock += 400_000;
      sent.push(maker.paused(lesson, at(600)), maker.completed(lesson, 600, at(600)), maker.terminated(lesson, 600));
    }
    clock += 5000;
  }
  return sent;
}

/** Puts the records into the store as they lie there, without their chain: signing them takes minutes, and nobody reads it here. */
async function fill({store, homePage}) {
  let seq = 0;
  const authority = {account: {homePage, name: 'lms'}};
  const trx = await store.db.startTransaction().execute();
  for (let at = 0; at < PEOPLE; at++) {
    const actor = {objectType: 'Agent', account: {homePage, name: `p${at}`}, name: `Person ${at}`};
    const rows = recordsOf(actor, at).map((statement) => ({
      seq: ++seq,
      id: statement.id,
      actor: agentKey(actor),
      verb: statement.verb.id,
      object: statement.object.id,
      registration: statement.context.registration,
      course: yearId,
      stored: statement.timestamp,
      timestamp: statement.timestamp,
      voided: 0,
      received: '',
      json: canonicalJson({...statement, stored: statement.timestamp, authority, version: '1.0.3'}),
    }));
    await trx.insertInto('statements').values(rows).execute();
  }
  await trx.commit().execute();
  return seq;
}

export async function analytics() {
  const dataDir = mkdtempSync(join(tmpdir(), 'uggla-bench-'));
  const root = campusOfYear(course);
  writeFileSync(join(root, 'courses/ano/m.json'), JSON.stringify({id: 'm', kind: 'video', title: 'M', duration: 600}));
  const server = await openApp({root, dataDir});
  const {services, send} = server;
  const records = await fill(services);
  const entered = await send('POST', '/desk/enter', {
    headers: {'Content-Type': 'application/x-www-form-urlencoded'},
    body: new URLSearchParams({invitation: await services.accounts.invite('admin')}).toString(),
  });
  const headers = {Cookie: entered.headers.get('set-cookie').split(';')[0], 'Accept-Language': 'es'};
  const rows = [];
  const asked = encodeURIComponent(yearId);
  for (const path of [
    `courses?course=${asked}`,
    `courses?course=${asked}`,
    `courses.csv?course=${asked}&part=media`,
    'courses',
  ]) {
    const [from, used] = [performance.now(), process.cpuUsage()];
    const text = await (await send('GET', `/desk/${path}`, {headers})).text();
    rows.push({
      name: `/desk/${path.replace(/course=[^&]*/, 'course=…')}`,
      value: performance.now() - from,
      note: `${text.length >> 10} KiB; of the processor ${Math.round(process.cpuUsage(used).user / 1000)} ms; ${process.memoryUsage().rss >> 20} MiB in all`,
    });
  }
  table(`The desk with ${records} records of ${PEOPLE} people in one course`, rows, {unit: 'ms', digits: 0});
  await server.close();
  rmSync(dataDir, {recursive: true, force: true});
}
