import {postWebhook, type Webhook} from '../http/webhook.js';
import {nameOfAgent} from '../learning/standings.js';
import type {Trouble} from '../mail.js';
import type {Reminder} from './remind.js';

/** Hands reminders to an address: what sends mails, messages or letters in the company, does so with them. */
export function byWebhook(hook: Webhook): (reminder: Reminder) => Promise<Trouble | undefined> {
  return async ({
    id,
    standing: {
      person,
      email,
      found: {course},
    },
    todos,
    url,
  }) => {
    const data = {
      person: {account: person.account, name: person.name, email, shown: person.name ?? nameOfAgent(person)},
      course: {id: course.id, title: course.title},
      lessons: todos.map(({lesson, title, step, since, until, round}) => ({
        lesson,
        title,
        step,
        since,
        until,
        ...(round === '' ? {} : {completedBefore: round}),
      })),
      url,
    };
    const message = await postWebhook(hook, `reminder_${id}`, {
      type: 'course.reminder',
      timestamp: new Date().toISOString(),
      data,
    });
    return message === undefined ? undefined : {message};
  };
}
