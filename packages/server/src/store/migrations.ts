import type {Kysely} from 'kysely';
import type {Migration, MigrationProvider} from 'kysely/migration';

/** Tables and columns in words that SQLite and PostgreSQL share. */
const first: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('statements')
      .addColumn('seq', 'integer', (column) => column.primaryKey())
      .addColumn('id', 'text', (column) => column.notNull().unique())
      .addColumn('actor', 'text', (column) => column.notNull())
      .addColumn('verb', 'text', (column) => column.notNull())
      .addColumn('object', 'text', (column) => column.notNull())
      .addColumn('registration', 'text')
      .addColumn('course', 'text')
      .addColumn('stored', 'text', (column) => column.notNull())
      .addColumn('timestamp', 'text', (column) => column.notNull())
      .addColumn('voided', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('received', 'text', (column) => column.notNull())
      .addColumn('json', 'text', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('statements_actor').on('statements').columns(['actor', 'seq']).execute();
    await db.schema.createIndex('statements_object').on('statements').columns(['object', 'seq']).execute();
    await db.schema.createIndex('statements_verb').on('statements').columns(['verb', 'seq']).execute();
    await db.schema
      .createTable('chain')
      .addColumn('seq', 'integer', (column) => column.primaryKey())
      .addColumn('statement', 'text', (column) => column.notNull())
      .addColumn('digest', 'text', (column) => column.notNull())
      .addColumn('previous', 'text', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .addColumn('stored', 'text', (column) => column.notNull())
      .addColumn('signature', 'text', (column) => column.notNull())
      .addColumn('key_id', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('attachments')
      .addColumn('sha2', 'text', (column) => column.primaryKey())
      .addColumn('statement', 'text', (column) => column.notNull())
      .addColumn('type', 'text', (column) => column.notNull())
      .addColumn('bytes', 'blob', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('attachments_statement').on('attachments').column('statement').execute();
    await db.schema
      .createTable('states')
      .addColumn('actor', 'text', (column) => column.notNull())
      .addColumn('activity', 'text', (column) => column.notNull())
      .addColumn('registration', 'text', (column) => column.notNull())
      .addColumn('state_id', 'text', (column) => column.notNull())
      .addColumn('type', 'text', (column) => column.notNull())
      .addColumn('body', 'blob', (column) => column.notNull())
      .addColumn('etag', 'text', (column) => column.notNull())
      .addColumn('updated', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('states_key', ['actor', 'activity', 'registration', 'state_id'])
      .execute();
    await db.schema
      .createTable('accounts')
      .addColumn('home_page', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('display', 'text')
      .addColumn('role', 'text', (column) => column.notNull())
      .addColumn('created', 'text', (column) => column.notNull())
      .addColumn('seen', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('accounts_key', ['home_page', 'name'])
      .execute();
    await db.schema
      .createTable('attempts')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('actor', 'text', (column) => column.notNull())
      .addColumn('course', 'text', (column) => column.notNull())
      .addColumn('item', 'text', (column) => column.notNull())
      .addColumn('question', 'text', (column) => column.notNull())
      .addColumn('attempt', 'text', (column) => column.notNull())
      .addColumn('number', 'integer', (column) => column.notNull())
      .addColumn('response', 'text', (column) => column.notNull())
      .addColumn('score', 'real', (column) => column.notNull())
      .addColumn('time', 'text', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('attempts_item').on('attempts').columns(['actor', 'course', 'item']).execute();
    await db.schema
      .createTable('invitations')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('role', 'text', (column) => column.notNull())
      .addColumn('uses_left', 'integer', (column) => column.notNull())
      .addColumn('expires', 'text', (column) => column.notNull())
      .addColumn('created', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('sessions')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('home_page', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('role', 'text', (column) => column.notNull())
      .addColumn('expires', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('chat_days')
      .addColumn('day', 'text', (column) => column.notNull())
      .addColumn('model', 'text', (column) => column.notNull())
      .addColumn('questions', 'integer', (column) => column.notNull())
      .addColumn('unanswered', 'integer', (column) => column.notNull())
      .addColumn('failures', 'integer', (column) => column.notNull())
      .addColumn('prompt_tokens', 'integer', (column) => column.notNull())
      .addColumn('completion_tokens', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('chat_days_key', ['day', 'model'])
      .execute();
    await db.schema
      .createTable('settings')
      .addColumn('key', 'text', (column) => column.primaryKey())
      .addColumn('value', 'text', (column) => column.notNull())
      .execute();
  },
};

/** Who people are, apart from what they did: cut off, the records speak of nobody. */
const people: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('people')
      .addColumn('actor', 'text', (column) => column.primaryKey())
      .addColumn('salt', 'text', (column) => column.notNull())
      .addColumn('agent', 'text', (column) => column.notNull())
      .addColumn('name', 'text')
      .addColumn('email', 'text')
      .addColumn('time_zone', 'text')
      .addColumn('groups', 'text')
      .addColumn('created', 'text', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('statements_course').on('statements').columns(['course', 'seq']).execute();
    await db.schema
      .createTable('documents')
      .addColumn('resource', 'text', (column) => column.notNull())
      .addColumn('owner', 'text', (column) => column.notNull())
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('type', 'text', (column) => column.notNull())
      .addColumn('body', 'blob', (column) => column.notNull())
      .addColumn('etag', 'text', (column) => column.notNull())
      .addColumn('updated', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('documents_key', ['resource', 'owner', 'id'])
      .execute();
    await db.schema
      .createTable('reminders')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('actor', 'text', (column) => column.notNull())
      .addColumn('course', 'text', (column) => column.notNull())
      .addColumn('lesson', 'text', (column) => column.notNull())
      .addColumn('since', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('tries', 'integer', (column) => column.notNull())
      .addColumn('next', 'text', (column) => column.notNull())
      .execute();
  },
};

/** Share links, and those who asked to be answered. */
const places: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('shares')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('label', 'text', (column) => column.notNull())
      .addColumn('portfolio', 'text', (column) => column.notNull())
      .addColumn('products', 'text', (column) => column.notNull())
      .addColumn('access', 'text', (column) => column.notNull())
      .addColumn('password', 'text')
      .addColumn('language', 'text')
      .addColumn('starts', 'text', (column) => column.notNull())
      .addColumn('expires', 'text', (column) => column.notNull())
      .addColumn('created', 'text', (column) => column.notNull())
      .addColumn('created_by', 'text', (column) => column.notNull())
      .addColumn('revoked', 'text')
      .addColumn('opens', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('last_open', 'text')
      .execute();
    await db.schema
      .createTable('share_views')
      .addColumn('share', 'text', (column) => column.notNull())
      .addColumn('product', 'text', (column) => column.notNull())
      .addColumn('views', 'integer', (column) => column.notNull())
      .addColumn('last', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('share_views_key', ['share', 'product'])
      .execute();
    let leads = db.schema
      .createTable('leads')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('received', 'text', (column) => column.notNull());
    for (const name of [
      'written',
      'portfolio',
      'item',
      'action',
      'name',
      'email',
      'company',
      'phone',
      'message',
      'consent',
      'language',
    ] as const) {
      leads = leads.addColumn(name, 'text', (column) => column.notNull());
    }
    await leads
      .addColumn('share', 'text')
      .addColumn('handed', 'text')
      .addColumn('tries', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('next_try', 'text')
      .execute();
    await db.schema.createIndex('leads_received').on('leads').column('received').execute();
    await db.schema.createIndex('leads_next').on('leads').column('next_try').execute();
  },
};

/** Reminders by channel and step, none of which was kept before; certificates. */
const learning: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.dropTable('reminders').execute();
    let reminders = db.schema.createTable('reminders').addColumn('id', 'text', (column) => column.primaryKey());
    for (const name of ['actor', 'course', 'lesson', 'step', 'channel', 'since', 'state', 'next'] as const)
      reminders = reminders.addColumn(name, 'text', (column) => column.notNull());
    await reminders.addColumn('tries', 'integer', (column) => column.notNull().defaultTo(0)).execute();
    await db.schema.createIndex('reminders_actor').on('reminders').columns(['actor', 'course']).execute();
    await db.schema
      .createTable('certificates')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('actor', 'text', (column) => column.notNull())
      .addColumn('course', 'text', (column) => column.notNull())
      .addColumn('completed', 'text', (column) => column.notNull())
      .addColumn('issued', 'text', (column) => column.notNull())
      .addColumn('jwt', 'text', (column) => column.notNull())
      .addColumn('expires', 'text')
      .addColumn('revoked', 'text')
      .addColumn('reason', 'text')
      .addUniqueConstraint('certificates_once', ['actor', 'course', 'completed'])
      .execute();
  },
};

/** Attachments by statement: two may bring the same file, and each is erased with its own. */
const attachments: Migration = {
  async up(db: Kysely<Record<string, Record<string, unknown>>>) {
    await db.schema
      .createTable('statement_attachments')
      .addColumn('statement', 'text', (column) => column.notNull())
      .addColumn('sha2', 'text', (column) => column.notNull())
      .addColumn('type', 'text', (column) => column.notNull())
      .addColumn('bytes', 'blob', (column) => column.notNull())
      .addPrimaryKeyConstraint('statement_attachments_key', ['statement', 'sha2'])
      .execute();
    const columns = ['statement', 'sha2', 'type', 'bytes'] as const;
    await db
      .insertInto('statement_attachments')
      .columns([...columns])
      .expression(db.selectFrom('attachments').select([...columns]))
      .execute();
    await db.schema.dropTable('attachments').execute();
    await db.schema.alterTable('statement_attachments').renameTo('attachments').execute();
  },
};

/** Sessions of cmi5 units. */
const launches: Migration = {
  async up(db: Kysely<unknown>) {
    let table = db.schema.createTable('launches').addColumn('id', 'text', (column) => column.primaryKey());
    for (const name of [
      'actor',
      'agent',
      'course',
      'lesson',
      'activity',
      'registration',
      'round',
      'mode',
      'move_on',
      'template',
      'launched',
    ] as const)
      table = table.addColumn(name, 'text', (column) => column.notNull());
    for (const name of ['mastery', 'score'] as const) table = table.addColumn(name, 'double precision');
    for (const name of [
      'token',
      'initialized',
      'completed',
      'passed',
      'failed',
      'satisfied',
      'terminated',
      'abandoned',
      'last',
    ] as const)
      table = table.addColumn(name, 'text');
    await table.execute();
    await db.schema.createIndex('launches_actor').on('launches').columns(['actor', 'course', 'launched']).execute();
    await db.schema.createIndex('launches_registration').on('launches').columns(['registration', 'activity']).execute();
  },
};

/** Leads by mail. */
const leadMails: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('leads').addColumn('mailed', 'text').execute();
  },
};

/** Sessions that last while they are used, and not for ever. */
const deskSessions: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('sessions').addColumn('ends', 'text').execute();
  },
};

/** The names of people, and which are one person's: addresses that tables told of are known already. */
const aliases: Migration = {
  async up(db: Kysely<Record<string, Record<string, unknown>>>) {
    let table = db.schema.createTable('aliases').addColumn('key', 'text', (column) => column.primaryKey());
    for (const name of ['home_page', 'name', 'by', 'since'] as const)
      table = table.addColumn(name, 'text', (column) => column.notNull());
    await table.addColumn('email', 'text').execute();
    await db.schema.createIndex('aliases_account').on('aliases').columns(['home_page', 'name']).execute();
    const rows = await db.selectFrom('people').select(['agent', 'email', 'created']).orderBy('created').execute();
    for (const {agent, email, created} of rows as {agent: string; email: string | null; created: string}[]) {
      const {account} = JSON.parse(agent) as {account?: {homePage: string; name: string}};
      const address = email ?? (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(account?.name ?? '') ? account?.name : undefined);
      if (!account || !address) continue;
      await db
        .insertInto('aliases')
        .values({
          key: `mbox mailto:${address.trim().toLowerCase()}`,
          home_page: account.homePage,
          name: account.name,
          by: 'table',
          since: created,
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
  },
};

/** Invitations for somebody. */
const invitations: Migration = {
  async up(db: Kysely<unknown>) {
    for (const name of [
      'home_page',
      'account',
      'name',
      'email',
      'courses',
      'language',
      'created_by',
      'revoked',
      'accepted',
      'mailed',
      'mail_trouble',
    ] as const)
      await db.schema.alterTable('invitations').addColumn(name, 'text').execute();
  },
};

/** Launches out of LMSs, and the scores that go back. */
const lti: Migration = {
  async up(db: Kysely<unknown>) {
    let visits = db.schema.createTable('lti_visits').addColumn('nonce', 'text', (column) => column.primaryKey());
    for (const name of ['actor', 'launch', 'bind', 'created', 'expires'] as const)
      visits = visits.addColumn(name, 'text', (column) => column.notNull());
    await visits.addColumn('key', 'text').execute();
    await db.schema.createIndex('lti_visits_expires').on('lti_visits').column('expires').execute();
    let scores = db.schema.createTable('lti_scores').addColumn('id', 'text', (column) => column.primaryKey());
    for (const name of ['issuer', 'client_id', 'user_id', 'actor', 'course', 'line_item', 'state', 'next'] as const)
      scores = scores.addColumn(name, 'text', (column) => column.notNull());
    for (const name of ['seen', 'complete', 'tries'] as const)
      scores = scores.addColumn(name, 'integer', (column) => column.notNull().defaultTo(0));
    for (const name of ['payload', 'sent', 'trouble'] as const) scores = scores.addColumn(name, 'text');
    await scores.addColumn('best', 'double precision').execute();
    await db.schema.createIndex('lti_scores_actor').on('lti_scores').column('actor').execute();
    await db.schema.createIndex('lti_scores_next').on('lti_scores').columns(['state', 'next']).execute();
  },
};

/** Who did anything in a course, without a look at what. */
const learners: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createIndex('statements_learners')
      .on('statements')
      .columns(['course', 'actor', 'voided'])
      .execute();
    await db.schema.createIndex('attempts_course').on('attempts').columns(['course', 'actor']).execute();
  },
};

/** Shares that show whom they are for over what they show. */
const shareWatermarks: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('shares')
      .addColumn('watermark', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
  },
};

/** What is handed on to another record store. */
const forwarding: Migration = {
  async up(db: Kysely<unknown>) {
    let table = db.schema.createTable('forwarding').addColumn('lrs', 'text', (column) => column.primaryKey());
    for (const name of ['done', 'sent', 'taken', 'tries'] as const)
      table = table.addColumn(name, 'integer', (column) => column.notNull().defaultTo(0));
    for (const name of ['since', 'trouble'] as const) table = table.addColumn(name, 'text');
    await table.addColumn('next', 'text', (column) => column.notNull()).execute();
    await db.schema
      .createTable('refused_statements')
      .addColumn('lrs', 'text', (column) => column.notNull())
      .addColumn('seq', 'integer', (column) => column.notNull())
      .addColumn('status', 'integer', (column) => column.notNull())
      .addColumn('reason', 'text', (column) => column.notNull())
      .addColumn('time', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('refused_statements_key', ['lrs', 'seq'])
      .execute();
  },
};

/** All steps from an empty database to the present one, in order. A published step is never changed. */
export const migrations: MigrationProvider = {
  getMigrations: () =>
    Promise.resolve({
      '0001-records': first,
      '0003-people': people,
      '0004-places': places,
      '0005-learning': learning,
      '0006-attachments': attachments,
      '0007-launches': launches,
      '0008-lead-mails': leadMails,
      '0009-desk-sessions': deskSessions,
      '0010-aliases': aliases,
      '0011-invitations': invitations,
      '0012-lti': lti,
      '0013-learners': learners,
      '0014-share-watermarks': shareWatermarks,
      '0015-forwarding': forwarding,
    }),
};
