import {html, nothing} from 'lit';
import {cleanText} from '../answer/clean-text.js';
import {ChatError} from '../chat-error.js';
import type {Draft} from '../conversation/message.js';
import {adopt} from './adopt.js';
import type {Extra, ExtraHost, Shown} from './extras.js';
import {faultStyles} from './fault-styles.js';
import type {extraTerms} from './locales/extra-terms.js';
import {extraWords} from './locales/extra-words.js';
import type {ExtraWords} from './locales/extra-words.js';

/** The words for each code of `uggla serve`; of others, and of other servers, there is no more to say than that it failed. */
const wordsOf: Readonly<Record<string, Extract<keyof typeof extraTerms.en, `fault${string}`>>> = {
  'rate-limited': 'faultRate',
  'question-too-long': 'faultLong',
  'body-too-long': 'faultBig',
  'chat-request-invalid': 'faultRefused',
  'engine-busy': 'faultModelBusy',
  'engine-unreachable': 'faultModelAway',
  'engine-silent': 'faultModelAway',
  'engine-failed': 'faultModelFailed',
  'engine-cut-off': 'faultModelFailed',
  'engine-refused': 'faultSetUp',
  'engine-misconfigured': 'faultSetUp',
  'model-engine-missing': 'faultSetUp',
  'model-unusable': 'faultSetUp',
  'role-insufficient': 'faultRights',
};

/** What a server has to say of an error: in the words of the page by its code, in its own (mostly English) folded beneath. */
export class FaultWords implements Extra {
  readonly #words: ExtraWords;

  constructor({element}: ExtraHost) {
    this.#words = extraWords(element);
    adopt(element, faultStyles);
  }

  fault({error}: Draft): Shown {
    if (!(error instanceof ChatError)) return undefined;
    const word = wordsOf[error.serverCode ?? ''];
    const text = cleanText(error.serverText ?? '');
    return html`${word ? html`<p>${this.#words.term(word)}</p>` : nothing}${
      text
        ? html`<details part="server" class="server"><summary>${this.#words.term('serverWords')}</summary><p dir="auto">${text}</p></details>`
        : nothing
    }`;
  }
}
