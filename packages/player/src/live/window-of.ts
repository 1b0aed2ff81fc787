/** A live stream that keeps less than this is not sought in: one would fall out at its end. */
const LEAST_WINDOW_SECONDS = 30;

/**
 * What lies nearer to the start is gone by the time it has loaded, and hls.js then waits for ever or jumps to the live edge.
 * The same figure as Shaka's `safeSeekOffset`.
 */
const MARGIN_SECONDS = 5;

/**
 * What can be sought of a live stream; 0 to 0: nothing.
 *
 * @param edge - Where it plays live; what is beyond, though there, would soon run dry.
 */
export function windowOf(seekable: TimeRanges, edge = Infinity): {readonly start: number; readonly end: number} {
  if (seekable.length === 0) return {start: 0, end: 0};
  const [start, end] = [seekable.start(0), seekable.end(seekable.length - 1)];
  if (!Number.isFinite(end) || end - start < LEAST_WINDOW_SECONDS) return {start: 0, end: 0};
  return {start: start + MARGIN_SECONDS, end: edge > start + MARGIN_SECONDS ? Math.min(end, edge) : end};
}
