import {resolve} from 'node:path';
import {pickText, type Text} from '@uggla/protocol';
import type {AuthoredCampus, AuthoredItem, AuthoredLesson, Origin, PictureSource} from './authored/model.js';
import {languagesOf} from './authored/texts.js';
import {openCampus} from './build.js';
import {lookAtAll} from './media/make-all.js';
import type {Problems} from './problems.js';
import type {Publishing} from './publish/assets-of.js';
import {stageAll} from './publish/publish-all.js';
import {Stage} from './publish/stage.js';

/** What a check came to. */
export interface CheckReport {
  title: string;
  languages: string[];
  problems: Problems['list'];
}

/** Pictures above this are slow on a telephone. */
const HEAVY_PICTURE_BYTES = 1_500_000;
/** Documents and books above this are. */
const HEAVY_FILE_BYTES = 50_000_000;

/**
 * Tells of an authored folder all that a build would, and what is missing for people: captions, languages, alternative
 * texts; what is too big. Publishes nothing.
 *
 * @param options - `remember: false` keeps nothing of what was found out about files: the next build looks again.
 * @throws {@link UgglaError} `folder-missing`, `campus-empty`.
 */
export async function check(folder: string, {remember = true}: {remember?: boolean} = {}): Promise<CheckReport> {
  const root = resolve(folder);
  const out = `${root}/published`;
  const {campus, publishing} = await openCampus(root, out, async () => Stage.dry(out));
  const probes = await lookAtAll(publishing, campus.media, () => undefined);
  await stageAll(publishing, campus, probes, new Map());
  checkCaptions(publishing, campus);
  checkLanguages(publishing, campus);
  await checkPictures(publishing, campus);
  await checkSizes(publishing, campus);
  if (remember) await publishing.cache.write().catch(() => undefined);
  const problems = publishing.problems.list.filter(
    ({code}) => code !== 'elements-not-built' && code !== 'ffmpeg-missing',
  );
  return {title: pickText(campus.title, campus.languages), languages: [...campus.languages], problems};
}

function checkCaptions({problems, languages}: Publishing, {media}: AuthoredCampus): void {
  for (const {file, captions, kind, language} of media) {
    const stem = file.name.replace(/\.[^./]+$/, '');
    if (captions.length === 0) {
      problems.warn(
        'captions-missing',
        kind === 'video' ? 'the film has no captions' : 'what is said has no captions, and so no transcript',
        {file: file.name, cure: `Put them beside it: ${stem}.${language}.vtt (or .srt).`},
      );
      continue;
    }
    const missing = languages.filter((one) => !captions.some((other) => other.language === one));
    if (missing.length > 0)
      problems.warn('captions-missing', `there are no captions in ${missing.join(', ')}`, {
        file: file.name,
        cure: `Add ${missing.map((one) => `${stem}.${one}.vtt`).join(', ')}.`,
      });
  }
}

function checkLanguages({problems, languages, main}: Publishing, campus: AuthoredCampus): void {
  const map = `\`{${languages.map((one) => `${one}: …`).join(', ')}}\``;
  const tell = (file: string, what: string, has: readonly string[], beside?: string) => {
    const missing = languages.filter((one) => !has.includes(one));
    if (missing.length === 0 || has.length === 0) return;
    problems.warn('language-missing', `${what} is not there in ${missing.join(', ')}`, {
      file,
      cure: beside === undefined ? `Write a map: ${map}.` : `Add it: ${beside}.${missing[0]}.md, or a map ${map}.`,
    });
  };
  const texts = (
    {
      origin: {file},
      title,
      fields,
      bodies,
    }: {origin: Origin; title: Text; fields: {summary?: Text | undefined}; bodies: Record<string, unknown>},
    folder?: string,
  ) => {
    // without a text of its own an item was found as a folder, or as its film
    const beside = /\.\w+$/.test(file) ? file.replace(/(\.quiz)?\.\w+$/, '') : `${file}/${folder}`;
    tell(file, 'the title', languagesOf(title, main), beside);
    if (fields.summary !== undefined) tell(file, 'the summary', languagesOf(fields.summary, main), beside);
    tell(file, 'the text', Object.keys(bodies), beside);
  };
  const items = (list: readonly AuthoredItem[]): void => {
    for (const item of list) {
      texts({bodies: {}, ...item}, 'block');
      if (item.type === 'block') items(item.items);
      else
        for (const {id, text} of item.quiz?.fields.questions ?? [])
          tell(item.quiz!.file.name, `the question “${id}”`, languagesOf(text, main));
    }
  };
  if (campus.fields.title !== undefined) tell('campus.yml', 'the title', languagesOf(campus.fields.title, main));
  for (const {title} of campus.fields.packs ?? [])
    tell('campus.yml', `the title of the pack “${pickText(title, languages)}”`, languagesOf(title, main));
  for (const course of campus.courses) {
    texts(course, course.format === 'podcast' ? 'podcast' : 'course');
    if (course.format !== 'book') items(course.items);
  }
  for (const guide of campus.guides) {
    texts(guide, 'guide');
    for (const {id, fields} of guide.steps)
      tell(guide.origin.file, `the title of the step “${id}”`, languagesOf(fields.title, main));
  }
  for (const product of campus.products) texts(product, 'product');
}

async function checkPictures({problems, cache, main, languages}: Publishing, campus: AuthoredCampus): Promise<void> {
  const one = async (picture: PictureSource | undefined, from: string, field: string): Promise<void> => {
    if (!picture) return;
    const has = languagesOf(picture.alt, main);
    const missing = languages.filter((language) => !has.includes(language));
    if (has.length === 0)
      problems.warn('alt-missing', `the picture ${picture.file.name} has no alternative text`, {
        file: from,
        field,
        cure: `Say what it shows: \`${field}: …\`.`,
      });
    else if (missing.length > 0)
      problems.warn(
        'alt-missing',
        `the alternative text of ${picture.file.name} is not there in ${missing.join(', ')}`,
        {file: from, field, cure: `Say it in ${missing.join(', ')} too: a map, or the translation of the file.`},
      );
    if ((await cache.size(picture.file.path)) > HEAVY_PICTURE_BYTES) {
      problems.warn(
        'file-heavy',
        `the picture has ${megabytes(await cache.size(picture.file.path))} MB: it loads slowly on a telephone`,
        {file: picture.file.name, cure: 'Save it at 1600 pixels’ width, as JPEG or WebP.'},
      );
    }
  };
  for (const {cover, origin} of [...campus.courses, ...campus.guides]) await one(cover, origin.file, 'coverAlt');
  await one(campus.cover, 'campus.yml', 'brand.coverAlt');
  for (const {steps, origin} of campus.guides)
    for (const [at, {image}] of steps.entries()) await one(image, origin.file, `steps.${at}.alt`);
  for (const {images, origin} of campus.products)
    for (const [at, image] of images.entries()) await one(image, origin.file, `images.${at}.alt`);
  for (const {picture, alt, file} of campus.media)
    if (picture)
      await one({file: picture, ...(alt === undefined ? {} : {alt})}, file.name.replace(/\.[^.]+$/, '.md'), 'alt');
}

async function checkSizes({problems, cache}: Publishing, campus: AuthoredCampus): Promise<void> {
  const lessons = (list: readonly AuthoredItem[]): AuthoredLesson[] =>
    list.flatMap((item) => (item.type === 'block' ? lessons(item.items) : [item]));
  const files = [
    ...campus.courses.flatMap(({items}) => lessons(items).flatMap(({books}) => Object.values(books))),
    ...campus.products.flatMap(({documents, model}) => [...documents.map(({file}) => file), ...(model ? [model] : [])]),
  ];
  for (const file of files) {
    const bytes = await cache.size(file.path);
    if (bytes > HEAVY_FILE_BYTES)
      problems.warn('file-heavy', `the file has ${megabytes(bytes)} MB, which everybody must load whole`, {
        file: file.name,
        cure: 'Export it with smaller pictures, or split it.',
      });
  }
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
