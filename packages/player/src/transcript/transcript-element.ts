import {UgglaElement} from '@uggla/core/element.js';
import {FileController} from '@uggla/core/file-controller.js';
import {LocalizeController} from '@uggla/core/localize.js';
import {baseStyles} from '@uggla/core/styles.js';
import {matchLanguage} from '@uggla/protocol';
import {html, nothing} from 'lit';
import type {PropertyValues} from 'lit';
import {property, state} from 'lit/decorators.js';
import {moreWords, words} from '../locales/words.js';
import {PlayerLink} from '../player/player-link.js';
import type {Paragraph, Speech} from './paragraphs.js';
import {transcriptStyles} from './transcript-styles.js';
import type {transcriptOf} from './transcript-view.js';

/** What `source` says when there is no file but captions to read. */
const CAPTIONS = 'captions:';

/**
 * What is said in a player, in paragraphs, anywhere in the page: it follows the speech, can be searched, and a paragraph
 * that is chosen plays. Made of the published transcript, else of the captions.
 *
 * @example
 * ```html
 * <uggla-player id="film" src="media/hello/media.json"></uggla-player>
 * <uggla-transcript for="film"></uggla-transcript>
 * ```
 * @slot empty - In place of the words that there is no transcript.
 * @fires {UgglaReadyEvent} uggla-ready - The paragraphs are there.
 * @fires {UgglaErrorEvent} uggla-error - The transcript could not be loaded or read.
 * @fires {SeekRequestEvent} uggla-seek-request - The viewer chose a paragraph; `preventDefault()` keeps the player where it is.
 * @csspart search - The search field.
 * @csspart item - The button of one paragraph.
 * @csspart time - Its time.
 * @csspart match - Words that were searched for.
 * @cssprop [--uggla-accent=#0b57a4] - Marks the paragraph that is spoken.
 * @cssprop [--uggla-transcript-size=24em] - Height beyond which it scrolls.
 */
export class UgglaTranscript extends UgglaElement {
  static override styles = [baseStyles, transcriptStyles];

  /** Id of the player. */
  @property() for = '';

  @state() private query = '';

  readonly #link = new PlayerLink(this);
  readonly #localize = new LocalizeController(this, words, moreWords);
  #shown: Paragraph | undefined;
  #view: ReturnType<typeof transcriptOf> | undefined;

  readonly #file = new FileController<Speech>(this, {
    source: () => this.#source,
    url: () => (this.#source.startsWith(CAPTIONS) ? this.#source : this.url(this.#source, 'fetch', this.baseURI)),
    kind: 'transcript',
    load: async (url, signal) => {
      const {transcriptOf} = await import('./transcript-view.js');
      this.#view = transcriptOf(this);
      if (url.startsWith(CAPTIONS)) return this.#readCaptions(signal);
      const {fetchTranscript} = await import('./fetch-transcript.js');
      return fetchTranscript(url, signal);
    },
    began: (isNamed) => (isNamed ? this.begin() : this.reset()),
    loaded: () => this.ready(),
    failed: (error) => this.fail(error, 'transcript-unavailable'),
  });

  /** The paragraphs; empty until loaded. */
  get paragraphs(): readonly Paragraph[] {
    return this.#file.value?.paragraphs ?? [];
  }

  /** The page's file, else the player's in the language wanted most, else its captions. */
  get #source(): string {
    if (this.src) return this.src;
    const {player} = this.#link;
    const transcripts = player?.transcripts ?? [];
    const language = matchLanguage(transcripts.map((one) => one.language), this.languages);
    const transcript = transcripts.find((one) => one.language === language) ?? transcripts[0];
    if (transcript) return transcript.src;
    const track = this.#track;
    return track ? `${CAPTIONS}${track.language}:${player!.captions.tracks.indexOf(track)}` : '';
  }

  get #track(): TextTrack | undefined {
    const tracks = this.#link.player?.captions.tracks ?? [];
    const language = matchLanguage(tracks.map((one) => one.language), this.languages);
    return tracks.find((one) => one.language === language) ?? tracks[0];
  }

  async #readCaptions(signal: AbortSignal): Promise<Speech> {
    const {player} = this.#link;
    const track = this.#track;
    if (!player || !track) return {language: '', paragraphs: []};
    const {readCues} = await import('./read-cues.js');
    return readCues(player.media, track, signal);
  }

  protected override render() {
    const speech = this.#file.value;
    if (!speech || !this.#view || speech.paragraphs.length === 0) return this.#renderNothing();
    return this.#view({
      speech,
      current: this.#link.player && this.#current,
      query: this.query,
      localize: this.#localize,
      search: (query) => (this.query = query),
      seek: (time) => this.#link.seek(time),
    });
  }

  /** The paragraph that is spoken. */
  get #current(): Paragraph | undefined {
    return this.paragraphs.findLast(({start}) => start <= this.#link.time + 0.05);
  }

  #renderNothing() {
    if (this.status === 'failed') return html`<p class="empty" role="alert">${this.#localize.term('errorUnavailable')}</p>`;
    const known = this.status === 'ready' || (this.status === 'idle' && this.#link.player?.status === 'ready');
    return known ? html`<slot name="empty"><p class="empty">${this.#localize.term('noTranscript')}</p></slot>` : nothing;
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    const current = this.#current;
    if (current === this.#shown) return;
    this.#shown = current;
    this.#follow();
  }

  /** Brings the spoken paragraph into the list's view, never the page's; not while the viewer is busy in it. */
  #follow(): void {
    const list = this.renderRoot.querySelector('ol');
    const item = list?.querySelector<HTMLElement>('[aria-current]');
    if (!list || !item || this.query || this.matches(':hover') || this.matches(':focus-within')) return;
    const [box, row] = [list.getBoundingClientRect(), item.getBoundingClientRect()];
    if (row.top < box.top || row.bottom > box.bottom) list.scrollTop += row.top - box.top - box.height / 3;
  }
}
