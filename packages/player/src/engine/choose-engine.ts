import {UgglaError} from '@uggla/protocol';
import {NativeEngine} from './native-engine.js';
import type {MediaEngine, Source} from './media-engine.js';

/**
 * The engine for a source. A file needs none, so nothing is fetched for it; a playlist goes through Media Source wherever
 * there is one, since Chromium's own HLS has neither qualities nor tracks.
 *
 * @throws {@link UgglaError} `engine-unavailable` when the engine's code could not be fetched.
 */
export async function chooseEngine(source: Source): Promise<MediaEngine> {
  if (!needsEngine(source)) return new NativeEngine();
  return importOr('engine-unavailable', async () => (await import('./hls-engine.js')).createHlsEngine());
}

/** What `load` brings; what it throws becomes an `UgglaError` of that code: a chunk of the bundle is not where it should be. */
export async function importOr<T>(code: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (cause) {
    throw UgglaError.from(cause, code, {cure: 'Publish all files of the bundle, not only its entry.'});
  }
}

/** Whether code must be fetched before `source` plays. */
export function needsEngine({kind}: Source): boolean {
  return kind === 'hls' && ('MediaSource' in globalThis || 'ManagedMediaSource' in globalThis);
}
