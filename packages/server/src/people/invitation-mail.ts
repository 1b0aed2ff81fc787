import {isolate, matchLanguage, pickText} from '@uggla/protocol';
import {openMail, type Mail} from '../mail.js';
import type {Services} from '../services.js';
import type {Invitation} from './invitations.js';

interface Words {
  subject: string;
  hello: string;
  text: string;
  once: string;
  until: string;
  why: string;
}

const words: Readonly<Record<string, Words>> = {
  en: {
    subject: 'Your invitation',
    hello: 'Hello',
    text: 'this link signs you in:',
    once: 'It works once, on one device, which then knows you.',
    until: 'Good until',
    why: 'If you do not know what this is about, you need do nothing.',
  },
  es: {
    subject: 'Tu invitación',
    hello: 'Hola',
    text: 'este enlace abre tu sesión:',
    once: 'Sirve una sola vez y en un dispositivo, que después te reconoce.',
    until: 'Válido hasta el',
    why: 'Si no sabes de qué se trata, no tienes que hacer nada.',
  },
  fr: {
    subject: 'Votre invitation',
    hello: 'Bonjour',
    text: 'ce lien ouvre votre session :',
    once: 'Il sert une seule fois, sur un appareil, qui vous reconnaît ensuite.',
    until: 'Valable jusqu’au',
    why: 'Si vous ne savez pas de quoi il s’agit, vous n’avez rien à faire.',
  },
  ar: {
    subject: 'دعوتك',
    hello: 'مرحبًا',
    text: 'يسجّل هذا الرابط دخولك:',
    once: 'يعمل مرة واحدة وعلى جهاز واحد يتعرف عليك بعد ذلك.',
    until: 'صالح حتى',
    why: 'إذا كنت لا تعرف ما هذا فلا يلزمك فعل شيء.',
  },
};

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
  const language = matchLanguage(Object.keys(words), [wanted]) ?? 'en';
  const said = words[language]!;
  const until = new Intl.DateTimeFormat(language, {dateStyle: 'long', timeZone: 'UTC'}).format(new Date(expires));
  return {
    id: `invitation_${id}`,
    to: {name: name ?? '', address: email},
    subject: `${said.subject}: ${campus}`.replace(/\s+/g, ' '),
    text: [
      name === undefined ? `${said.hello},` : `${said.hello} ${isolate(name, said.hello)},`,
      '',
      said.text,
      '',
      url,
      '',
      `${said.once} ${said.until} ${until}.`,
      '',
      said.why,
    ].join('\n'),
  };
}
