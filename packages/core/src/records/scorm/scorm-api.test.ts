// Chromium first: an LMS is looked for by the same script in all engines; outbox.test.ts tries the stores.
import {expect} from '@open-wc/testing';
import {at, connect, enrolled, kept, lms, maker, progress, sample, seen} from './scorm.test.kit.js';
import type {Lesson} from '@uggla/protocol';

/** An LMS that answers as it likes. */
const odd = (answers: Record<string, unknown>) => {
  const calls: string[] = [];
  const method =
    (name: string, usual: unknown) =>
    (...given: string[]): unknown => {
      calls.push([name, ...given].join(' '));
      const answer = name in answers ? answers[name] : usual;
      if (answer instanceof Error) throw answer;
      return typeof answer === 'function' ? (answer as (...given: string[]) => unknown)(...given) : answer;
    };
  const names = {
    LMSInitialize: 'true',
    LMSFinish: 'true',
    LMSGetValue: '',
    LMSSetValue: 'true',
    LMSCommit: 'true',
    LMSGetLastError: '0',
    LMSGetErrorString: '',
    LMSGetDiagnostic: '',
  };
  const api = Object.fromEntries(Object.entries(names).map(([name, usual]) => [name, method(name, usual)]));
  return {api, calls};
};
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => '',
    (error: {code: string}) => error.code,
  );

describe('an LMS that answers wrongly', () => {
  it('may say true as a boolean, nothing at all to a commit, and numbers as numbers', async () => {
    const {api} = odd({
      LMSInitialize: true,
      LMSSetValue: true,
      LMSCommit: null,
      LMSGetValue: (name: string) => (name === 'cmi.core.student_id' ? 7 : undefined),
    });
    const connection = connect(api, '1.2');
    expect((await connection.learner()).account?.name).to.equal('7');
    await connection.save('', progress({hello: seen}));
    await connection.settle();
  });

  it('refuses to begin: the course says so, with the code of the LMS', async () => {
    for (const LMSInitialize of ['false', false, new Error('gone')]) {
      const connection = connect(odd({LMSInitialize, LMSGetLastError: '301'}).api, '1.2');
      expect(await codeOf(connection.learner())).to.equal('records-lms-refused');
    }
  });

  it('was begun by a frame of its own around the page: it is used', async () => {
    const api = lms('1.2');
    (api as unknown as {LMSInitialize(empty: string): string}).LMSInitialize('');
    expect((await connect(api, '1.2').learner()).account?.name).to.equal('ana-7');
  });

  it('does not keep what it is given: nothing counts as delivered until it does', async () => {
    const answers: Record<string, unknown> = {LMSCommit: 'false', LMSGetLastError: '101'};
    const {api} = odd(answers);
    const connection = connect(api, '1.2');
    await connection.learner();
    const answer = maker().answered(
      sample().items[2] as Lesson,
      {id: 'q', type: 'truefalse', text: 'T'},
      'true',
      undefined,
      'client',
    );
    expect(await codeOf(connection.send([answer]))).to.equal('records-unreachable');
    expect(await codeOf(connection.save('', progress({hello: seen})))).to.equal('records-unreachable');
    answers['LMSCommit'] = 'true';
    expect((await connection.send([answer])).confirmed).to.deep.equal([answer.id]);
    await connection.save('', progress({hello: seen}));
  });

  it('tells no answer twice when only the commit after it failed', async () => {
    const answers: Record<string, unknown> = {LMSCommit: 'false'};
    const {api, calls} = odd(answers);
    const connection = connect(api, '1.2');
    await connection.learner();
    const answer = maker().answered(
      sample().items[2] as Lesson,
      {id: 'q', type: 'truefalse', text: 'T'},
      'true',
      undefined,
      'client',
    );
    await codeOf(connection.send([answer]));
    answers['LMSCommit'] = 'true';
    await connection.send([answer]);
    expect(calls.filter((call) => call.includes('interactions') && call.includes('.id '))).to.have.length(1);
  });

  it('has no interactions (they are optional): all else is recorded', async () => {
    const {api, calls} = odd({
      LMSSetValue: (name: string) => (name.includes('interactions') ? 'false' : 'true'),
      LMSGetLastError: '401',
    });
    const connection = connect(api, '1.2');
    await connection.learner();
    const answer = maker().answered(
      sample().items[2] as Lesson,
      {id: 'q', type: 'truefalse', text: 'T'},
      'true',
      undefined,
      'client',
    );
    expect((await connection.send([answer])).confirmed).to.deep.equal([answer.id]);
    await connection.save(
      '',
      progress({hello: seen, values: seen, test: {...seen, passed: true, score: 1, attempts: 1}}, enrolled),
    );
    expect(calls).to.include('LMSSetValue cmi.core.lesson_status passed');
  });

  it('cuts the suspend data off: it is told, and what this browser knows is not lost to it', async () => {
    const first = lms('1.2');
    const one = connect(first, '1.2');
    await one.learner();
    one.keep(progress({hello: seen, values: seen}));
    const text = at(first, 'suspend_data') as string;
    const cut = connect(lms('1.2', {...kept(first), suspend_data: text.slice(0, -5)} as object), '1.2');
    await cut.learner();
    expect((await cut.load()).lessons).to.deep.equal({});
    expect(cut.told.map(({code}) => code)).to.deep.equal(['records-lms-state-cut']);
    expect(cut.attempt).to.equal(one.attempt);
  });

  it('has an old edition’s room for suspend data: it gets what fits', async () => {
    const api = lms('2004') as unknown as {SetValue(name: string, value: string): string};
    const {SetValue} = api;
    api.SetValue = (name, value) =>
      name === 'cmi.suspend_data' && value.length > 4000 ? 'false' : SetValue.call(api, name, value);
    const many = Array.from({length: 300}, (_, place) => ({
      id: `more-${place}`,
      kind: 'video',
      title: 'M',
      media: 'm',
    }));
    const connection = connect(api, '2004', {course: sample(many)});
    await connection.learner();
    const begun = Object.fromEntries(many.map(({id}) => [id, {position: 7, place: 'x'.repeat(90), changed: enrolled}]));
    await connection.save('', progress({...begun, hello: seen}));
    const text = at(api as never, 'suspend_data') as string;
    expect(text.length).to.be.within(1000, 4000);
  });

  it('says once that its room is full, and which lessons it is about', async () => {
    const many = Array.from({length: 300}, (_, place) => ({
      id: `more-${place}`,
      kind: 'video',
      title: 'M',
      media: 'm',
    }));
    const connection = connect(lms('1.2'), '1.2', {course: sample(many)});
    await connection.learner();
    const begun = Object.fromEntries(many.map(({id}) => [id, {position: 7, place: 'x'.repeat(90), changed: enrolled}]));
    for (let time = 0; time < 2; time++) await connection.save('', progress({...begun, hello: seen}));
    expect(connection.told.map(({code}) => code)).to.deep.equal(['records-lms-state-full']);
    expect(connection.told[0]!.message).to.match(/\d+ lessons are kept in part/);
  });
});
