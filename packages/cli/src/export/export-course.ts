import {readdir, readFile} from 'node:fs/promises';
import {basename, join, posix, resolve} from 'node:path';
import {findItem, matchLanguage, UgglaError, type Answers, type Course, type Lesson} from '@uggla/protocol';
import {isMissing, isThere, toJson} from '../files.js';
import {writeZip} from '../package/write-zip.js';
import {collectCourse, mediaOrigins, type Files} from './collect.js';
import {manifestOf, type Target} from './manifests.js';
import {mediaAddress} from './media-address.js';
import {packagePage, packageScript, packageStyles} from './package-page.js';
import {answersOf, partsOf, type Part} from './parts.js';

/** What a package is made with. */
export interface ExportOptions {
  target: Target;
  /** The published folder, or the authored one beside it. */
  campus: string;
  out?: string | undefined;
  language?: string | undefined;
  /** Where the media stay; inside when not given. */
  mediaBase?: string | undefined;
  /** What an LMS lists, opens and keeps the state of: the course as `one`, or `each` of its lessons. */
  sco?: 'one' | 'each' | undefined;
  /** What an LMS is told when all is done; what the course is like decides when not given. */
  status?: 'passed' | 'completed' | undefined;
}

/** What was made. */
export interface ExportReport {
  file: string;
  course: string;
  version: string;
  files: number;
  bytes: number;
  /** Pages that an LMS opens. */
  pages: readonly string[];
}

/**
 * Makes a package of a published course: one zip, the same bytes for the same input.
 *
 * @throws {@link UgglaError} `campus-unpublished`, `course-unknown`, `usage-wrong`.
 */
export async function exportCourse(
  id: string,
  {target, campus, out, language, mediaBase, sco = 'one', status}: ExportOptions,
): Promise<ExportReport> {
  const root = await findPublished(campus);
  const path = `courses/${id}/course.json`;
  const whole = await readCourse(root, path, id);
  const course = {...(language === undefined ? whole : inLanguage(whole, language)), ...(status ? {status} : {})};
  const parts = sco === 'each' ? partsOf(course, path, target) : undefined;
  if (parts?.length === 0)
    throw new UgglaError('usage-wrong', 'the course has no lessons: there is nothing to make units of', {
      cure: 'Leave --sco out.',
    });
  const main = course.languages[0]!;
  const base = mediaBase === undefined ? undefined : mediaAddress(mediaBase);
  const files = await collectCourse(root, path, parts ? withoutWhole(course) : course, {base, language});
  if (parts) split(files, path, course, parts);
  const text = (content: string) => new TextEncoder().encode(content);
  const pages = parts ?? [{course, path, page: 'index.html'}];
  for (const one of pages)
    files.set(
      one.page,
      text(
        packagePage({
          course: one.course,
          path: one.path,
          language: main,
          target,
          mediaOrigins: mediaOrigins(files),
          hasBrand: files.has('assets/brand.css'),
        }),
      ),
    );
  files.set('package.css', text(packageStyles));
  files.set('package.js', text(packageScript(course)));
  const manifest = manifestOf(target, {course, language: main, files: [...files.keys()].sort(), parts});
  if (manifest) files.set(manifest.name, text(manifest.text));
  const file = resolve(out ?? `${basename(id)}-${target}.zip`);
  const bytes = await writeZip(file, files);
  return {
    file,
    course: course.id,
    version: course.version,
    files: files.size,
    bytes,
    pages: pages.map(({page}) => page),
  };
}

/** What only a course as a whole has use for. */
function withoutWhole({search, cover, content, ...course}: Course): Course {
  void [search, cover, content];
  return course;
}

/** In place of the course and its right answers, those of each lesson. */
function split(files: Files, path: string, course: Course, parts: readonly Part[]): void {
  const text = (value: unknown) => new TextEncoder().encode(toJson(value));
  const whole = course.answers === undefined ? undefined : posix.join(posix.dirname(path), course.answers);
  const answers = whole === undefined ? undefined : files.get(whole);
  files.delete(path);
  if (whole !== undefined) files.delete(whole);
  for (const part of parts) {
    files.set(part.path, text(part.course));
    if (answers instanceof Uint8Array)
      files.set(part.answers, text(answersOf(part, JSON.parse(new TextDecoder().decode(answers)) as Answers, course)));
  }
}

/** The published folder that is meant. Throws `campus-unpublished`. */
export async function findPublished(campus: string): Promise<string> {
  for (const root of [resolve(campus), resolve(campus, 'published')])
    if (await isThere(join(root, 'campus.json'))) return root;
  throw new UgglaError('campus-unpublished', `${resolve(campus)} is no published campus, nor is there one in it`, {
    cure: 'Run `uggla build` first, or name the folder with --campus.',
  });
}

/** A published course. Throws `course-unknown`. */
export async function readCourse(root: string, path: string, id: string): Promise<Course> {
  // A name with a way in it could lead out of the folder.
  const text = /^[\w.~-]+$/.test(id)
    ? await readFile(join(root, path), 'utf8').catch((caught: unknown) => {
        if (isMissing(caught)) return undefined;
        throw caught;
      })
    : undefined;
  if (text !== undefined) return JSON.parse(text) as Course;
  const there = await readdir(join(root, 'courses')).catch(() => []);
  throw new UgglaError('course-unknown', `the campus has no course “${id}”`, {
    cure: there.length > 0 ? `It has: ${there.sort().join(', ')}.` : 'It has no courses at all.',
  });
}

/** The course in one of its languages: what other languages alone need does not come along. */
function inLanguage(course: Course, wanted: string): Course {
  const language = matchLanguage(course.languages, [wanted]);
  if (language === undefined)
    throw new UgglaError('usage-wrong', `the course is not in “${wanted}”`, {
      cure: `It is in ${course.languages.join(', ')}.`,
    });
  const made = structuredClone(course) as Course & {items: unknown[]};
  made.languages = [language];
  const one = (map: Record<string, unknown> | undefined) => {
    if (!map || !(language in map)) return; // better in another language than not at all
    for (const key of Object.keys(map)) if (key !== language) delete map[key];
  };
  one(made.content);
  one(made.search?.files);
  const each = (items: Course['items']): void => {
    for (const item of items) {
      const lesson = findItem(made, item.id) as Lesson & {
        content?: Record<string, string>;
        book?: Record<string, object>;
        document?: Record<string, object>;
        items?: Course['items'];
      };
      for (const map of [lesson.notes, lesson.content, lesson.book, lesson.document]) one(map);
      if (lesson.items) each(lesson.items);
    }
  };
  each(made.items);
  return made;
}
