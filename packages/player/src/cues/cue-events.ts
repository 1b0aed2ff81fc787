import {EventBase} from '@uggla/core/event-base.js';
import type {CuePoint} from './cue-points.js';

/** Playback has come to a cue. `preventDefault()`: it does not pause for it. */
export class CueEnterEvent extends EventBase {
  readonly cue: CuePoint;

  constructor(cue: CuePoint) {
    super('uggla-cue-enter', {cancelable: true});
    this.cue = cue;
  }
}

/** Playback has left a cue, or the cue was taken away. */
export class CueExitEvent extends EventBase {
  readonly cue: CuePoint;

  constructor(cue: CuePoint) {
    super('uggla-cue-exit');
    this.cue = cue;
  }
}
