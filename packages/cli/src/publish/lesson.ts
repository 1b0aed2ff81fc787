import {given, type Answers, type Article, type CourseItem, type Lesson} from '@uggla/protocol';
import type {AuthoredItem, AuthoredLesson, SourceFile} from '../authored/model.js';
import {publishLinked, type MadeMedia} from '../media/make.js';
import {textOf} from './article.js';
import {publishBodies, publishPicture, type Publishing} from './assets-of.js';
import {fieldsOfKind} from './lesson-kinds.js';
import {packageOf, publishPackage} from './package.js';
import {answerOf} from './question.js';

/** A lesson's texts, for search and pages. */
export interface LessonTexts {
  lesson: Lesson;
  articles: Record<string, Article>;
  books: Record<string, SourceFile>;
  media?: MadeMedia;
}

/** The course that lessons are published for, and what has come of them so far. */
export interface LessonWork {
  publishing: Publishing;
  folder: string;
  path: string;
  media: ReadonlyMap<string, MadeMedia>;
  texts: LessonTexts[];
  answers: Answers['answers'];
  /** Ids that are taken in this course. */
  ids: Set<string>;
}

/** Blocks and lessons, in their order; those that cannot be made are told of and left out. */
export async function publishItems(work: LessonWork, items: readonly AuthoredItem[]): Promise<CourseItem[]> {
  const published: CourseItem[] = [];
  for (const item of items) {
    if (item.type === 'block') {
      const {summary, unlock, complete} = item.fields;
      published.push({
        id: item.id,
        kind: 'block',
        title: item.title,
        ...given({summary, unlock, complete}),
        items: await publishItems(work, item.items),
      } as CourseItem);
      continue;
    }
    try {
      published.push(...(await publishLesson(work, item)));
    } catch (caught) {
      work.publishing.problems.caught(caught, 'lesson-invalid', {file: item.origin.file});
    }
  }
  return published;
}

/** A lesson; none when it cannot be made; a block of lessons for a package of several. */
async function publishLesson(work: LessonWork, item: AuthoredLesson): Promise<CourseItem[]> {
  const {publishing, folder, path, media, texts, answers} = work;
  const {fields, origin} = item;
  const made = item.linked
    ? await publishLinked(publishing, item.linked, {src: fields.src!, duration: secondsOf(fields.duration)})
    : item.media && media.get(item.media.id);
  if (item.media && !made) return []; // told when it was looked into
  const {addresses, articles} = await publishBodies(publishing, folder, `${folder}/${item.id}`, item.bodies, path);
  const hasNotes = item.kind !== 'article' && item.kind !== 'acknowledgement' && Object.keys(addresses).length > 0;
  const duration = (made?.media.duration || readingTime(articles)) ?? secondsOf(fields.duration);
  const poster = item.picture && !made ? await publishPicture(publishing, folder, item.picture, path) : undefined;
  const base = {
    id: item.id,
    kind: item.kind,
    title: item.title,
    ...given({
      summary: fields.summary,
      tags: fields.tags,
      unlock: fields.unlock,
      complete: fields.complete,
      renew: fields.renew,
      duration,
      poster,
    }),
    ...(hasNotes ? {notes: addresses} : {}),
  };
  const file = await packageOf(publishing, item);
  if (file) {
    const packed = await publishPackage(publishing, folder, item, file, base, work.ids);
    texts.push(...packed.lessons.map((lesson, at) => ({lesson, articles: at === 0 ? articles : {}, books: {}})));
    return packed.items;
  }
  const own = await fieldsOfKind(work, item, made, addresses, articles);
  if (!own) return [];
  const lesson = {...base, ...own} as Lesson;
  for (const question of item.quiz?.fields.questions ?? [])
    answers[`${item.id}/${question.id}`] = answerOf(question, publishing.main);
  texts.push({lesson, articles, books: item.kind === 'book' ? item.books : {}, ...(made ? {media: made} : {})});
  return [lesson];

  function secondsOf(value: typeof fields.duration): number | undefined {
    if (typeof value === 'number' || value === undefined) return value;
    const match = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/.exec(value);
    if (!match) {
      publishing.problems.error('field-invalid', `“duration” is not as it should be: ${value}`, {
        file: origin.file,
        field: 'duration',
        cure: 'Write it as PT10M.',
      });
      return undefined;
    }
    const [, days = 0, hours = 0, minutes = 0, seconds = 0] = match.map(Number).map((one) => one || 0);
    return ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
  }
}

/** Seconds that reading takes, at 200 words a minute. */
function readingTime(articles: Record<string, Article>): number | undefined {
  const [article] = Object.values(articles);
  if (!article) return undefined;
  const words = textOf(article.tree as Article['tree'])
    .split(/\s+/)
    .filter(Boolean).length;
  return Math.max(30, Math.round((words / 200) * 6) * 10);
}
