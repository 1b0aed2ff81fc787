import type {Kysely} from 'kysely';
import type {ChatDayRow, Tables} from '../store/tables.js';
import type {Tally} from './answers.js';

/** How much was asked, by day and model. No question and no account is kept. */
export class ChatCounts {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  /** Counts one answer. */
  async add(model: string, {cited, usage, failed}: Omit<Tally, 'characters'>): Promise<void> {
    const row: ChatDayRow = {
      day: new Date().toISOString().slice(0, 10),
      model,
      questions: 1,
      unanswered: !failed && cited === 0 ? 1 : 0,
      failures: failed ? 1 : 0,
      prompt_tokens: usage?.prompt_tokens ?? 0,
      completion_tokens: usage?.completion_tokens ?? 0,
    };
    await this.#db
      .insertInto('chat_days')
      .values(row)
      .onConflict((conflict) =>
        conflict.columns(['day', 'model']).doUpdateSet((expression) => ({
          questions: expression('chat_days.questions', '+', row.questions),
          unanswered: expression('chat_days.unanswered', '+', row.unanswered),
          failures: expression('chat_days.failures', '+', row.failures),
          prompt_tokens: expression('chat_days.prompt_tokens', '+', row.prompt_tokens),
          completion_tokens: expression('chat_days.completion_tokens', '+', row.completion_tokens),
        })),
      )
      .execute();
  }

  /** The last days, the latest first. */
  days(limit = 30): Promise<ChatDayRow[]> {
    return this.#db.selectFrom('chat_days').selectAll().orderBy('day', 'desc').orderBy('model').limit(limit).execute();
  }
}
