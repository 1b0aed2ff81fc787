import {UgglaElement, warnOnce} from '@uggla/core/element.js';
import type {UgglaError} from '@uggla/protocol';
import {property, state} from 'lit/decorators.js';
import type {PropertyDeclarations, PropertyValues} from 'lit';
import type {CuePoint, CuePoints} from '../cues/cue-points.js';
import type {Drm} from '../engine/drm.js';
import {createMedia, MEDIA_EVENTS} from './inner-media.js';
import {PlaybackController} from '../playback/playback-controller.js';
import type {PlaybackReport} from '../playback/playback-controller.js';

/**
 * What the player's element has in common with `<video>`: attributes, properties, methods and events of
 * `HTMLMediaElement`, under their own names. What is loaded by an engine or not loaded yet looks the same from outside.
 */
export abstract class MediaHost extends UgglaElement {
  static override properties: PropertyDeclarations = {
    // Known to Lit only so that a value set before the element was defined is not lost.
    currentTime: {attribute: false, noAccessor: true},
    defaultPlaybackRate: {attribute: false, noAccessor: true},
    defaultMuted: {attribute: false, noAccessor: true},
    preservesPitch: {attribute: false, noAccessor: true},
  };

  /** Address of a picture to show until playback starts. */
  @property() poster = '';

  /** Starts by itself as soon as it is visible; browsers ask for `muted` unless the viewer has met the site before. */
  @property({type: Boolean, reflect: true}) autoplay = false;

  /** How much may be loaded before anybody wishes to play: `none`, `metadata`, `auto`; by default nothing. */
  @property() preload: '' | 'none' | 'metadata' | 'auto' = '';

  /**
   * Brings a fresh address when the server refuses the one it had (401, 403): it becomes `src`, and playback goes on where
   * it was. Asked once before the error panel shows; a rejection shows it.
   */
  @property({attribute: false}) refreshSource: ((error: UgglaError) => Promise<string>) | undefined;

  /** Tells the server of an HLS stream with each question what session it is of and how it goes (CTA-5004): in the query, or in `headers`. `null`: nothing. */
  @property() cmcd: string | null = null;

  /** Keys of a protected HLS stream, as hls.js has them: `{drmSystems: {'com.widevine.alpha': {licenseUrl}}}`. Is read when a source begins. */
  @property({attribute: false}) drm: Drm | null = null;

  /** Address of Google's Cast SDK: with it there is a button for other screens from the first play on, and the SDK is fetched when somebody presses it. */
  @property({attribute: 'cast-sdk'}) castSdk = '';

  /** @internal Buttons for other screens. */
  @state() screens: (() => unknown) | undefined;

  /** When what is named is fetched. */
  abstract loading: string;

  /** How it looks. */
  abstract layout: string;

  /** @internal Language of the captions to show; `off`. */
  abstract readonly wantedCaptions: string;

  /** The code for cues comes with the first of them. */
  #cues: Promise<typeof import('../cues/define.js')> | undefined;
  #cuePoints: CuePoints | undefined;
  readonly #media = globalThis.document ? createMedia() : undefined;

  /** Brings the media in; for the player's own parts. */
  readonly playback = new PlaybackController(this, this.playbackReport());

  constructor() {
    super();
    for (const type of MEDIA_EVENTS) {
      this.#media?.addEventListener(type, () => {
        // From one source to the next it is not paused for its page, nor while it is helped over a standstill.
        if (type === 'pause' ? this.paused : type !== 'play' || !this.playback.nudging) this.dispatchEvent(new Event(type));
      });
    }
    this.#media?.addEventListener('ended', () => this.whenEnded());
  }

  /** The `<video>` inside, for what the element does not have itself; sound plays in it too. */
  get media(): HTMLVideoElement {
    return this.#media!;
  }

  /** What the playback tells the element. */
  protected abstract playbackReport(): PlaybackReport;

  /** The media came to its end. */
  protected whenEnded(): void {
    this.dispatchEvent(new Event('ended'));
  }

  /** Starts over at the end. */
  @property({type: Boolean, reflect: true})
  get loop(): boolean {
    return this.media.loop;
  }
  set loop(value: boolean) {
    this.media.loop = value;
  }

  /** Without sound. As an attribute it is where the sound starts from. */
  @property({type: Boolean})
  get muted(): boolean {
    return this.media.muted;
  }
  set muted(value: boolean) {
    this.media.muted = value;
  }

  /** Loudness, 0 to 1. */
  @property({type: Number})
  get volume(): number {
    return this.media.volume;
  }
  set volume(value: number | null) {
    if (value === null || (value >= 0 && value <= 1)) this.media.volume = value ?? 1;
    else warnOnce(this, `volume="${this.getAttribute('volume') ?? value}" is no number from 0 to 1`);
  }

  /** Speed; 1 is as it was recorded. */
  @property({type: Number, attribute: 'playback-rate'})
  get playbackRate(): number {
    return this.media.playbackRate;
  }
  set playbackRate(value: number | null) {
    if (value !== null && !(value >= 0.0625 && value <= 16)) {
      warnOnce(this, `playback-rate="${this.getAttribute('playback-rate') ?? value}" is no number from 0.0625 to 16`);
      return;
    }
    // Both, since the load of a source sets the one to the other.
    this.media.defaultPlaybackRate = this.media.playbackRate = value ?? 1;
  }

  /** Plays in its place on phones; `true` unless the page says otherwise by this property. */
  @property({type: Boolean})
  get playsInline(): boolean {
    return this.media.playsInline;
  }
  set playsInline(value: boolean) {
    this.media.playsInline = value;
  }

  /** `anonymous` or `use-credentials`, as CORS settings attributes are; `null`: no CORS. */
  @property({attribute: 'crossorigin'})
  get crossOrigin(): string | null {
    return this.media.crossOrigin;
  }
  set crossOrigin(value: string | null) {
    this.media.crossOrigin = value;
  }

  /** Where playback stands, in seconds. Set before anything is loaded, it is where playback will start. */
  get currentTime(): number {
    return this.playback.currentTime;
  }
  set currentTime(time: number) {
    if (!Number.isFinite(Number(time))) throw new TypeError('currentTime must be a finite number');
    this.playback.currentTime = Number(time);
  }

  /** Length in seconds; from the description while the media is not loaded, `NaN` while unknown. */
  get duration(): number {
    const {duration} = this.media;
    return Number.isNaN(duration) ? (this.playback.description?.duration ?? NaN) : duration;
  }

  /** Nobody wishes it to play. */
  get paused(): boolean {
    return this.media.paused && !this.playback.wished;
  }

  /** It came to its end and stands there. */
  get ended(): boolean {
    return this.media.ended;
  }

  /** It is on its way to another second. */
  get seeking(): boolean {
    return this.media.seeking;
  }

  /** How much is there: `HTMLMediaElement.HAVE_NOTHING` (0) to `HAVE_ENOUGH_DATA` (4). */
  get readyState(): number {
    return this.media.readyState;
  }

  /** What the network does: `HTMLMediaElement.NETWORK_EMPTY` (0) to `NETWORK_NO_SOURCE` (3). */
  get networkState(): number {
    return this.media.networkState;
  }

  /** What has arrived, in seconds. */
  get buffered(): TimeRanges {
    return this.media.buffered;
  }

  /** What can be sought, in seconds. */
  get seekable(): TimeRanges {
    return this.media.seekable;
  }

  /** What was really played. */
  get played(): TimeRanges {
    return this.media.played;
  }

  /** Captions, subtitles and chapters. One that is `showing` is shown by the player itself. */
  get textTracks(): TextTrackList {
    return this.media.textTracks;
  }

  /** Address of what plays. */
  get currentSrc(): string {
    return this.playback.engine ? (this.playback.source?.url ?? '') : '';
  }

  /** Why it does not play, as a `MediaError` has it; `null` while nothing is wrong. The whole story is `failure`. */
  get error(): Pick<MediaError, 'code' | 'message'> | null {
    const {error} = this.playback;
    if (!error) return null;
    const codes: Record<string, number> = {'media-unavailable': 2, 'media-forbidden': 2, 'engine-unavailable': 2, 'media-undecodable': 3};
    return {code: codes[error.code] ?? 4, message: error.message};
  }

  /** Width of the picture itself, in pixels; 0 while unknown. */
  get videoWidth(): number {
    return this.media.videoWidth;
  }

  /** Height of the picture itself, in pixels; 0 while unknown, and for sound. */
  get videoHeight(): number {
    return this.media.videoHeight;
  }

  /** Whether the sound starts off. */
  get defaultMuted(): boolean {
    return this.hasAttribute('muted');
  }
  set defaultMuted(value: boolean) {
    this.toggleAttribute('muted', value);
  }

  /** The speed that a newly loaded source starts with. */
  get defaultPlaybackRate(): number {
    return this.media.defaultPlaybackRate;
  }
  set defaultPlaybackRate(value: number) {
    this.media.defaultPlaybackRate = value;
  }

  /** Whether voices keep their height at other speeds. */
  get preservesPitch(): boolean {
    return this.media.preservesPitch;
  }
  set preservesPitch(value: boolean) {
    this.media.preservesPitch = value;
  }

  /** Begins to play, and loads first what that needs. Rejects as `HTMLMediaElement.play()` does. */
  play(): Promise<void> {
    return this.playback.play();
  }

  /** Stops where it stands. */
  pause(): void {
    this.playback.pause();
  }

  /** Starts over with what `src` or the `<source>` children name now. */
  load(): void {
    this.playback.reload();
  }

  /** Whether the browser says it plays such a type: `''`, `maybe` or `probably`. */
  canPlayType(type: string): CanPlayTypeResult {
    return this.media.canPlayType(type);
  }

  /** Cues that are on right now: of `addCuePoints()` and of `<uggla-cue>` children. */
  get activeCues(): readonly CuePoint[] {
    return this.#cuePoints?.active ?? [];
  }

  /** Adds cues: `uggla-cue-enter` and `uggla-cue-exit` tell when playback comes to them and leaves them. */
  async addCuePoints(points: Iterable<CuePoint>): Promise<void> {
    const {cuePointsOf} = await (this.#cues ??= import('../cues/define.js'));
    (this.#cuePoints = cuePointsOf(this)).add(points);
  }

  /** Puts the focus where keys work, and where it can be seen. */
  override focus(options?: FocusOptions): void {
    const find = (selector: string) => this.renderRoot?.querySelector<HTMLElement>(selector);
    (find('.retry, .play-button') ?? find('.stage'))?.focus(options);
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    if (!this.#cues && this.querySelector(':scope > uggla-cue')) void this.addCuePoints([]).catch(() => undefined);
  }
}
