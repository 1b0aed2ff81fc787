import {createHash} from 'node:crypto';
import {UgglaError} from '@uggla/protocol';
import type {Context} from 'hono';
import type {Env} from '../env.js';
import {acceptedLanguages} from '../http/languages.js';
import {check, problemResponse, readJson} from '../http/refuse.js';
import type {Services} from '../services.js';
import {answerHead, toCompletion, toEvents, type Tally} from './answers.js';
import {asking} from './asker.js';
import {streamId} from './kept-streams.js';
import {tokensOf, windowFor} from './fit-window.js';
import {textOf, type Delta, type Question} from './provider.js';
import {chatRequest, toQuestion, type ChatBody} from './request.js';
import {eventStream} from './sse.js';

/** The engine may think so long before the stream begins without it, for the pings' sake. */
const patienceMs = 10_000;

/** `GET /v1/models`. A window is never said to be larger than what may be sent: who keeps to it leaves out what would be refused. */
export function modelsHandler({provider, settings}: Services) {
  return async (c: Context<Env>): Promise<Response> => {
    const most = windowFor(settings.limits.chatCharacters);
    const data = (await provider.models()).map((model) => ({
      ...model,
      context_window: Math.min(model.context_window ?? most, most),
    }));
    return c.json({object: 'list', data});
  };
}

/** `POST /v1/chat/completions` */
export function completionsHandler(services: Services) {
  const {settings, allowance, concurrency, provider} = services;
  return async (c: Context<Env>): Promise<Response> => {
    try {
      const {key, person} = await asking(services, c);
      const body = check(
        chatRequest,
        await readJson(c, settings.limits.chatBodyBytes),
        'chat-request-invalid',
        'the question',
      );
      const question = {...toQuestion(body, settings.limits, acceptedLanguages(c)), person};
      const {address} = c.var.visitor;
      const keep = keepingOf(c, key, body);
      const again = keep && takeUp(services, keep);
      if (again) return again;
      allowance.take(key, address);
      const leave = concurrency.enter(key);
      try {
        return await respond(
          services,
          c,
          question,
          {stream: body.stream === true, usage: body.stream_options?.include_usage === true, keep},
          (tally) => {
            if (provider.costs) allowance.spend(key, address, tokensTaken(question, tally));
            leave();
          },
        );
      } catch (error) {
        leave();
        throw error;
      }
    } catch (error) {
      return chatProblem(error, c.var.requestId, settings.log);
    }
  };
}

/** Under which name an answer is kept, and for whom. */
interface Keeping {
  owner: string;
  id: string;
  fingerprint: string;
}

function keepingOf(c: Context<Env>, owner: string, body: ChatBody): Keeping | undefined {
  const id = body.stream === true ? streamId(c.req.header('X-Conversation-Id')) : undefined;
  return id === undefined
    ? undefined
    : {owner, id, fingerprint: createHash('sha256').update(JSON.stringify(body)).digest('base64')};
}

/**
 * The answer to a question that comes a second time since a connection broke before its answer did: browsers send such a
 * request again by themselves. It is asked once, and paid for once.
 */
function takeUp({streams}: Services, {owner, id, fingerprint}: Keeping): Response | undefined {
  const known = streams.find(owner, id);
  const body = known?.fingerprint === fingerprint && !known.readToEnd ? known.read(0) : undefined;
  return body && streamResponse(body);
}

/** What an answer comes as. */
interface Want {
  stream: boolean;
  usage: boolean;
  keep: Keeping | undefined;
}

async function respond(
  services: Services,
  c: Context<Env>,
  question: Question,
  {stream, usage, keep}: Want,
  leave: (tally: Tally) => void,
): Promise<Response> {
  const {provider, settings, counts, draining, streams} = services;
  const stop = new AbortController();
  let ours = false;
  const abort = () => {
    ours = true;
    stop.abort();
  };
  const clock = setTimeout(abort, settings.limits.chatMs);
  if (draining.aborted) abort();
  draining.addEventListener('abort', abort, {once: true});
  if (!keep) whenGone(c, () => stop.abort());
  const tally: Tally = {cited: 0, failed: false, characters: 0};
  let model = question.model ?? '';
  let over = false;
  const end = () => {
    if (over) return;
    over = true;
    clearTimeout(clock);
    draining.removeEventListener('abort', abort);
    leave(tally);
    if (keep || !c.req.raw.signal.aborted || tally.cited > 0) void counts.add(model, tally).catch(() => undefined);
  };
  try {
    const chosen = chosenModel(services, question);
    const answering = chosen.then((name) => provider.answer({...question, model: (model = name)}, stop.signal));
    if (!stream) {
      const deltas = await answering;
      const completion = await toCompletion(deltas, answerHead(model), tally);
      end();
      return c.json(completion);
    }
    answering.catch(() => undefined); // told below, in the answer or in the stream
    const tell = (caught: unknown) => {
      const unwanted = stop.signal.aborted && !ours; // whoever asked has stopped it: that is no failure, and nothing for the log
      if (unwanted) tally.failed = false;
      return errorBody(caught, c.var.requestId, unwanted ? () => {} : settings.log).body;
    };
    const events = afterwards(chosen, (name) => toEvents(later(answering), answerHead(name), usage, tally, tell), tell);
    if (keep) {
      const {owner, id, fingerprint} = keep;
      const kept = streams.begin(owner, id, fingerprint, stop);
      const body = kept.read(0)!; // who asked reads from now on
      void kept.write(events, () => (end(), streams.ended(owner, id, kept)));
      try {
        await soon(answering);
      } catch (error) {
        streams.stop(owner, id);
        throw error;
      }
      return streamResponse(body);
    }
    await soon(answering);
    return streamResponse(eventStream(events, stop, end));
  } catch (error) {
    tally.failed = true;
    end();
    throw error;
  }
}

/** What an answer took: as the engine says, else about that. Who breaks off before it tells pays too. */
function tokensTaken({messages}: Question, {usage, characters}: Tally): number {
  if (usage) return usage.total_tokens || usage.prompt_tokens + usage.completion_tokens;
  return messages.reduce((sum, message) => sum + tokensOf(textOf(message)), 0) + Math.ceil(characters / 3);
}

/** Waits for the first word, or a refusal; not so long that a sleepy network would close the connection. */
async function soon(answering: Promise<unknown>): Promise<void> {
  await Promise.race([answering, new Promise((resolve) => setTimeout(resolve, patienceMs).unref())]);
}

/** Calls back when whoever asked is there no more. */
function whenGone(c: Context<Env>, gone: () => void): void {
  const {signal} = c.req.raw;
  if (signal.aborted) gone();
  signal.addEventListener('abort', gone, {once: true});
  (c.env as Env['Bindings'] | undefined)?.outgoing?.once('close', gone);
}

/** A stream of events as an answer. */
export function streamResponse(body: ReadableStream<Uint8Array>): Response {
  return new Response(body, {
    headers: {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-cache, no-transform',
      'X-Accel-Buffering': 'no',
    },
  });
}

/** The events, once the model is known that their heads name. */
async function* afterwards(
  chosen: Promise<string>,
  events: (model: string) => AsyncIterable<string>,
  tell: (caught: unknown) => object,
): AsyncGenerator<string> {
  let model: string;
  try {
    model = await chosen;
  } catch (caught) {
    yield JSON.stringify(tell(caught));
    return;
  }
  yield* events(model);
}

async function* later(deltas: Promise<AsyncIterable<Delta>>): AsyncGenerator<Delta> {
  yield* await deltas;
}

/** The model that answers: the one named if it is there, else the first. */
async function chosenModel({provider}: Services, {model}: Question): Promise<string> {
  const models = await provider.models();
  return models.find(({id}) => id === model)?.id ?? models[0]?.id ?? model ?? '';
}

/** An error of the chat: problem details, and OpenAI's `error` in the same body, so that both kinds of client find theirs. */
function chatProblem(caught: unknown, requestId: string, log: (line: string) => void): Response {
  const {body, response} = errorBody(caught, requestId, log);
  return new Response(JSON.stringify(body), response);
}

function errorBody(
  caught: unknown,
  requestId: string,
  log: (line: string) => void,
): {body: object; response: Response} {
  const error =
    caught instanceof UgglaError
      ? caught
      : new UgglaError('server-failed', 'the server could not do this', {cause: caught, status: 500});
  const response = problemResponse(caught, requestId, log);
  const status = error.status ?? 500;
  const type =
    status === 429
      ? 'rate_limit_error'
      : status === 401
        ? 'authentication_error'
        : status < 500
          ? 'invalid_request_error'
          : 'server_error';
  const problem = {...error.toProblem(status), instance: `urn:uggla:request:${requestId}`};
  return {
    response,
    body: {...problem, error: {message: error.message, type, code: error.code, param: error.field ?? null}},
  };
}
