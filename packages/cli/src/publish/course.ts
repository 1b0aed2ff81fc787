import {type Answers, type Article, type Course} from '@uggla/protocol';
import {answersSchema} from '@uggla/protocol/generated/answers-schema.js';
import {courseSchema} from '@uggla/protocol/generated/course-schema.js';
import {lockedLessons} from '@uggla/protocol/locked.js';
import type {AuthoredCourse, AuthoredItem} from '../authored/model.js';
import {languagesOf} from '../authored/texts.js';
import type {MadeMedia} from '../media/make.js';
import {relativeTo} from './article.js';
import {publishBodies, publishPicture, type PublishedPicture, type Publishing} from './assets-of.js';
import {publishItems, type LessonTexts} from './lesson.js';
import type {MadeSearch} from './search.js';

/** A course as it is published. */
export interface MadeCourse {
  id: string;
  source: AuthoredCourse;
  course: Course;
  /** Path of its course.json in the published folder. */
  path: string;
  cover?: PublishedPicture;
  /** Description by language. */
  articles: Record<string, Article>;
  texts: LessonTexts[];
  /** Ids of the lessons that wait for something: pages, feeds and indexes for everybody leave out what is in them. */
  locked: ReadonlySet<string>;
  duration: number;
}

/** Stages a course: course.json, answers.json, articles, documents, books. */
export async function publishCourse(
  publishing: Publishing,
  source: AuthoredCourse,
  media: ReadonlyMap<string, MadeMedia>,
  campusId: string,
): Promise<MadeCourse> {
  const folder = `courses/${source.id}`;
  const path = `${folder}/course.json`;
  const iri = `${campusId.replace(/[/]+$/, '')}${campusId.startsWith('urn:') ? ':' : '/'}courses/${source.id}`;
  const texts: LessonTexts[] = [];
  const answers: Answers['answers'] = {};
  const items = await publishItems(
    {publishing, folder, path, media, texts, answers, ids: new Set(idsOf(source.items))},
    source.items,
  );
  const about = await publishBodies(publishing, folder, `${folder}/about`, source.bodies, path);
  const cover = source.cover && (await publishPicture(publishing, folder, source.cover, path));
  const {fields} = source;
  const languages = languagesUsed(publishing, source, texts);
  const version = fields.version ?? '1';
  const course: Course = {
    $schema: '../../schemas/course.schema.json',
    id: iri,
    version,
    ...(source.format === 'course' ? {} : {format: source.format}),
    languages,
    title: source.title,
    ...(fields.summary === undefined ? {} : {summary: fields.summary}),
    ...(cover ? {cover} : {}),
    ...(fields.level === undefined ? {} : {level: fields.level}),
    ...(fields.audience === undefined ? {} : {audience: fields.audience}),
    ...(fields.author === undefined ? {} : {author: fields.author}),
    ...(fields.tags ? {tags: fields.tags} : {}),
    ...(Object.keys(about.addresses).length > 0 ? {content: about.addresses} : {}),
    ...(fields.certificate ? {certificate: fields.certificate} : {}),
    items,
    ...(fields.complete ? {complete: fields.complete} : {}),
    ...(Object.keys(answers).length > 0 ? {answers: 'answers.json'} : {}),
  };
  publishing.stage.json(path, 'course', courseSchema, course);
  if (Object.keys(answers).length > 0)
    publishing.stage.json(`${folder}/answers.json`, 'answers', answersSchema, {course: iri, version, answers});
  const duration = texts.reduce((sum, {lesson}) => sum + (lesson.duration ?? 0), 0);
  return {
    id: source.id,
    source,
    course,
    path,
    ...(cover ? {cover} : {}),
    articles: about.articles,
    texts,
    locked: lockedLessons(course),
    duration,
  };
}

/** Stages course.json once more, when it is known where the course can be searched. */
export function stageCourse({stage}: Publishing, made: MadeCourse, {files, locked}: MadeSearch): void {
  const near = (addresses: Readonly<Record<string, string>>) =>
    Object.fromEntries(
      Object.entries(addresses).map(([language, address]) => [language, relativeTo(made.path, address)]),
    );
  const own = locked.get(made.id);
  if (Object.keys(files).length > 0)
    made.course.search = {item: made.id, files: near(files), ...(own ? {locked: near(own)} : {})};
  stage.json(made.path, 'course', courseSchema, made.course);
}

function idsOf(items: readonly AuthoredItem[]): string[] {
  return items.flatMap((item) => (item.type === 'block' ? [item.id, ...idsOf(item.items)] : [item.id]));
}

function languagesUsed(
  {languages, main}: Publishing,
  {title, bodies}: AuthoredCourse,
  texts: readonly LessonTexts[],
): string[] {
  const used = new Set([
    ...languagesOf(title, main),
    ...Object.keys(bodies),
    ...texts.flatMap(({articles, lesson}) => [...Object.keys(articles), ...languagesOf(lesson.title, main)]),
  ]);
  const known = languages.filter((one) => used.has(one));
  return known.length > 0 ? known : [main];
}
