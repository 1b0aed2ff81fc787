import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {statementOf} from '../support/server.test.util.js';
import {agentKey} from './agent.js';
import {agent, incomingStatement, uuid} from './statement-schema.js';

const account = {homePage: 'https://campus.example', name: 'ana'};
const good = statementOf({objectType: 'Agent', account});
const takes = (more: object) => incomingStatement.safeParse({...good, ...more}).success;

describe('incomingStatement', () => {
  it('takes what xAPI allows', () => {
    const activity = {id: 'https://campus.example/x'};
    for (const more of [
      {},
      {id: undefined, timestamp: undefined},
      {timestamp: '2026-11-23T10:00:00+01:00'},
      {timestamp: '2026-11-23T10:00:00.123456Z'},
      {verb: {id: 'https://campus.example/verbs/x'}},
      {verb: {id: 'https://campus.example/verbs/x', display: {'es-ES': 'vio', en: 'saw'}}},
      {actor: {mbox: 'mailto:ana@example.com'}},
      {actor: {objectType: 'Group', member: [{mbox: 'mailto:ana@example.com'}]}},
      {actor: {objectType: 'Group', account}},
      {object: {objectType: 'StatementRef', id: good.id}},
      {object: {objectType: 'Agent', mbox: 'mailto:ben@example.com'}},
      {object: {objectType: 'SubStatement', actor: good.actor, verb: good.verb, object: activity}},
      {
        object: {
          ...activity,
          definition: {
            type: 'http://adlnet.gov/expapi/activities/cmi.interaction',
            interactionType: 'choice',
            choices: [{id: 'a', description: {es: 'A'}}],
            correctResponsesPattern: ['a'],
          },
        },
      },
      {
        result: {
          score: {scaled: -1, raw: 5, min: 0, max: 10},
          success: true,
          completion: false,
          response: 'x',
          duration: 'PT1H2M3.45S',
          extensions: {'https://x.example/y': [null]},
        },
      },
      {
        context: {
          registration: good.id,
          language: 'es',
          platform: 'Uggla',
          contextActivities: {parent: activity, grouping: [activity]},
          statement: {objectType: 'StatementRef', id: good.id},
        },
      },
      {version: '1.0.3'},
      {version: '2.0.0'},
    ])
      assert.equal(takes(more), true, JSON.stringify(more));
  });

  it('takes nothing else', () => {
    for (const more of [
      {extra: 1},
      {id: 'x'},
      {id: '00000000-0000-0000-0000-000000000000'},
      {actor: {}},
      {actor: {name: 'Ana'}},
      {actor: {account, mbox: 'mailto:ana@example.com'}},
      {actor: {account: {homePage: 'campus', name: 'ana'}}},
      {actor: {mbox: 'ana@example.com'}},
      {actor: {objectType: 'Person', account}},
      {verb: {}},
      {verb: {id: 'saw'}},
      {verb: {id: 'https://x.example/y z'}},
      {verb: {id: 'https://x.example/y', display: {'not a tag': 'x'}}},
      {object: {}},
      {object: {id: 'x'}},
      {object: {objectType: 'StatementRef', id: 'x'}},
      {object: {objectType: 'SubStatement', id: good.id, actor: good.actor, verb: good.verb, object: good.object}},
      {result: {score: {scaled: 1.01}}},
      {result: {score: {raw: 11, min: 0, max: 10}}},
      {result: {score: {min: 5, max: 5}}},
      {result: {success: 'yes'}},
      {result: {duration: '5m'}},
      {result: {extensions: {nonsense: 1}}},
      {context: {contextActivities: {child: []}}},
      {timestamp: '2026-13-40T10:00:00Z'},
      {timestamp: '2026-11-23T10:00:00-00:00'},
      {timestamp: '2026-11-23'},
      {version: '0.9'},
      {result: {response: null}},
      {
        attachments: [
          {usageType: 'https://x.example/y', display: {}, contentType: 'text/plain', length: -1, sha2: 'x'},
        ],
      },
    ])
      assert.equal(takes(more), false, JSON.stringify(more));
  });

  it('makes a list of a single context activity, so that both mean the same', () => {
    const parent = {id: 'https://campus.example/x'};
    const one = incomingStatement.parse({...good, context: {contextActivities: {parent}}});
    assert.deepEqual(one.context?.contextActivities?.parent, [parent]);
  });
});

describe('agentKey', () => {
  it('tells people apart by what identifies them, not by their names', () => {
    const key = (value: object) => agentKey(agent.parse(value) as Parameters<typeof agentKey>[0]);
    assert.equal(key({account}), key({objectType: 'Agent', account, name: 'Ana'}));
    assert.equal(key({mbox: 'mailto:Ana@Example.com'}), key({mbox: 'mailto:ana@example.com'}));
    const all = [
      {account},
      {account: {...account, name: 'Ana'}},
      {account: {...account, homePage: 'https://other.example'}},
      {mbox: 'mailto:a@b.c'},
      {mbox_sha1sum: 'a'.repeat(40)},
      {openid: 'https://a.example/'},
    ];
    assert.equal(new Set(all.map(key)).size, all.length);
  });
});

describe('uuid', () => {
  it('takes those of all versions, random or by time', () => {
    for (const id of [
      crypto.randomUUID(),
      '01890a5d-ac96-774b-bcce-b302099a8057',
      'FD41C918-B88B-4B20-A0A5-A4C32391AAA0',
    ])
      assert.equal(uuid.safeParse(id).success, true, id);
    for (const id of [
      '',
      'fd41c918b88b4b20a0a5a4c32391aaa0',
      '{fd41c918-b88b-4b20-a0a5-a4c32391aaa0}',
      'fd41c918-b88b-4b20-c0a5-a4c32391aaa0',
    ])
      assert.equal(uuid.safeParse(id).success, false, id);
  });
});
