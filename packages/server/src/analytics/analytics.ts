import {pickText, type AnalyticsAnswer} from '@uggla/protocol';
import type {FoundCourse} from '../campus/campus-files.js';
import {askedIn} from '../learning/asked.js';
import {courseFacts} from '../learning/read-progress.js';
import type {Services} from '../services.js';
import {readCues} from './cues.js';
import {LessonsTally} from './lessons-tally.js';
import {MediaTally} from './media-tally.js';
import {QuestionsTally} from './questions-tally.js';
import {readLearners} from './read-learners.js';
import {smallestGroup} from './small-groups.js';

/**
 * What happens in a course, counted from its records.
 *
 * @param languages - Of the titles and texts, the best first.
 */
export async function readAnalytics(
  services: Services,
  found: FoundCourse,
  languages: readonly string[],
): Promise<AnalyticsAnswer> {
  const {campus} = services;
  const {course} = found;
  const computed = new Date().toISOString();
  const facts = await courseFacts(services, found);
  const asked = askedIn(course);
  const lessons = new LessonsTally(course);
  const media = new MediaTally(course, facts.lengths);
  const questions = new QuestionsTally(asked, await campus?.answers(found).catch(() => undefined));
  for await (const learner of readLearners(services, facts, asked))
    for (const tally of [lessons, media, questions]) tally.take(learner);
  return {
    course: course.id,
    title: pickText(course.title, languages),
    version: course.version,
    computed,
    smallestGroup,
    ...lessons.told(languages),
    media: await media.told(languages, async (lesson) =>
      readCues((await campus?.captions(found, lesson, languages)) ?? ''),
    ),
    questions: questions.told(languages),
  };
}
