import type {Context} from 'hono';
import type {Env} from '../env.js';
import {signInNeeded} from '../people/person.js';
import {agentKey} from '../records/agent.js';
import type {Services} from '../services.js';

/** Whose question it is, for the limits. An open server asks nobody, and a key that an OpenAI client must send is ignored. */
export async function askerOf({settings, who}: Services, c: Context<Env>): Promise<string> {
  const {visitor} = c.var;
  const anybody = settings.open && visitor.local;
  const person = await who(c).catch((error: unknown) => {
    if (anybody) return undefined;
    throw error;
  });
  if (person) return agentKey({account: person.account});
  if (anybody) return `address ${visitor.address}`;
  throw signInNeeded();
}
