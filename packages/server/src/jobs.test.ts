import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {readAcceptances, makeAudit} from './audit/export-audit.js';
import {doJobs} from './jobs.js';
import {agentKey} from './records/agent.js';
import {acceptanceOf, campusWithPolicy} from './support/audit.test.util.js';
import {openApp, type Visitor} from './support/app.test.util.js';
import {courseId} from './support/campus.test.util.js';
import {statementOf} from './support/server.test.util.js';

describe('doJobs', () => {
  it('erases whoever was not heard of for as long as the setting says', async () => {
    const app = await openApp({chatOnly: true, retention: 'P6Y'});
    const [old, fresh] = [await app.visitor(), await app.visitor()];
    for (const who of [old, fresh])
      await app.send('POST', '/xapi/statements', {headers: who.headers, body: statementOf(who.actor)});
    const {db} = app.services.store;
    const long = '2015-01-01T00:00:00.000Z';
    await db.updateTable('people').set({created: long}).where('actor', '=', agentKey(old.actor)).execute();
    await db.updateTable('statements').set({stored: long}).where('actor', '=', agentKey(old.actor)).execute();
    await doJobs(app.services);
    assert.deepEqual(
      (await db.selectFrom('people').select('actor').execute()).map(({actor}) => actor),
      [agentKey(fresh.actor)],
    );
    assert.deepEqual(app.lines, []);
  });

  it('tells in the log what failed, and does not end the server', async () => {
    const app = await openApp({chatOnly: true, retention: 'P6Y'});
    await app.services.store.db.schema.dropTable('people').execute();
    await doJobs(app.services);
    assert.match(app.lines.join('\n'), /^retention: /);
  });
});

describe('readAcceptances', () => {
  it('tells the same from the few records that matter as the audit file does from all', async () => {
    const app = await openApp({root: await campusWithPolicy()});
    const boss = await app.visitor('manager');
    const [ana, ben, cleo, dan] = [await app.visitor(), await app.visitor(), await app.visitor(), await app.visitor()];
    const post = (who: Visitor, ...body: object[]) =>
      app.send('POST', '/xapi/statements', {headers: who.headers, body});
    const inCourse = {context: {contextActivities: {grouping: [{id: courseId}]}}};
    const taken = acceptanceOf(dan.actor, 'Dan');
    await post(ana, statementOf({...ana.actor, name: 'Ana'}, inCourse), acceptanceOf(ana.actor, 'Ana'));
    await post(ben, ...Array.from({length: 5}, () => statementOf({...ben.actor, name: 'Ben'}, inCourse)));
    await post(cleo, statementOf(cleo.actor), acceptanceOf(cleo.actor, 'Cleo', 'b'.repeat(64)));
    await post(dan, taken);
    await post(boss, {
      ...statementOf(boss.actor),
      verb: {id: 'http://adlnet.gov/expapi/verbs/voided', display: {}},
      object: {objectType: 'StatementRef', id: taken.id},
    });
    await app.send('POST', '/v1/enrolments', {
      headers: boss.headers,
      body: {course: courseId, people: [{account: 'eva', name: 'Eva'}]},
    });
    const {store, keys, campus} = app.services;
    const source = {db: store.db, keys, campus};
    const few = (await readAcceptances(source)).acceptances;
    const all = (await makeAudit(source)).acceptances;
    assert.deepEqual(few, all);
    assert.deepEqual(
      few.map(({state, person}) => [person.name, state]),
      [
        ['Ana', 'accepted'],
        ['Ben', 'missing'],
        ['Cleo', 'outdated'],
        ['Eva', 'missing'],
      ],
    );
  });
});
