import type {ChatMessage, ChatTool} from '@uggla/protocol';
import {parseRecord} from '../providers/read-json.js';
import type {Draft, DraftCall} from './message.js';
import {whenAborted} from './when-aborted.js';

/** A function of the page that the model may ask for. */
export interface ChatFunction {
  /** What it does, for the model. */
  description?: string;
  /** A JSON Schema of its arguments. */
  parameters?: object;
  /** `false`: runs without asking the person. Only for what reads, and what they may see anyway. */
  approve?: boolean;
  /** Does it; what it returns (or resolves with) is told to the model, text as it is, anything else as JSON. */
  execute(args: Record<string, unknown>, options: {signal: AbortSignal}): unknown;
}

/** The functions of the page, by name. */
export type ChatFunctions = Readonly<Record<string, ChatFunction>>;

/** How the functions are run. */
export interface ToolsHost {
  readonly tools?: ChatFunctions | undefined;
  /** Whether the call may run: the page and the person say so. Never asked of a call that cannot run. */
  approve?(call: DraftCall, answer: Draft, tool: ChatFunction): Promise<boolean>;
  /** A function threw. */
  toolFailed?(call: DraftCall, cause: unknown): void;
  changed(): void;
}

/** The functions as an engine is told of them; `undefined` when there are none. */
export function describeTools(tools: ChatFunctions | undefined): ChatTool[] | undefined {
  const all = Object.entries(tools ?? {}).map(([name, {description, parameters}]): ChatTool => ({
    type: 'function',
    function: {name, ...(description ? {description} : {}), parameters: parameters ?? {type: 'object', properties: {}}},
  }));
  return all.length > 0 ? all : undefined;
}

/**
 * Runs the calls of an answer that are still open, one after another, each with the person's leave. Never throws; what
 * goes wrong is told to the model in general words, for those of a page's error may be nobody else's business. Ends at once
 * when `signal` is aborted; what had not run by then is refused.
 */
export async function runCalls(answer: Draft, host: ToolsHost, signal: AbortSignal): Promise<void> {
  const stopped = whenAborted(signal).then(() => 'stopped' as const);
  const open: readonly DraftCall[] = answer.calls.filter(({state}) => state === 'asking');
  for (const call of open) {
    const end = (state: DraftCall['state'], result: string) => {
      Object.assign(call, {state, result});
      host.changed();
    };
    const tool = host.tools && Object.hasOwn(host.tools, call.name) ? host.tools[call.name] : undefined;
    const args = parseRecord(call.arguments.trim() || '{}');
    if (signal.aborted) end('refused', 'Stopped by the user.');
    else if (!tool) end('failed', `There is no function ${call.name}.`);
    else if (!args) end('failed', 'The arguments were no JSON object.');
    else {
      try {
        const allowed = await Promise.race([stopped, host.approve?.(call, answer, tool) ?? false]);
        if (allowed !== true) {
          end('refused', allowed === 'stopped' ? 'Stopped by the user.' : 'The user did not allow it.');
          continue;
        }
        call.state = 'running';
        host.changed();
        const result = await Promise.race([stopped, (async () => ({value: await tool.execute(args, {signal})}))()]);
        if (result === 'stopped') end('failed', 'Stopped by the user.');
        else end('done', textOf(result.value));
      } catch (cause) {
        end('failed', 'The function failed.');
        host.toolFailed?.(call, cause);
      }
    }
  }
}

/** An answer with calls as the engine gets it: what was said before them, the calls, their results, what was said after. */
export function withCalls({text, calls}: Draft): ChatMessage[] {
  const messages: ChatMessage[] = [];
  let at = 0;
  for (let first = 0; first < calls.length;) {
    const place = calls[first]!.at;
    const together = calls.slice(first).filter((call) => call.at === place);
    messages.push({
      role: 'assistant',
      content: text.slice(at, place) || null,
      tool_calls: together.map(({id, name, arguments: args}) => ({
        id,
        type: 'function',
        function: {name, arguments: args},
      })),
    });
    for (const {id, result} of together) messages.push({role: 'tool', tool_call_id: id, content: result});
    first += together.length;
    at = place;
  }
  if (text.length > at) messages.push({role: 'assistant', content: text.slice(at)});
  return messages;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'Done.');
}
