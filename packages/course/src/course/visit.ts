/**
 * What a course needs once its file is there: the records, the visit, the judging of answers, its tools. A chunk of its own, fetched
 * while course.json is on its way.
 *
 * @module
 */
export {openRecords} from '@uggla/core/records/open-records.js';
export {courseSchema} from '@uggla/protocol/generated/course-schema.js';
export {makeGrader} from './make-grader.js';
export {CourseSession, firstLesson} from './session.js';
export {CourseTools} from '../tools/course-tools.js';
