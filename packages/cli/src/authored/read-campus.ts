import {readdir, readFile, stat} from 'node:fs/promises';
import {basename, join, resolve} from 'node:path';
import {UgglaError} from '@uggla/protocol';
import type {Cache} from '../cache.js';
import {isMissing, readIfThere} from '../files.js';
import type {Lock} from '../lock.js';
import {Problems} from '../problems.js';
import {listFolder, namedFile, type Context, type Folder} from './context.js';
import {nearest, readFields} from './fields.js';
import type {AuthoredCampus, AuthoredCourse, CampaignFields, CampusFields} from './model.js';
import {parseFileName, slug, splitOrder, titleOf} from './names.js';
import {readBook, readCourse, readGuide, readProduct} from './read-items.js';
import {readYaml, type YamlFile} from './yaml.js';
import {campaignFields, campusFields} from './schemas.js';

const named = ['courses', 'products', 'guides', 'podcasts', 'books', 'campaigns'];

/** What {@link readCampus} takes beside the folder. */
export interface ReadOptions {
  problems: Problems;
  lock: Lock;
  cache: Cache;
  /** Folders that are never read: where the campus is published. */
  ignored: readonly string[];
}

/**
 * Reads an authored folder. What is wrong in it is told to `problems`, and left out.
 *
 * @throws {@link UgglaError} `folder-missing`, `campus-empty`.
 */
export async function readCampus(folder: string, {problems, lock, cache, ignored}: ReadOptions): Promise<AuthoredCampus> {
  const root = resolve(folder);
  const found = await stat(root).catch((caught: unknown) => {
    if (isMissing(caught)) return undefined;
    throw caught;
  });
  if (!found?.isDirectory()) {
    throw new UgglaError('folder-missing', `there is no folder ${folder}`, {cure: 'Name the folder with your videos, or make a campus to start from: uggla new <folder>.'});
  }
  const {fields, lineOf} = await readCampusFile(root, problems);
  const languages = fields.languages ?? lock.languages(await findLanguages(root, new Set(ignored)));
  const main = languages[0]!;
  const context: Context = {root, problems, lock, cache, languages, main, ignored: new Set(ignored), media: []};
  const top = await listFolder(context, '');
  const inside = async (name: string) => (top.folders.some((one) => one.name === name) ? listFolder(context, name) : {groups: [], folders: []});
  const [courses, products, guides, podcasts, books, campaigns] = await Promise.all(named.map(inside));

  const courseFolders: Folder[] = [...courses!.folders];
  for (const one of top.folders) {
    if (!named.includes(one.name) && (await holdsLessons(context, one.path))) courseFolders.push(one);
  }
  const loose = top.groups.some(({files}) => files.some(({role}) => role === 'video' || role === 'audio'));
  if (loose) courseFolders.push({name: basename(root), ...splitOrder(basename(root)), path: ''});
  for (const one of [...courseFolders, ...products!.folders, ...guides!.folders, ...podcasts!.folders]) lock.present(one.path || '.');
  for (const {key} of books!.groups) lock.present(`books/${key}`);

  const read: AuthoredCourse[] = [];
  const add = (one: AuthoredCourse | undefined) => void (one && read.push(one));
  for (const one of courseFolders) add(await readCourse(one.path === '' ? {...context, ignored: new Set([...ignored, ...top.folders.map(({path}) => join(root, path))])} : context, one, 'course'));
  for (const one of podcasts!.folders) add(await readCourse(context, one, 'podcast'));
  for (const group of books!.groups) add(await readBook(context, group));
  const readGuides = [];
  for (const one of guides!.folders) readGuides.push(await readGuide(context, one));
  const readProducts = [];
  for (const one of products!.folders) readProducts.push(await readProduct(context, one));

  const logo = fields.brand?.logo === undefined ? undefined : await namedFile(context, 'campus.yml', fields.brand.logo, {field: 'brand.logo', line: () => lineOf(['brand', 'logo'])});
  const cover = fields.brand?.cover === undefined ? undefined : await namedFile(context, 'campus.yml', fields.brand.cover, {field: 'brand.cover', line: () => lineOf(['brand', 'cover'])});
  const campus: AuthoredCampus = {
    root,
    id: lock.campusId(fields.id),
    title: fields.title ?? titleOf(splitOrder(basename(root)).stem),
    languages,
    fields,
    ...(logo ? {logo} : {}),
    ...(cover ? {cover: {file: cover, ...(fields.brand?.coverAlt === undefined ? {} : {alt: fields.brand.coverAlt})}} : {}),
    courses: read,
    guides: readGuides.filter((one) => one !== undefined),
    products: readProducts.filter((one) => one !== undefined),
    campaigns: await readCampaigns(context, campaigns!.folders.length >= 0 ? 'campaigns' : ''),
    media: context.media,
  };
  checkReferences(campus, problems, lineOf);
  if (campus.courses.length + campus.guides.length + campus.products.length === 0 && !problems.failed) {
    throw new UgglaError('campus-empty', `${folder} holds nothing that could be published`, {
      cure: 'Put videos (.mp4) into it, or see docs/guides/authored-folder.md.',
    });
  }
  return campus;
}

async function readCampusFile(root: string, problems: Problems): Promise<{fields: CampusFields; lineOf: (path: readonly PropertyKey[]) => number}> {
  const names = await readdir(root);
  const name = names.find((one) => one === 'campus.yml') ?? names.find((one) => one === 'campus.yaml');
  if (!name) return {fields: {}, lineOf: () => 1};
  const text = (await readIfThere(join(root, name))) ?? '';
  const fields = readFields(campusFields, text, name, problems) ?? {};
  let lines: YamlFile | undefined; // read again only when a message needs a line
  return {fields, lineOf: (path) => (lines ??= readYaml(text, name, new Problems())).lineOf(path)};
}

/** The languages that file names tell of; else that of this machine. */
async function findLanguages(root: string, ignored: ReadonlySet<string>): Promise<string[]> {
  const found = new Set<string>();
  const walk = async (path: string, depth: number): Promise<void> => {
    for (const entry of await readdir(path, {withFileTypes: true})) {
      const full = join(path, entry.name);
      if (/^[._]|^node_modules$/.test(entry.name) || ignored.has(full)) continue;
      if (entry.isDirectory() && depth < 6) await walk(full, depth + 1);
      const parsed = entry.isFile() ? parseFileName(entry.name, []) : undefined;
      if (parsed?.language !== undefined && /^[a-z]{2}(-|$)/.test(parsed.language)) found.add(parsed.language);
    }
  };
  await walk(root, 0);
  if (found.size > 0) return [...found].sort();
  const own = /^([a-z]{2})[_.]/.exec(process.env['LC_ALL'] ?? process.env['LANG'] ?? '')?.[1];
  return [own ?? 'en'];
}

async function holdsLessons(context: Context, path: string): Promise<boolean> {
  const {groups, folders} = await listFolder(context, path);
  if (groups.some(({key, files}) => key === 'course' || files.some(({role}) => role === 'video' || role === 'audio'))) return true;
  for (const one of folders) if (await holdsLessons(context, one.path)) return true;
  return false;
}

async function readCampaigns({root, problems, ignored}: Context, folder: string): Promise<AuthoredCampus['campaigns']> {
  const path = join(root, folder);
  const names = await readdir(path).catch((): string[] => []);
  const campaigns: AuthoredCampus['campaigns'] = [];
  for (const name of names.filter((one) => /\.ya?ml$/.test(one) && !ignored.has(join(path, one))).sort()) {
    const file = `${folder}/${name}`;
    const fields: CampaignFields | undefined = readFields(campaignFields, await readFile(join(path, name), 'utf8'), file, problems);
    if (!fields || fields.draft) continue;
    const id = fields.id ?? slug(splitOrder(name.replace(/\.ya?ml$/, '')).stem);
    for (const field of ['from', 'until'] as const) {
      if (fields[field] !== undefined && Number.isNaN(Date.parse(fields[field]))) {
        problems.error('field-invalid', `“${field}” is no date: ${fields[field]}`, {file, field, cure: 'Write it as 2026-12-31 or 2026-12-31T23:59:59.'});
        delete fields[field];
      }
    }
    campaigns.push({...fields, id});
  }
  return campaigns;
}

/** Ids that one thing uses to name another: packs, related products, campaigns, courses' conditions. */
function checkReferences(campus: AuthoredCampus, problems: Problems, lineOf: (path: readonly PropertyKey[]) => number): void {
  const items = [...campus.courses, ...campus.guides, ...campus.products].map(({id}) => id);
  const products = campus.products.map(({id}) => id);
  const keep = (ids: string[], known: string[], what: string, {lineOf: line, ...place}: {file: string; field: string; lineOf?: () => number}) =>
    ids.filter((id) => {
      if (known.includes(id)) return true;
      const near = nearest(id, known);
      problems.error('reference-unknown', `${what} has the id “${id}”`, {...place, line: line?.(), cure: near ? `Did you mean “${near}”?` : `The ids are: ${known.slice(0, 20).join(', ')}.`});
      return false;
    });
  for (const [at, pack] of (campus.fields.packs ?? []).entries()) {
    pack.items = keep(pack.items, items, 'no item', {file: 'campus.yml', field: `packs.${at}.items`, lineOf: () => lineOf(['packs', at, 'items'])});
  }
  for (const {fields, origin} of campus.products) {
    if (fields.related) fields.related = keep(fields.related, products, 'no product', {file: origin.file, field: 'related', lineOf: () => origin.lineOf?.('related') ?? 1});
  }
  for (const campaign of campus.campaigns) {
    campaign.products = keep(campaign.products, products, 'no product', {file: `campaigns (${campaign.id})`, field: 'products'});
  }
  for (const course of campus.courses) {
    const all = (list: AuthoredCourse['items']): string[] => list.flatMap((item) => (item.type === 'block' ? [item.id, ...all(item.items)] : [item.id]));
    if (course.fields.complete) course.fields.complete.all = keep(course.fields.complete.all, all(course.items), 'no lesson of this course', {file: course.origin.file, field: 'complete.all', lineOf: () => course.origin.lineOf?.('complete.all') ?? 1});
  }
}
