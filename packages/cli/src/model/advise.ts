import type {ModelHeader} from './gguf.js';

/** Memory that a model may take on what people mostly have: what the system and the rest leave of it. */
const devices = {
  phone: 2.5e9, // of 6 to 8 GB; a browser's tab gets less
  laptop: 10e9, // of 16 GB
  gpu: 7.5e9, // of 8 GB
} as const;

/** Windows that are looked at: a question with passages, and a conversation beside them. */
const windows = [4096, 8192] as const;

/** What the engine takes beside weights and memory of tokens: buffers of the computation; about, for models of this size. */
const besides = 0.3e9;

/** What one window needs, and where that fits. */
export interface Advice {
  window: number;
  /** Bytes; `undefined` when the header does not tell what a token takes. */
  bytes: number | undefined;
  fits: Record<keyof typeof devices, boolean | undefined>;
  /** The model was not made to read so much. */
  beyond: boolean;
}

/** Where a model of that size fits, at 4k and 8k. An estimate from the header: what it says, nobody has run. */
export function advise(
  {bytesAToken, context}: Pick<ModelHeader, 'bytesAToken' | 'context'>,
  fileBytes: number,
): Advice[] {
  return windows.map((window) => {
    const bytes = bytesAToken > 0 ? fileBytes + bytesAToken * window + besides : undefined;
    const fits = Object.fromEntries(
      Object.entries(devices).map(([name, room]) => [name, bytes === undefined ? undefined : bytes <= room]),
    ) as Advice['fits'];
    return {window, bytes, fits, beyond: context > 0 && window > context};
  });
}

/** Bytes as people write them. */
export function gigabytes(bytes: number): string {
  return bytes < 1e9 ? `${Math.max(1, Math.round(bytes / 1e6))} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}
