import type {ChatProvider} from '../providers/provider.js';
import type {ConversationHost} from './conversation.js';

/** What stands around a conversation that talks to `provider`: no settings, and nobody who listens, but for `settings`. */
export function hostOf(provider: ChatProvider, settings: Partial<ConversationHost> = {}): ConversationHost {
  const nothing = () => {};
  return {
    provider: async () => provider,
    model: undefined,
    adapters: undefined,
    system: '',
    contextWindow: undefined,
    place: undefined,
    stallAfter: 0,
    changed: nothing,
    grew: nothing,
    sent: nothing,
    began: nothing,
    finished: nothing,
    ...settings,
  };
}
