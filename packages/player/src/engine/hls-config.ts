import type {HlsConfig, LoadPolicy} from 'hls.js';

/** hls.js asks once: what is done after a failure is decided in recovery.ts, and its loader has a patience of its own. */
const once: LoadPolicy = {
  default: {maxTimeToFirstByteMs: Infinity, maxLoadTimeMs: Infinity, timeoutRetry: null, errorRetry: null},
};

/**
 * How hls.js is set: no worker (strict CSP), no more picture than the element shows (halves the time of a far seek: see
 * the benchmark), and no retries of its own.
 */
const always: Partial<HlsConfig> = {
  enableWorker: false,
  capLevelToPlayerSize: true,
  startFragPrefetch: true,
  liveDurationInfinity: true, // as HTML has it; else a live stream would be a film that grows
  // A phone that turns to the other side within a minute finds what it had; without a limit an hour of film stays in memory.
  backBufferLength: 60,
  manifestLoadPolicy: once,
  playlistLoadPolicy: once,
  fragLoadPolicy: once,
  keyLoadPolicy: once,
  /** A rendition that failed is tried again after a minute; by default never in that film. */
  errorPenaltyExpireMs: 60_000,
};

/** @param liveEdge - Seconds before its end at which a live stream plays; what is not over 0: as its playlist has it. */
export const configOf = (liveEdge = 0): Partial<HlsConfig> =>
  liveEdge > 0 ? {...always, liveSyncDuration: liveEdge} : always;

/**
 * How long a picture may be on its way where there is none, in seconds: after a far seek rather a coarse one now than a fine
 * one later. Not from the start, where hls.js would take whatever stands first in the playlist.
 */
export const SEEK_S = 0.5;
