/**
 * What every Uggla element shares. Importing it has no side effects, in Node too.
 *
 * @module
 */
export * from './article-controller.js';
export * from './define.js';
export * from './element.js';
export * from './events.js';
export * from './families.js';
export * from './file-controller.js';
export * from './find-for.js';
export * from './frame.js';
export * from './more-icons.js';
export * from './in-one-line.js';
export * from './languages.js';
export * from './load.js';
export * from './localize.js';
export * from './rich-text.js';
export * from './safe-url.js';
export * from './states.js';
export * from './styles.js';
export * from './time.js';
export {ServerSession, type AuthorizationHook} from './records/connections.js';
export {openRecords, type RecordsSettings} from './records/open-records.js';
export {Records} from './records/records.js';
