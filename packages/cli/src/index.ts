/**
 * The command `uggla` as a library: reading and publishing an authored folder.
 *
 * @module
 */
export {build, type BuildOptions, type BuildReport, type MediaReport, type Step} from './build.js';
export {check, type CheckReport} from './check.js';
export {produce, type ProduceOptions, type ProduceReport, type ProduceStep} from './produce/produce.js';
export type {Problem, Severity} from './problems.js';
