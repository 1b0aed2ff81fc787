/**
 * `<uggla-cue>` and what follows cue points. The player fetches it with its first cue; a page that wants cues over its own
 * `<video>` imports it.
 *
 * @module
 */
import {define} from '@uggla/core/define.js';
import {UgglaCue} from './cue-element.js';

export {cuePointsOf} from './cue-points.js';

define('uggla-cue', UgglaCue);

declare global {
  interface HTMLElementTagNameMap {
    'uggla-cue': UgglaCue;
  }
}
