import type Hls from 'hls.js';
import type {HlsConfig} from 'hls.js';

type CapController = NonNullable<HlsConfig['capLevelController']>;

/**
 * A limit to the lines of what hls.js chooses by itself. It has one limit only, which it sets anew whenever the player's
 * size changes; so this makes that one lower. When it is lifted, what was loaded under it is loaded anew.
 */
export class LineCap {
  #lines = Infinity;
  #apply = () => {};

  /** How many lines at most. */
  get lines(): number {
    return this.#lines;
  }

  set lines(lines: number) {
    this.#lines = lines;
    this.#apply();
  }

  /** What hls.js takes in place of its own controller `base`. */
  over(base: CapController): CapController {
    const cap = this;
    return class extends base {
      readonly #hls: Hls;

      constructor(hls: Hls) {
        super(hls);
        this.#hls = hls;
        cap.#apply = () => this.detectPlayerSize();
      }

      override getMaxLevel(last: number): number {
        return super.getMaxLevel(Math.min(last, this.#highest()));
      }

      override detectPlayerSize(): void {
        super.detectPlayerSize();
        // Out of sight it has no size, and hls.js sets no limit.
        if (cap.lines < Infinity && this.#hls.levels.length > 1 && this.mediaWidth <= 0)
          this.#hls.autoLevelCapping = this.#highest();
      }

      #highest(): number {
        return Math.max(
          0,
          this.#hls.levels.findLastIndex(({height}) => height <= cap.lines),
        );
      }
    };
  }
}
