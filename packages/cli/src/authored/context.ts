import {access, constants, readdir, readFile, realpath, stat} from 'node:fs/promises';
import {basename, dirname, join, relative, resolve, sep} from 'node:path';
import {given, type Text} from '@uggla/protocol';
import type {Cache} from '../cache.js';
import {slashes} from '../files.js';
import type {Lock} from '../lock.js';
import type {Problems} from '../problems.js';
import {nearest} from './fields.js';
import type {MediaSource, SourceFile} from './model.js';
import {byOrder, parseFileName, splitOrder, type FileName, type Role} from './names.js';

/** What every reader of the authored folder needs. */
export interface Context {
  /** The authored folder, absolute. */
  root: string;
  problems: Problems;
  lock: Lock;
  cache: Cache;
  languages: readonly string[];
  /** The first language: that of texts without a map. */
  main: string;
  /** Folders that are never read: where the campus is published. */
  ignored: ReadonlySet<string>;
  /** Every film and sound, in the order in which it was read. */
  media: MediaSource[];
  /** Ids of what is kept out of what is published (`draft`): to name one is no mistake. */
  drafts: Set<string>;
}

/** Files of one stem. */
export interface Group {
  key: string;
  order: number | undefined;
  stem: string;
  files: (FileName & {file: SourceFile})[];
}

/** A folder's name taken apart. */
export interface Folder {
  name: string;
  order: number | undefined;
  stem: string;
  /** Relative to the authored folder, with `/`. */
  path: string;
}

/** What lies in one folder. */
export interface Listing {
  groups: Group[];
  folders: Folder[];
}

/**
 * Groups the files of a folder by their stems. Names that begin with a dot or `_` are not read. Links that lead out of
 * the authored folder, or nowhere, are told; so is what no lesson can use.
 */
export async function listFolder(
  context: Pick<Context, 'root' | 'languages' | 'ignored' | 'problems'>,
  path: string,
): Promise<Listing> {
  const groups = new Map<string, Group>();
  const folders: Folder[] = [];
  const entries = await readdir(join(context.root, path), {withFileTypes: true});
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const {name} = entry;
    const absolute = join(context.root, path, name);
    const shown = path ? `${path}/${name}` : name;
    if (/^[._]/.test(name) || name === 'node_modules' || context.ignored.has(absolute)) continue;
    if (entry.isSymbolicLink() && !(await mayFollow(context, absolute, shown))) continue;
    const kind = await stat(absolute).catch(() => undefined);
    const isFolder = (kind ?? entry).isDirectory();
    const parsed = isFolder ? undefined : parseFileName(name, context.languages);
    if (!isFolder && (!parsed || kind?.isFile() === false)) continue;
    if (!(await mayRead(context, absolute, shown, isFolder))) continue;
    if (!parsed) {
      folders.push({name, ...splitOrder(name.normalize('NFC')), path: shown});
      continue;
    }
    const group = groups.get(parsed.key) ?? {key: parsed.key, order: parsed.order, stem: parsed.stem, files: []};
    groups.set(parsed.key, group);
    const other = group.files.find(
      ({role, language}) =>
        role === parsed.role &&
        role !== 'picture' &&
        languageIn(context, language) === languageIn(context, parsed.language),
    );
    if (other) {
      context.problems.error('file-doubled', `“${name}” is not used: “${other.name}” is there for the same`, {
        file: shown,
        cure: 'Rename one of the two, or take it away.',
      });
    } else group.files.push({...parsed, file: {path: absolute, name: shown}});
  }
  await tellAlone(context, [...groups.values()]);
  return {groups: [...groups.values()].sort(byOrder), folders: folders.sort(byOrder)};
}

function languageIn({languages}: Pick<Context, 'languages'>, language: string | undefined): string {
  return (language ?? languages[0] ?? '').toLowerCase();
}

/** Whether a file or folder can be read: one that cannot is told, and the rest is built. */
async function mayRead(
  {problems}: Pick<Context, 'problems'>,
  path: string,
  file: string,
  isFolder = false,
): Promise<boolean> {
  const refused = await access(path, constants.R_OK | (isFolder ? constants.X_OK : 0)).then(
    () => undefined,
    (caught: unknown) => (caught as NodeJS.ErrnoException).code ?? String(caught),
  );
  if (refused === undefined) return true;
  const what = isFolder ? 'folder' : 'file';
  // Node shows letters that are no UTF-8 as this one, under which it then finds nothing.
  if (refused === 'ENOENT' && file.includes('\uFFFD'))
    problems.error('file-unreadable', `the ${what} cannot be read: letters of its name are not written in UTF-8`, {
      file,
      cure: 'Rename it. Old archives hold names in other encodings.',
    });
  else
    problems.error('file-unreadable', `the ${what} cannot be read (${refused})`, {
      file,
      cure: 'Change its permissions, or take it away.',
    });
  return false;
}

/** Whether a link may be followed: what lies outside is never published, and a folder that holds itself never ends. */
export async function mayFollow(
  {root, problems}: Pick<Context, 'root' | 'problems'>,
  path: string,
  file: string,
): Promise<boolean> {
  const target = await realpath(path).catch(() => undefined);
  if (target === undefined) {
    problems.error('file-missing', 'the link leads to a file that is not there', {
      file,
      cure: 'Put the file in its place, or take the link away.',
    });
    return false;
  }
  if (!isWithin(await realpath(root), target)) {
    problems.error('path-outside', 'the link leads out of the campus’s folder', {
      file,
      cure: 'Put a copy in its place.',
    });
    return false;
  }
  return !isWithin(target, await realpath(dirname(path)));
}

function isWithin(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** Tells of captions and chapters that belong to no film or sound: mostly their names have a slip. */
async function tellAlone({problems}: Pick<Context, 'problems'>, groups: readonly Group[]): Promise<void> {
  const plays = ({files}: Group) => files.some(({role}) => role === 'video' || role === 'audio');
  const keys = groups.filter(plays).map(({key}) => key);
  for (const {key, files} of groups.filter((one) => !plays(one))) {
    for (const {role, name, file} of files) {
      if ((role !== 'captions' && role !== 'chapters') || (await isLinked(files))) continue;
      const near = nearest(key, keys);
      problems.warn('captions-alone', `no film or sound beside it is called “${key}”: it is not used`, {
        file: file.name,
        cure: near
          ? `Did you mean “${near}${name.normalize('NFC').slice(key.length)}”?`
          : 'Give it the name of its film, up to the language.',
      });
    }
  }
}

/** Whether the text beside them names a sound that lies elsewhere. */
async function isLinked(files: Group['files']): Promise<boolean> {
  for (const {role, file} of files) {
    if (role !== 'text') continue;
    const [, fields = ''] = /^---\r?\n([\s\S]*?)\n---/.exec(await readFile(file.path, 'utf8')) ?? [];
    if (/^kind: *["']?audio/m.test(fields) && /^src: *["']?https?:/m.test(fields)) return true;
  }
  return false;
}

/** What of a group belongs to a sound that lies elsewhere. */
export function linkedOf(
  {main, languages}: Pick<Context, 'main' | 'languages'>,
  group: Group,
  about: {id: string; title: Text; summary?: Text | undefined; alt?: Text | undefined; file: SourceFile},
): MediaSource {
  const perLanguage = (role: Role) =>
    [...filesOf(group, role, main)]
      .map(([language, file]) => ({language, file}))
      .sort((a, b) => rank({languages}, a.language) - rank({languages}, b.language));
  const picture = group.files.find(({role}) => role === 'picture')?.file;
  return {
    id: about.id,
    kind: 'audio',
    file: about.file,
    title: about.title,
    ...given({summary: about.summary, alt: about.alt, picture}),
    language: main,
    sounds: [],
    captions: perLanguage('captions'),
    chapters: perLanguage('chapters'),
  };
}

/** The files of one role in a group by language; a file without a language counts as one in the first. */
export function filesOf(group: Group, role: Role, main: string): Map<string, SourceFile> {
  const files = new Map<string, SourceFile>();
  for (const one of group.files) {
    if (one.role === role) files.set(one.language ?? main, one.file);
  }
  return files;
}

/**
 * A file that a field names, relative to the file that holds the field; `undefined` (and told) when it is not there or
 * lies outside of the authored folder.
 */
export async function namedFile(
  context: Pick<Context, 'root' | 'problems'>,
  from: string,
  named: string,
  place: {field: string; line?: (() => number | undefined) | undefined},
): Promise<SourceFile | undefined> {
  const where = () => ({file: from, field: place.field, line: place.line?.()});
  const path = resolve(context.root, dirname(from), named);
  const real = isWithin(context.root, path) ? await realpath(path).catch(() => undefined) : path;
  if (!isWithin(context.root, path) || (real !== undefined && !isWithin(await realpath(context.root), real))) {
    context.problems.error('path-outside', `“${named}” lies outside of the campus’s folder`, {
      ...where(),
      cure: 'Put a copy of the file into the campus and name that.',
    });
    return undefined;
  }
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile()) {
    const name = slashes(relative(context.root, path));
    return (await mayRead(context, path, name)) ? {path, name} : undefined;
  }
  const siblings = await readdir(dirname(path)).catch((): string[] => []);
  const near = named.includes('\\') ? named.replaceAll('\\', '/') : nearest(basename(path), siblings);
  context.problems.error('file-missing', found ? `“${named}” is no file` : `there is no file “${named}”`, {
    ...where(),
    cure: near ? `Did you mean “${near}”?` : 'Add the file, or take the field out.',
  });
  return undefined;
}

/** Takes a film or sound up; its folder under `media/` gets a name that no other has. */
export function addMedia(context: Context, source: MediaSource): MediaSource {
  const same = context.media.find(({file, title}) => file.path === source.file.path && title === source.title);
  if (same) return same;
  const taken = new Set(context.media.map(({id}) => id));
  let id = source.id;
  for (let n = 2; taken.has(id); n++) id = `${source.id}-${n}`;
  const added = {...source, id};
  context.media.push(added);
  return added;
}

/** What of a group makes a film or a sound; `undefined` when it holds neither. */
export function mediaOf(
  context: Context,
  group: Group,
  about: {id: string; title: Text; summary?: Text | undefined; alt?: Text | undefined},
): MediaSource | undefined {
  const {main} = context;
  const films = filesOf(group, 'video', main);
  const sounds = filesOf(group, 'audio', main);
  const kind = films.size > 0 ? 'video' : 'audio';
  const own = kind === 'video' ? films : sounds;
  const language = own.has(main) ? main : [...own.keys()][0];
  const file = language === undefined ? undefined : own.get(language);
  if (language === undefined || !file) return undefined;
  for (const [other, extra] of films) {
    if (extra !== file) {
      context.problems.warn('film-not-used', `a lesson has one film; that in “${other}” is not used`, {
        file: extra.name,
        cure: `Give the sound alone: ${group.key}.${other}.m4a; or make it a lesson of its own.`,
      });
    }
  }
  for (const [same, extra] of sounds) {
    if (kind === 'video' && same === language) {
      context.problems.error(
        'file-doubled',
        `the sound is not used: the film of this lesson is in “${language}” already`,
        {
          file: extra.name,
          cure: `Name its language, ${group.key}.en.m4a, or give it a name of its own.`,
        },
      );
    }
  }
  const perLanguage = (files: Map<string, SourceFile>) =>
    [...files]
      .map(([one, of]) => ({language: one, file: of}))
      .sort((a, b) => rank(context, a.language) - rank(context, b.language));
  const picture = group.files.find(({role}) => role === 'picture')?.file;
  return addMedia(context, {
    id: about.id,
    kind,
    file,
    title: about.title,
    ...(about.summary === undefined ? {} : {summary: about.summary}),
    language,
    sounds: perLanguage(sounds).filter((one) => one.language !== language),
    captions: perLanguage(filesOf(group, 'captions', main)),
    chapters: perLanguage(filesOf(group, 'chapters', main)),
    ...(picture === undefined ? {} : {picture}),
    ...(about.alt === undefined ? {} : {alt: about.alt}),
  });
}

/** Languages in the order of the campus. */
function rank({languages}: Pick<Context, 'languages'>, language: string): number {
  const at = languages.indexOf(language);
  return at < 0 ? languages.length : at;
}
