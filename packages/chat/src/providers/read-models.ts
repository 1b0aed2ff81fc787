import type {ModelInfo} from '@uggla/protocol';

/** The models in an answer of `GET /v1/models`; what has no id is left out. */
export function readModels(body: unknown): ModelInfo[] {
  const data = (body as {data?: unknown} | null)?.data;
  return Array.isArray(data) ? data.filter((model): model is ModelInfo => typeof model?.id === 'string') : [];
}
