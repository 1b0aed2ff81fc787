import {safeUrl} from '@uggla/core/safe-url.js';
import {UgglaError} from '@uggla/protocol';
import {importOr} from '../engine/choose-engine.js';
import {describeSources} from './description.js';
import type {Description} from './description.js';
import type {PlaybackHost} from './playback-host.js';
import {childSources, isDescription, sourceOf} from './source.js';

/** What there is to play. For plain addresses that is known at once, so a gesture's right to play is not lost. */
export function findDescription(host: PlaybackHost, signal: AbortSignal): Description | Promise<Description> {
  const {src, baseURI} = host;
  const url = safeUrl(src, baseURI, 'media');
  if (!src || (url && !isDescription(url))) return describeSources(src ? [sourceOf(url!)] : childSources(host));
  return (async () => {
    if (!url) throw new UgglaError('media-unsupported', `${src} is no address to play from`, {file: src});
    const {loadDescription} = await importOr('engine-unavailable', () => import('./load-description.js'));
    return loadDescription(url, host, signal);
  })();
}
