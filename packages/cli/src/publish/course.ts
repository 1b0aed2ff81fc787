import {readFile} from 'node:fs/promises';
import {posix} from 'node:path';
import {
  activityId,
  UgglaError,
  type Answers,
  type Article,
  type Course,
  type CourseItem,
  type Lesson,
  type Question,
  type RightAnswer,
  type Text,
} from '@uggla/protocol';
import {answersSchema} from '@uggla/protocol/generated/answers-schema.js';
import {courseSchema} from '@uggla/protocol/generated/course-schema.js';
import {namedFile} from '../authored/context.js';
import type {AuthoredCourse, AuthoredItem, AuthoredLesson, QuestionFields, SourceFile} from '../authored/model.js';
import {languagesOf} from '../authored/texts.js';
import {sha256, toJson} from '../files.js';
import type {MadeMedia} from '../media/make.js';
import {relativeTo, textOf} from './article.js';
import {
  publishBodies,
  publishFile,
  publishPicture,
  typeOf,
  type PublishedPicture,
  type Publishing,
} from './assets-of.js';
import {packageOf, publishPackage} from './package.js';

/** A lesson's texts, for search and pages. */
export interface LessonTexts {
  lesson: Lesson;
  articles: Record<string, Article>;
  books: Record<string, SourceFile>;
  media?: MadeMedia;
}

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
  return {id: source.id, source, course, path, ...(cover ? {cover} : {}), articles: about.articles, texts, duration};
}

/** Stages course.json once more, when it is known where the course can be searched. */
export function stageCourse({stage}: Publishing, made: MadeCourse, search: Readonly<Record<string, string>>): void {
  const files = Object.fromEntries(
    Object.entries(search).map(([language, address]) => [language, relativeTo(made.path, address)]),
  );
  if (Object.keys(files).length > 0) made.course.search = {item: made.id, files};
  stage.json(made.path, 'course', courseSchema, made.course);
}

/** An activity's IRI: the one form in which records name it. */
export function iriOf({course}: MadeCourse, item?: string): string {
  return activityId(course, item);
}

interface Work {
  publishing: Publishing;
  folder: string;
  path: string;
  media: ReadonlyMap<string, MadeMedia>;
  texts: LessonTexts[];
  answers: Answers['answers'];
  /** Ids that are taken in this course. */
  ids: Set<string>;
}

function idsOf(items: readonly AuthoredItem[]): string[] {
  return items.flatMap((item) => (item.type === 'block' ? [item.id, ...idsOf(item.items)] : [item.id]));
}

async function publishItems(work: Work, items: readonly AuthoredItem[]): Promise<CourseItem[]> {
  const published: CourseItem[] = [];
  for (const item of items) {
    if (item.type === 'block') {
      const {summary, unlock, complete} = item.fields;
      published.push({
        id: item.id,
        kind: 'block',
        title: item.title,
        ...some({summary, unlock, complete}),
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
async function publishLesson(work: Work, item: AuthoredLesson): Promise<CourseItem[]> {
  const {publishing, folder, path, media, texts, answers} = work;
  const {fields, origin} = item;
  const made = item.media && media.get(item.media.id);
  if (item.media && !made) return []; // told when it was looked into
  const {addresses, articles} = await publishBodies(publishing, folder, `${folder}/${item.id}`, item.bodies, path);
  const hasNotes = item.kind !== 'article' && item.kind !== 'acknowledgement' && Object.keys(addresses).length > 0;
  const duration = made?.media.duration ?? readingTime(articles) ?? secondsOf(fields.duration);
  const poster = item.picture && !made ? await publishPicture(publishing, folder, item.picture, path) : undefined;
  const base = {
    id: item.id,
    kind: item.kind,
    title: item.title,
    ...some({
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
  const own = await ownFields(work, item, made, addresses, articles);
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

/** The fields that only lessons of its kind have; `undefined` when a lesson cannot be made of it. */
async function ownFields(
  work: Work,
  item: AuthoredLesson,
  made: MadeMedia | undefined,
  addresses: Record<string, string>,
  articles: Record<string, Article>,
): Promise<object | undefined> {
  const {publishing, folder, path} = work;
  const {fields, kind, origin} = item;
  const needs = (what: string, cure: string) => {
    publishing.problems.error('lesson-incomplete', `a lesson of the kind “${kind}” needs ${what}`, {
      file: origin.file,
      field: 'kind',
      cure,
    });
    return undefined;
  };
  const questions = item.quiz
    ? await Promise.all(item.quiz.fields.questions.map((one) => questionOf(work, one, item.quiz!.file)))
    : [];
  switch (kind) {
    case 'video':
    case 'audio':
      if (!made)
        return needs(
          'a film or a sound',
          'Put the file beside it, under the same name: 10-hello.mp4 beside 10-hello.md.',
        );
      return {media: relativeTo(path, made.path), ...(questions.length > 0 ? {questions} : {})};
    case 'article':
      if (Object.keys(addresses).length === 0)
        return needs('a text', 'Write it under the front matter, or remove the file.');
      return {content: addresses};
    case 'book': {
      const book: Record<string, object> = {};
      for (const [language, file] of Object.entries(item.books)) {
        book[language] = {
          src: relativeTo(path, await publishFile(publishing, folder, file)),
          type: typeOf(file.name),
          bytes: await publishing.cache.size(file.path),
        };
      }
      return Object.keys(book).length > 0
        ? {book}
        : needs('an EPUB or PDF', 'Put the file beside it, under the same name.');
    }
    case 'quiz':
      if (questions.length === 0)
        return needs('questions', 'Write them into a file of the same name: 50-test.quiz.yml.');
      return {
        ...some({
          mastery: item.quiz?.fields.mastery,
          attempts: item.quiz?.fields.attempts,
          draw: item.quiz?.fields.draw,
        }),
        questions,
      };
    case 'acknowledgement':
      return (
        (await acknowledgement(work, item, articles)) ??
        needs('a document', 'Write it under the front matter, or put a PDF beside it.')
      );
    case 'guide':
      return fields.guide
        ? {guide: `../../guides/${fields.guide}/guide.json`}
        : needs('a guide', 'Name it: `guide: <id>`.');
    case 'embed':
      return fields.src
        ? embed(work, item)
        : needs(
            'an address',
            'Name it: `src: https://…`, or put a package beside it, under the same name: 30-safety.zip beside 30-safety.md.',
          );
    case 'live':
      return fields.src && /^https?:\/\//.test(fields.src)
        ? {media: fields.src}
        : needs('the address of the stream', 'Name it: `src: https://….m3u8`.');
  }
}

async function embed({publishing, folder, path}: Work, {fields, origin}: AuthoredLesson): Promise<object | undefined> {
  const src = fields.src!;
  if (/^https:\/\//.test(src)) return {src, ...some({standard: fields.standard ?? 'page'})};
  const file = await namedFile(publishing, origin.file, src, {field: 'src', line: () => origin.lineOf?.('src')});
  return (
    file && {
      src: relativeTo(path, await publishFile(publishing, folder, file)),
      ...some({standard: fields.standard ?? 'page'}),
    }
  );
}

/** The document of an acknowledgement: a PDF, or the text itself; with the hash of the bytes that are published. */
async function acknowledgement(
  {publishing, folder, path}: Work,
  item: AuthoredLesson,
  articles: Record<string, Article>,
): Promise<object | undefined> {
  const version = item.fields.documentVersion ?? '1';
  const document: Record<string, object> = {};
  for (const [language, file] of Object.entries(item.books)) {
    const hash = await publishing.cache.hash(file.path);
    document[language] = {
      src: relativeTo(path, await publishFile(publishing, folder, file)),
      type: typeOf(file.name),
      sha256: hash,
      version,
    };
  }
  for (const [language, article] of Object.entries(articles)) {
    if (document[language]) continue;
    const src = `${item.id}.${language}.article.json`;
    document[language] = {
      src,
      type: 'application/vnd.uggla.article+json',
      sha256: sha256(toJson(JSON.parse(JSON.stringify(article)))),
      version,
    };
  }
  if (Object.keys(document).length === 0) return undefined;
  return {document, ...some({statement: item.fields.statement, verb: item.fields.verb})};
}

/** A question without what is right about it. */
async function questionOf(
  {publishing, folder, path}: Work,
  question: QuestionFields,
  file: SourceFile,
): Promise<Question> {
  const picture = async (named: string | undefined, alt: Text | undefined, field: string) => {
    const found = named === undefined ? undefined : await namedFile(publishing, file.name, named, {field});
    return found && publishPicture(publishing, folder, {file: found, ...(alt === undefined ? {} : {alt})}, path);
  };
  const {id, text, at, points, type} = question;
  const image = await picture(question.image, question.alt, `questions.${id}.image`);
  const base = {id, type, text, ...some({at, points, image})};
  switch (question.type) {
    case 'single':
    case 'multiple':
      return {
        ...base,
        choices: await Promise.all(
          question.choices.map(async (one) => ({
            id: one.id,
            text: one.text,
            ...some({image: await picture(one.image, one.alt, `questions.${id}.choices`)}),
          })),
        ),
      } as Question;
    case 'hotspot':
      return {...base, choices: question.choices.map(({right: _, ...rest}) => rest)} as Question;
    case 'order':
      return {...base, items: mix(question.items, `${id}`).map((one) => ({id: one.id, text: one.text}))} as Question;
    case 'match':
      return {
        ...base,
        left: question.pairs.map((pair) => ({id: pair.id, text: pair.left})),
        right: mix(question.pairs, `${id}`).map((pair) => ({id: pair.id, text: pair.right})),
      } as Question;
    case 'numeric':
      return {...base, ...some({unit: question.unit})} as Question;
    default:
      return base as Question;
  }
}

function answerOf(question: QuestionFields, main: string): RightAnswer {
  const feedback = some({feedback: question.feedback}) as {feedback?: NonNullable<RightAnswer['feedback']>};
  switch (question.type) {
    case 'single':
    case 'multiple':
    case 'hotspot':
      return {choices: question.choices.filter(({right}) => right).map(({id}) => id), ...feedback};
    case 'truefalse':
      return {value: question.answer, ...feedback};
    case 'numeric':
      return {
        number: question.answer,
        ...(question.tolerance === undefined ? {} : {tolerance: question.tolerance}),
        ...feedback,
      };
    case 'fill':
      return {accepted: Array.isArray(question.answers) ? {[main]: question.answers} : question.answers, ...feedback};
    case 'order':
      return {order: question.items.map(({id}) => id), ...feedback};
    case 'match':
      return {pairs: Object.fromEntries(question.pairs.map(({id}) => [id, id])), ...feedback};
  }
}

/** Another order than the right one, the same at every build. */
function mix<T extends {id: string}>(items: readonly T[], seed: string): T[] {
  const mixed = [...items].sort((a, b) => (sha256(seed + a.id) < sha256(seed + b.id) ? -1 : 1));
  return mixed.every((one, at) => one === items[at]) ? [...mixed.slice(1), mixed[0]!] : mixed;
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

/** The fields that have a value. */
export function some(fields: Record<string, unknown>): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** The bytes of a file, for what is read into the search. */
export async function bytesOf(file: SourceFile): Promise<Uint8Array> {
  try {
    return await readFile(file.path);
  } catch (cause) {
    throw new UgglaError('file-unreadable', `${posix.basename(file.name)} cannot be read`, {file: file.name, cause});
  }
}
