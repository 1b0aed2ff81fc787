// For script tags: a model in the page. Registers nothing; what it exports goes into the chat's `provider`.
export {wllamaProvider} from '@uggla/chat/wllama.js';
