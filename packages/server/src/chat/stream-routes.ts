import {z} from '@hono/zod-openapi';
import type {Context} from 'hono';
import type {Env} from '../env.js';
import {check, query, readJson, refuse} from '../http/refuse.js';
import type {Services} from '../services.js';
import {askerOf} from './asker.js';
import {streamResponse} from './chat-routes.js';
import {streamUnknown} from './kept-streams.js';

/** What `POST /v1/streams/lookup` takes, as llama.cpp has it. */
export const lookupRequest = z
  .object({conversation_ids: z.array(z.string().max(128)).max(100)})
  .openapi('StreamLookup');

/** What `GET /v1/stream` takes. */
export const streamQuery = z.object({
  conv_id: z.string().min(1).max(128),
  from: z.coerce.number().int().min(0).optional(),
});

/** `POST /v1/streams/lookup`: of the answers named, those that are kept. Only the asker's own. */
export function lookupHandler(services: Services) {
  return async (c: Context<Env>): Promise<Response> => {
    const owner = await askerOf(services, c);
    const {conversation_ids: ids} = check(
      lookupRequest,
      await readJson(c, services.settings.limits.bodyBytes),
      'body-invalid',
      'the list',
    );
    return c.json(ids.flatMap((id) => services.streams.find(owner, id)?.state ?? []));
  };
}

/** `GET /v1/stream?conv_id=…&from=…`: an answer from a byte on, and what of it is still to come. */
export function readStreamHandler(services: Services) {
  return async (c: Context<Env>): Promise<Response> => {
    const owner = await askerOf(services, c);
    const {conv_id: id, from = 0} = query(c, streamQuery);
    const stream = services.streams.find(owner, id);
    if (!stream) throw streamUnknown();
    const body = stream.read(from);
    if (!body) throw refuse(416, 'range-unsatisfiable', `byte ${from} of this answer is not kept`);
    return streamResponse(body);
  };
}

/** `DELETE /v1/stream?conv_id=…`: nobody wants the rest. The engine stops. */
export function stopStreamHandler(services: Services) {
  return async (c: Context<Env>): Promise<Response> => {
    const owner = await askerOf(services, c);
    services.streams.stop(owner, query(c, streamQuery.pick({conv_id: true})).conv_id);
    return c.body(null, 204);
  };
}
