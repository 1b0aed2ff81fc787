import {LocalizeController} from '@uggla/core/localize.js';
import type {TermLoaders} from '@uggla/core/localize.js';
import type {UgglaPlayer} from '../../player/player-element.js';
import {en} from './en.js';
import type {PanelTerms} from './en.js';
import {es} from './es.js';

/** Languages that come with the first panel. */
export const panelWords = {en, es};

/** Languages that are fetched when someone first needs them. */
export const morePanelWords: TermLoaders<PanelTerms> = {
  ar: async () => (await import('./ar.js')).ar,
  ca: async () => (await import('./ca.js')).ca,
  de: async () => (await import('./de.js')).de,
  eu: async () => (await import('./eu.js')).eu,
  fr: async () => (await import('./fr.js')).fr,
  gl: async () => (await import('./gl.js')).gl,
  it: async () => (await import('./it.js')).it,
  pt: async () => (await import('./pt.js')).pt,
};

const made = new WeakMap<UgglaPlayer, LocalizeController<PanelTerms>>();

/** The words of that player's panels, in its language. */
export function wordsOf(player: UgglaPlayer): LocalizeController<PanelTerms> {
  let localize = made.get(player);
  if (!localize) made.set(player, (localize = new LocalizeController(player, panelWords, morePanelWords)));
  return localize;
}
