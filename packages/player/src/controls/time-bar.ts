import {speakTime} from '@uggla/core/time.js';
import {html, nothing} from 'lit';
import type {ReactiveController} from 'lit';
import {live} from 'lit/directives/live.js';
import type {UgglaPlayer} from '../player/player-element.js';
import type {previewOf} from '../storyboard/time-preview.js';
import {cssVars} from './css-vars.js';

/** How long the preview stays after a key. */
const GLANCE_MS = 1500;

/** The slider of time, with what is buffered, the chapters, and a preview. It runs from left to right in every language. */
export class TimeBar implements ReactiveController {
  readonly #player: UgglaPlayer;
  #preview: ReturnType<typeof previewOf> | undefined;
  #pointed: number | undefined;
  #dragged: number | undefined;
  #glance: ReturnType<typeof setTimeout> | undefined;

  constructor(player: UgglaPlayer) {
    this.#player = player;
    player.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#glance);
    this.#pointed = this.#dragged = this.#glance = undefined;
  }

  /** Shows the preview of where playback stands now, for a moment: after a key. */
  glance(): void {
    clearTimeout(this.#glance);
    this.#glance = setTimeout(() => {
      this.#glance = undefined;
      this.#player.requestUpdate();
    }, GLANCE_MS);
    this.#player.requestUpdate();
  }

  render() {
    const {range, currentTime, localize, chapters} = this.#player;
    const {start, end} = range;
    const known = end > start;
    const time = this.#dragged ?? currentTime;
    return html`<div
      class="time-bar"
      dir="ltr"
      ${cssVars({'--_at': this.#share(time), '--_buffered': this.#share(this.#bufferedEnd(time))})}
      @pointermove=${this.#onPoint}
      @pointerleave=${this.#onLeave}
    >
      <div class="rail"><div class="buffered"></div><div class="elapsed"></div></div>
      ${known ? chapters.filter((one) => one.start > start && one.start < end).map((one) => html`<span class="mark" ${cssVars({'--_at': this.#share(one.start)})}></span>`) : nothing}
      <input
        type="range"
        part="time-range"
        class="time-range"
        min=${start}
        max=${known ? end : start + 1}
        step="any"
        .value=${live(String(known ? time : start))}
        ?disabled=${!known}
        aria-label=${localize.term('seek')}
        aria-valuetext=${known ? this.#speak(time) : nothing}
        @input=${this.#onInput}
        @change=${this.#onChange}
      />
      ${this.#renderPreview(time)}
    </div>`;
  }

  #speak(time: number): string {
    const {range, localize} = this.#player;
    const spoken = localize.term(
      'position',
      speakTime(time - range.start, localize.locale),
      speakTime(range.end - range.start, localize.locale),
    );
    const chapter = this.#player.chapterAt(time);
    return chapter ? `${spoken}. ${chapter.title}` : spoken;
  }

  #renderPreview(now: number) {
    const {range} = this.#player;
    const time = this.#dragged ?? this.#pointed ?? (this.#glance === undefined ? undefined : now);
    if (time === undefined || range.end <= range.start) return nothing;
    if (!this.#preview) this.#bringPreview();
    return this.#preview?.(time, this.#share(time));
  }

  #bringPreview(): void {
    void import('../storyboard/time-preview.js').then(
      ({previewOf}) => {
        this.#preview ??= previewOf(this.#player);
        this.#player.requestUpdate();
      },
      () => undefined, // the slider itself says the time
    );
  }

  #share(time: number): string {
    const {start, end} = this.#player.range;
    return end > start ? `${Math.min(100, Math.max(0, ((time - start) / (end - start)) * 100)).toFixed(2)}%` : '0%';
  }

  /** The end of the buffered stretch that holds `time`. */
  #bufferedEnd(time: number): number {
    const {buffered} = this.#player;
    for (let at = 0; at < buffered.length; at++) {
      if (buffered.start(at) <= time + 0.5 && buffered.end(at) > time) return buffered.end(at);
    }
    return this.#player.range.start;
  }

  readonly #onPoint = (event: PointerEvent): void => {
    if (event.pointerType === 'touch') return; // a finger drags, and hides what is below it
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const {start, end} = this.#player.range;
    const share = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
    this.#pointed = start + (end - start) * share;
    this.#player.requestUpdate();
  };

  readonly #onLeave = (): void => {
    this.#pointed = undefined;
    this.#player.requestUpdate();
  };

  readonly #onInput = (event: Event): void => {
    this.#dragged = (event.target as HTMLInputElement).valueAsNumber;
    // What is there follows the finger; what is not would be asked for at every pixel.
    if (this.#bufferedEnd(this.#dragged) > this.#dragged) this.#player.actions.seek(this.#dragged);
    this.#player.requestUpdate();
  };

  readonly #onChange = (event: Event): void => {
    this.#dragged = undefined;
    this.#player.actions.seek((event.target as HTMLInputElement).valueAsNumber);
  };
}
