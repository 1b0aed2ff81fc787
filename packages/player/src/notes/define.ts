/**
 * Registers `<uggla-notes>`, which is no part of the player's own code.
 *
 * @module
 */
import {define} from '@uggla/core/define.js';
import {UgglaNotes} from './notes-element.js';

define('uggla-notes', UgglaNotes);

declare global {
  interface HTMLElementTagNameMap {
    'uggla-notes': UgglaNotes;
  }
}
