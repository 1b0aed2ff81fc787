import {z} from '@hono/zod-openapi';
import type {Context} from 'hono';
import type {Env} from '../env.js';
import {check, query, readJson} from '../http/refuse.js';
import {need} from '../people/person.js';
import type {Services} from '../services.js';

const line = (most: number) => z.string().max(most).optional().default('');

/** What `POST /v1/leads` takes: a lead as `uggla-lead` tells of it. */
export const leadRequest = z
  .object({
    id: z.string().regex(/^[\w.:-]{8,100}$/),
    item: z.string().min(1).max(200),
    email: z
      .string()
      .trim()
      .min(3)
      .max(320)
      .regex(/^\S+@\S+$/),
    consent: z.string().min(1).max(4000),
    portfolio: line(400),
    action: line(400),
    name: line(400),
    company: line(400),
    phone: line(400),
    message: line(8000),
    language: line(40),
    time: z.string().max(40).optional(),
  })
  .openapi('LeadRequest');

/** The query of `GET /v1/leads`. */
export const leadQuery = z.object({before: z.string().max(40).optional()});

/** Keeps a lead that somebody sent; `share` is the one through which they came. */
export async function keepLead(
  {leads, leadsPerMinute}: Services,
  c: Context<Env>,
  share: string | null,
): Promise<Response> {
  const {time, ...lead} = check(leadRequest, await readJson(c, 32_768), 'body-invalid', 'the lead');
  leadsPerMinute.take(c.var.visitor.address);
  const written =
    time !== undefined && Number.isFinite(Date.parse(time)) ? new Date(time).toISOString() : new Date().toISOString();
  const isNew = await leads.keep({...lead, written, share});
  return c.json({id: lead.id}, isNew ? 201 : 200);
}

/** `POST /v1/leads`: anybody may ask to be answered. */
export function keepLeadHandler(services: Services) {
  return (c: Context<Env>): Promise<Response> => keepLead(services, c, null);
}

/** `GET /v1/leads`: for those who answer. */
export function listLeadsHandler({who, leads}: Services) {
  return async (c: Context<Env>): Promise<Response> => {
    need(await who(c), 'manager');
    const {before} = query(c, leadQuery);
    return c.json({leads: await leads.list({before})});
  };
}

/** `DELETE /v1/leads/{id}`: forgets one, as whoever wrote it may ask. */
export function removeLeadHandler({who, leads}: Services) {
  return async (c: Context<Env>): Promise<Response> => {
    need(await who(c), 'manager');
    await leads.remove(c.req.param('id') ?? '');
    return c.body(null, 204);
  };
}
