import {warnOnce} from '@uggla/core/element.js';
import type {UgglaError} from '@uggla/protocol';
import {property, state} from 'lit/decorators.js';
import type {PropertyValues} from 'lit';
import type {CuePoint, CuePoints} from '../cues/cue-points.js';
import type {Drm} from '../engine/drm.js';
import {keepInPage} from '../memory/memory.js';
import type {Places} from '../memory/shared-places.js';
import {MediaList} from '../tracks/media-list.js';
import type {Rendition, RenditionList, SoundTrack, SoundTrackList} from '../tracks/media-list.js';
import {createMedia, MEDIA_EVENTS} from './inner-media.js';
import {LentMedia} from './lent-media.js';
import type {UgglaPlayer} from './player-element.js';
import {PlaybackController} from '../playback/playback-controller.js';
import type {PlaybackReport} from '../playback/playback-controller.js';

/**
 * What the player's element has in common with `<video>`: attributes, properties, methods and events of
 * `HTMLMediaElement`, under their own names. What is loaded by an engine or not loaded yet looks the same from outside.
 */
export abstract class MediaHost extends LentMedia {
  /** Address of a picture to show until playback starts. */
  @property() poster = '';

  /** What stands there until the poster has come: a CSS colour, or the address of a tiny picture (`data:` asks for nothing). The description's when not given. */
  @property() placeholder = '';

  /**
   * Starts by itself as soon as it is visible. With sound, browsers allow it only where the viewer has met the site before;
   * `autoplay="any"` starts without sound then, and `autoplay="muted"` always does. A button over the picture turns the
   * sound on. `uggla-autoplay-blocked` tells what the browser did not allow.
   */
  @property({
    reflect: true,
    converter: {
      fromAttribute: (value) => (value === 'muted' || value === 'any' ? value : value !== null),
      toAttribute: (value) => (value === true ? '' : value || null),
    },
  })
  autoplay: boolean | 'muted' | 'any' = false;

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

  /** A store of the page's own for where the viewer left off, so that other devices know it: the newer of its place and this device's counts. */
  @property({attribute: false}) places: Places | null = null;

  /** Stores nothing on the device: what the viewer chose, and where they left off, is forgotten with the page. One such player suffices for all of the page. */
  @property({type: Boolean, attribute: 'no-memory'}) noMemory = false;

  /** Speeds to choose from, as `0.75 1 1.5`; by default 0.5 to 2 in quarters. */
  @property({attribute: 'playback-rates'}) playbackRates = '';

  /** Seconds without a movement after which the controls go away while it plays; -1: they stay. */
  @property({type: Number, attribute: 'hide-after'}) hideAfter = 3;

  /** @internal Buttons for other screens. */
  @state() screens: (() => unknown) | undefined;

  /** When what is named is fetched. */
  abstract loading: string;
  /** How it looks. */
  abstract layout: string;
  /** `auto`, or lines of the picture. */
  abstract quality: string;
  /** Language of the sound. */
  abstract audioLanguage: string;
  /** @internal The language of the sound that the viewer last chose. */
  abstract readonly usualAudio: string | undefined;
  /** Seconds before a live stream's end at which it plays live. */
  abstract liveEdge: number;
  /** Without controls. */
  abstract noControls: boolean;

  /** @internal Text tracks that the page made: whether they show is the page's to say. */
  readonly madeTracks: TextTrack[] = [];

  /** @internal Language of the captions to show; `off`. */
  abstract readonly wantedCaptions: string;

  /** The code for cues comes with the first of them. */
  #cues: Promise<typeof import('../cues/define.js')> | undefined;
  #cuePoints: CuePoints | undefined;
  readonly #media = globalThis.document ? createMedia() : undefined;

  /** Brings the media in; for the player's own parts. */
  readonly playback = new PlaybackController(this, this.playbackReport());

  #placed = false;
  #updating = false;

  /** @internal Puts the media element into the page, for good. Until something is to be loaded it stands apart: into one that is in the page a browser builds controls of its own, which nobody sees (a hundred nodes in Chromium). */
  placeMedia(): void {
    if (this.#placed) return;
    this.#placed = true;
    this.requestUpdate();
    if (this.hasUpdated && !this.#updating) this.performUpdate(); // in the same task as the gesture that asked for it
  }

  protected override performUpdate(): void {
    this.#updating = true;
    try {
      super.performUpdate();
    } finally {
      this.#updating = false;
    }
  }

  /** The media element, once it has its place. Without controls it has it from the beginning: those of others look for it below the pointer. */
  protected get placed(): HTMLVideoElement | undefined {
    return this.#placed || this.noControls ? this.media : undefined;
  }

  constructor() {
    super();
    for (const type of MEDIA_EVENTS) {
      this.#media?.addEventListener(type, () => {
        // From one source to the next it is not paused for its page, nor while it is helped over a standstill.
        if (type === 'pause' ? this.paused : type !== 'play' || !this.playback.nudging)
          this.dispatchEvent(new Event(type));
        this.requestUpdate(); // at each of them what is shown may have changed
      });
    }
    this.#media?.addEventListener('ended', () => this.whenEnded());
    this.addEventListener('uggla-ready', () => {
      if (this.places)
        void import('../memory/shared-places.js').then(
          ({sharePlaces}) => sharePlaces(this as unknown as UgglaPlayer),
          () => undefined,
        );
    });
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
    this.requestUpdate();
  }

  /** Plays in its place on phones; `true` unless the page says otherwise by this property. */
  @property({type: Boolean})
  get playsInline(): boolean {
    return this.media.playsInline; // of this element's own making in Firefox, which does not have it
  }
  set playsInline(value: boolean) {
    this.media.playsInline = value;
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

  /** Where playback stands, in seconds. Set before anything is loaded, it is where playback will start. */
  get currentTime(): number {
    return this.playback.currentTime;
  }
  set currentTime(time: number) {
    if (!Number.isFinite(Number(time))) throw new TypeError('currentTime must be a finite number');
    this.playback.currentTime = Number(time);
  }

  /** Length in seconds; from the description or the playlist while the media is not loaded, `NaN` while unknown. */
  get duration(): number {
    const {duration} = this.media;
    const {engine, description} = this.playback;
    if (Number.isFinite(duration)) return duration;
    // A browser takes a film for endless from its first segment until hls.js says how long it is (Media Source Extensions, “initialization segment received”).
    return engine?.duration ?? (duration === Infinity ? duration : (description?.duration ?? NaN));
  }

  /** Nobody wishes it to play. */
  get paused(): boolean {
    return this.media.paused && !this.playback.wished;
  }

  /** It came to its end and stands there. */
  get ended(): boolean {
    return this.media.ended;
  }

  /** Address of what plays. */
  get currentSrc(): string {
    return this.playback.engine ? (this.playback.source?.url ?? '') : '';
  }

  /** Why it does not play, as a `MediaError` has it; `null` while nothing is wrong. The whole story is `failure`. */
  get error(): Pick<MediaError, 'code' | 'message'> | null {
    const {error} = this.playback;
    if (!error) return null;
    const codes: Record<string, number> = {
      'media-unavailable': 2,
      'media-forbidden': 2,
      'engine-unavailable': 2,
      'media-undecodable': 3,
    };
    return {code: codes[error.code] ?? 4, message: error.message};
  }

  /** Sounds to choose among, as HTML has them; whoever chooses here does so for this film alone. */
  readonly audioTracks: SoundTrackList = new MediaList<SoundTrack>();

  /** Qualities of an HLS stream's picture; empty for a file. Choosing one sets `quality`. */
  readonly videoRenditions: RenditionList = Object.assign(new MediaList<Rendition>(), {selectedIndex: -1});

  /** Whether the sound starts off. */
  get defaultMuted(): boolean {
    return this.hasAttribute('muted');
  }
  set defaultMuted(value: boolean) {
    this.toggleAttribute('muted', value);
  }

  /** Whether controls are shown; unlike with `<video>` they are, unless `no-controls` says otherwise. */
  get controls(): boolean {
    return !this.noControls;
  }
  set controls(value: boolean) {
    this.noControls = !value;
  }

  /** Goes to that second, or to a picture near it where the browser finds that one faster. */
  fastSeek(time: number): void {
    if (this.readyState > 0 && 'fastSeek' in this.media) this.media.fastSeek(time);
    else this.currentTime = time;
  }

  /** Adds an empty text track for the page to fill; it is `hidden` until the page lets it show. */
  addTextTrack(kind: TextTrackKind, label = '', language = ''): TextTrack {
    const track = this.media.addTextTrack(kind, label, language);
    this.madeTracks.push(track);
    return track;
  }

  /** Begins to play, and loads first what that needs. Rejects as `HTMLMediaElement.play()` does. */
  play(): Promise<void> {
    return this.playback.play();
  }

  /** @internal Starts without anybody having asked, as `autoplay` says. */
  async startByItself(): Promise<void> {
    const silenced = this.autoplay === 'muted' && !this.muted;
    if (silenced) this.muted = true;
    const trouble = await this.play().then(
      () => '',
      ({name}: Error) => name,
    );
    if (trouble ? trouble !== 'NotAllowedError' : !silenced) return;
    void import('../autoplay/autoplay.js')
      .then(({follow}) => follow(this as unknown as UgglaPlayer, silenced, trouble !== ''))
      .catch(() => undefined);
  }

  /** Stops where it stands. */
  pause(): void {
    this.playback.pause();
  }

  /** Starts over with what `src` or the `<source>` children name now. */
  load(): void {
    this.playback.reload();
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
    (find('.retry, .play-button') ?? find('.big') ?? find('.stage'))?.focus(options);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (changed.has('noMemory') && (this.noMemory || changed.get('noMemory'))) keepInPage(this.noMemory);
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    if (!this.#cues && this.querySelector(':scope > uggla-cue')) void this.addCuePoints([]).catch(() => undefined);
  }
}
