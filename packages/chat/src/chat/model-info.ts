import type {ModelInfo} from '@uggla/protocol';
import {ChatError} from '../chat-error.js';
import {readModels} from '../providers/read-models.js';
import {beside, under, type HttpSettings} from '../providers/provider.js';

/**
 * What the engine says of its models; an empty list when it does not: nothing depends on it. `undefined`: it wants to know
 * who asks first.
 */
export async function fetchModels(settings: HttpSettings, signal: AbortSignal): Promise<ModelInfo[] | undefined> {
  try {
    const headers = {accept: 'application/json', ...(await settings.headers())};
    const response = await fetch(under(settings.endpoint, 'models', document.baseURI), {headers, signal});
    if (response.status === 401 || response.status === 403) return undefined;
    const models = response.ok ? readModels(await response.json()) : [];
    return isLlamaCpp(models) && models.some((model) => !windowOf(model))
      ? await withWindow(models, settings, headers, signal)
      : models;
  } catch (caught) {
    return caught instanceof ChatError && caught.code === 'chat-unauthorized' ? undefined : [];
  }
}

/** The model that answers: the named one, else the first. */
export function pickModel(models: readonly ModelInfo[], name: string | undefined): ModelInfo | undefined {
  return name ? models.find(({id}) => id === name) : models[0];
}

/** The model whose window counts: a llama.cpp with one model answers with it, whatever name it is asked for. */
export function servingModel(models: readonly ModelInfo[], name: string | undefined): ModelInfo | undefined {
  return pickModel(models, name) ?? (models.length === 1 && isLlamaCpp(models) ? models[0] : undefined);
}

/** Whether they are those of a llama.cpp server. */
export function isLlamaCpp(models: readonly ModelInfo[]): boolean {
  return models.some(({owned_by}) => owned_by === 'llamacpp');
}

/** Where its list of models does not tell of the window, llama.cpp's `/props` do: tokens of one conversation. */
async function withWindow(
  models: ModelInfo[],
  {endpoint}: HttpSettings,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<ModelInfo[]> {
  try {
    const response = await fetch(beside(endpoint, 'props', document.baseURI), {headers, signal});
    const {default_generation_settings: told} = (await response.json()) as {
      default_generation_settings?: {n_ctx?: unknown};
    };
    const context_window = typeof told?.n_ctx === 'number' ? told.n_ctx : 0;
    return models.map((model) => (windowOf(model) ? model : {...model, context_window}));
  } catch {
    return models; // it keeps them to itself
  }
}

/** Whether a model looks at pictures: llama.cpp tells of its capabilities, others of what may go in. */
export function looksAtPictures(model: ModelInfo | undefined): boolean {
  const told = [model?.capabilities, model?.input_modalities, model?.architecture?.input_modalities];
  return told.some(
    (list) => Array.isArray(list) && ['multimodal', 'vision', 'image'].some((word) => list.includes(word)),
  );
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
  return url.origin === location.origin || isLlamaCpp(models);
}
