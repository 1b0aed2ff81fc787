import {UgglaElement} from '@uggla/core/element.js';
import {FileController} from '@uggla/core/file-controller.js';
import {icon} from '@uggla/core/icons.js';
import {LocalizeController} from '@uggla/core/localize.js';
import {baseStyles} from '@uggla/core/styles.js';
import {formatTime} from '@uggla/core/time.js';
import {matchLanguage} from '@uggla/protocol';
import {html, nothing} from 'lit';
import type {PropertyValues} from 'lit';
import {property, state} from 'lit/decorators.js';
import {moreWords, words} from '../locales/words.js';
import {PlayerLink} from '../player/player-link.js';
import {findIn} from './find-in.js';
import type {Piece} from './find-in.js';
import type {Paragraph, Speech} from './paragraphs.js';
import {transcriptStyles} from './transcript-styles.js';

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

  readonly #file = new FileController<Speech>(this, {
    source: () => this.#source,
    url: () => (this.#source.startsWith(CAPTIONS) ? this.#source : this.url(this.#source, 'fetch', this.baseURI)),
    kind: 'transcript',
    load: (url, signal) => (url.startsWith(CAPTIONS) ? this.#readCaptions(signal) : import('./fetch-transcript.js').then(({fetchTranscript}) => fetchTranscript(url, signal))),
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
    if (this.paragraphs.length === 0) return this.#renderNothing();
    const {time} = this.#link;
    const current = this.paragraphs.findLast(({start}) => start <= time + 0.05);
    const found = this.paragraphs.flatMap((paragraph) => {
      const pieces = this.query.trim() ? findIn(paragraph.text, this.query) : [{text: paragraph.text, match: false}];
      return pieces ? [{paragraph, pieces}] : [];
    });
    const count = found.reduce((sum, {pieces}) => sum + pieces.filter(({match}) => match).length, 0);
    return html`<div class="search">
        ${icon('search')}
        <input
          type="search"
          part="search"
          placeholder=${this.#localize.term('searchTranscript')}
          aria-label=${this.#localize.term('searchTranscript')}
          .value=${this.query}
          @input=${(event: Event) => (this.query = (event.target as HTMLInputElement).value)}
        />
        <span role="status" class="count">
          ${this.query.trim() ? (count > 0 ? this.#localize.term('matches', count) : this.#localize.term('noMatches')) : nothing}
        </span>
      </div>
      <ol aria-label=${this.#localize.term('transcript')} lang=${this.#file.value?.language || nothing}>
        ${found.map(({paragraph, pieces}) => this.#renderItem(paragraph, pieces, paragraph === current && this.#link.player !== undefined))}
      </ol>`;
  }

  #renderNothing() {
    if (this.status === 'failed') return html`<p class="empty" role="alert">${this.#localize.term('errorUnavailable')}</p>`;
    const known = this.status === 'ready' || (this.status === 'idle' && this.#link.player?.status === 'ready');
    return known ? html`<slot name="empty"><p class="empty">${this.#localize.term('noTranscript')}</p></slot>` : nothing;
  }

  #renderItem({start}: Paragraph, pieces: readonly Piece[], current: boolean) {
    return html`<li>
      <button type="button" part="item" aria-current=${current ? 'true' : nothing} @click=${() => this.#link.seek(start)}>
        <span part="time" class="time">${formatTime(start)}</span>
        <span>${pieces.map(({text, match}) => (match ? html`<mark part="match">${text}</mark>` : text))}</span>
      </button>
    </li>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    const {time} = this.#link;
    const current = this.paragraphs.findLast(({start}) => start <= time + 0.05);
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
