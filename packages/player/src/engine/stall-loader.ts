import type {
  FragmentLoaderConstructor,
  FragmentLoaderContext,
  HlsConfig,
  LoaderCallbacks,
  LoaderConfiguration,
} from 'hls.js';

/** Bytes that stop for so long count as a cut; the same figure as Shaka's `stallTimeout`. */
const STALL_MS = 5000;

/**
 * The loader `base`, which also gives up on an answer whose bytes stop coming: hls.js would wait for the whole of its load
 * time, and a viewer sees a frozen picture for 20 s.
 */
export function stallLoader(base: HlsConfig['loader'], stallMs = STALL_MS): FragmentLoaderConstructor {
  return class extends (base as unknown as FragmentLoaderConstructor) {
    #timer: ReturnType<typeof setInterval> | undefined;

    override load(context: FragmentLoaderContext, config: LoaderConfiguration, callbacks: LoaderCallbacks<FragmentLoaderContext>): void {
      let seen = 0;
      let since = performance.now();
      this.#stop();
      this.#timer = setInterval(() => {
        const {loaded, loading} = this.stats;
        if (loaded !== seen || loading.first === 0) {
          seen = loaded;
          since = performance.now();
        } else if (performance.now() - since > stallMs) {
          this.#stop();
          callbacks.onTimeout(this.stats, context, null); // first: an abort would count as wished for
          this.abort();
        }
      }, stallMs / 10);
      super.load(context, config, {
        ...callbacks,
        onSuccess: (...all) => (this.#stop(), callbacks.onSuccess(...all)),
        onError: (...all) => (this.#stop(), callbacks.onError(...all)),
        onTimeout: (...all) => (this.#stop(), callbacks.onTimeout(...all)),
      });
    }

    override abort(): void {
      this.#stop();
      super.abort();
    }

    override destroy(): void {
      this.#stop();
      super.destroy();
    }

    #stop(): void {
      clearInterval(this.#timer);
    }
  };
}
