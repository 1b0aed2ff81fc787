import {UgglaError, type Lesson, type LessonKind} from '@uggla/protocol';
import type {LessonKindModule} from './lesson-view.js';

/** How each kind comes: when it is first opened. */
const kinds: Readonly<Partial<Record<LessonKind, () => Promise<unknown>>>> = {
  video: () => import('../media/media-lesson.js'),
  audio: () => import('../media/media-lesson.js'),
  article: () => import('../article/article-lesson.js'),
  quiz: () => import('../quiz/quiz-lesson.js'),
  book: () => import('../book/book-lesson.js'),
  acknowledgement: () => import('../acknowledgement/acknowledgement-lesson.js'),
  guide: () => import('../guide-lesson/guide-lesson.js'),
  embed: () => import('../embed/embed-lesson.js'),
};

/**
 * The code of a kind of lesson.
 *
 * @throws {@link UgglaError} `lesson-kind-unsupported` for what this version cannot show, `lesson-code-unavailable` when
 * its file could not be loaded.
 */
export async function loadKind(lesson: Lesson): Promise<LessonKindModule> {
  const load = kinds[lesson.kind] as (() => Promise<LessonKindModule>) | undefined;
  if (!load || (lesson.kind === 'embed' && (lesson.standard ?? 'page') !== 'page')) {
    const what = lesson.kind === 'embed' ? `embed (${lesson.standard})` : lesson.kind;
    throw new UgglaError('lesson-kind-unsupported', `Lessons of the kind ${what} cannot be shown by this version`, {field: lesson.id});
  }
  try {
    return await load();
  } catch (cause) {
    throw new UgglaError('lesson-code-unavailable', `The code for lessons of the kind ${lesson.kind} could not be loaded`, {
      cause,
      cure: 'Publish all files of the bundle, not only its entry.',
    });
  }
}
