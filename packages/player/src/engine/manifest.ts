import {insist} from './ask.js';
import type {Answer, Asking} from './ask.js';
import {flawOfList} from './flaws.js';

/** The first playlist of a stream; asks until it comes, or until asking on makes no sense (then a `Failure`). */
export function fetchManifest(url: string, signal: AbortSignal, asking: Pick<Asking, 'headers' | 'credentials'> = {}): Promise<Answer> {
  return insist(url, 'manifest', {...asking, signal, flaw: flawOfList});
}

/** Whether a master playlist names languages of sound or subtitles in lists of their own (RFC 8216, 4.3.4.1). */
export function namesAlternates(playlist: string): boolean {
  return /^#EXT-X-MEDIA:(?=.*TYPE=(?:AUDIO|SUBTITLES)\b).*URI=/m.test(playlist);
}
