import {speakTime} from '@uggla/core/time.js';
import type {LocalizeController} from '@uggla/core/localize.js';
import type {Citation} from '@uggla/protocol';
import {cleanText} from '../answer/clean-text.js';
import type {Draft} from '../conversation/message.js';
import {CitationOpenEvent} from '../events.js';
import type {ChatTerms} from '../locales/terms.js';
import type {UgglaChat} from './chat-element.js';
import {citationUrl, openCitation, targetOf} from './grounding.js';
import {makeCitation, type CitationControl} from './make-citation.js';

/** Width (CSS pixels) up to which an open floating chat covers the player that a citation leads to. */
const COVERS_ALL = 600;

/** Characters of a passage that people are shown: it is there to be recognised, the source to be read. */
const MOST_OF_PASSAGE = 280;

/**
 * A title of the other direction would drag the time beside it to the wrong place: it is kept apart (Unicode's first strong isolate). As the
 * protocol's `isolate` does, which would be one more file before the first question, and too much for the budget.
 */
const FROM_THE_RIGHT = /[\u0590-\u08ff]/;

/** The words of a source, in one line and not too many. */
function passageOf({text}: Citation): string {
  const line = cleanText(typeof text === 'string' ? text : '')
    .replace(/\s+/g, ' ')
    .trim();
  return line.length <= MOST_OF_PASSAGE ? line : `${line.slice(0, MOST_OF_PASSAGE).replace(/\s+\S*$/, '')}…`;
}

/** Makes the controls of citations, and opens what they name. */
export class Citations {
  readonly #element: UgglaChat;
  readonly #words: LocalizeController<ChatTerms>;

  constructor(element: UgglaChat, words: LocalizeController<ChatTerms>) {
    this.#element = element;
    this.#words = words;
  }

  /** The number in an answer's text. */
  make(citation: Citation, answer: Draft): HTMLElement {
    return makeCitation(citation, this.controlOf(citation, answer), this.#element.ownerDocument);
  }

  /** What a citation's control needs, wherever it stands. */
  controlOf(citation: Citation, answer: Draft): CitationControl {
    const element = this.#element;
    const target = targetOf(element, element.for, citation);
    const {page} = citation;
    const title = cleanText(citation.title);
    const time = citation.start === undefined ? '' : speakTime(citation.start, this.#words.locale);
    return {
      label: this.#words.term(
        typeof page === 'number' ? 'sourcePage' : 'source',
        String(citation.index),
        FROM_THE_RIGHT.test(title) ? `\u2068${title}\u2069` : title,
        typeof page === 'number' ? String(page) : time,
      ),
      passage: passageOf(citation),
      href: target ? undefined : this.#address(citation),
      open: () => this.#open(citation, answer),
    };
  }

  #open(citation: Citation, answer: Draft): boolean {
    const element = this.#element;
    element.dispatchEvent(new CitationOpenEvent(citation, answer));
    const opened = openCitation(element, element.for, citation, () => {
      const address = this.#address(citation);
      if (address !== undefined) element.ownerDocument.location.assign(address);
    });
    if (opened && element.layout !== 'inline' && innerWidth <= COVERS_ALL) element.open = false;
    return opened;
  }

  #address(citation: Citation): string | undefined {
    const {endpoint, baseURI} = this.#element;
    return citationUrl(citation, endpoint, baseURI);
  }
}
