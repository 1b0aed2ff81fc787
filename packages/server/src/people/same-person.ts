import type {Actor, Statement} from '@uggla/protocol';
import {agentKey} from '../records/agent.js';

/**
 * Recorded when what stood under two accounts turns out to be one person's: the account that stays is the actor, the other one
 * the object. By it the audit file counts them once.
 */
export const goesBy = {
  id: 'https://uggla.dev/xapi/verbs/goes-by',
  display: {en: 'goes by the account', es: 'tiene la cuenta'},
};

/** Whether somebody else vouches for it: nobody takes over what others did by saying that they are those. */
function isSamePerson({actor, verb, object, authority}: Statement): boolean {
  if (verb.id !== goesBy.id || authority === undefined) return false;
  return ![actor, object as unknown as Actor].some((one) => agentKey(one) === agentKey(authority));
}

/** The key of the person behind a key, by what was recorded of accounts that are one person's. */
export function samePersons(statements: readonly Statement[]): (key: string) => string {
  const into = new Map<string, string>();
  for (const statement of statements)
    if (isSamePerson(statement)) into.set(agentKey(statement.object as unknown as Actor), agentKey(statement.actor));
  return (key) => {
    let whole = key;
    for (let steps = 0; into.has(whole) && steps < into.size; steps++) whole = into.get(whole)!;
    return whole;
  };
}
