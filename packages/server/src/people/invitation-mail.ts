import {isolate, pickText} from '@uggla/protocol';
import {wordsIn} from '../locales/words.js';
import {openMail, type Mail} from '../mail.js';
import type {Services} from '../services.js';
import type {Invitation} from './invitations.js';

/** Sends links in the background, one after the other; the desk shows which arrived at the mail server. */
export function mailInvitations(services: Services, invitations: readonly Invitation[], base: string): void {
  void sendAll(services, invitations, base).catch((error: unknown) =>
    services.settings.log(`invitations: ${String(error)}`),
  );
}

async function sendAll(
  {settings, store, campus, draining}: Services,
  invitations: readonly Invitation[],
  base: string,
): Promise<void> {
  if (settings.smtp === undefined) return;
  const mailer = openMail(settings.smtp, settings.mailFrom ?? '');
  const about = await campus?.campus().catch(() => undefined);
  try {
    for (const invitation of invitations) {
      if (draining.aborted) return;
      if (invitation.email === undefined || invitation.url === undefined) continue;
      const row = await store.db
        .selectFrom('invitations')
        .select('language')
        .where('id', '=', invitation.id)
        .executeTakeFirst();
      const language = row?.language ?? about?.languages[0] ?? 'en';
      const campusTitle = pickText(about?.title, [language]) || new URL(base).host;
      const trouble = await mailer.send(
        mailOf({...invitation, email: invitation.email, url: invitation.url}, language, campusTitle),
      );
      await store.db
        .updateTable('invitations')
        .set(
          trouble
            ? {mail_trouble: trouble.message.slice(0, 300)}
            : {mailed: new Date().toISOString(), mail_trouble: null},
        )
        .where('id', '=', invitation.id)
        .execute();
      if (trouble) settings.log(`invitations: a mail was not taken: ${trouble.message}`); // no name: logs are read by many
    }
  } finally {
    mailer.close();
  }
}

function mailOf(
  {id, name, email, url, expires}: Invitation & {email: string; url: string},
  wanted: string,
  campus: string,
): Mail {
  const {
    locale,
    words: {mail: said},
  } = wordsIn(wanted);
  const until = new Intl.DateTimeFormat(locale, {dateStyle: 'long', timeZone: 'UTC'}).format(new Date(expires));
  return {
    id: `invitation_${id}`,
    to: {name: name ?? '', address: email},
    subject: `${said.invitation}: ${isolate(campus, said.hello)}`.replace(/\s+/g, ' '),
    text: [
      name === undefined ? `${said.hello},` : `${said.hello} ${isolate(name, said.hello)},`,
      '',
      said.invitationText,
      '',
      url,
      '',
      `${said.invitationOnce} ${said.invitationUntil} ${until}.`,
      '',
      said.invitationWhy,
    ].join('\n'),
  };
}
