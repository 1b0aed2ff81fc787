import {ItemActionEvent, LeadEvent} from '../events.js';

/** Fires an inner element's event, which does not bubble, on the outer one, and takes what is answered there back. */
export function forwardEvent(host: EventTarget, event: Event): void {
  if (event instanceof ItemActionEvent) {
    const copy = new ItemActionEvent(event.item, event.action);
    if (!host.dispatchEvent(copy)) event.preventDefault();
  } else if (event instanceof LeadEvent) {
    const copy = new LeadEvent(event.lead);
    host.dispatchEvent(copy);
    if (copy.answer) event.respondWith(copy.answer);
  }
}
