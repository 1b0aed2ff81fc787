import {FileController} from '@uggla/core/file-controller.js';
import {LocalizeController} from '@uggla/core/localize.js';
import {matchLanguage, type UgglaError} from '@uggla/protocol';
import {html, nothing} from 'lit';
import type {ReactiveController} from 'lit';
import {adopt} from '../controls/adopt.js';
import type {PlayerTerms} from '../locales/en.js';
import type {ExtraTerms} from '../locales/extras/en.js';
import {extraWords, moreExtraWords} from '../locales/extras/words.js';
import {moreWords, words} from '../locales/words.js';
import {PlayerLink} from '../player/player-link.js';
import type {Paragraph, Speech} from './paragraphs.js';
import type {UgglaTranscript} from './transcript-element.js';
import {transcriptStyles} from './transcript-styles.js';
import {transcriptOf} from './transcript-view.js';

/** What `source` says when there is no file but captions to read. */
const CAPTIONS = 'captions:';

/** What the reader tells its element, and asks of it. */
export interface TranscriptParts {
  /** A file's address made whole; `undefined` when it may not be fetched. */
  address: (source: string) => string | undefined;
  /** Loading began, or nothing is named any more. */
  began: (isNamed: boolean) => void;
  loaded: () => void;
  failed: (error: UgglaError) => void;
}

/** Finds, loads and shows what is said in a transcript's player, and follows the speech. */
export class TranscriptReader implements ReactiveController {
  readonly #host: UgglaTranscript;
  readonly #link: PlayerLink;
  readonly #localize: LocalizeController<PlayerTerms>;
  readonly #words: LocalizeController<ExtraTerms>;
  readonly #view: ReturnType<typeof transcriptOf>;
  readonly #file: FileController<Speech>;
  #query = '';
  #shown: Paragraph | undefined;

  constructor(host: UgglaTranscript, parts: TranscriptParts) {
    this.#host = host;
    for (const styles of transcriptStyles) adopt(host, styles);
    this.#link = new PlayerLink(host);
    this.#localize = new LocalizeController(host, words, moreWords);
    this.#words = new LocalizeController(host, extraWords, moreExtraWords);
    this.#view = transcriptOf(host, this.#words);
    this.#file = new FileController<Speech>(host, {
      source: () => this.#source,
      url: () => (this.#source.startsWith(CAPTIONS) ? this.#source : parts.address(this.#source)),
      kind: 'transcript',
      load: async (url, signal) => {
        if (url.startsWith(CAPTIONS)) return this.#readCaptions(signal);
        const {fetchTranscript} = await import('./fetch-transcript.js');
        return fetchTranscript(url, signal);
      },
      began: parts.began,
      loaded: parts.loaded,
      failed: parts.failed,
    });
    host.addController(this);
  }

  /** The paragraphs; empty until loaded. */
  get paragraphs(): readonly Paragraph[] {
    return this.#file.value?.paragraphs ?? [];
  }

  /** The page's file, else the player's in the language wanted most, else its captions. */
  get #source(): string {
    if (this.#host.src) return this.#host.src;
    const {player} = this.#link;
    const transcripts = player?.transcripts ?? [];
    const language = matchLanguage(
      transcripts.map((one) => one.language),
      this.#host.languages,
    );
    const transcript = transcripts.find((one) => one.language === language) ?? transcripts[0];
    if (transcript) return transcript.src;
    const track = this.#track;
    return track ? `${CAPTIONS}${track.language}:${player!.captions.tracks.indexOf(track)}` : '';
  }

  get #track(): TextTrack | undefined {
    const tracks = this.#link.player?.captions.tracks ?? [];
    const language = matchLanguage(
      tracks.map((one) => one.language),
      this.#host.languages,
    );
    return tracks.find((one) => one.language === language) ?? tracks[0];
  }

  async #readCaptions(signal: AbortSignal): Promise<Speech> {
    const {player} = this.#link;
    const track = this.#track;
    if (!player || !track) return {language: '', paragraphs: []};
    const {readCues} = await import('./read-cues.js');
    return readCues(player.media, track, signal);
  }

  render() {
    const speech = this.#file.value;
    if (!speech || speech.paragraphs.length === 0) return this.#renderNothing();
    return this.#view({
      speech,
      current: this.#link.player && this.#current,
      query: this.#query,
      name: this.#localize.term('transcript'),
      search: (query) => {
        this.#query = query;
        this.#host.requestUpdate();
      },
      seek: (time) => this.#link.seek(time),
    });
  }

  /** The paragraph that is spoken. */
  get #current(): Paragraph | undefined {
    return this.paragraphs.findLast(({start}) => start <= this.#link.time + 0.05);
  }

  #renderNothing() {
    if (this.#host.status === 'failed')
      return html`<p class="empty" role="alert">${this.#localize.term('errorUnavailable')}</p>`;
    const known =
      this.#host.status === 'ready' || (this.#host.status === 'idle' && this.#link.player?.status === 'ready');
    return known ? html`<slot name="empty"><p class="empty">${this.#words.term('noTranscript')}</p></slot>` : nothing;
  }

  hostUpdated(): void {
    const current = this.#current;
    if (current === this.#shown) return;
    this.#shown = current;
    this.#follow();
  }

  /** Brings the spoken paragraph into the list's view, never the page's; not while the viewer is busy in it. */
  #follow(): void {
    const list = this.#host.renderRoot.querySelector('ol');
    const item = list?.querySelector<HTMLElement>('[aria-current]');
    if (!list || !item || this.#query || this.#host.matches(':hover') || this.#host.matches(':focus-within')) return;
    const [box, row] = [list.getBoundingClientRect(), item.getBoundingClientRect()];
    if (row.top < box.top || row.bottom > box.bottom) list.scrollTop += row.top - box.top - box.height / 3;
  }
}
