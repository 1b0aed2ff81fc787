import type {ChatProvider, Delta} from '../providers/provider.js';
import type {Draft, Kept} from './message.js';

/** A provider that leaves out what stands in the answer already, when a kept answer is read again from its begin. */
export function afterKept(provider: ChatProvider, answer: Draft, kept: Kept): ChatProvider {
  const left = {text: answer.text.length - kept.text, reasoning: answer.reasoning.length - kept.reasoning};
  return {
    id: provider.id,
    async *stream(request, signal): AsyncGenerator<Delta> {
      for await (const delta of provider.stream(request, signal)) {
        if (delta.type !== 'text' && delta.type !== 'reasoning') {
          yield delta;
          continue;
        }
        const text = delta.text.slice(left[delta.type]);
        left[delta.type] -= delta.text.length - text.length;
        if (text !== '') yield {...delta, text};
      }
    },
  };
}
