import {EventBase} from '@uggla/core/event-base.js';

/** The staff left the kiosk: `kiosk` is off from now on. */
export class KioskLeaveEvent extends EventBase {
  constructor() {
    super('uggla-kiosk-leave');
  }
}
