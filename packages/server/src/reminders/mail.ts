import {isolate, matchLanguage, pickText, type Text} from '@uggla/protocol';
import {wordsIn} from '../locales/words.js';
import type {Mailer, Trouble} from '../mail.js';
import type {Reminder} from './remind.js';

/** Sends reminders by mail, in the language that the person read the course in last. */
export function byMail(mailer: Mailer): (reminder: Reminder) => Promise<Trouble | undefined> {
  return (reminder) => {
    const {person, email = ''} = reminder.standing;
    return mailer.send({
      id: reminder.id,
      to: {name: person.name ?? '', address: email},
      ...mailOf(reminder),
    });
  };
}

/** What a mail says. */
function mailOf({
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
  const {
    locale,
    words: {mail: words},
  } = wordsIn(wanted);
  const said = (text: Text) => isolate(pickText(text, [wanted]), words.reminderWhy);
  const title = said(course.title);
  const day = (iso: string) =>
    new Intl.DateTimeFormat(locale, {dateStyle: 'long', timeZone: 'UTC'}).format(new Date(iso));
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
    words.reminderWhy,
  ];
  return {
    subject: `${late.length > 0 ? words.lateSubject : words.dueSubject}: ${title}`.replace(/\s+/g, ' '),
    text: lines.join('\n'),
  };
}
