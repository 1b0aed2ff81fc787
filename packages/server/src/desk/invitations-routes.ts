import type {Handler, Hono} from 'hono';
import {pickText, UgglaError} from '@uggla/protocol';
import type {Env} from '../env.js';
import {check, readBytes, refuse} from '../http/refuse.js';
import {mailInvitations} from '../people/invitation-mail.js';
import {withoutLink} from '../people/invitation-routes.js';
import {invitationRequest, invite, listInvitations, revokeInvitation} from '../people/invitations.js';
import {readInvited} from '../people/invite-csv.js';
import {actorOf, type Person} from '../people/person.js';
import type {Services} from '../services.js';
import {publicBase} from '../shares/share-routes.js';
import {invitationsPage, type InvitationsTold} from './invitations-page.js';
import {respondPage, type Answer, type DeskPage} from './layout.js';

/** Bytes of a table of people to invite. */
const mostBytes = 500_000;

/** Invitations: made, seen, withdrawn. `manager` lets nobody else in. */
export function invitationsRoutes(app: Hono<Env>, services: Services, manager: (answer: Answer) => Handler<Env>): void {
  const {campus, settings} = services;
  const show = async (page: DeskPage, person: Person, told: InvitationsTold = {}) => {
    const base = publicBase(page.c, settings.publicUrl);
    const courses = ((await campus?.courses().catch(() => [])) ?? []).map(({course}) => ({
      id: course.id,
      name: pickText(course.title, [page.language]),
    }));
    const invitations = (await listInvitations(services, base)).map((one) => withoutLink(one, person.role));
    const languages = (await campus?.campus().then(
      (one) => one.languages,
      () => [],
    )) ?? ['en'];
    const shown = {invitations, courses, languages, role: person.role, canMail: settings.smtp !== undefined, ...told};
    return respondPage(
      page,
      page.words.invitations,
      'invitations',
      invitationsPage(page, shown),
      told.trouble ? 400 : 200,
    );
  };
  app.get(
    '/desk/invitations',
    manager((page, person) => show(page, person, {made: Number(page.c.req.query('made') ?? 0)})),
  );
  app.post(
    '/desk/invitations',
    manager(async (page, person) => {
      const {c} = page;
      try {
        const bytes = await readBytes(c, mostBytes);
        const form = await new Response(bytes, {
          headers: {'Content-Type': c.req.header('Content-Type') ?? ''},
        }).formData();
        const text = (name: string) => {
          const value = form.get(name);
          return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
        };
        const file = form.get('file');
        const table =
          file instanceof Blob && file.size > 0 ? readInvited(new Uint8Array(await file.arrayBuffer())) : undefined;
        const one = {name: text('name'), email: text('email'), account: text('account')};
        const typed = Object.values(one).some((value) => value !== undefined) ? [one] : [];
        const people = [...(table?.people ?? []), ...typed];
        const problems = table?.problems ?? [];
        if (people.length === 0 && problems.length === 0)
          throw refuse(
            400,
            'body-invalid',
            'nobody was named',
            'Write a name or an address of mail, or choose a table.',
            'people',
          );
        if (people.length === 0) return await show(page, person, {problems});
        const asked = check(
          invitationRequest,
          {
            people,
            role: text('role'),
            courses: form.getAll('courses').filter((id) => typeof id === 'string'),
            days: text('days') === undefined ? undefined : Number(text('days')),
            language: text('language'),
            mail: form.has('mail') && settings.smtp !== undefined,
          },
          'body-invalid',
          'the invitation',
        );
        const base = publicBase(c, settings.publicUrl);
        const by = {actor: actorOf(person), role: person.role};
        const made = await invite(services, (await campus?.courses()) ?? [], asked, by, base);
        if (asked.mail) mailInvitations(services, made, base);
        if (problems.length > 0) return await show(page, person, {made: made.length, problems});
        return c.redirect(`${page.base}/invitations?made=${made.length}`, 303);
      } catch (error) {
        if (error instanceof UgglaError && (error.status ?? 500) < 500) return show(page, person, {trouble: error});
        throw error;
      }
    }),
  );
  app.post(
    '/desk/invitations/:id/revoke',
    manager(async ({c, base}) => {
      await revokeInvitation(services, c.req.param('id') ?? '');
      return c.redirect(`${base}/invitations`, 303);
    }),
  );
}
