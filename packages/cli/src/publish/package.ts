import {open} from 'node:fs/promises';
import {given, UgglaError, type CourseItem, type Lesson} from '@uggla/protocol';
import {namedFile} from '../authored/context.js';
import type {AuthoredLesson, SourceFile} from '../authored/model.js';
import {slug} from '../authored/names.js';
import {readPackage, type Package} from '../package/read-package.js';
import type {Unit} from '../package/plan.js';
import {unpack, type ZipEntry} from '../package/zip.js';
import type {Publishing} from './assets-of.js';

/** What was found out about a package once: what it is, or why it is none. */
type Known = {found: Package} | {flaw: {code: string; message: string; field?: string; cure?: string}};

/** Names in a course's folder that are no lesson's. */
const OTHERS = /^(files|.*\.(json|html))$/i;

/** The package that a lesson is; told and `undefined` when it names one that is not there. */
export async function packageOf(
  publishing: Publishing,
  {kind, fields, origin, package: beside}: AuthoredLesson,
): Promise<SourceFile | undefined> {
  if (kind !== 'embed') return undefined;
  if (fields.src === undefined) return beside;
  if (!/\.(zip|h5p)$/i.test(fields.src) || /^[a-z][a-z0-9+.-]*:/i.test(fields.src)) return undefined;
  return namedFile(publishing, origin.file, fields.src, {field: 'src', line: () => origin.lineOf?.('src')});
}

/**
 * Stages the files of a package in a folder of its lesson's name.
 *
 * @param base - What every lesson has.
 * @param taken - Ids of the course; those that the parts of a package get are added.
 * @returns Its lesson, or a block with a lesson for each of its parts.
 * @throws {@link UgglaError} with what is wrong with it.
 */
export async function publishPackage(
  publishing: Publishing,
  folder: string,
  item: AuthoredLesson,
  file: SourceFile,
  base: object,
  taken: Set<string>,
): Promise<{items: CourseItem[]; lessons: Lesson[]}> {
  const {problems, stage} = publishing;
  const {files, flaws, units, ...plan} = await lookInto(publishing, file, item);
  for (const {code, message, cure} of flaws) problems.warn(code, message, {file: file.name, cure});
  const place = OTHERS.test(item.id) ? `${item.id}~` : item.id;
  for (const {path, hash, entry} of files) {
    stage.make(`${folder}/${place}/${path}`, {
      hash,
      size: entry.size,
      write: (target) => unpackTo(file.path, entry, target),
    });
  }
  const {title: authored, ...rest} = base as {
    title: string;
    notes?: unknown;
    poster?: unknown;
    duration?: number;
    complete?: unknown;
    renew?: unknown;
    tags?: unknown;
    summary?: unknown;
    unlock?: unknown;
  };
  const hasTitle = item.fields.title !== undefined || item.quiz?.fields.title !== undefined;
  const title = hasTitle ? authored : (plan.title ?? (units.length === 1 ? units[0]!.title : undefined) ?? authored);
  const fieldsOf = ({lesson}: Unit) => ({
    ...lesson,
    src: /^https:/i.test(lesson.src) ? lesson.src : `${encodeURIComponent(place)}/${lesson.src}`,
  });
  if (units.length === 1) {
    const lesson = {...rest, title, ...fieldsOf(units[0]!)} as Lesson;
    return {items: [lesson], lessons: [lesson]};
  }
  const {notes, poster, duration, complete, renew, tags, summary, unlock} = rest;
  const lessons = units.map((unit, at): Lesson => {
    const id = idFor(`${item.id}-${slug(unit.key || unit.lesson.src)}`, taken);
    const first = at === 0 ? {notes, poster} : {};
    return {
      id,
      kind: 'embed',
      title: unit.title ?? title,
      ...given({
        complete,
        renew,
        tags,
        ...first,
        duration: duration === undefined ? undefined : Math.round(duration / units.length),
      }),
      ...fieldsOf(unit),
    } as Lesson;
  });
  return {
    items: [{id: item.id, kind: 'block', title, ...given({summary, unlock}), items: lessons} as CourseItem],
    lessons,
  };
}

/** Looks a package through, once for each content. */
async function lookInto(
  {cache}: Publishing,
  file: SourceFile,
  {fields: {standard}, origin}: AuthoredLesson,
): Promise<Package> {
  const known = await cache.fact(
    `package:1:${standard ?? ''}:${await cache.hash(file.path)}`,
    async (): Promise<Known> => {
      try {
        return {found: await readPackage(file.path, standard)};
      } catch (caught) {
        if (!(caught instanceof UgglaError) || !caught.code.startsWith('package-')) throw caught;
        const {code, message, field, cure} = caught;
        return {flaw: {code, message, ...given({field, cure})}};
      }
    },
  );
  if ('found' in known) return known.found;
  const {code, message, ...place} = known.flaw;
  throw new UgglaError(code, place.field === undefined ? message : `${file.name}: ${message}`, {
    file: place.field === undefined ? file.name : origin.file,
    ...place,
  });
}

async function unpackTo(zip: string, entry: ZipEntry, target: string): Promise<void> {
  const file = await open(target, 'w');
  try {
    await unpack(zip, entry, async (piece) => {
      for (let at = 0; at < piece.length;) at += (await file.write(piece, at)).bytesWritten;
    });
    await file.datasync();
  } finally {
    await file.close();
  }
}

function idFor(wanted: string, taken: Set<string>): string {
  const short = wanted.slice(0, 110);
  let id = short;
  for (let n = 2; taken.has(id); n++) id = `${short}-${n}`;
  taken.add(id);
  return id;
}
