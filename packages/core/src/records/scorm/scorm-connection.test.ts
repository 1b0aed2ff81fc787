// Chromium first: what an LMS is told is the same script in all engines; outbox.test.ts tries the stores.
import {expect} from '@open-wc/testing';
import type {Course, Lesson} from '@uggla/protocol';
import type {ScormVersion} from './find-api.js';
import {at, connect, enrolled, kept, lms, maker, progress, sample, seen, windows, type Lms} from './scorm.test.kit.js';

const passed = {...seen, score: 0.9, attempts: 1, passed: true, viewed: true};
const failed = {score: 0.5, attempts: 2, passed: false, viewed: true, changed: enrolled};
const status = (api: Lms, version: ScormVersion) =>
  version === '1.2' ? [at(api, 'core.lesson_status')] : [at(api, 'completion_status'), at(api, 'success_status')];

for (const version of ['1.2', '2004'] as const) {
  describe(`ScormConnection, an LMS of SCORM ${version}`, () => {
    const raw = version === '1.2' ? 'core.score.raw' : 'score.raw';

    it('is told by the LMS who is there, and begins as incomplete, to be suspended', async () => {
      const api = lms(version);
      const {name, account} = await connect(api, version).learner();
      expect([name, account?.name]).to.deep.equal([version === '1.2' ? 'Ruiz, Ana' : 'Ana Ruiz', 'ana-7']);
      expect(status(api, version)[0]).to.equal('incomplete');
      expect(at(api, version === '1.2' ? 'core.exit' : 'exit')).to.equal('suspend');
    });

    it('goes on where the last visit ended, on any device, and only within its attempt', async () => {
      const first = lms(version);
      const one = connect(first, version);
      await one.learner();
      const film = {ranges: [[0, 30.5]] as const, position: 30.5, duration: 61.44, changed: '2026-02-01T08:00:00.000Z'};
      one.keep({...progress({hello: seen, values: film}), lesson: 'values'});
      one.close();
      const again = connect(lms(version, kept(first)), version);
      await again.learner();
      const loaded = await again.load();
      expect(loaded.lessons['values']).to.deep.equal(film);
      expect([loaded.lesson, loaded.lessons['hello']?.completed, loaded.registration]).to.deep.equal([
        'values',
        enrolled,
        one.attempt,
      ]);
      const other = connect(lms(version), version);
      await other.learner();
      expect((await other.load()).lessons).to.deep.equal({});
      expect(other.attempt).not.to.equal(one.attempt);
    });

    it('reports score and verdict of the tests, completion when all is done, and never takes it back', async () => {
      const api = lms(version);
      const connection = connect(api, version);
      await connection.learner();
      connection.keep(progress({hello: seen, test: passed}));
      expect([status(api, version), Number(at(api, raw))]).to.deep.equal([
        version === '1.2' ? ['incomplete'] : ['incomplete', 'passed'],
        90,
      ]);
      connection.keep(progress({hello: seen, values: seen, test: passed}, enrolled));
      const done = version === '1.2' ? ['passed'] : ['completed', 'passed'];
      expect(status(api, version)).to.deep.equal(done);
      const again = lms(version, kept(api));
      const next = connect(again, version);
      await next.learner();
      next.keep(progress({hello: seen}));
      expect(status(again, version)).to.deep.equal(done);
    });

    it('reports a course without tests as completed, and one whose attempts are used up as failed', async () => {
      const plain = lms(version);
      const one = connect(plain, version, {course: sample([])});
      await one.learner();
      one.keep(progress({hello: seen, values: seen}, enrolled));
      expect(status(plain, version)[0]).to.equal('completed');
      const api = lms(version);
      const two = connect(api, version);
      await two.learner();
      two.keep(progress({test: failed}));
      expect(status(api, version)).to.deep.equal(version === '1.2' ? ['failed'] : ['incomplete', 'failed']);
    });

    it('tells of a course what its package says: passed where nothing has to be passed, or completed whatever the test says', async () => {
      for (const [of, what, expected] of [
        [{...sample([]), status: 'passed'}, {hello: seen, values: seen}, 'passed'],
        [{...sample(), status: 'completed'}, {hello: seen, values: seen, test: failed}, 'completed'],
        [{...sample(), status: 'passed'}, {hello: seen, values: seen, test: failed}, 'failed'],
      ] as const) {
        const api = lms(version);
        const connection = connect(api, version, {course: of as Course});
        await connection.learner();
        connection.keep(progress(what, enrolled));
        const success = expected === 'completed' ? 'unknown' : expected;
        expect(status(api, version)).to.deep.equal(version === '1.2' ? [expected] : ['completed', success]);
      }
    });

    it('tells each answer, and a document that was accepted, in the words of its version', async () => {
      const api = lms(version);
      const connection = connect(api, version);
      await connection.learner();
      const lesson = sample().items[2] as Lesson;
      const made = maker();
      const answers = [
        made.answered(
          lesson,
          {id: 'q 1', type: 'multiple', text: {es: '¿Cuáles?'}},
          'a[,]b c',
          {right: false, score: 0.5},
          'client',
        ),
        made.answered(
          lesson,
          {id: 'q2', type: 'match', text: 'M'},
          'l1[.]r2[,]l2[.]r1',
          {right: true, score: 1},
          'client',
        ),
        made.answered(lesson, {id: 'q3', type: 'truefalse', text: 'T'}, 'true', {right: true, score: 1}, 'client'),
        made.answered(lesson, {id: 'q4', type: 'numeric', text: 'N'}, '4.5', {right: true, score: 1}, 'client'),
        made.answered(lesson, {id: 'q5', type: 'fill', text: 'F'}, 'añil', undefined, 'client'),
        made.acknowledged(
          {id: 'rgpd', kind: 'acknowledgement', title: 'R', document: {}},
          {
            document: 'https://x/r.pdf',
            sha256: 'ab'.repeat(32),
            version: '3',
            text: 'Acepto',
            name: 'Ana',
            language: 'es',
          },
        ),
      ];
      const {confirmed, refused} = await connection.send([
        made.initialized(),
        ...answers,
        made.terminated(undefined, 3),
      ]);
      expect([confirmed.length, refused.length]).to.deep.equal([8, 0]);
      const rows = Object.values(at(api, 'interactions') as Record<string, Record<string, unknown>>).filter(
        (row) => typeof row === 'object',
      );
      const [response, wrong] = version === '1.2' ? ['student_response', 'wrong'] : ['learner_response', 'incorrect'];
      const value = (one: unknown) => (typeof one === 'string' ? one : '');
      expect(rows.map((row) => [row['type'], value(row['result']), value(row[response])])).to.deep.equal(
        version === '1.2'
          ? [
              ['choice', wrong, 'a,b%20c'],
              ['matching', 'correct', 'l1.r2,l2.r1'],
              ['true-false', 'correct', 't'],
              ['numeric', 'correct', '4.5'],
              ['fill-in', '', 'añil'],
              ['fill-in', 'correct', `Ana | 3 | ${'ab'.repeat(32)} | https://x/r.pdf | Acepto`],
            ]
          : [
              ['choice', wrong, 'a[,]b%20c'],
              ['matching', 'correct', 'l1[.]r2[,]l2[.]r1'],
              ['true-false', 'correct', 'true'],
              ['numeric', 'correct', '4.5'],
              ['fill-in', '', 'añil'],
              ['other', 'correct', `Ana | 3 | ${'ab'.repeat(32)} | https://x/r.pdf | Acepto`],
            ],
      );
    });

    it('counts the interactions of earlier visits', async () => {
      const api = lms(version);
      const lesson = sample().items[2] as Lesson;
      const say = (id: string) =>
        maker().answered(lesson, {id, type: 'truefalse', text: 'T'}, 'true', {right: true, score: 1}, 'client');
      const one = connect(api, version);
      await one.learner();
      await one.send([say('q1')]);
      one.close();
      const two = connect(api, version); // the course was moved in the page: the same run-time goes on
      await two.learner();
      await two.send([say('q2')]);
      expect(Object.values(at(api, 'interactions') as object).filter((row) => typeof row === 'object')).to.have.length(
        2,
      );
    });

    for (const mode of ['browse', 'review']) {
      it(`records nothing when the LMS opens it to ${mode}`, async () => {
        const kept =
          version === '1.2'
            ? {core: {lesson_mode: mode, lesson_status: 'completed'}}
            : {mode, completion_status: 'completed'};
        const api = lms(version, kept);
        const connection = connect(api, version);
        await connection.learner();
        connection.keep(progress({test: failed}));
        await connection.send([maker().initialized()]);
        expect([connection.mode, status(api, version)[0], at(api, 'suspend_data'), at(api, raw)]).to.deep.equal([
          mode,
          'completed',
          '',
          '',
        ]);
      });
    }

    it('keeps the place but tells no result where the visit gives no credit', async () => {
      const api = lms(version, version === '1.2' ? {core: {credit: 'no-credit'}} : {credit: 'no-credit'});
      const connection = connect(api, version);
      await connection.learner();
      connection.keep(progress({hello: seen, values: seen, test: passed}, enrolled));
      expect(at(api, raw)).to.equal('');
      expect(status(api, version)[0]).not.to.match(/passed|completed/);
      expect(at(api, 'suspend_data')).not.to.equal('');
    });

    it('tells how long the visit was, in the form of its version', async () => {
      const api = lms(version);
      const connection = connect(api, version);
      await connection.learner();
      await connection.settle();
      const time = api.cmi.getCurrentTotalTime();
      expect(time).to.match(version === '1.2' ? /^\d+:\d\d:\d\d(\.\d+)?$/ : /^PT[\d.]+S$/);
    });

    it('commits at a milestone at once, and what changes with each second seldom', async () => {
      const api = lms(version);
      let commits = 0;
      api.on(version === '1.2' ? 'LMSCommit' : 'Commit', () => (commits += 1));
      const connection = connect(api, version);
      await connection.learner();
      const film = (position: number) => progress({hello: {position, changed: enrolled}});
      connection.keep(film(1));
      const before = commits;
      for (let second = 2; second < 20; second++) connection.keep(film(second));
      expect(commits).to.equal(before);
      connection.keep(progress({hello: seen}));
      expect(commits).to.equal(before + 1);
      connection.keep(progress({hello: seen, values: {position: 2, changed: enrolled}}));
      await connection.settle();
      expect(commits).to.equal(before + 2);
    });

    it('ends with the page also when the course was taken out of it, and after the last word of one that came back', async () => {
      const api = lms(version);
      const calls: string[] = [];
      api.on(version === '1.2' ? 'LMSFinish' : 'Terminate', () => calls.push('end'));
      const first = connect(api, version);
      await first.learner();
      first.close();
      const second = connect(api, version);
      const lastWord = () => second.keep(progress({hello: seen, values: seen, test: passed}, enrolled));
      addEventListener('pagehide', lastWord); // as the course does, before its records are there
      await second.learner();
      dispatchEvent(new PageTransitionEvent('pagehide'));
      removeEventListener('pagehide', lastWord);
      expect([calls, status(api, version)[0]]).to.deep.equal([['end'], version === '1.2' ? 'passed' : 'completed']);
      const gone = lms(version);
      gone.on(version === '1.2' ? 'LMSFinish' : 'Terminate', () => calls.push('end without it'));
      const third = connect(gone, version);
      await third.learner();
      third.close();
      dispatchEvent(new PageTransitionEvent('pagehide'));
      expect(calls).to.deep.equal(['end', 'end without it']);
    });

    it('ends with the page, once, and says nothing after', async () => {
      const api = lms(version);
      const calls: string[] = [];
      const connection = connect(api, version);
      await connection.learner();
      api.on(version === '1.2' ? 'LMSFinish' : 'Terminate', () => calls.push('end'));
      dispatchEvent(new PageTransitionEvent('pagehide'));
      dispatchEvent(new PageTransitionEvent('pagehide'));
      api.on(version === '1.2' ? 'LMSSetValue.*' : 'SetValue.*', () => calls.push('set'));
      connection.keep(progress({hello: seen}));
      expect(calls).to.deep.equal(['end']);
      expect(
        await connection.save('', progress({hello: seen})).then(
          () => '',
          (error: {code: string}) => error.code,
        ),
      ).to.equal('records-unreachable');
    });
  });
}

describe('findApi', () => {
  const code = (connection: {learner(): Promise<unknown>}) =>
    connection.learner().then(
      () => 'found',
      (error: {code: string; message: string}) => `${error.code} ${error.message}`,
    );

  it('finds the LMS through frames of frames, of other web sites too, and through the window that opened the page', async () => {
    const foreign = new Proxy(
      {},
      {
        get: (_, key) => {
          if (key === 'parent' || key === 'opener') return undefined;
          throw new DOMException('', 'SecurityError');
        },
      },
    );
    const closed = (parent: object) =>
      new Proxy(foreign, {
        get: (target, key) => (key === 'parent' ? parent : (target as Record<PropertyKey, unknown>)[key]),
      });
    const deep = windows({}, {}, {}, {}, {}, {}, {}, {}, {}, {API: lms('1.2')});
    expect(await code(connect({}, '1.2', {window: deep}))).to.equal('found');
    const top = {API_1484_11: lms('2004')} as Record<string, unknown>;
    top['parent'] = top;
    const page = {parent: closed(top), opener: null};
    expect(await code(connect({}, '2004', {window: page as unknown as Window}))).to.equal('found');
    const popup = windows({opener: windows({}, {API: lms('1.2')})});
    expect(await code(connect({}, '1.2', {window: popup}))).to.equal('found');
    const frameInPopup = windows({}, {opener: windows({API: lms('1.2')})});
    expect(await code(connect({}, '1.2', {window: frameInPopup}))).to.equal('found');
  });

  it('says where it looked when there is none', async () => {
    const window = windows({API: {version: 3}}, {}, {});
    const said = await code(connect({}, '1.2', {window}));
    expect(said).to.match(
      /^records-lms-missing No LMS was found\. Looked for API_1484_11 and API in 3 windows around the page and no other window opened it/,
    );
    expect(await code(connect({}, '1.2', {window: windows({}), version: '2004'}))).to.contain(
      'Looked for API_1484_11 in 1 window (the page is in no frame)',
    );
  });

  it('waits for an LMS that comes a moment later, and takes 2004 before 1.2 unless one is named', async () => {
    const around = {API: lms('1.2'), API_1484_11: lms('2004')} as Record<string, object>;
    const page = windows({}, {});
    const found = connect({}, '1.2', {window: page, waitMs: 5000}).learner();
    setTimeout(() => Object.assign(page.parent, {API: lms('1.2')}), 150);
    expect((await found).name).to.equal('Ruiz, Ana');
    const inner = windows({}, around);
    const named = connect({}, '1.2', {window: inner, version: '1.2'});
    expect((await named.learner()).name).to.equal('Ruiz, Ana');
    expect((await connect({}, '1.2', {window: inner}).learner()).name).to.equal('Ana Ruiz');
  });
});
