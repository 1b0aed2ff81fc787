import {loadJson} from '@uggla/core/load.js';
import {transcriptSchema} from '@uggla/protocol/generated/transcript-schema.js';
import type {Transcript} from '@uggla/protocol';
import type {Speech} from './paragraphs.js';

/**
 * The paragraphs of a published transcript.
 *
 * @throws {@link UgglaError} `transcript-unavailable`, `transcript-invalid`.
 */
export async function fetchTranscript(url: string, signal: AbortSignal): Promise<Speech> {
  return loadJson<Transcript>(url, {kind: 'transcript', schema: transcriptSchema, signal});
}
