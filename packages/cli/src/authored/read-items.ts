import {hashOf} from '../files.js';
import {
  addMedia,
  filesOf,
  listFolder,
  mediaOf,
  namedFile,
  type Context,
  type Folder,
  type Group,
  type Listing,
} from './context.js';
import {readTexts} from './front-matter.js';
import type {
  AuthoredCourse,
  AuthoredGuide,
  AuthoredProduct,
  AuthoredStep,
  MediaSource,
  Origin,
  PictureSource,
} from './model.js';
import {slug, titleOf} from './names.js';
import {readItems} from './read-lessons.js';
import {bookFields, courseFields, guideFields, podcastFields, productFields} from './schemas.js';
import {checkUnlocks} from './unlock.js';

/** A course or a podcast out of its folder. */
export async function readCourse(
  context: Context,
  folder: Folder,
  kind: 'course' | 'podcast',
): Promise<AuthoredCourse | undefined> {
  const listing = await listFolder(context, folder.path);
  const about = listing.groups.find(({key}) => key.toLowerCase() === kind);
  const texts = filesOf(about ?? empty, 'text', context.main);
  const {fields, bodies, origin} = await readTexts(
    kind === 'course' ? courseFields : podcastFields,
    texts,
    context.main,
    context.problems,
  );
  if (fields.draft) return rest(context, folder, fields.id);
  const got = await claim(context, folder, about, listing, fields.id);
  if (!got) return undefined;
  const file = origin?.file ?? folder.path;
  const items = await readItems(context, folder.path, got.id);
  if (items.length === 0) {
    context.problems.warn(
      'course-empty',
      `the ${kind} has no ${kind === 'course' ? 'lessons' : 'episodes'}, and is left out`,
      {
        file,
        cure: 'Put files into its folder: films (.mp4), sounds (.mp3), texts (.md), quizzes (.quiz.yml), books (.epub, .pdf).',
      },
    );
    return undefined;
  }
  checkUnlocks(items, context.problems);
  const cover = await coverOf(context, listing, origin ?? {file}, fields.cover, fields.coverAlt);
  const format = 'format' in fields && fields.format ? fields.format : kind;
  return {
    ...got,
    format,
    title: fields.title ?? titleOf(folder.stem),
    fields,
    origin: origin ?? {file},
    bodies,
    items,
    ...(cover ? {cover} : {}),
  };
}

/** A book: an EPUB or PDF of `books/`, as a course of one lesson. */
export async function readBook(context: Context, group: Group): Promise<AuthoredCourse | undefined> {
  const {main, problems} = context;
  const books = filesOf(group, 'book', main);
  const [source] = books.values();
  if (!source) return undefined;
  const {fields, bodies, origin} = await readTexts(bookFields, filesOf(group, 'text', main), main, problems);
  if (fields.draft) return rest(context, {path: `books/${group.key}`, stem: group.stem}, fields.id);
  const path = `books/${group.key}`;
  const got = context.lock.idOf(
    {
      scope: 'campus',
      path,
      sha256: await context.cache.hash(source.path),
      fixed: fields.id,
      natural: slug(group.stem),
      file: origin?.file ?? source.name,
    },
    problems,
  );
  if (!got) return undefined;
  const title = fields.title ?? titleOf(group.stem);
  const picture = group.files.find(({role}) => role === 'picture')?.file;
  const cover: PictureSource | undefined = picture && {
    file: picture,
    ...(fields.alt === undefined ? {} : {alt: fields.alt}),
  };
  const at = origin ?? {file: source.name};
  return {
    ...got,
    format: 'book',
    title,
    fields,
    origin: at,
    bodies,
    ...(cover ? {cover} : {}),
    items: [
      {
        type: 'lesson',
        id: 'book',
        kind: 'book',
        title,
        fields: {},
        origin: at,
        bodies: {},
        books: Object.fromEntries(books),
      },
    ],
  };
}

/** A guide out of its folder. */
export async function readGuide(context: Context, folder: Folder): Promise<AuthoredGuide | undefined> {
  const {main, problems} = context;
  const listing = await listFolder(context, folder.path);
  const about = listing.groups.find(({key}) => key.toLowerCase() === 'guide');
  const {fields, bodies, origin} = await readTexts(guideFields, filesOf(about ?? empty, 'text', main), main, problems);
  if (fields.draft) return rest(context, folder, fields.id);
  const got = await claim(context, folder, about, listing, fields.id);
  if (!got) return undefined;
  const at = origin ?? {file: folder.path};
  const title = fields.title ?? titleOf(folder.stem);
  const films = new Map<string, MediaSource>();
  for (const group of listing.groups) {
    const id = group.stem.toLowerCase() === 'film' ? got.id : `${got.id}-${slug(group.stem)}`;
    const media = mediaOf(context, group, {id, title, summary: fields.summary, alt: fields.alt});
    if (media) films.set(media.file.name, media);
  }
  const film =
    [...films.values()].find(({id}) => id === got.id) ?? (films.size === 1 ? [...films.values()][0] : undefined);
  const steps: AuthoredStep[] = [];
  for (const [number, step] of (fields.steps ?? []).entries()) {
    const line = () => at.lineOf?.(`steps.${number}`);
    const clip =
      step.media === undefined
        ? undefined
        : await namedFile(context, at.file, step.media, {field: `steps.${number}.media`, line});
    const image =
      step.image === undefined
        ? undefined
        : await namedFile(context, at.file, step.image, {field: `steps.${number}.image`, line});
    if (step.start !== undefined && step.end !== undefined && step.end <= step.start) {
      problems.error(
        'step-times-wrong',
        `the step “${step.id ?? number + 1}” ends at ${step.end} s, before it starts at ${step.start} s`,
        {file: at.file, field: `steps.${number}.end`, line: line(), cure: 'Swap or mend the two numbers.'},
      );
      delete step.end;
    }
    const media = clip
      ? (films.get(clip.name) ?? clipMedia(context, got.id, clip, step.title))
      : step.media === undefined
        ? film
        : undefined;
    steps.push({
      id: step.id ?? `step-${number + 1}`,
      fields: step,
      ...(media ? {media} : {}),
      ...(image ? {image: {file: image, ...(step.alt === undefined ? {} : {alt: step.alt})}} : {}),
    });
  }
  if (steps.length === 0) {
    problems.error('guide-empty', 'the guide has no steps', {
      file: at.file,
      field: 'steps',
      cure: 'List them: `steps: [{title: …, text: …}]` in guide.md.',
    });
    return undefined;
  }
  const cover = await coverOf(context, listing, at, fields.cover, fields.coverAlt);
  return {...got, title, fields, origin: at, bodies, steps, ...(cover ? {cover} : {})};
}

/** A product out of its folder. */
export async function readProduct(context: Context, folder: Folder): Promise<AuthoredProduct | undefined> {
  const {main, problems} = context;
  const listing = await listFolder(context, folder.path);
  const about = listing.groups.find(({key}) => key.toLowerCase() === 'product');
  const {fields, bodies, origin} = await readTexts(
    productFields,
    filesOf(about ?? empty, 'text', main),
    main,
    problems,
  );
  if (fields.draft) return rest(context, folder, fields.id);
  const got = await claim(context, folder, about, listing, fields.id);
  if (!got) return undefined;
  const at = origin ?? {file: folder.path};
  const title = fields.title ?? titleOf(folder.stem);
  const clip =
    listing.groups.find(({files}) => files.some(({role}) => role === 'video')) ??
    listing.groups.find(({files}) => files.some(({role}) => role === 'audio'));
  const media = clip && mediaOf(context, clip, {id: got.id, title, summary: fields.summary, alt: fields.alt});
  const images: PictureSource[] = [];
  for (const [number, image] of (fields.images ?? []).entries()) {
    const file = await namedFile(context, at.file, image.src, {
      field: `images.${number}.src`,
      line: () => at.lineOf?.(`images.${number}`),
    });
    if (file) images.push({file, ...(image.alt === undefined ? {} : {alt: image.alt})});
  }
  if (!fields.images) {
    for (const {key, files} of listing.groups) {
      for (const {role, file} of files) if (role === 'picture' && key !== clip?.key) images.push({file});
    }
  }
  const documents: AuthoredProduct['documents'] = [];
  for (const [number, {title: name, src}] of (fields.documents ?? []).entries()) {
    const file = await namedFile(context, at.file, src, {
      field: `documents.${number}.src`,
      line: () => at.lineOf?.(`documents.${number}`),
    });
    if (file) documents.push({title: name, file});
  }
  const model =
    fields.model === undefined
      ? undefined
      : await namedFile(context, at.file, fields.model, {field: 'model', line: () => at.lineOf?.('model')});
  return {
    ...got,
    title,
    fields,
    origin: at,
    bodies,
    images,
    documents,
    ...(media ? {media} : {}),
    ...(model ? {model} : {}),
  };
}

const empty: Group = {key: '', order: undefined, stem: '', files: []};

/** Remembers what is kept back by its id, the one that it had before. */
function rest(
  {drafts, lock}: Context,
  {path, stem}: Pick<Folder, 'path' | 'stem'>,
  fixed: string | undefined,
): undefined {
  drafts.add(fixed ?? lock.lastId('campus', path || '.') ?? slug(stem));
}

async function claim(
  context: Context,
  folder: Folder,
  about: Group | undefined,
  {groups}: Listing,
  fixed: string | undefined,
) {
  const files = about?.files ?? groups.flatMap((group) => group.files);
  const hashes = await Promise.all(files.map(({file}) => context.cache.hash(file.path)));
  return context.lock.idOf(
    {
      scope: 'campus',
      path: folder.path || '.',
      sha256: hashOf(...hashes.sort()),
      fixed,
      natural: slug(folder.stem),
      file: about?.files[0]?.file.name ?? (folder.path || folder.name),
    },
    context.problems,
  );
}

async function coverOf(
  context: Context,
  {groups}: Listing,
  from: Origin,
  named: string | undefined,
  alt: PictureSource['alt'] | undefined,
): Promise<PictureSource | undefined> {
  const file =
    named === undefined
      ? groups.find(({key}) => key.toLowerCase() === 'cover')?.files.find(({role}) => role === 'picture')?.file
      : await namedFile(context, from.file, named, {field: 'cover', line: () => from.lineOf?.('cover')});
  return file && {file, ...(alt === undefined ? {} : {alt})};
}

function clipMedia(
  context: Context,
  item: string,
  file: MediaSource['file'],
  title: MediaSource['title'],
): MediaSource {
  const stem = file.name
    .split('/')
    .at(-1)!
    .replace(/\.[^.]+$/, '');
  return addMedia(context, {
    id: `${item}-${slug(stem)}`,
    kind: 'video',
    file,
    title,
    language: context.main,
    sounds: [],
    captions: [],
    chapters: [],
  });
}
