import {loadJson} from '@uggla/core/load.js';
import {safeUrl} from '@uggla/core/safe-url.js';
import {lessonsOf, matchLanguage, UgglaError, type Course, type Text} from '@uggla/protocol';
import {
  buildSearchFile,
  openSearch,
  type Passage,
  type PassagesAnswer,
  type SearchFile,
  type SearchIndex,
} from '@uggla/search';

const schema = {
  type: 'object',
  required: ['format', 'language', 'passages', 'index'],
  properties: {language: {type: 'string'}},
};

const passagesSchema = {
  type: 'object',
  required: ['language', 'passages'],
  properties: {language: {type: 'string'}, passages: {type: 'array', items: {type: 'object'}}},
};

/** The id of the course in an index that is made here. */
const OWN = 'course';

/** What a course is searched in. */
export interface CourseIndex {
  readonly index: SearchIndex;
  /** Id of the course in it; the index may be that of a whole campus. */
  readonly item: string;
}

/**
 * The index that was published for the course, in the best language; for a course that was published without one, an index
 * of its titles.
 *
 * @throws {@link UgglaError} `search-unavailable`, `search-invalid`.
 */
export async function openIndex(
  course: Course,
  base: string,
  languages: readonly string[],
  text: (text: Text | undefined) => string,
): Promise<CourseIndex> {
  const {item = OWN, files = {}} = course.search ?? {};
  const address = inLanguage(files, languages);
  if (address === undefined) return {index: await openSearch(await titlesOf(course, languages, text)), item: OWN};
  return {index: await openFile(address, base), item};
}

/** Our server, where records go there. */
export interface SearchServer {
  /** No slash at its end. */
  readonly address: string;
  readonly authorization: string | undefined;
}

/**
 * What is in the course's locked lessons: an index of its own, so that nobody finds it before one of them is open. A server gives
 * what is open to the person; where it has no such course the published index is taken.
 *
 * @throws {@link UgglaError} `search-unavailable`, `search-invalid`.
 */
export async function openLocked(
  course: Course,
  base: string,
  languages: readonly string[],
  server?: SearchServer,
): Promise<SearchIndex | undefined> {
  const given = server && (await passagesOf(course, languages, server));
  if (given) return openSearch(await buildSearchFile([...given.passages], given.language));
  const address = inLanguage(course.search?.locked ?? {}, languages);
  return address === undefined ? undefined : openFile(address, base);
}

async function passagesOf(
  {id}: Course,
  languages: readonly string[],
  {address, authorization}: SearchServer,
): Promise<PassagesAnswer | undefined> {
  const url = `${address}/v1/passages?${String(new URLSearchParams({course: id, lang: languages[0] ?? ''}))}`;
  try {
    return await loadJson<PassagesAnswer>(url, {kind: 'search', schema: passagesSchema, authorization});
  } catch (error) {
    if (error instanceof UgglaError && error.status === 404) return undefined;
    throw error;
  }
}

function inLanguage(files: Readonly<Record<string, string>>, languages: readonly string[]): string | undefined {
  return files[matchLanguage(Object.keys(files), languages) ?? Object.keys(files)[0] ?? ''];
}

async function openFile(address: string, base: string): Promise<SearchIndex> {
  const url = safeUrl(address, base, 'fetch');
  if (url === undefined)
    throw new UgglaError('search-unavailable', `${address} is no address that can be fetched`, {file: address});
  return openSearch(await loadJson<SearchFile>(url, {kind: 'search', schema}));
}

function titlesOf(
  course: Course,
  languages: readonly string[],
  text: (text: Text | undefined) => string,
): Promise<SearchFile> {
  const passages = lessonsOf(course).map(({id, title, summary}): Passage => {
    const name = text(title);
    return {
      id,
      kind: 'title',
      title: name,
      text: [name, text(summary)].filter(Boolean).join('. '),
      item: OWN,
      lesson: id,
      url: '',
    };
  });
  return buildSearchFile(passages, languages[0] ?? course.languages[0]!);
}
