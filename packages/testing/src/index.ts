export {atRest} from './at-rest.js';
export type {Behaviour, Rule, SeenRequest} from './behaviour.js';
export {launchCmi5, type Cmi5Session, type Cmi5Settings} from './cmi5.js';
export {emulate, rightToLeft, type Preferences} from './emulate.js';
export {FixtureSite, fixtureSite, type SiteOptions} from './fixture-site.js';
export {collectEvents, nextEvent} from './next-event.js';
export {randomOf} from './random.js';
export {chatStream, sse} from './sse.js';
export {waitUntil} from './wait-until.js';
