import {isolate} from '@uggla/protocol';
import {postWebhook, type Webhook} from '../http/webhook.js';
import {wordsIn} from '../locales/words.js';
import type {Mailer} from '../mail.js';
import type {LeadRow} from '../store/tables.js';

/** One of those whom a lead is handed to. */
export interface LeadWay {
  /** Where it is kept when this one took it. */
  readonly column: 'handed' | 'mailed';
  /** What the log calls it: names nobody. */
  readonly name: string;
  /** Hands a lead on, with the same id at every try: why it was not taken, `undefined` when it was. */
  send(row: LeadRow): Promise<string | undefined>;
}

/** What programs get: a webhook. */
export function byWebhook(hook: Webhook): LeadWay {
  return {
    column: 'handed',
    name: new URL(hook.address).host,
    send({handed: _, mailed: __, tries: ___, next_try: ____, ...data}) {
      return postWebhook(hook, `lead_${data.id}`, {type: 'lead.created', timestamp: data.received, data});
    },
  };
}

/** What people get: a mail, whose answer goes to who asked. */
export function byMail(mailer: Mailer, address: string): LeadWay {
  return {
    column: 'mailed',
    name: 'the mail server',
    async send(row) {
      const trouble = await mailer.send({
        id: `lead.${row.id}`,
        to: {name: '', address},
        replyTo: {name: row.name, address: row.email},
        ...mailOf(row),
      });
      return trouble?.message;
    },
  };
}

/** What a mail says, in the language of the page that somebody wrote from. */
export function mailOf(row: LeadRow): {subject: string; text: string} {
  const {mail: words} = wordsIn(row.language).words;
  const said = (text: string) => isolate(text, words.lead);
  const lines = (['item', 'action', 'name', 'email', 'company', 'phone', 'language'] as const)
    .filter((name) => row[name] !== '')
    .map((name) => `${words[name]}: ${said(row[name])}`);
  return {
    subject: `${words.lead}: ${said(row.item)}${row.company === '' ? '' : ` (${said(row.company)})`}`.replace(
      /\s+/g,
      ' ',
    ),
    text: [...lines, '', ...(row.message === '' ? [] : [row.message, '']), `${words.consent}: ${row.consent}`].join(
      '\n',
    ),
  };
}
