import {define} from '@uggla/core/define.js';
import {UgglaPlayer} from './player/player-element.js';

define('uggla-player', UgglaPlayer);

declare global {
  interface HTMLElementTagNameMap {
    'uggla-player': UgglaPlayer;
  }
}
