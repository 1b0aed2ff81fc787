import type Hls from 'hls.js';
import {insist} from './ask.js';
import type {Answer, Asking} from './ask.js';
import {flawOfList} from './flaws.js';

/** The first playlist of a stream; asks until it comes, or until asking on makes no sense (then a `Failure`). */
export function fetchManifest(
  url: string,
  signal: AbortSignal,
  asking: Pick<Asking, 'headers' | 'credentials'> = {},
): Promise<Answer> {
  return insist(url, 'manifest', {...asking, signal, flaw: flawOfList});
}

/** A build of hls.js: for one sound without subtitles; for languages of sound and subtitles; with all that it has. */
export type Build = 'light' | 'tracks' | 'full';

/** The smallest build that plays all that this playlist names. */
export function buildFor(playlist: string): Build {
  if (
    /^#EXT-X-(?:DEFINE|CONTENT-STEERING|SESSION-KEY):|^#EXT-X-MEDIA:(?:.*,)?TYPE=CLOSED-CAPTIONS\b|^#EXT-X-STREAM-INF:.*CODECS="[^"]*\b(?:[ae]c-3|stpp)\b/m.test(
      playlist,
    )
  )
    return 'full';
  // Lists of their own alone: what is muxed in needs nobody who chooses (RFC 8216, 4.3.4.1).
  return /^#EXT-X-MEDIA:(?=.*TYPE=(?:AUDIO|SUBTITLES)\b).*URI=/m.test(playlist) ? 'tracks' : 'light';
}

/** Brings the code of a build. */
export async function importBuild(build: Build): Promise<typeof Hls> {
  if (build === 'full') return (await import('hls.js')).default;
  return (build === 'tracks' ? await import('../vendor/hls-tracks.js') : await import('../vendor/hls-light.js'))
    .default;
}
