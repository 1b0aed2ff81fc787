import {loadText} from '@uggla/core/load.js';
import {parseStoryboard} from './parse-storyboard.js';
import type {Still} from './parse-storyboard.js';

/** The stills of a storyboard file; fetched, as this module is, when somebody first points at the time bar. */
export async function loadStoryboard(url: string, signal: AbortSignal): Promise<Still[]> {
  return parseStoryboard(await loadText(url, {kind: 'storyboard', signal}));
}
