import {given, type Article} from '@uggla/protocol';
import {namedFile} from '../authored/context.js';
import type {AuthoredLesson} from '../authored/model.js';
import {sha256, toJson} from '../files.js';
import type {MadeMedia} from '../media/make.js';
import {relativeTo} from './article.js';
import {publishFile, typeOf} from './assets-of.js';
import type {LessonWork} from './lesson.js';
import {questionOf} from './question.js';

/** The fields that only lessons of its kind have; `undefined` when a lesson cannot be made of it. */
export async function fieldsOfKind(
  work: LessonWork,
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
        ...given({
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

async function embed(
  {publishing, folder, path}: LessonWork,
  {fields, origin}: AuthoredLesson,
): Promise<object | undefined> {
  const src = fields.src!;
  if (/^https:\/\//.test(src)) return {src, ...given({standard: fields.standard ?? 'page'})};
  const file = await namedFile(publishing, origin.file, src, {field: 'src', line: () => origin.lineOf?.('src')});
  return (
    file && {
      src: relativeTo(path, await publishFile(publishing, folder, file)),
      ...given({standard: fields.standard ?? 'page'}),
    }
  );
}

/** The document of an acknowledgement: a PDF, or the text itself; with the hash of the bytes that are published. */
async function acknowledgement(
  {publishing, folder, path}: LessonWork,
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
  return {document, ...given({statement: item.fields.statement, verb: item.fields.verb})};
}
