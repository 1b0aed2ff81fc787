import {LocalizeController} from '@uggla/core/localize.js';
import type {MoreWords, TermsLike} from '@uggla/core/localize.js';
import type {UgglaPlayer} from '../../player/player-element.js';
import {en} from './en.js';
import type {PanelTerms} from './en.js';
import {es} from './es.js';

/** Languages that come with the first panel. */
export const panelWords = {en, es};

/** Languages that are fetched when someone first needs them. */
export const morePanelWords: MoreWords<TermsLike<PanelTerms>> = {files: () => import('./files.js'), there: new Map()};

const made = new WeakMap<UgglaPlayer, LocalizeController<PanelTerms>>();

/** The words of that player's panels, in its language. */
export function wordsOf(player: UgglaPlayer): LocalizeController<PanelTerms> {
  let localize = made.get(player);
  if (!localize) made.set(player, (localize = new LocalizeController(player, panelWords, morePanelWords)));
  return localize;
}
