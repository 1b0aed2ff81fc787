import {realpathSync} from 'node:fs';
import {readFile, stat} from 'node:fs/promises';
import {dirname, join, relative, resolve, sep} from 'node:path';
import {
  lessonsOf,
  matchLanguage,
  UgglaError,
  validate,
  type Answers,
  type Campus,
  type Course,
  type Lesson,
  type Media,
} from '@uggla/protocol';
import {addressesIn} from '@uggla/protocol/addresses.js';
import {answersSchema} from '@uggla/protocol/generated/answers-schema.js';
import {campusSchema} from '@uggla/protocol/generated/campus-schema.js';
import {courseSchema} from '@uggla/protocol/generated/course-schema.js';
import {openSearch, type SearchFile, type SearchIndex} from '@uggla/search';

/** A course and the file that it stands in. */
export interface FoundCourse {
  course: Course;
  /** Id of the campus item. */
  item: string;
  file: string;
}

/** Reads the published folder; what was read is kept until its file changes, so a new publication counts at once. */
export class CampusFiles {
  readonly #root: string;
  readonly #kept = new Map<string, {stamp: string; value: Promise<unknown>}>();
  /** What was found in files; a file that changes is another object. */
  readonly #files = new WeakMap<Campus, Map<string, string>>();
  readonly #packages = new WeakMap<Course, Set<string>>();

  constructor(root: string) {
    this.#root = realpathOr(root);
  }

  /**
   * `campus.json`.
   *
   * @throws {@link UgglaError} `campus-unavailable`, `campus-invalid`
   */
  campus(): Promise<Campus> {
    return this.#read('campus', join(this.#root, 'campus.json'), (value, file) =>
      validate<Campus>('campus', campusSchema, value, file),
    );
  }

  /** The course of this IRI. */
  async course(id: string): Promise<FoundCourse | undefined> {
    for (const found of await this.courses()) if (found.course.id === id) return found;
    return undefined;
  }

  /** All courses (podcasts, books and micro-lessons too) that the campus names and that can be read. */
  async courses(): Promise<FoundCourse[]> {
    const found: FoundCourse[] = [];
    for (const [file, item] of this.#courseFiles(await this.campus())) {
      const course = await this.#courseIn(file);
      if (course) found.push({course, item, file});
    }
    return found;
  }

  /** The right answers of a course, when this server has them. */
  async answers({course, file}: FoundCourse): Promise<Answers | undefined> {
    const path = this.#inside(dirname(file), course.answers ?? 'answers.json');
    if (!path) return undefined;
    try {
      return await this.#read('answers', path, (value, name) =>
        validate<Answers>('answers', answersSchema, value, name),
      );
    } catch (error) {
      if (error instanceof UgglaError && error.code === 'answers-unavailable') return undefined;
      throw error;
    }
  }

  /** Lengths in seconds of the films and sounds of a course that its lessons do not tell themselves, by lesson. */
  async lengths({course, file}: FoundCourse): Promise<Map<string, number>> {
    const lengths = new Map<string, number>();
    for (const lesson of lessonsOf(course)) {
      if ((lesson.kind !== 'video' && lesson.kind !== 'audio') || lesson.duration !== undefined) continue;
      const media = (await this.#mediaOf(file, lesson.media))?.media;
      if (typeof media?.duration === 'number') lengths.set(lesson.id, media.duration);
    }
    return lengths;
  }

  /** The captions (WebVTT) of a lesson's film or sound, in the first of these languages that it has. */
  async captions({file}: FoundCourse, lesson: Lesson, languages: readonly string[]): Promise<string | undefined> {
    if (!('media' in lesson) || typeof lesson.media !== 'string') return undefined;
    const found = await this.#mediaOf(file, lesson.media);
    const captions = Array.isArray(found?.media.captions) ? found.media.captions : [];
    const language = matchLanguage(
      captions.map((one) => one.language),
      languages,
    );
    const caption = captions.find((one) => one.language === language) ?? captions[0];
    const bytes = found && caption && (await this.bytes(found.path, caption.src));
    return bytes && new TextDecoder().decode(bytes);
  }

  /** A media.json by its address in a course's file, and where it lies; nothing for one that cannot be read. */
  async #mediaOf(file: string, address: string): Promise<{path: string; media: Partial<Media>} | undefined> {
    const path = this.#inside(dirname(file), address);
    const media =
      path && (await this.#read('media', path, (value) => value as Partial<Media> | null).catch(() => undefined));
    return path !== undefined && media ? {path, media} : undefined;
  }

  /** Whole address of what a course names, where the folder is published at `base`; nothing for what is neither in it nor of https. */
  addressOf(found: FoundCourse, address: string, base: string): string | undefined {
    if (/^https:\/\//i.test(address)) return URL.canParse(address) ? address : undefined;
    if (this.#inside(dirname(found.file), address) === undefined) return undefined;
    return new URL(address, `${base}/${this.addressInside(found)}`).href;
  }

  /** What a file of the published folder holds, by its address in another; nothing when it is not there. */
  async bytes(file: string, address: string): Promise<Uint8Array | undefined> {
    const path = this.#inside(dirname(file), address);
    return path === undefined ? undefined : readFile(path).catch(() => undefined);
  }

  /** `campus.json`, as a file. */
  get campusFile(): string {
    return join(this.#root, 'campus.json');
  }

  /** A file of the published folder by its address in another; nothing outside. */
  pathOf(file: string, address: string): string | undefined {
    return this.#inside(dirname(file), address);
  }

  /** Address of a course's file, from the published folder on. */
  addressInside({file}: FoundCourse): string {
    return relative(this.#root, file).split(sep).map(encodeURIComponent).join('/');
  }

  /** The addresses of pictures and links in a text (an article's tree); none where it is not there. */
  async namedIn(file: string): Promise<readonly string[]> {
    return this.#read('article', file, linksIn).catch(() => []);
  }

  /** What can be searched in the locked lessons of a course, by language. */
  async lockedSearch({course, file}: FoundCourse): Promise<SearchIndex[]> {
    const indexes = Object.values(course.search?.locked ?? {}).map(async (address) => {
      const path = this.#inside(dirname(file), address);
      if (path === undefined) return undefined;
      return this.#read('search', path, (value) => openSearch(value as SearchFile)).catch(() => undefined);
    });
    return (await Promise.all(indexes)).filter((index) => index !== undefined);
  }

  /** Whether a course names this file for its right answers, whatever it is called. */
  async isAnswers(path: string): Promise<boolean> {
    const found = await this.courses().catch(() => []);
    return found.some(
      ({course, file}) => course.answers !== undefined && this.#inside(dirname(file), course.answers) === path,
    );
  }

  /** Whether a file belongs to a package of others that a course embeds: `chair/index.html`, with all that lies in its folder. */
  async isPackage(path: string): Promise<boolean> {
    const campus = await this.campus().catch(() => undefined);
    if (!campus) return false;
    // Only courses in whose folder it lies are looked at.
    for (const file of this.#courseFiles(campus).keys()) {
      if (!path.startsWith(dirname(file) + sep)) continue;
      const course = await this.#courseIn(file);
      const [folder, ...rest] = relative(dirname(file), path).split(sep);
      if (course && rest.length > 0 && this.#packagesOf(course, file).has(folder!)) return true;
    }
    return false;
  }

  /** Languages that have a search file, the campus's first one first. */
  async searchLanguages(): Promise<string[]> {
    const {search = {}, languages} = await this.campus();
    return Object.keys(search).sort((one, other) => rank(languages, one) - rank(languages, other));
  }

  /** The search index of one language. */
  async search(language: string): Promise<SearchIndex | undefined> {
    const src = (await this.campus()).search?.[language];
    const file = src === undefined ? undefined : this.#inside(this.#root, src);
    return file ? this.#read('search', file, (value) => openSearch(value as SearchFile)) : undefined;
  }

  /** The files of the courses, and the ids of their campus items. */
  #courseFiles(campus: Campus): ReadonlyMap<string, string> {
    let files = this.#files.get(campus);
    if (!files) {
      this.#files.set(campus, (files = new Map()));
      for (const {id, kind, src} of campus.packs.flatMap(({items}) => items)) {
        const file = kind === 'product' || kind === 'guide' ? undefined : this.#inside(this.#root, src);
        if (file && !files.has(file)) files.set(file, id);
      }
    }
    return files;
  }

  /** The course in a file; nothing for a broken one, which must not hide the others. */
  #courseIn(file: string): Promise<Course | undefined> {
    return this.#read('course', file, (value, name) => validate<Course>('course', courseSchema, value, name)).catch(
      () => undefined,
    );
  }

  /** The folders, beside a course, of the packages that it embeds. */
  #packagesOf(course: Course, file: string): ReadonlySet<string> {
    let folders = this.#packages.get(course);
    if (!folders) {
      this.#packages.set(course, (folders = new Set()));
      for (const lesson of lessonsOf(course)) {
        const page = lesson.kind === 'embed' ? this.#inside(dirname(file), lesson.src) : undefined;
        const [folder, ...rest] = page === undefined ? [] : relative(dirname(file), page).split(sep);
        if (folder !== '..' && rest.length > 0) folders.add(folder!);
      }
    }
    return folders;
  }

  async #read<T>(kind: string, file: string, make: (value: unknown, file: string) => T | Promise<T>): Promise<T> {
    const name = relative(this.#root, file);
    let stamp: string;
    try {
      const {mtimeMs, size} = await stat(file);
      stamp = `${mtimeMs} ${size}`;
    } catch (cause) {
      throw new UgglaError(`${kind}-unavailable`, `${name} is not there`, {
        cause,
        file: name,
        status: 404,
        cure: 'Publish the campus with `uggla build`.',
      });
    }
    const key = `${kind} ${file}`;
    const kept = this.#kept.get(key);
    if (kept?.stamp === stamp) return kept.value as Promise<T>;
    const value = readFile(file, 'utf8').then((text) => make(parse(kind, text, name), name));
    this.#kept.set(key, {stamp, value});
    value.catch(() => this.#kept.delete(key));
    return value;
  }

  /** A file of the published folder by its address in another; nothing outside. */
  #inside(folder: string, address: string): string | undefined {
    let path: string;
    try {
      path = resolve(folder, decodeURIComponent(address.replace(/[?#].*$/, '')));
    } catch {
      return undefined;
    }
    return path.startsWith(this.#root + sep) && !/^[a-z]+:/i.test(address) ? path : undefined;
  }
}

function linksIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) =>
    key === 'src' || key === 'href' ? [...addressesIn(one)] : linksIn(one),
  );
}

function parse(kind: string, text: string, file: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new UgglaError(`${kind}-invalid`, `${file} is not JSON`, {cause, file});
  }
}

function realpathOr(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

function rank(list: readonly string[], one: string): number {
  const at = list.indexOf(one);
  return at < 0 ? list.length : at;
}
