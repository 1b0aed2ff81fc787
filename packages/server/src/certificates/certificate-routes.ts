import {z} from '@hono/zod-openapi';
import type {Context, Hono} from 'hono';
import type {Env} from '../env.js';
import {asset, giveAssets} from '../http/assets.js';
import {query, refuse} from '../http/refuse.js';
import {need} from '../people/person.js';
import {agentKey} from '../records/agent.js';
import {mayRead, readAgent} from '../records/guard.js';
import type {Services} from '../services.js';
import {publicBase} from '../shares/share-routes.js';
import {certificatesOf, findCertificate, revocationList, revokeCertificate, stateOf} from './certificates.js';
import {certificatePage} from './certificate-page.js';

/** What `GET /v1/certificates` is asked with. */
export const certificatesQuery = z.object({
  course: z.string().max(2000).optional(),
  agent: z.string().max(4000).optional(),
});
/** What `DELETE /v1/certificates/{id}` is asked with. */
export const revokeQuery = z.object({reason: z.string().max(500).optional()});

/** `GET /v1/certificates`: a person's own; those of others for managers. */
export function certificatesHandler(services: Services) {
  return async (c: Context<Env>): Promise<Response> => {
    const person = need(await services.who(c));
    const {course, agent} = query(c, certificatesQuery);
    const actor = agent === undefined ? agentKey({account: person.account}) : (await readAgent(services, agent)).key;
    if (!mayRead(person, actor)) throw refuse(403, 'role-insufficient', 'only a manager reads what others did');
    const certificates = await certificatesOf(services, publicBase(c, services.settings.publicUrl), {actor, course});
    return c.json({certificates: certificates.map(({person: _, ...one}) => one)});
  };
}

/** `GET /v1/certificates/{id}`: the signed credential. */
export function credentialHandler(services: Services) {
  return async (c: Context<Env>): Promise<Response> => {
    const {row} = await findCertificate(services, c.req.param('id') ?? '');
    return c.body(row.jwt, 200, {
      'Content-Type': 'application/vc+jwt',
      'Content-Disposition': 'attachment; filename="certificate.jwt"',
    });
  };
}

/** `GET /v1/certificates/revoked`: which were withdrawn, for whoever checks one. */
export function revocationsHandler(services: Services) {
  return async (c: Context<Env>): Promise<Response> =>
    c.json(await revocationList(services, publicBase(c, services.settings.publicUrl)));
}

/** `DELETE /v1/certificates/{id}`: a manager withdraws one. */
export function revokeHandler(services: Services) {
  return async (c: Context<Env>): Promise<Response> => {
    need(await services.who(c), 'manager');
    await revokeCertificate(services, c.req.param('id') ?? '', query(c, revokeQuery).reason);
    return c.body(null, 204);
  };
}

/** The pages to print. */
export function certificatePages(app: Hono<Env>, services: Services): void {
  giveAssets(app, '/certificates', {'certificate.css': asset('certificate.css')});
  app.get('/certificates/:id', async (c) => {
    const {row, credential} = await findCertificate(services, c.req.param('id'));
    return certificatePage(c, {row, credential, state: stateOf(row)});
  });
}
