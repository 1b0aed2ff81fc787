import {LocalizeController} from '@uggla/core/localize.js';
import type {UgglaChat} from '../../chat/chat-element.js';
import {more} from '../../locales/more.js';
import {extraTerms} from './extra-terms.js';

/** The words of what few pages ask for. */
export type ExtraWords = LocalizeController<typeof extraTerms.en>;

/** They, in the language of that element. */
export function extraWords(element: UgglaChat): ExtraWords {
  return new LocalizeController(element, extraTerms, more, (all) => all.extras);
}
