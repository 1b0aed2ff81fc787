import type {ChatMessage} from '@uggla/protocol';

/** A conversation as one text, and where the engine must stop. */
export interface Prompt {
  prompt: string;
  stop: string[];
}

/** Makes the text that a base model, or a LoRA trained on one form, goes on with. */
export type PromptTemplate = (messages: readonly ChatMessage[]) => Prompt;

/** The templates by name, each after the form its models were trained on. */
export const templates: Readonly<Record<string, PromptTemplate>> = {
  chatml: (messages) => ({
    prompt: `${messages.map((message) => `<|im_start|>${message.role}\n${textOf(message)}${isOpen(message, messages) ? '' : '<|im_end|>\n'}`).join('')}${opening(messages, '<|im_start|>assistant\n')}`,
    stop: ['<|im_end|>', '<|im_start|>'],
  }),
  llama2: (messages) => {
    const system = systemOf(messages);
    let first = true;
    const prompt = turnsOf(messages).map((message) => {
      if (message.role === 'assistant') return ` ${textOf(message)}${isOpen(message, messages) ? '' : ' </s>'}`;
      const head = first && system ? `<<SYS>>\n${system}\n<</SYS>>\n\n` : '';
      first = false;
      return `<s>[INST] ${head}${textOf(message)} [/INST]`;
    });
    return {prompt: prompt.join(''), stop: ['</s>', '[INST]']};
  },
  alpaca: (messages) => {
    const system =
      systemOf(messages) ||
      'Below is an instruction that describes a task. Write a response that appropriately completes the request.';
    const turns = turnsOf(messages).map(
      (message) => `### ${message.role === 'user' ? 'Instruction' : 'Response'}:\n${textOf(message)}`,
    );
    return {
      prompt: [system, ...turns].join('\n\n') + opening(messages, '\n\n### Response:\n'),
      stop: ['### Instruction:', '</s>'],
    };
  },
  vicuna: (messages) => {
    const system =
      systemOf(messages) ||
      "A chat between a curious user and an artificial intelligence assistant. The assistant gives helpful, detailed, and polite answers to the user's questions.";
    const turns = turnsOf(messages).map((message) =>
      message.role === 'user'
        ? `USER: ${textOf(message)} `
        : `ASSISTANT: ${textOf(message)}${isOpen(message, messages) ? '' : '</s>'}`,
    );
    return {prompt: `${system} ${turns.join('')}${opening(messages, 'ASSISTANT:')}`, stop: ['</s>', 'USER:']};
  },
};

function textOf({content}: ChatMessage): string {
  if (typeof content === 'string') return content;
  return (content ?? []).map((part) => (part.type === 'text' ? part.text : '')).join('');
}

function systemOf(messages: readonly ChatMessage[]): string {
  return messages
    .filter(({role}) => role === 'system')
    .map(textOf)
    .join('\n');
}

function turnsOf(messages: readonly ChatMessage[]): ChatMessage[] {
  return messages.filter(({role}) => role === 'user' || role === 'assistant');
}

/** An answer at the end was cut off: the model goes on with it. */
function isOpen(message: ChatMessage, messages: readonly ChatMessage[]): boolean {
  return message.role === 'assistant' && message === messages.at(-1);
}

function opening(messages: readonly ChatMessage[], text: string): string {
  return messages.at(-1)?.role === 'assistant' ? '' : text;
}
