import {createHash} from 'node:crypto';
import {extensions} from '@uggla/protocol';
import {agentKey} from './agent.js';
import {canonicalJson} from './canonical.js';

/** `homePage` of accounts that stand for a person whom nobody can tell any more. */
export const sealedHome = 'urn:uggla:pseudonym';

type Thing = Record<string, unknown>;

/** What a text begins with that is sealed. */
export const sealedText = 'urn:uggla:sealed:';

/** The salt of a person; `undefined` for one that has none (any more). */
export type Salts = (actorKey: string, agent?: Thing) => string | undefined;

/** Places of a statement in which agents and groups of them stand. */
const agents = ['actor', 'object', 'authority'];

/**
 * A statement as the chain binds it: everybody in it by a pseudonym, what the actor typed (name, answers) by its hash. Both are
 * hashed with the person's salt, so that they can be checked while the salt is there and lead to nobody when it is gone.
 * What has no salt stays as it is: a sealed statement is its own sealed form.
 */
export function sealStatement<T extends object>(statement: T, salts: Salts): T {
  const one = statement as Thing;
  const actor = one['actor'] as Thing | undefined;
  const salt = isThing(actor) && keyOf(actor) !== nobody ? salts(keyOf(actor), actor) : undefined;
  const sealed: Thing = {...one};
  for (const key of agents)
    if (isThing(one[key]))
      sealed[key] =
        one[key]['objectType'] === 'SubStatement' ? sealStatement(one[key], salts) : sealAgent(one[key], salts);
  const {context, result} = one as {context?: Thing; result?: Thing};
  if (isThing(context)) {
    const inner: Thing = {...context};
    for (const [key, within] of [
      ['contextAgents', 'agent'],
      ['contextGroups', 'group'],
    ] as const) {
      const list = inner[key];
      if (Array.isArray(list))
        inner[key] = list.map((each: Thing) =>
          isThing(each[within]) ? {...each, [within]: sealAgent(each[within], salts)} : each,
        );
    }
    for (const key of ['instructor', 'team']) if (isThing(inner[key])) inner[key] = sealAgent(inner[key], salts);
    const given = inner['extensions'];
    if (salt !== undefined && isThing(given) && typeof given[extensions.signedName] === 'string') {
      inner['extensions'] = {...given, [extensions.signedName]: hidden(salt, 'signed', given[extensions.signedName])};
    }
    sealed['context'] = inner;
  }
  if (salt !== undefined && isThing(result) && typeof result['response'] === 'string')
    sealed['result'] = {...result, response: hidden(salt, 'response', result['response'])};
  return sealed as T;
}

/** Everybody in a statement who can be told from others, by their keys; not those whose names are sealed. */
export function agentsOf(statement: object): Map<string, Thing> {
  const found = new Map<string, Thing>();
  sealStatement(statement, (key, agent = {}) => {
    if (
      (agent['account'] as Thing | undefined)?.['homePage'] !== sealedHome &&
      (agent['name'] !== undefined || !found.has(key))
    )
      found.set(key, agent);
    return undefined;
  });
  return found;
}

/** The key under which a person's records stand when they are sealed. */
export function pseudonymKey(actor: string, salt: string): string {
  return agentKey({account: {homePage: sealedHome, name: pseudonym(actor, salt)}});
}

function sealAgent(agent: Thing, salts: Salts): Thing {
  const {member} = agent;
  const rest = Array.isArray(member)
    ? {...agent, member: member.map((one) => (isThing(one) ? sealAgent(one, salts) : one))}
    : agent;
  const key = keyOf(agent);
  const salt = key === nobody ? undefined : salts(key, agent);
  if (salt === undefined) return rest;
  const {account: _account, mbox: _mbox, mbox_sha1sum: _sum, openid: _openid, name, ...kept} = rest as Thing;
  return {
    ...kept,
    account: {homePage: sealedHome, name: pseudonym(key, salt)},
    ...(typeof name === 'string' ? {name: hidden(salt, 'name', name)} : {}),
  };
}

function pseudonym(key: string, salt: string): string {
  return digest(salt, 'person', key);
}

function hidden(salt: string, kind: string, text: unknown): string {
  return `${sealedText}${digest(salt, kind, text)}`;
}

function digest(salt: string, kind: string, value: unknown): string {
  return createHash('sha256')
    .update(canonicalJson([salt, kind, value]))
    .digest('hex');
}

function keyOf(agent: Thing): string {
  return agentKey(agent as Parameters<typeof agentKey>[0]);
}

/** What `agentKey` says of what identifies nobody: an activity, a group of members. */
const nobody = agentKey({});

function isThing(value: unknown): value is Thing {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
