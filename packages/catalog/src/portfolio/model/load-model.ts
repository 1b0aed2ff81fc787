import {UgglaError} from '@uggla/protocol';

/** Whether models can be drawn here: without it neither they nor their library are worth asking for. */
export function hasWebgl(): boolean {
  const context = document.createElement('canvas').getContext('webgl2');
  context?.getExtension('WEBGL_lose_context')?.loseContext(); // a page has only sixteen
  return context !== null;
}

/**
 * The file of a model.
 *
 * @throws {@link UgglaError} `product-model-unavailable`; an abort throws as `fetch` does.
 */
export async function loadModel(src: string, signal: AbortSignal): Promise<ArrayBuffer> {
  try {
    const response = await fetch(src, {signal});
    if (response.ok) return await response.arrayBuffer();
    throw new UgglaError('product-model-unavailable', `${src} answered ${response.status}`, {
      file: src,
      status: response.status,
      cure: 'Publish the portfolio again, with all its files.',
    });
  } catch (cause) {
    if (signal.aborted) throw cause;
    throw UgglaError.from(cause, 'product-model-unavailable', {
      file: src,
      cure: 'Check the connection; for a file on another origin, check that it allows CORS.',
    });
  }
}
