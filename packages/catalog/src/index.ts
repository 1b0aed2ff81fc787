/**
 * `<uggla-campus>` and `<uggla-portfolio>`: where people find things.
 *
 * @module
 */
export {UgglaCampus, type OpenOptions} from './campus/campus-element.js';
export {ItemActionEvent, ItemOpenEvent, LeadEvent, type Lead, type ProductAction} from './events.js';
export {KioskLeaveEvent} from './portfolio/kiosk/kiosk-event.js';
export {ItemShareEvent} from './portfolio/link/share-event.js';
export {UgglaPortfolio} from './portfolio/portfolio-element.js';
export type {Hydrate, LiveFact} from './portfolio/live/hydrate.js';
export type {LeadWay} from './portfolio/action-address.js';
export type {Routing} from './shared/route-controller.js';
export type {Route} from './shared/route.js';
