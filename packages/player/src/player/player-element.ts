import {SeekRequestEvent} from '@uggla/core/events.js';
import {LocalizeController} from '@uggla/core/localize.js';
import {safeUrl} from '@uggla/core/safe-url.js';
import {setState} from '@uggla/core/states.js';
import {baseStyles} from '@uggla/core/styles.js';
import type {Text} from '@uggla/protocol';
import {html, nothing} from 'lit';
import type {PropertyValues} from 'lit';
import {property, state} from 'lit/decorators.js';
import {CaptionsController} from '../captions/captions-controller.js';
import {TrackController} from '../captions/track-controller.js';
import {ChaptersController, type Chapter} from '../chapters/chapters-controller.js';
import {PlayerActions} from '../controls/actions.js';
import {ActivityController} from '../controls/activity-controller.js';
import {renderControlBar} from '../controls/control-bar.js';
import {controlsStyles} from '../controls/controls-styles.js';
import {HotkeysController} from '../controls/hotkeys-controller.js';
import {onClick, onDoubleClick, onKey} from '../controls/on-stage.js';
import {TimeBar} from '../controls/time-bar.js';
import {windowOf} from '../live/window-of.js';
import {moreWords, words} from '../locales/words.js';
import {applyMemory} from '../memory/apply-memory.js';
import {recall} from '../memory/memory.js';
import {PlaceController} from '../memory/place-controller.js';
import {ChoicesController} from '../playback/choices-controller.js';
import {ClipController} from '../playback/clip-controller.js';
import type {PlaybackReport} from '../playback/playback-controller.js';
import {audioStyles} from './audio-styles.js';
import {checkOptions} from './check-options.js';
import {renderMiddle, renderPoster} from './cover.js';
import {renderErrorPanel} from './error-panel.js';
import {FullscreenController} from './fullscreen-controller.js';
import {MediaHost} from './media-host.js';
import {playerStyles} from './player-styles.js';

/**
 * Plays video, audio and radio: to its page a media element with controls.
 *
 * It is given the address of a film, a sound, an HLS playlist or a published `media.json`; or `<source>` and `<track>`
 * children, as `<video>` is. Nothing of the media is loaded before someone wishes to play, unless `preload` or `loading`
 * say so. The media element's own events are fired under their own names, and do not bubble.
 *
 * @example
 * ```html
 * <uggla-player src="media/hello/media.json"></uggla-player>
 * ```
 * @slot overlay - Lies over the picture, below the controls.
 * @slot poster - Shown until playback starts, in place of the `poster` attribute's picture.
 * @slot end - Shown over the picture when it has ended.
 * @fires {UgglaReadyEvent} uggla-ready - What there is to play is known: title, duration, captions, chapters.
 * @fires {UgglaErrorEvent} uggla-error - It cannot be played; the panel says why.
 * @fires {AutoplayBlockedEvent} uggla-autoplay-blocked - The browser did not let it start by itself as `autoplay` asks.
 * @fires {Event} uggla-tracks-change - The chapters became known or changed.
 * @fires {ChapterChangeEvent} uggla-chapter-change - Playback came into another chapter (`chapter`), or where it stands became known; also by a seek, also before it plays.
 * @fires {CueEnterEvent} uggla-cue-enter - Playback came to a cue; `preventDefault()`: it does not stop for it.
 * @fires {CueExitEvent} uggla-cue-exit - Playback left a cue.
 * @fires {NextRequestEvent} uggla-next-request - The viewer asks for what comes next, or `next-after` does (only with `has-next`).
 * @fires {PreviousRequestEvent} uggla-previous-request - The viewer asks for what came before (only with `has-previous`).
 * @csspart control-bar - The bar of controls.
 * @csspart button - Any button.
 * @csspart play-button - Plays, pauses, plays again.
 * @csspart previous-button - Asks for what came before.
 * @csspart next-button - Asks for what comes next.
 * @csspart mute-button - Turns the sound off and on.
 * @csspart captions-button - Turns captions on and off.
 * @csspart settings-button - Opens the settings.
 * @csspart pip-button - Puts the picture into a window of its own.
 * @csspart airplay-button - Opens the list of screens and speakers for AirPlay, in WebKit while there are any.
 * @csspart cast-button - With `cast-sdk`: lets another screen play.
 * @csspart fullscreen-button - Fills the screen.
 * @csspart live-button - Of a live stream with a past: whether it plays live, and the way there.
 * @csspart retry-button - Tries again after an error.
 * @csspart time-range - The slider of time; runs from left to right in every language, as time bars do.
 * @csspart volume-range - The slider of loudness.
 * @csspart time-display - Where playback stands, and the length.
 * @csspart menu - The settings.
 * @csspart menu-item - One choice in them.
 * @csspart help - The list of keys.
 * @csspart poster - The picture before playback.
 * @csspart captions - What is said.
 * @csspart error - Says why it does not play.
 * @csspart unmute-button - Turns the sound on, where it started by itself without.
 * @csspart up-next - At the end: what comes next.
 * @csspart title - The title.
 * @csspart big-play-button - The button in the middle before playback starts.
 * @cssprop [--uggla-accent=#6db3ff] - Marks the time gone by, and what is on.
 * @cssprop [--uggla-aspect-ratio=16/9] - Shape of the picture's frame when the page gives the element no height.
 * @cssprop [--uggla-player-size=1rem] - Size of the controls' text; everything else follows.
 */
export class UgglaPlayer extends MediaHost {
  static override styles = [baseStyles, playerStyles, controlsStyles, audioStyles];

  /** Title; the description's when not given. */
  @property({attribute: 'media-title'}) mediaTitle = '';
  /** Second to start from, whatever is remembered. */
  @property({type: Number, attribute: 'start-time'}) startTime: number | undefined;
  /** How it looks; `auto`: as the media asks for. `audio` and `radio` are sound alone, and a stream's picture is not fetched where its sound can be had without; in a `radio` nobody seeks. */
  @property() layout: 'auto' | 'video' | 'audio' | 'radio' | 'tv' = 'auto';
  /** When the description and poster are fetched: once `visible`, with the wish to `play`, or at once (`eager`, with the media's head). */
  @property() loading: 'visible' | 'play' | 'eager' = 'visible';
  /** Without controls; keys and the page still work. */
  @property({type: Boolean, attribute: 'no-controls', reflect: true}) noControls = false;
  /** First second that plays, on the media's own clock. */
  @property({type: Number, attribute: 'clip-start'}) clipStart = 0;
  /** Last second that plays; 0: to the end. */
  @property({type: Number, attribute: 'clip-end'}) clipEnd = 0;
  /** Seconds before the end of a live stream at which it plays live; 0: what its playlist says. Is read when a source begins. */
  @property({type: Number, attribute: 'live-edge'}) liveEdge = 0;
  /** Address of a storyboard (WebVTT of `#xywh` parts of a picture, or JSON of tiles); the description's when not given. */
  @property() storyboard = '';
  /** Does not remember where the viewer left off. */
  @property({type: Boolean, attribute: 'no-resume', reflect: true}) noResume = false;
  /** `auto`, or lines of the picture: `720`. */
  @property() quality = 'auto';
  /** Saves data: `auto` takes no more than 480 lines. What the viewer chose by hand comes first, then this or the browser's own setting. */
  @property({type: Boolean, attribute: 'data-saver'}) dataSaver = false;
  /** Language of the sound, where there are several. */
  @property({attribute: 'audio-language'}) audioLanguage = '';
  /** Language of the captions to show, or `off`; by default what the viewer last had. */
  @property({attribute: 'captions-language'}) captionsLanguage = '';
  /** A stretch that plays over and over, in seconds on the media's own clock; `null`: none. Going out of it by hand ends nothing: it repeats again once playback is inside. */
  @property({attribute: false}) repeat: {readonly start: number; readonly end: number} | null = null;
  /** Where keys work: while the `focus` is inside, `global` on the page, `none`. */
  @property() hotkeys: 'focus' | 'global' | 'none' = 'focus';

  @state() private announcement = '';

  /** @internal Playback has begun, and a picture is there. */
  @state() started = false;

  /** @internal What is open over the picture: the settings, or what they led to. */
  @state() panel: ((player: UgglaPlayer) => unknown) | undefined;

  /** @internal Shows of a live stream that it is, and the way back to now. */
  @state() liveView: (() => unknown) | undefined;

  /** Words of the viewer's language. */
  readonly localize = new LocalizeController(this, words, moreWords);
  /** What a viewer does by button or key. */
  readonly actions = new PlayerActions(this);
  /** @internal The slider of time. */
  readonly timeBar = new TimeBar(this);
  readonly #tracks = new TrackController(this); // before the captions, which choose among them
  /** @internal What is shown of the text tracks. */
  readonly captions = new CaptionsController(this);
  readonly #chapters = new ChaptersController(this);
  readonly #clip = new ClipController(this, () => this.whenEnded());
  readonly #place = new PlaceController(this);
  readonly #activity = new ActivityController(this);
  readonly #fullscreen = new FullscreenController(this);
  #live = false;

  constructor() {
    super();
    new ChoicesController(this);
    new HotkeysController(this);
    for (const type of ['playing', 'seeked']) this.addEventListener(type, () => (this.started = true));
    this.addEventListener(
      'playing',
      () =>
        void import('../session/media-session.js').then(
          ({holdSession}) => holdSession(this),
          () => undefined,
        ),
    );
    this.addEventListener('uggla-seek-request', (event) => {
      if (event.target !== this && event instanceof SeekRequestEvent && !event.defaultPrevented)
        this.currentTime = event.time;
    });
  }

  /** Chapters in the viewer's language; empty until known. */
  get chapters(): readonly Chapter[] {
    return this.#chapters.chapters;
  }

  /** The chapter where playback stands; `undefined`: none. */
  get activeChapter(): Chapter | undefined {
    return this.#chapters.active;
  }

  /** What is played, in the viewer's language; empty when nobody said. */
  get heading(): string {
    return this.mediaTitle || this.text(this.playback.description?.title);
  }

  /** Whole address of the poster; `undefined` without one. */
  get artwork(): string | undefined {
    return safeUrl(this.poster, this.baseURI, 'image') ?? this.playback.description?.poster?.src;
  }

  /** Transcripts that the description names. */
  get transcripts(): readonly {readonly src: string; readonly language: string}[] {
    return this.playback.description?.transcripts ?? [];
  }

  /** What plays: all of the media, or the clip of it; of a live stream what can be gone back to. In seconds. */
  get range(): {readonly start: number; readonly end: number} {
    if (this.duration === Infinity) return windowOf(this.seekable, this.playback.engine?.liveEdge);
    const length = Number.isFinite(this.duration) ? this.duration : 0;
    const {start, end = length} = this.#clip;
    return {start, end: length > 0 ? Math.min(end, length) : end};
  }

  override get ended(): boolean {
    return super.ended || this.#clip.ended;
  }

  /** The picture fills the screen. */
  get fullscreen(): boolean {
    return this.#fullscreen.active;
  }

  /** The settings are open. */
  get settingsOpen(): boolean {
    return this.panel !== undefined;
  }

  /** Shown as sound without a picture. */
  get sound(): boolean {
    if (this.layout === 'audio' || this.layout === 'radio') return true;
    if (this.layout === 'video' || this.layout === 'tv') return false;
    const loaded = this.readyState > 0 && this.playback.source?.kind === 'file';
    return loaded ? this.videoHeight === 0 : this.playback.description?.kind === 'audio';
  }

  /** @internal Whole address of the storyboard. */
  get storyboardUrl(): string | undefined {
    return safeUrl(this.storyboard, this.baseURI, 'fetch') ?? this.playback.description?.storyboard;
  }

  /** @internal What the page says, else the viewer's last choice, else the track that the page presets. */
  get wantedCaptions(): string {
    return this.captionsLanguage || (recall().captions ?? this.#tracks.preset ?? 'off');
  }

  /** @internal */
  get savesData(): boolean {
    return (
      recall().dataSaver ??
      (this.dataSaver || (navigator as {connection?: {saveData?: boolean}}).connection?.saveData === true)
    );
  }

  /** @internal */
  get usualAudio(): string | undefined {
    return recall().audio;
  }

  /** @internal */
  pick(text: Text | undefined): string {
    return this.text(text);
  }

  /** @internal The chapter at that second. */
  chapterAt(time: number): Chapter | undefined {
    return this.#chapters.at(time);
  }

  /** @internal Something happened: controls show. */
  poke(): void {
    this.#activity.poke();
  }

  /** @internal Says something to who listens rather than looks. */
  announce(words: string): void {
    this.announcement = words;
  }

  /** @internal Opens or closes the settings. */
  toggleSettings(): void {
    if (this.panel) this.panel = undefined;
    else void import('../controls/settings-menu.js').then(({settingsOf}) => (this.panel = settingsOf(this)));
  }

  protected override playbackReport(): PlaybackReport {
    return {
      begun: (named) => {
        this.started = false;
        if (named) this.begin();
        else this.reset();
      },
      known: ({duration}) => {
        if (duration !== undefined) this.dispatchEvent(new Event('durationchange'));
        this.ready();
      },
      attached: () => applyMemory(this),
      failed: (error) => {
        this.fail(error, 'media-unavailable');
        this.dispatchEvent(new Event('error'));
      },
      start: ({id}) => (this.startTime! >= 0 ? this.startTime! : (this.#place.find(id) ?? this.#clip.start)),
    };
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (this.duration === Infinity && !this.#live) {
      this.#live = true;
      void import('../live/live-button.js').then(
        ({liveOf}) => (this.liveView = liveOf(this)),
        () => (this.#live = false),
      );
    }
    if (changed.has('repeat') && (this.repeat ?? changed.get('repeat')))
      void import('../repeat/repeat.js').then(
        ({follow}) => follow(this),
        () => undefined,
      );
    checkOptions(this);
  }

  protected override update(changed: PropertyValues<this>): void {
    this.awake ||= this.playback.visible || this.loading === 'eager' || this.sound || this.#activity.idle !== undefined;
    const hadFocus = this.shadowRoot?.activeElement != null;
    super.update(changed);
    // The button that was pressed may be gone (play in the middle, retry, what lies below the panel): keys go on working.
    if (!hadFocus || this.shadowRoot?.activeElement) return;
    this.renderRoot.querySelector<HTMLElement>('.retry, .play-button')?.focus({preventScroll: true});
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    setState(this, 'playing', !this.paused);
    setState(this, 'paused', this.paused);
    setState(this, 'ended', this.ended);
    setState(this, 'waiting', this.waiting);
    setState(this, 'audio', this.sound);
    setState(this, 'fullscreen', this.fullscreen);
  }

  protected override render() {
    const {sound, ended, heading: title} = this;
    // In an error nothing may have the focus below the panel.
    const troubled = !sound && (this.status === 'failed' || this.playback.stalled);
    const poster = renderPoster(this);
    const classes = [
      'player',
      sound ? 'audio' : 'video',
      this.layout,
      this.localize.direction,
      this.#activity.idle ? 'idle' : '',
      sound && poster === nothing ? 'bare' : '',
    ];
    return html`<div class=${classes.join(' ')} dir=${this.localize.direction} @keydown=${onKey}>
      <div
        class="stage"
        tabindex="-1"
        role="group"
        aria-label=${title || this.localize.term(sound ? 'audioPlayer' : 'player')}
        @click=${onClick}
        @dblclick=${onDoubleClick}
      >
        ${this.placed} ${poster}
        ${title && (sound || this.mediaTitle || this.fullscreen) ? html`<p part="title" class="title">${title}</p>` : nothing}
        ${this.captions.element}
        <slot name="overlay" class="layer"></slot>
        ${ended && !sound ? html`<slot name="end" class="layer"></slot>` : nothing}
        ${renderMiddle(this)} ${this.noControls || troubled || !this.awake ? nothing : renderControlBar(this)} ${troubled ? nothing : this.panel?.(this)} ${renderErrorPanel(this)}
      </div>
      <div role="status" class="visually-hidden">${this.waiting ? this.localize.term('loading') : this.announcement}</div>
    </div>`;
  }

  /** @internal Someone wishes it to play, and nothing moves yet. */
  get waiting(): boolean {
    return !this.paused && !this.ended && this.readyState < 3;
  }
}
