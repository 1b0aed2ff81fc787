import {createTransport} from 'nodemailer';
import {isolate, matchLanguage, pickText, type Text} from '@uggla/protocol';
import type {Reminder, Trouble} from './remind.js';
import {mailWords} from './words.js';

/** Sends reminders by mail. */
export interface Mailer {
  send: (reminder: Reminder) => Promise<Trouble | undefined>;
  close(): void;
}

/** A connection to a mail server. Mails are plain text, in the language that the person read the course in last. */
export function openMail(smtp: string, from: string): Mailer {
  const transport = createTransport(
    {
      url: smtp,
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 30_000,
      disableFileAccess: true,
      disableUrlAccess: true,
    },
    {from},
  );
  const host = from
    .split('@')
    .at(-1)!
    .replace(/[^\w.-]/g, '');
  return {
    async send(reminder) {
      const {
        standing: {person, email = ''},
      } = reminder;
      const {subject, text} = mailOf(reminder);
      try {
        await transport.sendMail({
          to: {name: person.name ?? '', address: email},
          subject,
          text,
          messageId: `<${reminder.id}@${host}>`,
          headers: {'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All'},
        });
        return undefined;
      } catch (error) {
        const {message, responseCode = 0, code} = error as Error & {responseCode?: number; code?: string};
        return {message, final: code === 'EENVELOPE' && responseCode >= 500};
      }
    },
    close: () => transport.close(),
  };
}

/** What a mail says. */
export function mailOf({
  standing: {
    person,
    language,
    found: {course},
  },
  todos,
  url,
}: Reminder): {subject: string; text: string} {
  const wanted =
    matchLanguage(course.languages, language === undefined ? [] : [language]) ?? course.languages[0] ?? 'en';
  const words = mailWords(wanted);
  const said = (text: Text) => isolate(pickText(text, [wanted]), words.why);
  const title = said(course.title);
  const day = (iso: string) =>
    new Intl.DateTimeFormat(wanted, {dateStyle: 'long', timeZone: 'UTC'}).format(new Date(iso));
  const late = todos.filter(({step}) => step === 'late');
  const part = (head: string, some: typeof todos) =>
    some.length === 0
      ? []
      : [
          head,
          ...some.map(
            ({title: lesson, until}) =>
              `– ${said(lesson)}${until === undefined ? '' : ` (${words.until} ${day(until)})`}`,
          ),
          '',
        ];
  const lines = [
    person.name === undefined ? words.hello : `${words.hello} ${isolate(person.name, words.hello)},`,
    '',
    title,
    '',
    ...part(words.late, late),
    ...part(
      words.due,
      todos.filter(({step}) => step === 'due'),
    ),
    ...(url === undefined ? [] : [url, '']),
    words.why,
  ];
  return {
    subject: `${late.length > 0 ? words.lateSubject : words.dueSubject}: ${title}`.replace(/\s+/g, ' '),
    text: lines.join('\n'),
  };
}
