import {UgglaError, type Lesson, type LessonKind} from '@uggla/protocol';
import type {LessonKindModule} from './lesson-view.js';

/** What an embedded thing can be besides a plain page. */
type Standard = Exclude<Extract<Lesson, {kind: 'embed'}>['standard'], 'page' | undefined>;

/** How each kind comes: when it is first opened. */
const kinds: Readonly<Record<LessonKind | Standard, () => Promise<unknown>>> = {
  video: () => import('../media/media-lesson.js'),
  audio: () => import('../media/media-lesson.js'),
  article: () => import('../article/article-lesson.js'),
  quiz: () => import('../quiz/quiz-lesson.js'),
  book: () => import('../book/book-lesson.js'),
  acknowledgement: () => import('../acknowledgement/acknowledgement-lesson.js'),
  guide: () => import('../guide-lesson/guide-lesson.js'),
  embed: () => import('../embed/embed-lesson.js'),
  scorm12: () => import('../embed/package-lesson.js'),
  scorm2004: () => import('../embed/package-lesson.js'),
  cmi5: () => import('../embed/cmi5-lesson.js'),
  h5p: () => import('../embed/package-lesson.js'),
  live: () => import('../live/live-lesson.js'),
};

/**
 * The code of a kind of lesson.
 *
 * @throws {@link UgglaError} `lesson-code-unavailable` when its file could not be loaded.
 */
export async function loadKind(lesson: Lesson): Promise<LessonKindModule> {
  const standard = lesson.kind === 'embed' && lesson.standard !== 'page' ? lesson.standard : undefined;
  try {
    return (await kinds[standard ?? lesson.kind]()) as LessonKindModule;
  } catch (cause) {
    throw new UgglaError(
      'lesson-code-unavailable',
      `The code for lessons of the kind ${lesson.kind} could not be loaded`,
      {
        cause,
        cure: 'Publish all files of the bundle, not only its entry.',
      },
    );
  }
}
