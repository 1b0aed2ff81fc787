import {loadJson} from '@uggla/core/load.js';
import {UgglaError} from '@uggla/protocol';
import type {Media} from '@uggla/protocol';
import {mediaSchema} from '@uggla/protocol/generated/media-schema.js';
import {refused} from '../engine/diagnose.js';
import {describeMedia} from './describe-media.js';
import type {Description} from './description.js';

/**
 * The description that a `media.json` holds. A module of its own, fetched with the first such file: who plays plain
 * files needs no validator.
 *
 * @throws {@link UgglaError} `media-unavailable`, `media-forbidden`, `media-invalid`.
 */
export async function loadDescription(url: string, radio: boolean, signal: AbortSignal): Promise<Description> {
  try {
    return describeMedia(await loadJson<Media>(url, {kind: 'media', schema: mediaSchema, signal}), url, radio);
  } catch (cause) {
    const status = cause instanceof UgglaError ? cause.status : undefined;
    throw status === 401 || status === 403 ? refused(url, status, cause) : cause;
  }
}
