import {property} from 'lit/decorators.js';
import {NearHost} from './near-host.js';

/** What a player knows of what comes before and after it. The list itself is the page's. */
export abstract class SequenceHost extends NearHost {
  /** Something comes after this: a button, a key and the lock screen fire `uggla-next-request`. */
  @property({type: Boolean, attribute: 'has-next'}) hasNext = false;

  /** Something came before this: `uggla-previous-request`. */
  @property({type: Boolean, attribute: 'has-previous'}) hasPrevious = false;

  /** What comes next is called so; shown at the end. */
  @property({attribute: 'next-title'}) nextTitle = '';

  /** Seconds after the end at which `uggla-next-request` is fired by itself, unless the viewer says otherwise; 0: never. */
  @property({type: Number, attribute: 'next-after'}) nextAfter = 0;
}
