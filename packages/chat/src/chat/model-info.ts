import type {ModelInfo} from '@uggla/protocol';
import {ChatError} from '../chat-error.js';
import {readModels} from '../providers/read-models.js';
import {under, type HttpSettings} from '../providers/provider.js';

/**
 * What the engine says of its models; an empty list when it does not: nothing depends on it. `undefined`: it wants to know
 * who asks first.
 */
export async function fetchModels(settings: HttpSettings, signal: AbortSignal): Promise<ModelInfo[] | undefined> {
  try {
    const headers = {accept: 'application/json', ...(await settings.headers())};
    const response = await fetch(under(settings.endpoint, 'models', document.baseURI), {headers, signal});
    if (response.status === 401 || response.status === 403) return undefined;
    return response.ok ? readModels(await response.json()) : [];
  } catch (caught) {
    return caught instanceof ChatError && caught.code === 'chat-unauthorized' ? undefined : [];
  }
}

/** The model that answers: the named one, else the first. */
export function pickModel(models: readonly ModelInfo[], name: string | undefined): ModelInfo | undefined {
  return name ? models.find(({id}) => id === name) : models[0];
}

/** Tokens that a model can read at once, where the server says so. */
export function windowOf(model: ModelInfo | undefined): number | undefined {
  const told = model?.context_window ?? model?.meta?.n_ctx;
  return typeof told === 'number' && told > 0 ? told : undefined;
}

/**
 * Whether the engine may be asked to keep its streams: one of this origin, where a header that it does not know does no
 * harm, or a llama.cpp; others could refuse a page of another origin for that header.
 */
export function keepsStreams(endpoint: string, models: readonly ModelInfo[]): boolean {
  const url = new URL(endpoint, document.baseURI);
  return url.origin === location.origin || models.some(({owned_by}) => owned_by === 'llamacpp');
}
