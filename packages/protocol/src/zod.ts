/**
 * The zod schemas of the published files: the source of the types, of the JSON Schemas and of the validators that
 * browsers load. Not for a browser bundle.
 */
export * from './zod/article.js';
export * from './zod/campus.js';
export * from './zod/common.js';
export * from './zod/course.js';
export * from './zod/guide.js';
export * from './zod/media.js';
export * from './zod/portfolio.js';
