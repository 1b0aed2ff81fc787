import {html, nothing} from 'lit';
import {safeUrl} from '@uggla/core/safe-url.js';
import {formatTime} from '@uggla/core/time.js';
import {defaultComplete, UgglaError, type PlaybackState} from '@uggla/protocol';
import {fetchElement} from '../course/fetch-element.js';
import type {LessonContext, LessonView} from '../course/lesson-view.js';
import {WatchTracker} from '../watch/watch-tracker.js';
import {filmQuestions, type FilmQuestion} from './film-questions.js';
import {goingOn} from './going-on.js';
import type {QuestionPanel} from './question-panel.js';

/** What is used of `<uggla-player>`: what any media element has. */
export interface PlayerElement extends HTMLElement {
  currentTime: number;
  readonly duration: number;
  readonly paused: boolean;
  readonly ended: boolean;
  readonly seeking: boolean;
  playbackRate: number;
  play(): Promise<void>;
  pause(): void;
}

/** So close to the end (seconds) a film is over: the next visit begins at the start. */
const NEARLY_OVER = 3;

/** Firefox never ends a film that goes on within its last frames (seconds): it goes on a little before them. */
const LAST_FRAMES = 0.4;

/** So many seconds the player counts before it goes on to the next lesson: time to read its title and to say no. */
const NEXT_AFTER = 8;

/** A film or a recording in a player, complete by what was really played. */
export function open(context: LessonContext<'video' | 'audio'>): LessonView {
  return new MediaLesson(context);
}

class MediaLesson implements LessonView {
  readonly #context: LessonContext<'video' | 'audio'>;
  readonly #tracker: WatchTracker;
  readonly #questions: FilmQuestion[];
  readonly #asked = new Set<FilmQuestion>();
  #startAt: number;
  #position: number;
  /** Where a jump began, until it has landed. */
  #from: number | undefined;
  #isPlaying = false;
  #panel: QuestionPanel | undefined;
  #isAsking = false;
  #note = '';

  constructor(context: LessonContext<'video' | 'audio'>) {
    this.#context = context;
    this.#tracker = new WatchTracker(context.done.ranges);
    this.#questions = filmQuestions(context.course, context.lesson);
    this.#startAt = this.#position = this.#resumeAt();
    void fetchElement(context, 'uggla-player', 'player');
    if (goingOn.delete(context.host)) void this.#playOn();
    document.addEventListener('visibilitychange', this.#onVisibility);
  }

  render(): unknown {
    const {lesson, base, words, host, next} = this.#context;
    if (!customElements.get('uggla-player'))
      return html`<div class="stage waiting" aria-busy="true"><p class="quiet">${words.term('loadingLesson')}</p></div>`;
    const src = safeUrl(lesson.media, base, 'fetch');
    return html`<div class="stage ${lesson.kind}">
        <uggla-player
          src=${src ?? ''}
          lang=${words.locale}
          media-title=${this.#context.text(lesson.title)}
          start-time=${this.#startAt || nothing}
          theme=${(host as {theme?: string}).theme ?? nothing}
          layout=${lesson.kind === 'audio' ? 'audio' : nothing}
          no-resume
          .refreshSource=${this.#context.renew && this.#refresh}
          playsinline
          ?inert=${this.#panel !== undefined}
          ?has-next=${next && !this.#isAsking}
          next-title=${next ? this.#context.text(next.title) : nothing}
          next-after=${NEXT_AFTER}
          @uggla-next-request=${this.#onNext}
          @play=${this.#onPlay}
          @playing=${this.#onPlaying}
          @timeupdate=${this.#onTime}
          @pause=${this.#onPause}
          @ended=${this.#onEnded}
          @seeking=${this.#onSeeking}
          @seeked=${this.#onSeeked}
          @ratechange=${this.#onRate}
          @loadedmetadata=${this.#onLength}
          @durationchange=${this.#onLength}
        ></uggla-player>
        ${this.#panel?.render() ?? nothing}
      </div>
      ${this.#note ? html`<p class="note" part="note">${this.#note}</p>` : nothing}`;
  }

  seek(time: number | string): void {
    if (typeof time === 'string') return;
    const player = this.#player;
    if (player && player.duration > 0) {
      player.currentTime = time;
    } else {
      this.#startAt = this.#position = this.#mayGoTo(time);
      void this.#showStart();
    }
    this.#context.host.requestUpdate();
  }

  spot(): {time: number} {
    return {time: Math.round((this.#player?.currentTime ?? this.#position) * 10) / 10};
  }

  /** A player that has loaded nothing yet shows, too, where it will start. */
  async #showStart(): Promise<void> {
    const {host} = this.#context;
    await customElements.whenDefined('uggla-player');
    await host.updateComplete;
    if (!this.#player) await new Promise(requestAnimationFrame); // it was defined only now, and is about to be rendered
    await host.updateComplete;
    const player = this.#player;
    if (player?.paused) player.currentTime = this.#startAt;
  }

  /** Plays once the player is there; a browser that wants a click first leaves it paused. */
  async #playOn(): Promise<void> {
    await this.#showStart();
    await this.#player?.play().catch(() => undefined);
  }

  /** The player's own way on, once all who may cancel the event have heard it. */
  readonly #onNext = (event: Event & {readonly automatic?: boolean}): void => {
    queueMicrotask(() => {
      const {next, host} = this.#context;
      if (!next || event.defaultPrevented) return;
      if (next.kind === 'video' || next.kind === 'audio') goingOn.add(host);
      this.#context.goOn(event.automatic === true);
    });
  };

  leave(): void {
    this.#settle();
    this.#tracker.stop();
  }

  close(): void {
    this.leave();
    document.removeEventListener('visibilitychange', this.#onVisibility);
  }

  /** The address ran out while the film was on: the server gives another. */
  readonly #refresh = async (): Promise<string> => {
    await this.#context.renew?.();
    return safeUrl(this.#context.lesson.media, this.#context.base, 'fetch') ?? '';
  };

  get #player(): PlayerElement | null {
    return this.#context.host.renderRoot.querySelector<PlayerElement>('uggla-player');
  }

  readonly #onLength = (event: Event): void => {
    const {duration} = event.currentTarget as PlayerElement;
    if (Number.isFinite(duration) && duration > 0 && Math.abs(duration - (this.#context.done.duration ?? 0)) > 0.05) {
      this.#context.update({duration, viewed: true});
    }
  };

  readonly #onPlay = (event: Event): void => {
    const player = event.currentTarget as PlayerElement;
    if (this.#isAsking) player.pause();
    // From here, not from `playing`: some engines tell that when the film has run for a while.
    else if (!player.seeking) this.#tracker.resume(this.#step(player));
  };

  readonly #onPlaying = (event: Event): void => {
    if (this.#isAsking) return;
    const player = event.currentTarget as PlayerElement;
    // A jump may be under way already: then its event comes after this one, and the old place still counts.
    if (!player.seeking) {
      this.#position = player.currentTime;
      if (!this.#tracker.isPlaying) this.#tracker.start(this.#step(player));
    }
    if (this.#isPlaying) return; // it waited for data
    this.#isPlaying = true;
    this.#context.record((maker) => maker.played(this.#context.lesson, this.#state));
  };

  readonly #onTime = (event: Event): void => {
    const player = event.currentTarget as PlayerElement;
    if (player.seeking || this.#from !== undefined) return;
    if (player.paused && !player.ended) return;
    this.#position = player.currentTime;
    if (this.#tracker.step(this.#step(player))) this.#keep();
    this.#ask(player);
  };

  readonly #onPause = (event: Event): void => {
    const player = event.currentTarget as PlayerElement;
    if (this.#from === undefined && !player.seeking) {
      this.#position = player.currentTime;
      this.#tracker.step(this.#step(player));
    }
    this.#settle();
  };

  /** The film is over: what it would have asked at its very end, or behind it, is asked now. */
  readonly #onEnded = (event: Event): void => {
    this.#onPause(event);
    this.#ask(event.currentTarget as PlayerElement);
    this.#context.host.requestUpdate(); // the next lesson may be open by now
  };

  readonly #onSeeking = (event: Event): void => {
    const player = event.currentTarget as PlayerElement;
    this.#tracker.stop();
    const to = player.currentTime;
    const allowed = this.#mayGoTo(to);
    this.#from ??= this.#position;
    if (allowed < to) {
      player.currentTime = allowed;
      this.#say(this.#context.words.term('noSkip', formatTime(allowed)));
    }
  };

  readonly #onSeeked = (event: Event): void => {
    const player = event.currentTarget as PlayerElement;
    const from = this.#from;
    this.#from = undefined;
    this.#position = player.currentTime;
    if (from !== undefined && Math.abs(from - this.#position) > 0.5) {
      this.#context.record((maker) => maker.seeked(this.#context.lesson, from, this.#state));
    }
    this.#context.update({position: this.#position});
    if (!player.paused) this.#tracker.start(this.#step(player));
  };

  readonly #onRate = (event: Event): void => {
    const player = event.currentTarget as PlayerElement;
    if (this.#tracker.isPlaying) this.#tracker.step(this.#step(player));
  };

  readonly #onVisibility = (): void => {
    const player = this.#player;
    if (player && this.#tracker.isPlaying) this.#tracker.step(this.#step(player));
  };

  /** The film stopped, or the lesson is left: says what was played. */
  #settle(): void {
    if (!this.#isPlaying) return;
    this.#isPlaying = false;
    this.#keep();
    this.#context.record((maker) => maker.paused(this.#context.lesson, this.#state));
  }

  #keep(): void {
    if (this.#note && this.#position < this.#tracker.furthest - 1) this.#note = '';
    this.#context.update({ranges: this.#tracker.ranges, position: this.#position});
  }

  #ask(player: PlayerElement): void {
    if (this.#isAsking || (player.paused && !player.ended) || this.#context.mode === 'review') return;
    const answers = this.#context.done.answers ?? {};
    const asked = this.#questions.find(
      (one) => (player.ended || one.at <= this.#position) && !this.#asked.has(one) && !(one.question.id in answers),
    );
    if (!asked) return;
    this.#asked.add(asked);
    this.#isAsking = true;
    player.pause();
    if (document.fullscreenElement) void document.exitFullscreen();
    void this.#showQuestion(asked);
  }

  async #showQuestion(asked: FilmQuestion): Promise<void> {
    const {host} = this.#context;
    try {
      const {QuestionPanel, quizStyles} = await import('./question-panel.js');
      const root = host.renderRoot as ShadowRoot;
      const sheet = quizStyles.styleSheet;
      if (sheet && !root.adoptedStyleSheets.includes(sheet))
        root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
      this.#panel = new QuestionPanel(this.#context, asked, this.#goOn);
      this.#context.announce(this.#context.words.term('questionInFilm'));
    } catch (cause) {
      this.#isAsking = false;
      this.#context.fail(
        new UgglaError('lesson-code-unavailable', 'The code for questions could not be loaded', {cause}),
      );
    }
    host.requestUpdate();
  }

  readonly #goOn = (): void => {
    this.#panel = undefined;
    this.#isAsking = false;
    this.#context.host.requestUpdate();
    const player = this.#player;
    if (!player) return;
    player.focus();
    if (player.ended) {
      this.#ask(player); // it would begin anew
      return;
    }
    if (player.duration - player.currentTime < LAST_FRAMES) player.currentTime -= LAST_FRAMES;
    void player.play().catch(() => undefined); // a browser that wants another click leaves it paused: no failure
  };

  /** Where a jump to `time` may end: skipping may be forbidden until all was seen once, or for ever. */
  #mayGoTo(time: number): number {
    const {lesson, done, mode} = this.#context;
    const {noSkip} = lesson.complete ?? defaultComplete(lesson);
    const holds =
      mode === 'normal' && (noSkip === 'always' || (noSkip === 'first-view' && done.completed === undefined));
    return holds ? this.#tracker.allowed(time) : time;
  }

  #resumeAt(): number {
    const {position = 0, duration} = this.#context.done;
    return duration !== undefined && position > duration - NEARLY_OVER ? 0 : this.#mayGoTo(position);
  }

  #step(player: PlayerElement) {
    const isHidden = document.visibilityState === 'hidden' && !document.pictureInPictureElement;
    return {
      time: player.currentTime,
      clock: performance.now() / 1000,
      rate: player.playbackRate,
      attended: this.#context.lesson.kind === 'audio' || !isHidden,
    };
  }

  get #state(): PlaybackState {
    return {time: this.#position, duration: this.#context.done.duration ?? 0, ranges: this.#tracker.ranges};
  }

  #say(sentence: string): void {
    this.#note = sentence;
    this.#context.announce(sentence);
    this.#context.host.requestUpdate();
  }
}
