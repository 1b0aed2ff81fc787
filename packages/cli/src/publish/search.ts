import {readFile} from 'node:fs/promises';
import {posix} from 'node:path';
import {pickByLanguage, pickText, UgglaError, type Article, type Text} from '@uggla/protocol';
import {buildSearchFile, type Passage} from '@uggla/search';
import type {SourceFile} from '../authored/model.js';
import {readEpubText} from '../media/epub.js';
import {hashOf} from '../files.js';
import type {MadeMedia} from '../media/make.js';
import {makePassages} from '../media/transcript.js';
import {sectionsOf} from './article.js';
import type {Publishing} from './assets-of.js';
import type {MadeCourse} from './course.js';
import type {LessonTexts} from './lesson.js';
import type {MadeGuide} from './guide.js';
import type {MadeProduct} from './portfolio.js';

type Piece = Omit<Passage, 'id'>;

/** Where what can be found was published. */
export interface MadeSearch {
  /** Language → address of what everybody may find. */
  files: Record<string, string>;
  /** Of each course with locked lessons: language → address of what is in these. */
  locked: ReadonlyMap<string, Record<string, string>>;
}

/**
 * Stages `search/<language>.json`: what can be found, in pieces of 60 words at most, each with the place to open. What is in
 * locked lessons is not in it, but for their titles: it lies in `search/locked/<course>.<language>.json`, which only the course
 * itself asks for, once one of them is open.
 */
export async function publishSearch(
  publishing: Publishing,
  made: {courses: MadeCourse[]; guides: MadeGuide[]; products: MadeProduct[]},
): Promise<MadeSearch> {
  const {languages} = publishing;
  const files: Record<string, string> = {};
  const locked = new Map<string, Record<string, string>>();
  for (const language of languages) {
    const pieces: Piece[] = [];
    for (const one of made.courses) {
      const {open, closed} = await coursePieces(publishing, one, language);
      pieces.push(...open);
      const path = await publishPieces(publishing, `search/locked/${one.id}.${language}.json`, language, closed);
      if (path !== undefined) locked.set(one.id, {...locked.get(one.id), [language]: path});
    }
    for (const one of made.guides) pieces.push(...guidePieces(one, language));
    for (const one of made.products) pieces.push(...productPieces(one, language));
    const path = await publishPieces(publishing, `search/${language}.json`, language, pieces);
    if (path !== undefined) files[language] = path;
  }
  return {files, locked};
}

/** Stages the index of some pieces; none where there are none. */
async function publishPieces(
  {stage, cache}: Publishing,
  path: string,
  language: string,
  pieces: readonly Piece[],
): Promise<string | undefined> {
  if (pieces.length === 0) return undefined;
  const name = posix.basename(path, '.json');
  const passages = pieces.map((piece, at): Passage => ({id: `${name}-${at}`, ...piece}));
  // an index takes a second for a big campus: the same passages need no new one
  const text = await cache.fact(
    `search:2:${hashOf(language, JSON.stringify(passages))}`,
    async () => `${JSON.stringify(await buildSearchFile(passages, language))}\n`,
  );
  stage.text(path, text);
  return path;
}

/** What is in a course: `closed` is in its locked lessons. */
async function coursePieces(
  publishing: Publishing,
  made: MadeCourse,
  language: string,
): Promise<{open: Piece[]; closed: Piece[]}> {
  const {course, id, source, articles, texts, locked} = made;
  const itemKind = source.format;
  const place = {item: id, itemKind};
  const title = pickText(course.title, [language]);
  const pieces: Piece[] = [];
  if (speaks(course.title, language, publishing.main)) {
    pieces.push({
      kind: 'title',
      title,
      text: join(title, own(course.summary, language), (course.tags ?? []).join(' ')),
      ...place,
      url: `#/item/${id}`,
    });
  }
  pieces.push(...articlePieces(articles, language, {title, ...place, url: `#/item/${id}`}));
  const closed: Piece[] = [];
  for (const one of texts) {
    const isClosed = ({kind}: Piece) => kind !== 'title' && locked.has(one.lesson.id);
    for (const piece of await lessonPieces(publishing, made, one, language))
      (isClosed(piece) ? closed : pieces).push(piece);
  }
  return {open: pieces, closed};
}

async function lessonPieces(
  publishing: Publishing,
  {id, source}: MadeCourse,
  {lesson, articles, media, books}: LessonTexts,
  language: string,
): Promise<Piece[]> {
  const title = pickText(lesson.title, [language]);
  const url = `#/item/${id}/${lesson.id}`;
  const place = {item: id, itemKind: source.format, lesson: lesson.id, title};
  const pieces: Piece[] = [];
  if (speaks(lesson.title, language, publishing.main) && source.format !== 'book') {
    pieces.push({
      kind: 'title',
      text: join(title, own(lesson.summary, language), (lesson.tags ?? []).join(' ')),
      ...place,
      url,
    });
  }
  pieces.push(...articlePieces(articles, language, {...place, url}));
  if (media) pieces.push(...cuePieces(media, language, {...place, url}));
  const book = pickByLanguage(books, [language]);
  if (
    book &&
    (book[0] === language || (publishing.main === language && Object.keys(books).length === 1)) &&
    /\.epub$/i.test(book[1].name)
  ) {
    try {
      const tell = ({code, message, cure}: UgglaError) =>
        publishing.problems.warn(code, message, {file: book[1].name, cure});
      for (const {place: chapter, title: name, paragraphs} of readEpubText(await bytesOf(book[1]), tell)) {
        for (const text of paragraphs)
          pieces.push({kind: 'book', text, ...place, title: name || title, place: chapter, url});
      }
    } catch (caught) {
      publishing.problems.caught(caught, 'book-unreadable', {
        file: book[1].name,
        cure: 'Open it in a reader; export it anew as EPUB 3 if it does not open.',
      });
    }
  }
  return pieces;
}

function guidePieces({id, guide, articles, media}: MadeGuide, language: string): Piece[] {
  const title = pickText(guide.title, [language]);
  const place = {item: id, itemKind: 'guide', title};
  const say = (text: Text | undefined) => own(text, language);
  const pieces: Piece[] = [
    {
      kind: 'title',
      text: join(
        title,
        say(guide.summary),
        say(guide.thing),
        say(guide.fault),
        ...(guide.symptoms ?? []).map(say),
        [...(guide.machines ?? []), ...(guide.codes ?? [])].join(' '),
      ),
      ...place,
      url: `#/item/${id}`,
    },
  ];
  pieces.push(...articlePieces(articles, language, {...place, url: `#/item/${id}`}));
  for (const step of guide.steps) {
    const film = media.find(({path}) => step.media?.endsWith(path.replace('guides/', '')));
    pieces.push({
      kind: 'step',
      text: join(pickText(step.title, [language]), say(step.text), say(step.warning)),
      ...place,
      lesson: step.id,
      ...(film
        ? {
            media: film.path,
            ...(step.start === undefined ? {} : {start: step.start}),
            ...(step.end === undefined ? {} : {end: step.end}),
          }
        : {}),
      url: `#/item/${id}/${step.id}`,
    });
  }
  for (const film of media) pieces.push(...cuePieces(film, language, {...place, url: `#/item/${id}`}));
  return pieces;
}

function productPieces({id, product, articles, media}: MadeProduct, language: string): Piece[] {
  const title = pickText(product.title, [language]);
  const place = {item: id, itemKind: 'product', title, url: `#/item/${id}`};
  const pieces: Piece[] = [
    {
      kind: 'product',
      text: join(
        title,
        own(product.summary, language),
        own(product.category, language),
        product.sku ?? '',
        product.brand ?? '',
      ),
      ...place,
    },
  ];
  pieces.push(...articlePieces(articles, language, place, 'product'));
  if (media) pieces.push(...cuePieces(media, language, place));
  return pieces;
}

function articlePieces(
  articles: Record<string, Article>,
  language: string,
  place: Omit<Piece, 'kind' | 'text'>,
  kind: Piece['kind'] = 'article',
): Piece[] {
  const article = articles[language];
  return article ? sectionsOf(article.tree).map((text) => ({kind, text, ...place})) : [];
}

function cuePieces({cues, path, media}: MadeMedia, language: string, place: Omit<Piece, 'kind' | 'text'>): Piece[] {
  return makePassages(cues[language] ?? [], media.chapters).map(({start, end, text}) => ({
    kind: 'cue',
    text,
    ...place,
    media: path,
    start,
    end,
    url: `${place.url}?t=${Math.floor(start)}`,
  }));
}

/** A text's own words in a language: nothing where it is only there in others. */
function own(text: Text | undefined, language: string): string {
  return text === undefined ? '' : typeof text === 'string' ? text : (text[language] ?? '');
}

function speaks(text: Text, language: string, main: string): boolean {
  return typeof text === 'string' ? language === main || text !== '' : text[language] !== undefined;
}

function join(...parts: string[]): string {
  return parts
    .filter(Boolean)
    .map((part) => (/[.!?…:]$/.test(part) ? part : `${part}.`))
    .join(' ');
}

/** The bytes of a file, for what is read into the search. */
async function bytesOf(file: SourceFile): Promise<Uint8Array> {
  try {
    return await readFile(file.path);
  } catch (cause) {
    throw new UgglaError('file-unreadable', `${posix.basename(file.name)} cannot be read`, {file: file.name, cause});
  }
}
