import type {Context} from 'hono';
import type {Env} from '../env.js';
import {signInNeeded, type Person} from '../people/person.js';
import {agentKey} from '../records/agent.js';
import type {Services} from '../services.js';

/** Whose question it is, for the limits. An open server asks nobody, and a key that an OpenAI client must send is ignored. */
export async function askerOf(services: Services, c: Context<Env>): Promise<string> {
  return (await asking(services, c)).key;
}

/** The same, with the person where one is known: what they may read depends on it. */
export async function asking(
  {settings, who}: Services,
  c: Context<Env>,
): Promise<{key: string; person: Person | undefined}> {
  const {visitor} = c.var;
  const anybody = settings.open && visitor.local;
  const person = await who(c).catch((error: unknown) => {
    if (anybody) return undefined;
    throw error;
  });
  if (person) return {key: agentKey({account: person.account}), person};
  if (anybody) return {key: `address ${visitor.address}`, person: undefined};
  throw signInNeeded();
}
