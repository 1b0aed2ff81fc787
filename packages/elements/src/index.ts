/**
 * The classes of all elements; importing them registers nothing (`@uggla/elements/define.js` does).
 *
 * @module
 */
export * from '@uggla/core/events.js';
export * from '@uggla/player';
export * from '@uggla/course';
export * from '@uggla/catalog';
export * from '@uggla/chat';
