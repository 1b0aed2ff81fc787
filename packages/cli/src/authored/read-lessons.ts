import {readFile} from 'node:fs/promises';
import {hashOf} from '../files.js';
import {listFolder, filesOf, linkedOf, mediaOf, type Context, type Folder, type Group} from './context.js';
import {readFields} from './fields.js';
import {readTexts} from './front-matter.js';
import {readText} from './read-text.js';
import type {AuthoredBlock, AuthoredItem, AuthoredLesson, LessonFields, QuizFields} from './model.js';
import {byOrder, isId, slug, titleOf} from './names.js';
import {checkQuiz, nameQuestions} from './questions.js';
import {blockFields, lessonFields, quizFields} from './schemas.js';

/** A course's own files, which are no lessons. */
const own = /^(course|podcast|block|cover)$/i;

interface LessonNode {
  type: 'lesson';
  order: number | undefined;
  stem: string;
  folder: string;
  group: Group;
}

interface BlockNode {
  type: 'block';
  order: number | undefined;
  stem: string;
  folder: Folder;
  about: Group | undefined;
  items: Node[];
}

type Node = LessonNode | BlockNode;

/**
 * The lessons and blocks of a course's folder.
 *
 * @param id - Id of the course.
 */
export async function readItems(context: Context, path: string, id: string): Promise<AuthoredItem[]> {
  const nodes = await collect(context, path);
  await dropDownloads(nodes);
  for (const node of flat(nodes)) context.lock.present(pathOf(node));
  return readNodes(context, nodes, id);
}

async function collect(context: Context, path: string): Promise<Node[]> {
  const {groups, folders} = await listFolder(context, path);
  const nodes: Node[] = groups
    .filter(
      (group) =>
        !own.test(group.stem) &&
        group.files.some(({role}) => ['video', 'audio', 'text', 'quiz', 'book', 'package'].includes(role)),
    )
    .map((group) => ({type: 'lesson', order: group.order, stem: group.stem, folder: path, group}));
  for (const folder of folders) {
    const items = await collect(context, folder.path);
    const inside = await listFolder(context, folder.path);
    const about = inside.groups.find(({key}) => key.toLowerCase() === 'block');
    if (items.length > 0 || about)
      nodes.push({type: 'block', order: folder.order, stem: folder.stem, folder, about, items});
  }
  return nodes.sort(byOrder);
}

/** Zips that a text links to, or another lesson names, are no lessons: they were there to be downloaded before. */
async function dropDownloads(nodes: Node[]): Promise<void> {
  const all = flat(nodes);
  const isPackage = ({role}: Group['files'][number]) => role === 'package';
  if (!all.some((node) => node.type === 'lesson' && node.group.files.some(isPackage))) return;
  const groups = all.flatMap((node) => (node.type === 'lesson' ? [node.group] : node.about ? [node.about] : []));
  const texts = await Promise.all(
    groups
      .flatMap(({files}) => files.filter(({role}) => role === 'text'))
      .map(({file}) => readFile(file.path, 'utf8').catch(() => '')),
  );
  for (const {files} of groups) {
    for (const one of files.filter(isPackage)) {
      const names = [one.name, one.name.normalize('NFC'), encodeURIComponent(one.name)].map(escapePattern).join('|');
      const linked = new RegExp(`(?:\\]\\(|\\]:|src:)(?:[^)\\n]*[/\\s"'<])?(?:${names})`, 'u');
      if (texts.some((text) => linked.test(text))) files.splice(files.indexOf(one), 1);
    }
  }
  const drop = (list: Node[]): void => {
    for (const node of [...list]) {
      if (node.type === 'block') drop(node.items);
      else if (node.group.files.every(({role}) => role === 'picture' || role === 'captions' || role === 'chapters'))
        list.splice(list.indexOf(node), 1);
    }
  };
  drop(nodes);
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

function flat(nodes: readonly Node[]): Node[] {
  return nodes.flatMap((node) => (node.type === 'block' ? [node, ...flat(node.items)] : [node]));
}

function pathOf(node: Node): string {
  return node.type === 'block' ? node.folder.path : `${node.folder ? `${node.folder}/` : ''}${node.group.key}`;
}

async function readNodes(context: Context, nodes: readonly Node[], course: string): Promise<AuthoredItem[]> {
  const items: AuthoredItem[] = [];
  for (const node of nodes) {
    const item =
      node.type === 'block' ? await readBlock(context, node, course) : await readLesson(context, node, course);
    if (item) items.push(item);
  }
  return items;
}

async function readBlock(context: Context, node: BlockNode, course: string): Promise<AuthoredBlock | undefined> {
  const texts = node.about ? filesOf(node.about, 'text', context.main) : new Map();
  const {fields, origin} = await readTexts(blockFields, texts, context.main, context.problems);
  if (fields.draft) return undefined;
  const file = origin?.file ?? node.folder.path;
  const got = context.lock.idOf(
    {
      scope: `courses/${course}`,
      path: pathOf(node),
      file,
      fixed: fields.id,
      natural: slug(node.stem),
      sha256: hashOf(
        ...flat(node.items)
          .map(pathOf)
          .map((path) => path.slice(node.folder.path.length)),
      ),
    },
    context.problems,
  );
  if (!got) return undefined;
  return {
    type: 'block',
    id: got.id,
    title: fields.title ?? titleOf(node.stem),
    fields,
    origin: origin ?? {file},
    items: await readNodes(context, node.items, course),
  };
}

async function readLesson(context: Context, node: LessonNode, course: string): Promise<AuthoredLesson | undefined> {
  const {problems, main, lock} = context;
  const {group} = node;
  const {fields, bodies, origin} = await readTexts(lessonFields, filesOf(group, 'text', main), main, problems);
  if (fields.draft) return undefined;
  const files = ['video', 'audio', 'book', 'package', 'text', 'quiz'] as const;
  const source = files
    .map((role) => group.files.find((one) => one.role === role))
    .find((one) => one !== undefined)!.file;
  const got = lock.idOf(
    {
      scope: `courses/${course}`,
      path: pathOf(node),
      sha256: await context.cache.hash(source.path),
      fixed: fields.id && isId(fields.id) ? fields.id : undefined,
      natural: slug(group.stem),
      file: origin?.file ?? source.name,
    },
    problems,
  );
  if (!got) return undefined;
  if (!fields.id && slug(group.stem).startsWith('item-')) {
    problems.note('name-replaced', `no letter of “${group.key}” can stand in an address; its id is “${got.id}”`, {
      file: source.name,
      cure: 'Give it one that people can read: `id: …` in its front matter.',
    });
  }
  const quiz = await readQuiz(context, group);
  const title = fields.title ?? quiz?.fields.title ?? titleOf(group.stem);
  const summary = fields.summary ?? quiz?.fields.summary;
  const media = mediaOf(context, group, {id: `${course}-${got.id}`, title, summary, alt: fields.alt});
  const isLinked = !media && fields.kind === 'audio' && /^https?:\/\//.test(fields.src ?? '');
  const linked = isLinked
    ? linkedOf(context, group, {id: `${course}-${got.id}`, title, summary, alt: fields.alt, file: source})
    : undefined;
  const books = Object.fromEntries(filesOf(group, 'book', main));
  const packages = filesOf(group, 'package', main);
  const packed = packages.get(main) ?? [...packages.values()][0];
  for (const [language, {name}] of packages) {
    if (packages.get(language) !== packed)
      problems.warn('film-not-used', `a lesson has one package; that in “${language}” is not used`, {
        file: name,
        cure: 'Give it a name of its own: then it is a lesson of its own.',
      });
  }
  const kind = kindOf(fields, media?.kind, quiz !== undefined, Object.keys(books).length > 0, packed !== undefined);
  const picture = group.files.find(({role}) => role === 'picture')?.file;
  return {
    type: 'lesson',
    id: got.id,
    kind,
    title,
    fields: {...fields, ...(summary === undefined ? {} : {summary})},
    origin: origin ?? {file: source.name},
    bodies,
    books,
    ...(media ? {media} : {}),
    ...(linked ? {linked} : {}),
    ...(quiz ? {quiz} : {}),
    ...(packed ? {package: packed} : {}),
    ...(picture ? {picture: {file: picture, ...(fields.alt === undefined ? {} : {alt: fields.alt})}} : {}),
  };
}

function kindOf(
  {kind}: LessonFields,
  media: 'video' | 'audio' | undefined,
  quiz: boolean,
  book: boolean,
  packed: boolean,
): AuthoredLesson['kind'] {
  if (kind) return kind;
  if (media) return media;
  if (book) return 'book';
  if (packed) return 'embed';
  return quiz ? 'quiz' : 'article';
}

async function readQuiz({problems}: Context, group: Group): Promise<AuthoredLesson['quiz']> {
  const file = group.files.find(({role}) => role === 'quiz')?.file;
  const text = file && (await readText(file, problems));
  if (text === undefined) return undefined;
  const fields: QuizFields | undefined = readFields(quizFields, text, file!.name, problems, 0, nameQuestions);
  return fields && {fields: checkQuiz(fields, text, file!, problems), file: file!};
}
