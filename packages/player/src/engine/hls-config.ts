import type {HlsConfig, LoaderConfig, RetryConfig} from 'hls.js';

/** A status of 0 is a cut connection far more often than CORS, and hls.js by itself gives up on it unless offline. */
const shouldRetry: NonNullable<RetryConfig['shouldRetry']> = (config, count, _isTimeout, response, retry) =>
  retry || (response?.code === 0 && count < (config?.maxNumRetry ?? 0));

function policy(maxTimeToFirstByteMs: number, maxLoadTimeMs: number, retries: number): {default: LoaderConfig} {
  return {
    default: {
      maxTimeToFirstByteMs,
      maxLoadTimeMs,
      timeoutRetry: {maxNumRetry: retries, retryDelayMs: 0, maxRetryDelayMs: 0, shouldRetry},
      errorRetry: {maxNumRetry: retries, retryDelayMs: 500, maxRetryDelayMs: 8000, shouldRetry},
    },
  };
}

/**
 * How hls.js is set: no worker (strict CSP), no more picture than the element shows (halves the time of a far seek: see
 * the benchmark), and retries that outlast a short cut of the network: stock settings retry a playlist only once.
 */
export const hlsConfig: Partial<HlsConfig> = {
  enableWorker: false,
  capLevelToPlayerSize: true,
  startFragPrefetch: true,
  liveDurationInfinity: true, // as HTML has it; else a live stream would be a film that grows
  // A phone that turns to the other side within a minute finds what it had; without a limit an hour of film stays in memory.
  backBufferLength: 60,
  manifestLoadPolicy: policy(8000, 20_000, 4),
  playlistLoadPolicy: policy(8000, 20_000, 4),
  fragLoadPolicy: policy(6000, 20_000, 6),
};
