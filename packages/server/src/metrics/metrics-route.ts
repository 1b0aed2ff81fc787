import {createHash, timingSafeEqual} from 'node:crypto';
import type {Context} from 'hono';
import type {Env} from '../env.js';
import type {ForwardingState} from '../forwarding/forwarding.js';
import {need} from '../people/person.js';
import type {Services} from '../services.js';
import {version} from '../version.js';
import {exposition, expositionType, type Family} from './exposition.js';

/**
 * `GET /metrics`: numbers for Prometheus and what understands it. For whoever has the token of `UGGLA_METRICS_TOKEN`, an admin, and,
 * where no token was set, who sits at this machine.
 */
export function metricsHandler(services: Services) {
  const {settings, who, requests} = services;
  return async (c: Context<Env>): Promise<Response> => {
    const {metricsToken} = settings;
    const given = /^Bearer\s+(\S+)$/i.exec(c.req.header('Authorization') ?? '')?.[1];
    const mayRead =
      metricsToken === undefined
        ? settings.open && c.var.visitor.local
        : given !== undefined && isSame(given, metricsToken);
    if (!mayRead) need(await who(c), 'admin');
    const families = [...ofProcess(), ...requests.families(), ...(await ofStore(services))];
    return c.body(exposition(families), 200, {'Content-Type': expositionType, 'Cache-Control': 'no-store'});
  };
}

function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}

function ofProcess(): Family[] {
  const {user, system} = process.cpuUsage();
  return [
    gauge('uggla_build_info', 'The version that runs.', 1, {version}),
    counter('process_cpu_seconds_total', 'Processor time spent.', (user + system) / 1e6),
    gauge('process_resident_memory_bytes', 'Memory in use.', process.memoryUsage.rss()),
    gauge('process_start_time_seconds', 'When the server started, since 1970.', performance.timeOrigin / 1000),
  ];
}

/** What is kept: for a store that does not answer, that alone. */
async function ofStore({store, concurrency, forwarding}: Services): Promise<Family[]> {
  const running = gauge(
    'uggla_chat_answers_running',
    'Answers of the chat that are being written.',
    concurrency.running,
  );
  try {
    const {seq} = await store.db
      .selectFrom('statements')
      .select((row) => row.fn.max('seq').as('seq'))
      .executeTakeFirstOrThrow();
    const days = await store.db
      .selectFrom('chat_days')
      .select('model')
      .select((row) =>
        (['questions', 'unanswered', 'failures', 'prompt_tokens', 'completion_tokens'] as const).map((name) =>
          row.fn.sum<number>(name).as(name),
        ),
      )
      .groupBy('model')
      .execute();
    const chat = (name: 'questions' | 'unanswered' | 'failures', help: string): Family => ({
      name: `uggla_chat_${name}_total`,
      help,
      type: 'counter',
      samples: days.map((day) => ({labels: {model: day.model}, value: Number(day[name])})),
    });
    return [
      gauge('uggla_store_up', 'Whether the store answers.', 1),
      counter('uggla_statements_total', 'Statements stored.', Number(seq ?? 0)),
      ...(forwarding ? ofForwarding(await forwarding.state()) : []),
      running,
      chat('questions', 'Questions answered, over all days.'),
      chat('unanswered', 'Questions for which nothing was found.'),
      chat('failures', 'Questions that failed.'),
      {
        name: 'uggla_chat_tokens_total',
        help: 'Tokens, as the engine told them.',
        type: 'counter',
        samples: days.flatMap(({model, prompt_tokens, completion_tokens}) => [
          {labels: {model, kind: 'prompt'}, value: Number(prompt_tokens)},
          {labels: {model, kind: 'completion'}, value: Number(completion_tokens)},
        ]),
      },
    ];
  } catch {
    return [gauge('uggla_store_up', 'Whether the store answers.', 0), running];
  }
}

/** How it stands with another record store. */
function ofForwarding({waiting, refused, since, trouble}: ForwardingState): Family[] {
  const failing = since === undefined ? 0 : Date.parse(since) / 1000;
  return [
    gauge('uggla_lrs_statements_waiting', 'Statements that wait to be handed on to the other LRS.', waiting),
    gauge(
      'uggla_lrs_statements_refused',
      'Statements that the other LRS refused, or fails at while it takes others.',
      refused,
    ),
    gauge(
      'uggla_lrs_failing_since_seconds',
      'Since when the other LRS takes nothing, since 1970, with what came back last; 0 while all is well.',
      failing,
      trouble === undefined ? {} : {error: trouble},
    ),
  ];
}

function gauge(name: string, help: string, value: number, labels: Record<string, string> = {}): Family {
  return {name, help, type: 'gauge', samples: [{labels, value}]};
}

function counter(name: string, help: string, value: number): Family {
  return {name, help, type: 'counter', samples: [{value}]};
}
