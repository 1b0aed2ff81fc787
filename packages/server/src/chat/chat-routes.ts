import {UgglaError} from '@uggla/protocol';
import type {Context} from 'hono';
import type {Env} from '../env.js';
import {acceptedLanguages} from '../http/languages.js';
import {check, problemResponse, readJson} from '../http/refuse.js';
import {agentKey} from '../records/agent.js';
import {signInNeeded} from '../people/person.js';
import type {Services} from '../services.js';
import {answerHead, toCompletion, toEvents, type Tally} from './answers.js';
import type {Delta, Question} from './provider.js';
import {chatRequest, toQuestion} from './request.js';
import {eventStream} from './sse.js';

/** The engine may think so long before the stream begins without it, for the pings' sake. */
const patienceMs = 10_000;

/** `GET /v1/models` */
export function modelsHandler({provider}: Services) {
  return async (c: Context<Env>): Promise<Response> => c.json({object: 'list', data: await provider.models()});
}

/** `POST /v1/chat/completions` */
export function completionsHandler(services: Services) {
  const {settings, requestsPerMinute, concurrency} = services;
  return async (c: Context<Env>): Promise<Response> => {
    try {
      const key = await askerOf(services, c);
      const body = check(chatRequest, await readJson(c, settings.limits.chatBodyBytes), 'chat-request-invalid', 'the question');
      const question = toQuestion(body, settings.limits, acceptedLanguages(c));
      requestsPerMinute.take(key);
      const leave = concurrency.enter(key);
      try {
        return await respond(services, c, question, {stream: body.stream === true, usage: body.stream_options?.include_usage === true}, leave);
      } catch (error) {
        leave();
        throw error;
      }
    } catch (error) {
      return chatProblem(error, c.var.requestId, settings.log);
    }
  };
}

/** Whose question it is, for the limits. An open server asks nobody, and a key that an OpenAI client must send is ignored. */
async function askerOf({settings, who}: Services, c: Context<Env>): Promise<string> {
  const {visitor} = c.var;
  const anybody = settings.open && visitor.local;
  const person = await who(c).catch((error: unknown) => {
    if (anybody) return undefined;
    throw error;
  });
  if (person) return agentKey({account: person.account});
  if (anybody) return `address ${visitor.address}`;
  throw signInNeeded();
}

async function respond(services: Services, c: Context<Env>, question: Question, want: {stream: boolean; usage: boolean}, leave: () => void): Promise<Response> {
  const {provider, settings, counts, draining} = services;
  const stop = new AbortController();
  const abort = () => stop.abort();
  const clock = setTimeout(abort, settings.limits.chatMs);
  for (const signal of [c.req.raw.signal, draining]) {
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, {once: true});
  }
  (c.env as Env['Bindings'] | undefined)?.outgoing?.once('close', abort);
  const tally: Tally = {cited: 0, failed: false};
  let model = question.model ?? '';
  const end = () => {
    clearTimeout(clock);
    draining.removeEventListener('abort', abort);
    leave();
    if (!c.req.raw.signal.aborted || tally.cited > 0) void counts.add(model, tally).catch(() => undefined);
  };
  try {
    model = await chosenModel(services, question);
    const head = answerHead(model);
    const deltas = provider.answer({...question, model}, stop.signal);
    if (!want.stream) {
      const completion = await toCompletion(await deltas, head, tally);
      end();
      return c.json(completion);
    }
    deltas.catch(() => undefined); // told below, in the answer or in the stream
    await Promise.race([deltas, new Promise((resolve) => setTimeout(resolve, patienceMs).unref())]);
    const tell = (caught: unknown) => errorBody(caught, c.var.requestId, settings.log).body;
    const events = toEvents(later(deltas), head, want.usage, tally, tell);
    return new Response(eventStream(events, stop, end), {
      headers: {'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-cache, no-transform', 'X-Accel-Buffering': 'no'},
    });
  } catch (error) {
    tally.failed = true;
    end();
    throw error;
  }
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

function errorBody(caught: unknown, requestId: string, log: (line: string) => void): {body: object; response: Response} {
  const error = caught instanceof UgglaError ? caught : new UgglaError('server-failed', 'the server could not do this', {cause: caught, status: 500});
  const response = problemResponse(caught, requestId, log);
  const status = error.status ?? 500;
  const type = status === 429 ? 'rate_limit_error' : status === 401 ? 'authentication_error' : status < 500 ? 'invalid_request_error' : 'server_error';
  const problem = {...error.toProblem(status), instance: `urn:uggla:request:${requestId}`};
  return {response, body: {...problem, error: {message: error.message, type, code: error.code, param: error.field ?? null}}};
}
