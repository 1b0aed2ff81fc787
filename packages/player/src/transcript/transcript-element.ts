import {UgglaElement} from '@uggla/core/element.js';
import {baseStyles} from '@uggla/core/styles.js';
import {nothing} from 'lit';
import {property} from 'lit/decorators.js';
import type {Paragraph} from './paragraphs.js';
import type {TranscriptReader} from './transcript-reader.js';

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
  static override styles = [baseStyles];

  /** Id of the player. */
  @property() for = '';

  /** Comes when the element is first in a page. */
  #reader: TranscriptReader | undefined;
  #coming: Promise<void> | undefined;

  /** The paragraphs; empty until loaded. */
  get paragraphs(): readonly Paragraph[] {
    return this.#reader?.paragraphs ?? [];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#coming ??= import('./transcript-reader.js').then(
      ({TranscriptReader}) => {
        this.#reader = new TranscriptReader(this, {
          address: (source) => this.url(source, 'fetch', this.baseURI),
          began: (isNamed) => (isNamed ? this.begin() : this.reset()),
          loaded: () => this.ready(),
          failed: (error) => this.fail(error, 'transcript-unavailable'),
        });
        this.requestUpdate();
      },
      (error: unknown) => this.fail(error, 'transcript-unavailable'),
    );
  }

  protected override async getUpdateComplete(): Promise<boolean> {
    await this.#coming;
    return super.getUpdateComplete();
  }

  protected override render() {
    return this.#reader?.render() ?? nothing;
  }
}
