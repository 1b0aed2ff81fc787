import {define} from '@uggla/core/define.js';
import {UgglaCampus} from './index.js';

define('uggla-campus', UgglaCampus);

declare global {
  interface HTMLElementTagNameMap {
    'uggla-campus': UgglaCampus;
  }
}
