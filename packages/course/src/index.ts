/**
 * A course with its lessons and records.
 *
 * @module
 */
export {UgglaCourse} from './course/course-element.js';
export type {CourseMode} from './course/lesson-view.js';
export * from './events.js';
export * from './guide/index.js';
