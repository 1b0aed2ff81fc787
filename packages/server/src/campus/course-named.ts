import {refuse} from '../http/refuse.js';
import type {CampusFiles, FoundCourse} from './campus-files.js';

/**
 * The course that a request names by its IRI.
 *
 * @throws {@link UgglaError} `course-unavailable`
 */
export async function courseNamed(campus: CampusFiles | undefined, id: string): Promise<FoundCourse> {
  const found = await campus?.course(id);
  if (!found)
    throw refuse(
      404,
      'course-unavailable',
      `the campus has no course ${id}`,
      'Name the course by its id, as course.json has it.',
      'course',
    );
  return found;
}
