import {loadJson} from '@uggla/core/load.js';
import {safeUrl} from '@uggla/core/safe-url.js';
import {lessonsOf, matchLanguage, UgglaError, type Course, type Text} from '@uggla/protocol';
import {buildSearchFile, openSearch, type Passage, type SearchFile, type SearchIndex} from '@uggla/search';

const schema = {
  type: 'object',
  required: ['format', 'language', 'passages', 'index'],
  properties: {language: {type: 'string'}},
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
  const language = matchLanguage(Object.keys(files), languages) ?? Object.keys(files)[0];
  if (language === undefined) return {index: await openSearch(await titlesOf(course, languages, text)), item: OWN};
  const url = safeUrl(files[language], base, 'fetch');
  if (url === undefined)
    throw new UgglaError('search-unavailable', `${files[language]} is no address that can be fetched`, {
      file: files[language]!,
    });
  return {index: await openSearch(await loadJson<SearchFile>(url, {kind: 'search', schema})), item};
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
