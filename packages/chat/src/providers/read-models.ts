import type {ModelInfo} from '@uggla/protocol';

/** The models in an answer of `GET /v1/models`; what has no id is left out. llama.cpp tells what they can do in a second list. */
export function readModels(body: unknown): ModelInfo[] {
  const {data, models} = (body ?? {}) as {data?: unknown; models?: unknown};
  if (!Array.isArray(data)) return [];
  const told = Array.isArray(models) ? (models as {model?: unknown; capabilities?: unknown}[]) : [];
  return data
    .filter((model): model is ModelInfo => typeof model?.id === 'string')
    .map((model) => {
      const capabilities = told.find((one) => one?.model === model.id)?.capabilities;
      return Array.isArray(capabilities) && !model.capabilities
        ? {...model, capabilities: capabilities as string[]}
        : model;
    });
}
