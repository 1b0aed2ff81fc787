import {loadJson} from '@uggla/core/load.js';
import {UgglaError} from '@uggla/protocol';
import type {Media} from '@uggla/protocol';
import {mediaSchema} from '@uggla/protocol/generated/media-schema.js';
import {credentialsOf} from '../engine/credentials.js';
import {refused} from '../engine/diagnose.js';
import {describeMedia} from './describe-media.js';
import type {Description} from './description.js';
import type {PlaybackHost} from './playback-host.js';

/**
 * The description that a `media.json` holds. A module of its own, fetched with the first such file: who plays plain
 * files needs no validator.
 *
 * @throws {@link UgglaError} `media-unavailable`, `media-forbidden`, `media-invalid`.
 */
export async function loadDescription(
  url: string,
  {layout, media}: Pick<PlaybackHost, 'layout' | 'media'>,
  signal: AbortSignal,
): Promise<Description> {
  try {
    const json = await loadJson<Media>(url, {
      kind: 'media',
      schema: mediaSchema,
      signal,
      credentials: credentialsOf(media),
    });
    return describeMedia(json, url, layout === 'radio');
  } catch (cause) {
    const status = cause instanceof UgglaError ? cause.status : undefined;
    throw status === 401 || status === 403 ? refused(url, status, cause) : cause;
  }
}
