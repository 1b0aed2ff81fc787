/**
 * The published files, the API, and the rules that browser and server must agree on. No DOM, no Node.
 *
 * @module
 */
export * from './error.js';
export * from './text.js';
export type * from './types.js';
export * from './validate.js';
