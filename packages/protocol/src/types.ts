import type {z} from 'zod';
import type * as schemas from './zod.js';

/** Text in one language (a string), or in several (BCP 47 tag → string). */
export type Text = z.infer<typeof schemas.text>;
/** A still picture. */
export type Picture = z.infer<typeof schemas.picture>;
/** `campus.json`. */
export type Campus = z.infer<typeof schemas.campus>;
/** One card of a campus. */
export type CampusItem = z.infer<typeof schemas.campusItem>;
/** `course.json`. */
export type Course = z.infer<typeof schemas.course>;
/** A block or a lesson of a course. */
export type CourseItem = Course['items'][number];
/** A block of a course: it holds further items. */
export type Block = Extract<CourseItem, {kind: 'block'}>;
/** A lesson of a course. */
export type Lesson = Exclude<CourseItem, {kind: 'block'}>;
/** What a lesson is made of. */
export type LessonKind = Lesson['kind'];
/** A question without its right answer. */
export type Question = z.infer<typeof schemas.question>;
/** When an item opens. */
export type Unlock = z.infer<typeof schemas.unlock>;
/** What completes a lesson. */
export type Complete = z.infer<typeof schemas.complete>;
/** `answers.json`. */
export type Answers = z.infer<typeof schemas.answers>;
/** The right answer to one question. */
export type RightAnswer = Answers['answers'][string];
/** `media.json`. */
export type Media = z.infer<typeof schemas.media>;
/** `transcript.<language>.json`. */
export type Transcript = z.infer<typeof schemas.transcript>;
/** `guide.json`. */
export type Guide = z.infer<typeof schemas.guide>;
/** One step of a guide. */
export type GuideStep = Guide['steps'][number];
/** `portfolio.json`. */
export type Portfolio = z.infer<typeof schemas.portfolio>;
/** One product. */
export type Product = z.infer<typeof schemas.product>;
/** Products put forward for a time. */
export type Campaign = z.infer<typeof schemas.campaign>;
/** `*.article.json`: rich text as a tree. */
export type Article = z.infer<typeof schemas.article>;
/** A node of an article's tree. */
export type ArticleNode = Article['tree']['children'][number];
