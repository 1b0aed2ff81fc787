import {findPairs, readStandings, type Standing} from '../learning/standings.js';
import type {Todo} from '../learning/todos.js';
import {openMail, type Trouble} from '../mail.js';
import type {Settings} from '../options.js';
import {sha256} from '../records/canonical.js';
import type {Services} from '../services.js';
import type {ReminderRow} from '../store/tables.js';
import {byMail} from './mail.js';
import {byWebhook} from './webhook.js';

/** What one person is told of one course. */
export interface Reminder {
  /** The same at every try. */
  id: string;
  standing: Standing;
  todos: readonly Todo[];
  /** Where the course is; nothing when the server knows no address of its own. */
  url: string | undefined;
}

/** Hours until the next try; after the last one it is given up. */
const waits = [1, 2, 4, 8, 24, 24, 24];
/** Longer than any sending takes: what still is being sent then, was broken off. */
const leaseMs = 600_000;

/** Whether anybody is to be reminded by anything. */
export function reminds({remindersWebhook, smtp}: Pick<Settings, 'remindersWebhook' | 'smtp'>): boolean {
  return remindersWebhook !== undefined || smtp !== undefined;
}

/**
 * Tells people of what is due and late for them: by each channel once for each lesson and step, however often this runs and
 * on however many servers; what is new for one person in one course goes in one message. Broken off in the middle of a
 * sending, it sends again, with the same id.
 */
export async function remind(services: Services, now = new Date()): Promise<void> {
  const {settings} = services;
  const mailer = settings.smtp === undefined ? undefined : openMail(settings.smtp, settings.mailFrom ?? '');
  try {
    for await (const standing of readStandings(services, await findPairs(services), now)) {
      if (services.draining.aborted) return;
      if (standing.enrolled === undefined) continue;
      if (settings.remindersWebhook !== undefined)
        await tell(
          services,
          standing,
          'webhook',
          now,
          byWebhook({address: settings.remindersWebhook, secret: settings.remindersSecret}),
        );
      if (mailer && standing.email !== undefined) await tell(services, standing, 'mail', now, byMail(mailer));
    }
  } finally {
    mailer?.close();
  }
}

async function tell(
  {store, settings}: Services,
  standing: Standing,
  channel: ReminderRow['channel'],
  now: Date,
  send: (reminder: Reminder) => Promise<Trouble | undefined>,
): Promise<void> {
  const {
    key: actor,
    found: {course},
    todos,
  } = standing;
  const time = now.toISOString();
  const byId = new Map(
    todos.map((todo) => [
      sha256(JSON.stringify([actor, course.id, todo.lesson, todo.step, todo.round, channel])),
      todo,
    ]),
  );
  const kept = await store.db
    .selectFrom('reminders')
    .selectAll()
    .where('actor', '=', actor)
    .where('course', '=', course.id)
    .where('channel', '=', channel)
    .execute();
  const known = new Set(kept.map(({id}) => id));
  const fresh = [...byId]
    .filter(([id]) => !known.has(id))
    .map(([id, {lesson, step, since}]): ReminderRow => ({
      id,
      actor,
      course: course.id,
      lesson,
      step,
      channel,
      since,
      state: 'waiting',
      tries: 0,
      next: time,
    }));
  if (fresh.length > 0)
    await store.db
      .insertInto('reminders')
      .values(fresh)
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
  const claimed: ReminderRow[] = [];
  for (const row of [...kept, ...fresh]) {
    if (!['waiting', 'sending'].includes(row.state) || row.next > time) continue;
    const state = byId.has(row.id) ? 'sending' : 'gone'; // done meanwhile: nobody wants to hear of it
    const {numUpdatedRows} = await store.db
      .updateTable('reminders')
      .set({state, next: new Date(now.getTime() + leaseMs).toISOString()})
      .where('id', '=', row.id)
      .where('state', '=', row.state)
      .where('next', '=', row.next)
      .executeTakeFirst();
    if (numUpdatedRows === 1n && state === 'sending') claimed.push(row);
  }
  if (claimed.length === 0) return;
  const id = sha256(
    claimed
      .map((row) => row.id)
      .sort()
      .join(' '),
  ).slice(0, 32);
  const trouble = await send({
    id,
    standing,
    todos: claimed.map((row) => byId.get(row.id)!),
    url: addressOf(settings, standing),
  });
  for (const {id: one, tries} of claimed) {
    const wait = waits[tries];
    const state =
      trouble === undefined ? 'sent' : trouble.final === true || wait === undefined ? 'given-up' : 'waiting';
    await store.db
      .updateTable('reminders')
      .set({state, tries: tries + 1, next: new Date(now.getTime() + (wait ?? 0) * 3_600_000).toISOString()})
      .where('id', '=', one)
      .execute();
  }
  if (trouble) settings.log(`reminders: ${channel} for ${course.id} was not taken: ${trouble.message}`); // no name: logs are read by many
}

function addressOf({publicUrl}: Settings, {found: {item}}: Standing): string | undefined {
  return publicUrl === undefined ? undefined : `${publicUrl.replace(/\/$/, '')}/#/item/${encodeURIComponent(item)}`;
}
