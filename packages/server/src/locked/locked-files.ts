import {createHash} from 'node:crypto';
import {dirname, join, relative, sep} from 'node:path';
import {lessonsOf, type Course, type Lesson} from '@uggla/protocol';
import {addressesIn} from '@uggla/protocol/addresses.js';
import {lockedLessons} from '@uggla/protocol/locked.js';
import type {CampusFiles, FoundCourse} from '../campus/campus-files.js';

/** A lesson, by the IRI of its course and its id. */
export interface LessonName {
  course: string;
  lesson: string;
}

/** To whom a file may be given. */
export type FileAccess = 'everybody' | 'nobody' | readonly LessonName[];

/** course.json without the questions of locked lessons. */
export interface ShortCourse {
  text: string;
  etag: string;
}

interface Index {
  /** Files, and folders with a separator at their end, of locked lessons alone. */
  closed: ReadonlyMap<string, readonly LessonName[]>;
  /** The same of what is open: what both have is open. */
  open: ReadonlySet<string>;
  /** What can be searched in locked lessons, of all of them together. */
  indexes: ReadonlySet<string>;
  /** Courses whose course.json holds questions of locked lessons. */
  courses: ReadonlyMap<string, Course>;
}

const nothing: Index = {closed: new Map(), open: new Set(), indexes: new Set(), courses: new Map()};

/** What was published is looked at again after so many milliseconds: a lock that is new counts a moment later. */
const freshMs = 1000;
/** Where a look takes long (0.2 s for a thousand lessons) the next one waits for so many times as long, but never longer than this. */
const rest = 20;
const longestMs = 10_000;

/** Knows which files of the published folder belong to locked lessons (see `lockedLessons`). */
export class LockedFiles {
  readonly #campus: CampusFiles;
  #index: Promise<Index> = Promise.resolve(nothing);
  #last = nothing;
  #lookedAt = -Infinity;
  #freshMs = freshMs;
  readonly #short = new WeakMap<Course, Map<string, ShortCourse>>();

  constructor(campus: CampusFiles) {
    this.#campus = campus;
  }

  /** To whom the file at a path may be given: the lessons that it is part of, where these are locked. */
  async accessTo(path: string): Promise<FileAccess> {
    const {closed, open, indexes} = await this.#fresh();
    if (closed.size === 0 && indexes.size === 0) return 'everybody';
    const plain = path.replace(/\.(br|gz)$/i, '');
    if (indexes.has(plain)) return 'nobody';
    const places = [plain, ...foldersOf(plain)];
    if (places.some((one) => open.has(one))) return 'everybody';
    const lessons = places.flatMap((one) => closed.get(one) ?? []);
    return lessons.length > 0 ? lessons : 'everybody';
  }

  /**
   * What is given in place of a course.json that holds questions of locked lessons; `undefined` for every other file.
   *
   * @param but - The one lesson whose questions stay.
   */
  async shortCourse(path: string, but?: LessonName): Promise<ShortCourse | undefined> {
    const course = (await this.#fresh()).courses.get(path);
    if (!course) return undefined;
    const kept = this.#short.get(course) ?? new Map<string, ShortCourse>();
    this.#short.set(course, kept);
    const id = but?.course === course.id ? but.lesson : '';
    let short = kept.get(id);
    if (!short) {
      const text = `${JSON.stringify(withoutQuestions(course, id))}\n`;
      kept.set(id, (short = {text, etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`}));
    }
    return short;
  }

  #fresh(): Promise<Index> {
    const now = performance.now();
    if (now - this.#lookedAt > this.#freshMs) {
      this.#lookedAt = now;
      this.#index = this.#look();
      this.#index.then(
        () => (this.#freshMs = Math.min(Math.max(freshMs, rest * (performance.now() - now)), longestMs)),
        () => (this.#lookedAt = -Infinity),
      );
    }
    return this.#index;
  }

  async #look(): Promise<Index> {
    const all = await this.#campus.courses().catch(() => undefined);
    if (!all) return this.#last; // a campus that cannot be read opens nothing that was closed
    if (all.every(({course}) => lockedLessons(course).size === 0)) return (this.#last = nothing);
    const closed = new Map<string, LessonName[]>();
    const open = new Set<string>();
    const indexes = new Set<string>();
    const courses = new Map<string, Course>();
    for (const found of all) {
      const {course, file} = found;
      const locked = lockedLessons(course);
      for (const one of [file, join(dirname(file), 'index.html')]) open.add(one); // whatever a lesson is called
      for (const lesson of lessonsOf(course)) {
        for (const place of await this.#placesOf(found, lesson)) {
          if (!locked.has(lesson.id)) open.add(place);
          else closed.set(place, [...(closed.get(place) ?? []), {course: course.id, lesson: lesson.id}]);
        }
      }
      for (const place of await this.#follow(file, [course.cover, course.content])) open.add(place);
      for (const address of Object.values(course.search?.locked ?? {})) {
        const path = this.#campus.pathOf(file, address);
        if (path !== undefined) indexes.add(path);
      }
      if (lessonsOf(course).some((one) => locked.has(one.id) && 'questions' in one)) courses.set(file, course);
    }
    for (const place of await this.#publicPlaces()) open.add(place);
    return (this.#last = {closed, open, indexes, courses});
  }

  /** Guides are items of the campus, whatever lesson shows them too; so is the picture of each item. */
  async #publicPlaces(): Promise<string[]> {
    const campus = await this.#campus.campus();
    const root = this.#campus.campusFile;
    return campus.packs
      .flatMap(({items}) => items)
      .flatMap(({kind, src, poster}) => {
        const guide = kind === 'guide' ? this.#campus.pathOf(root, src) : undefined;
        const picture = poster && this.#campus.pathOf(root, poster.src);
        return [...(guide === undefined ? [] : [dirname(guide) + sep]), ...(picture === undefined ? [] : [picture])];
      });
  }

  /** All that a lesson is made of: a film and a package with their folders. Its own small picture is part of the outline. */
  #placesOf({file}: FoundCourse, lesson: Lesson): Promise<string[]> {
    const {poster: _, ...parts} = lesson;
    return this.#follow(file, parts, lesson.kind === 'embed' ? lesson.src : undefined);
  }

  /** The files that a value names, written in the file at `from`, and those that they name. */
  async #follow(from: string, value: unknown, packed?: string): Promise<string[]> {
    const places: string[] = [];
    for (const address of addressesIn(value)) {
      const path = this.#campus.pathOf(from, address);
      if (path === undefined || path === from) continue; // a title may read like an address
      const folder = folderOf(path, from, address === packed);
      places.push(folder ?? path);
      if (folder === undefined && /\.json$/i.test(path))
        places.push(...(await this.#campus.namedIn(path)).flatMap((one) => this.#campus.pathOf(path, one) ?? []));
    }
    return places;
  }
}

/**
 * The folder that is given or kept as a whole: of a film (`media.json` and playlists, with all that these name), of a guide, and of
 * a package. None where the course itself lies in it.
 */
function folderOf(path: string, course: string, isPackage: boolean): string | undefined {
  const home = dirname(course) + sep;
  const [first, ...rest] = relative(dirname(course), path).split(sep);
  const folder =
    isPackage && first !== '..' && rest.length > 0
      ? home + first! + sep
      : /(?:^|[/\\])(?:media\.json|guide\.json|[^/\\]+\.m3u8)$/i.test(path)
        ? dirname(path) + sep
        : undefined;
  return folder !== undefined && home.startsWith(folder) ? undefined : folder;
}

/** The folders that a path lies in, with a separator at their end. */
function foldersOf(path: string): string[] {
  const folders: string[] = [];
  for (let at = path.lastIndexOf(sep); at > 0; at = path.lastIndexOf(sep, at - 1)) folders.push(path.slice(0, at + 1));
  return folders;
}

/** The questions of locked lessons are taken out, but for those that an open film asks. */
function withoutQuestions(course: Course, but: string): Course {
  const locked = lockedLessons(course);
  locked.delete(but);
  const asked = new Set(
    lessonsOf(course).flatMap((lesson) =>
      (lesson.kind === 'video' || lesson.kind === 'audio') && !locked.has(lesson.id)
        ? (lesson.questions ?? []).flatMap((one) => ('ref' in one ? String(one.ref) : []))
        : [],
    ),
  );
  const shorten = (items: Course['items']): Course['items'] =>
    items.map((item) => {
      if ('items' in item) return {...item, items: shorten((item as {items: Course['items']}).items)} as typeof item;
      if (!locked.has(item.id) || !('questions' in item)) return item;
      const questions = (item.questions as {id?: string}[]).filter(({id}) => id !== undefined && asked.has(id));
      return {...item, questions} as typeof item;
    });
  return {...course, items: shorten(course.items)};
}
