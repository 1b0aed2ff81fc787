import {define} from '@uggla/core/define.js';
import {UgglaChapters} from './chapters/chapters-element.js';
import {UgglaPlayer} from './player/player-element.js';
import {UgglaTranscript} from './transcript/transcript-element.js';

define('uggla-player', UgglaPlayer);
define('uggla-transcript', UgglaTranscript);
define('uggla-chapters', UgglaChapters);

declare global {
  interface HTMLElementTagNameMap {
    'uggla-player': UgglaPlayer;
    'uggla-transcript': UgglaTranscript;
    'uggla-chapters': UgglaChapters;
  }
}
