import {loadText} from '@uggla/core/load.js';
import {parseJsonStoryboard, parseStoryboard} from './parse-storyboard.js';
import type {Still} from './parse-storyboard.js';

/** The stills of a storyboard file; fetched, as this module is, when somebody first points at the time bar. */
export async function loadStoryboard(url: string, signal: AbortSignal): Promise<Still[]> {
  const text = await loadText(url, {kind: 'storyboard', signal});
  return /^\s*\{/.test(text) ? parseJsonStoryboard(text) : parseStoryboard(text);
}
