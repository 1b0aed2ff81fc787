/**
 * The published files, the API, and the rules that browser and server must agree on. No DOM, no Node.
 *
 * @module
 */
export type * from './api.js';
export type * from './chat.js';
export * from './duration.js';
export * from './error.js';
export * from './given.js';
export * from './grade.js';
export * from './isolate.js';
export * from './product.js';
export * from './progress.js';
export * from './ranges.js';
export * from './right-to-left.js';
export * from './statement.js';
export * from './text.js';
export * from './time-zone.js';
export * from './tree.js';
export type * from './types.js';
export * from './validate.js';
