import {loadJson} from '@uggla/core/load.js';
import type {Media} from '@uggla/protocol';
import {mediaSchema} from '@uggla/protocol/generated/media-schema.js';
import {describeMedia} from './description.js';
import type {Description} from './description.js';

/**
 * The description that a `media.json` holds. A module of its own, fetched with the first such file: who plays plain
 * files needs no validator.
 *
 * @throws {@link UgglaError} `media-unavailable`, `media-invalid`.
 */
export async function loadDescription(url: string, radio: boolean, signal: AbortSignal): Promise<Description> {
  return describeMedia(await loadJson<Media>(url, {kind: 'media', schema: mediaSchema, signal}), url, radio);
}
