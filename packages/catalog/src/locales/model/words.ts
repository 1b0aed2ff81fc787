import type {TermLoaders} from '@uggla/core/localize.js';
import {en, type ModelTerms} from './en.js';
import {es} from './es.js';

/** Languages that come with the code. */
export const words = {en, es};

/** Languages that are fetched when someone first needs them. */
export const moreWords: TermLoaders<ModelTerms> = {
  ar: async () => (await import('./ar.js')).ar,
  ca: async () => (await import('./ca.js')).ca,
  de: async () => (await import('./de.js')).de,
  eu: async () => (await import('./eu.js')).eu,
  fr: async () => (await import('./fr.js')).fr,
  gl: async () => (await import('./gl.js')).gl,
  it: async () => (await import('./it.js')).it,
  pt: async () => (await import('./pt.js')).pt,
};
