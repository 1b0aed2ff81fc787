const HLS = 'application/vnd.apple.mpegurl';

/**
 * Gives AirPlay an address to take over: what comes through Media Source cannot leave the page. WebKit plays the first
 * source here and the second there; and with a second, hls.js need not forbid other screens (WebKit, Managed Media Source).
 */
export function addWholeSource(media: HTMLMediaElement, url: string): void {
  if (!media.querySelector('source')) return; // an older Media Source, which stands in `src`
  const source = document.createElement('source');
  source.type = HLS;
  source.src = url;
  media.append(source);
  media.disableRemotePlayback = false;
}

/** Whether another screen could play what this element plays. */
export function hasWholeSource(media: HTMLMediaElement): boolean {
  return !media.currentSrc.startsWith('blob:') || media.querySelector(`source[type="${HLS}"]`) !== null;
}
