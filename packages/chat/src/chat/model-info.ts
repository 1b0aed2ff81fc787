import type {ModelInfo} from '@uggla/protocol';
import {readModels} from '../providers/read-models.js';
import {under, type HttpSettings} from '../providers/provider.js';

/** What the engine says of its models; an empty list when it does not: nothing depends on it. */
export async function fetchModels(settings: HttpSettings, signal: AbortSignal): Promise<ModelInfo[]> {
  try {
    const headers = {accept: 'application/json', ...(await settings.headers())};
    const response = await fetch(under(settings.endpoint, 'models', document.baseURI), {headers, signal});
    return response.ok ? readModels(await response.json()) : [];
  } catch {
    return [];
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
