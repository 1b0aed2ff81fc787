import type {Context, MiddlewareHandler} from 'hono';
import type {z} from 'zod';
import type {Env} from '../env.js';
import {check, refuse} from '../http/refuse.js';
import type {Person} from '../people/person.js';
import {reaches} from '../people/person.js';
import type {Services} from '../services.js';
import {agentKey} from './agent.js';
import {agent as agentSchema} from './statement-schema.js';

/** The version of xAPI that answers are in; statements of 1.0.x and 2.0.x are taken. */
export const xapiVersion = '1.0.3';

/** Requests must name the version that they speak (xAPI 1.0.3, part 3, 3.3). */
export const xapiVersionCheck: MiddlewareHandler<Env> = async (c, next) => {
  const version = c.req.header('X-Experience-API-Version');
  if (!c.var.path.endsWith('/about') && (version === undefined || !/^(1\.0(\.\d+)?|2\.0(\.\d+)?)$/.test(version))) {
    throw refuse(
      400,
      'xapi-version-unsupported',
      `X-Experience-API-Version ${version ?? 'is missing'}: 1.0.x and 2.0.x are understood`,
      `Send X-Experience-API-Version: ${xapiVersion}.`,
    );
  }
  await next();
};

/** An agent from a query parameter, and the key under which the records of that person stand. */
export async function readAgent(
  {identities}: Pick<Services, 'identities'>,
  text: string,
): Promise<{key: string; agent: z.output<typeof agentSchema>}> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw refuse(400, 'query-invalid', 'the agent is not JSON', undefined, 'agent');
  }
  const agent = check(agentSchema, value, 'query-invalid', 'the agent');
  return {key: await identities.keyOf(agentKey(agent as Parameters<typeof agentKey>[0])), agent};
}

/** Whose data a person may read: their own, a manager anybody's. */
export function mayRead(person: Person, key: string): boolean {
  return key === agentKey({account: person.account}) || reaches(person.role, 'manager');
}

/** The path of a resource as people reach it: behind a proxy, with what stands before it there. */
export function publicPath(c: Context<Env>, path: string): string {
  return `${c.var.visitor.prefix}${path}`;
}
