import {z} from '@hono/zod-openapi';
import {given, type ChatMessage} from '@uggla/protocol';
import {refuse} from '../http/refuse.js';
import type {Limits} from '../options.js';
import {textOf, type Question} from './provider.js';

const part = z.union([
  z.object({type: z.literal('text'), text: z.string()}),
  /** Only pictures that come along: an address would make the engine fetch what a stranger names. */
  z.object({
    type: z.literal('image_url'),
    image_url: z.object({url: z.string().regex(/^data:image\/(png|jpeg|webp|gif);base64,/, 'a data:image address')}),
  }),
]);

const message = z.looseObject({
  role: z.enum(['system', 'developer', 'user', 'assistant', 'tool']),
  content: z.union([z.string(), z.array(part), z.null()]).optional(),
});

/** What `POST /v1/chat/completions` takes. Further fields are ignored. */
export const chatRequest = z
  .object({
    model: z.string().max(200).optional(),
    /** More short messages than fit into `chatCharacters`: their length is what counts. */
    messages: z.array(message).min(1).max(2000),
    stream: z.boolean().optional(),
    stream_options: z.object({include_usage: z.boolean().optional()}).nullish(),
    max_tokens: z.number().int().positive().nullish(),
    max_completion_tokens: z.number().int().positive().nullish(),
    temperature: z.number().min(0).max(2).nullish(),
    top_p: z.number().min(0).max(1).nullish(),
    seed: z.number().int().nullish(),
    stop: z.union([z.string(), z.array(z.string()).max(8)]).nullish(),
    response_format: z.looseObject({type: z.string()}).nullish(),
    tools: z
      .array(z.looseObject({type: z.literal('function')}))
      .max(32)
      .nullish(),
    tool_choice: z.union([z.string(), z.looseObject({})]).nullish(),
    uggla: z
      .object({
        course: z.string().max(500).optional(),
        lesson: z.string().max(500).optional(),
        language: z.string().max(35).optional(),
      })
      .nullish(),
  })
  .openapi('ChatRequest');

/** What a model reads of a message: its text and all else in it, calls of tools for one; pictures have the body's limit. */
function charactersOf({content, role, ...rest}: ChatMessage): number {
  return textOf({content}).length + Math.max(0, JSON.stringify(rest).length - 2);
}

/** What the engine is told as the page said it. */
const passedOn = ['temperature', 'top_p', 'seed', 'stop', 'response_format', 'tools', 'tool_choice'] as const;

/** A request as it should be. */
export type ChatBody = z.output<typeof chatRequest>;

/**
 * The request as a provider gets it: without the system's messages, which are the server's to write, and within the
 * limits.
 *
 * @throws {@link UgglaError} `question-too-long`, `chat-request-invalid`
 */
export function toQuestion(body: ChatBody, limits: Limits, accept: readonly string[]): Question {
  const messages = body.messages.filter(
    ({role}) => role !== 'system' && role !== 'developer',
  ) as unknown as ChatMessage[];
  if (!messages.some(({role}) => role === 'user'))
    throw refuse(400, 'chat-request-invalid', 'no message is from the user', undefined, 'messages');
  const length =
    messages.reduce((sum, one) => sum + charactersOf(one), 0) +
    JSON.stringify([body.tools, body.response_format, body.stop]).length;
  if (length > limits.chatCharacters)
    throw refuse(
      413,
      'question-too-long',
      `the conversation has ${length} characters, ${limits.chatCharacters} are taken`,
      'Begin a new conversation.',
    );
  const wanted = body.max_completion_tokens ?? body.max_tokens ?? limits.chatTokens;
  const options = {
    ...Object.fromEntries(passedOn.map((name) => [name, body[name]])),
    max_tokens: Math.min(wanted, limits.chatTokens),
  };
  const {course, lesson, language} = body.uggla ?? {};
  return {
    ...(body.model === undefined ? {} : {model: body.model}),
    messages,
    place: given({course, lesson, language}),
    accept,
    options: given(options),
  };
}
