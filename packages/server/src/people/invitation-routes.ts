import {z} from '@hono/zod-openapi';
import type {Context} from 'hono';
import {pickText, type Text} from '@uggla/protocol';
import type {Env} from '../env.js';
import {acceptedLanguages} from '../http/languages.js';
import {check, readJson, refuse} from '../http/refuse.js';
import type {Surface} from '../openapi.js';
import type {Services} from '../services.js';
import {publicBase} from '../shares/share-routes.js';
import {mailInvitations} from './invitation-mail.js';
import {invitationRequest, invite, listInvitations, revokeInvitation, stateOf, type Invitation} from './invitations.js';
import {actorOf, need, reaches} from './person.js';

/** What `POST /v1/invitations/lookup` takes. */
const invitationLookup = z.object({invitation: z.string().max(4000)}).openapi('InvitationLookup');

/** What is told to whoever has the link, before they use it. */
export interface InvitationSeen extends Pick<Invitation, 'name' | 'role' | 'state' | 'expires'> {
  /** Title of the campus. */
  campus: string;
}

/** What is asked and told of invitations. */
export function invitationRoutes(api: Surface, services: Services): void {
  api.get(
    '/v1/invitations',
    {summary: 'All invitations, with who has come', tag: 'people', secured: true},
    invitationsHandler(services),
  );
  api.post(
    '/v1/invitations',
    {summary: 'Invites people, and enrols them', tag: 'people', body: invitationRequest, secured: true},
    inviteHandler(services),
  );
  api.post(
    '/v1/invitations/lookup',
    {
      summary: 'Whom an invitation is for, and whether it is good; uses nothing up',
      tag: 'people',
      body: invitationLookup,
    },
    lookInvitationHandler(services),
  );
  api.delete(
    '/v1/invitations/:id',
    {summary: 'Ends an invitation that nobody used yet', tag: 'people', secured: true},
    revokeInvitationHandler(services),
  );
}

/** `POST /v1/invitations`: a manager invites people. */
function inviteHandler(services: Services) {
  const {who, campus, settings} = services;
  return async (c: Context<Env>): Promise<Response> => {
    const person = need(await who(c));
    const asked = check(invitationRequest, await readJson(c, 200_000), 'body-invalid', 'the request');
    need(person, 'manager');
    if (asked.mail && settings.smtp === undefined)
      throw refuse(400, 'body-invalid', 'this server has no mail server', 'Start it with --smtp.', 'mail');
    const courses = (await campus?.courses()) ?? [];
    const base = publicBase(c, settings.publicUrl);
    const made = await invite(services, courses, asked, {actor: actorOf(person), role: person.role}, base);
    if (asked.mail) mailInvitations(services, made, base);
    return c.json({invitations: made}, 201);
  };
}

/** `GET /v1/invitations`: all of them, with who has come. */
function invitationsHandler(services: Services) {
  return async (c: Context<Env>): Promise<Response> => {
    const person = need(await services.who(c), 'manager');
    const all = await listInvitations(services, publicBase(c, services.settings.publicUrl));
    return c.json({invitations: all.map((one) => withoutLink(one, person.role))});
  };
}

/** `DELETE /v1/invitations/{id}`: ends one that nobody used yet. */
function revokeInvitationHandler(services: Services) {
  return async (c: Context<Env>): Promise<Response> => {
    need(await services.who(c), 'manager');
    const id = c.req.param('id') ?? '';
    if (!(await revokeInvitation(services, id)))
      throw refuse(404, 'invitation-unknown', `there is no open invitation ${id}`, 'GET /v1/invitations lists them.');
    return c.body(null, 204);
  };
}

/** `POST /v1/invitations/lookup`: whom a link is for, and whether it is good. It uses nothing up. */
function lookInvitationHandler({tokens, store, campus}: Services) {
  return async (c: Context<Env>): Promise<Response> => {
    const {invitation} = check(invitationLookup, await readJson(c, 8192), 'body-invalid', 'the request');
    const {id} = await tokens.readInvitation(invitation);
    const row = await store.db.selectFrom('invitations').selectAll().where('id', '=', id).executeTakeFirst();
    if (!row) throw refuse(404, 'invitation-unknown', 'this server knows nothing of this invitation');
    const title = await campus?.campus().then(
      (one) => one.title,
      (): Text => '',
    );
    const seen: InvitationSeen = {
      ...(row.name === null ? {} : {name: row.name}),
      role: row.role as Invitation['role'],
      state: stateOf(row),
      expires: row.expires,
      campus: pickText(title, acceptedLanguages(c)),
    };
    return c.json(seen);
  };
}

/** Links to accounts that may do more than who asks are not theirs to see: whoever has one can open it. */
export function withoutLink(invitation: Invitation, role: Invitation['role']): Invitation {
  if (invitation.url === undefined || reaches(role, invitation.role)) return invitation;
  const {url: _, ...rest} = invitation;
  return rest;
}
