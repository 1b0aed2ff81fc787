import {safeUrl} from '@uggla/core/safe-url.js';
import type {Source} from '../engine/media-engine.js';

const HLS_TYPES = ['application/vnd.apple.mpegurl', 'application/x-mpegurl', 'audio/mpegurl', 'audio/x-mpegurl'];
const AUDIO_ENDING = /\.(mp3|m4a|aac|oga|opus|wav|flac)$/i;

/** How `url` is to be played, as its type says, or else the ending of its path. */
export function sourceOf(url: string, type?: string): Source {
  const mime = type?.split(';')[0]!.trim().toLowerCase();
  const path = pathOf(url);
  const hls = mime ? HLS_TYPES.includes(mime) : /\.m3u8?$/i.test(path);
  const audio = mime ? mime.startsWith('audio/') && !hls : AUDIO_ENDING.test(path);
  return {url, kind: hls ? 'hls' : 'file', ...(type ? {type} : {}), ...(audio ? {audio} : {})};
}

/** Whether `url` names a description (`media.json`) rather than the media itself. */
export function isDescription(url: string): boolean {
  return /\.json$/i.test(pathOf(url));
}

function pathOf(url: string): string {
  try {
    return new URL(url).pathname;
  } catch {
    return url;
  }
}

/** What the page names, to be told from what it named before: `src`, or else the `<source>` children. */
export function namedBy(host: HTMLElement & {readonly src: string; readonly layout: string}): string {
  const {src, layout} = host;
  if (src) return `${src} ${layout === 'radio' ? 'radio' : ''}`;
  return [...host.querySelectorAll(':scope > source')]
    .map((one) => `${one.getAttribute('src')} ${one.getAttribute('type')}`)
    .join('\n');
}

/** What the host's `<source>` children name, in their order. */
export function childSources(
  host: Pick<HTMLElement, 'querySelectorAll' | 'baseURI'> & {readonly media: HTMLMediaElement},
): Source[] {
  return [...host.querySelectorAll<HTMLSourceElement>(':scope > source')].flatMap((one) => {
    const url = safeUrl(one.getAttribute('src'), host.baseURI, 'media');
    if (!url) return [];
    const source = sourceOf(url, one.getAttribute('type') ?? undefined);
    // HTML 4.8.11.5, resource selection: a type that certainly does not play is passed over unasked.
    return source.kind === 'file' && source.type && host.media.canPlayType(source.type) === '' ? [] : [source];
  });
}
