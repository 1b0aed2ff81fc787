import {icon} from '@uggla/core/more-icons.js';
import type {LocalizeController} from '@uggla/core/localize.js';
import {formatTime} from '@uggla/core/time.js';
import {css, html, nothing} from 'lit';
import type {LitElement, TemplateResult} from 'lit';
import {adopt} from '../controls/adopt.js';
import type {ExtraTerms} from '../locales/extras/en.js';
import {findIn} from './find-in.js';
import type {Piece} from './find-in.js';
import type {Paragraph, Speech} from './paragraphs.js';

/** Its look, which comes with the words. */
const viewStyles = css`
  .search {
    display: flex;
    align-items: center;
    gap: 0.5em;
    padding-inline: 0.75em;
    border-block-end: 1px solid var(--_line);
  }
  .search .icon {
    flex: none;
    color: var(--_text-2);
  }
  input {
    flex: 1;
    min-inline-size: 6em;
    min-block-size: 2.75em;
    border: 0;
    background: transparent;
  }
  input:focus-visible {
    outline-offset: -0.1875em;
  }
  input::placeholder {
    color: var(--_text-2);
    opacity: 1;
  }
  .count {
    color: var(--_text-2);
    font-size: 0.875em;
    white-space: nowrap;
  }
  ol {
    overflow: auto;
    overscroll-behavior: contain;
  }
  mark {
    padding-inline: 0.1em;
    border-radius: 0.2em;
    background: #ffe27a;
    color: #1b1f24;
  }
  @media (forced-colors: active) {
    mark {
      background: Mark;
      color: MarkText;
    }
  }
`;

/** What a transcript shows. */
export interface TranscriptView {
  readonly speech: Speech;
  /** The paragraph that is spoken. */
  readonly current: Paragraph | undefined;
  /** What is searched for. */
  readonly query: string;
  /** What the list is called. */
  readonly name: string;
  readonly search: (query: string) => void;
  readonly seek: (time: number) => void;
}

/** What shows the words of that element. Fetched with the first transcript. */
export function transcriptOf(
  element: LitElement,
  localize: LocalizeController<ExtraTerms>,
): (view: TranscriptView) => TemplateResult {
  adopt(element, viewStyles);
  return (view) => renderTranscript(view, localize);
}

function renderTranscript(
  {speech, current, query, name, search, seek}: TranscriptView,
  localize: LocalizeController<ExtraTerms>,
) {
  const searched = query.trim() !== '';
  const found = speech.paragraphs.flatMap((paragraph) => {
    const pieces = searched ? findIn(paragraph.text, query) : [{text: paragraph.text, match: false}];
    return pieces ? [{paragraph, pieces}] : [];
  });
  const count = found.reduce((sum, {pieces}) => sum + pieces.filter(({match}) => match).length, 0);
  return html`<div class="search">
      ${icon('search')}
      <input
        type="search"
        part="search"
        placeholder=${localize.term('searchTranscript')}
        aria-label=${localize.term('searchTranscript')}
        .value=${query}
        @input=${(event: Event) => search((event.target as HTMLInputElement).value)}
      />
      <span role="status" class="count">
        ${searched ? (count > 0 ? localize.term('matches', count) : localize.term('noMatches')) : nothing}
      </span>
    </div>
    <ol aria-label=${name} lang=${speech.language || nothing}>
      ${found.map(({paragraph, pieces}) => renderItem(paragraph, pieces, paragraph === current, seek))}
    </ol>`;
}

function renderItem({start}: Paragraph, pieces: readonly Piece[], current: boolean, seek: (time: number) => void) {
  return html`<li>
    <button type="button" part="item" aria-current=${current ? 'true' : nothing} @click=${() => seek(start)}>
      <span part="time" class="time">${formatTime(start)}</span>
      <span>${pieces.map(({text, match}) => (match ? html`<mark part="match">${text}</mark>` : text))}</span>
    </button>
  </li>`;
}
