import {readdir, stat} from 'node:fs/promises';
import {basename, join, resolve} from 'node:path';
import {UgglaError} from '@uggla/protocol';
import type {Cache} from '../cache.js';
import {isMissing} from '../files.js';
import type {Lock} from '../lock.js';
import {Problems, type Place} from '../problems.js';
import {listFolder, mayFollow, type Context, type Folder} from './context.js';
import {endOf} from './end-of.js';
import {nearest, readFields} from './fields.js';
import type {AuthoredCampus, AuthoredCourse, AuthoredItem, CampaignFields, CampusFields, Origin} from './model.js';
import {parseFileName, slug, splitOrder, titleOf} from './names.js';
import {readBrand} from './read-brand.js';
import {readBook, readCourse, readGuide, readProduct} from './read-items.js';
import {readText} from './read-text.js';
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
export async function readCampus(
  folder: string,
  {problems, lock, cache, ignored}: ReadOptions,
): Promise<AuthoredCampus> {
  const root = resolve(folder);
  const found = await stat(root).catch((caught: unknown) => {
    if (isMissing(caught)) return undefined;
    throw caught;
  });
  if (!found?.isDirectory()) {
    throw new UgglaError('folder-missing', `there is no folder ${folder}`, {
      cure: 'Name the folder with your videos, or make a campus to start from: uggla new <folder>.',
    });
  }
  const {fields, name, lineOf} = await readCampusFile(root, problems);
  const languages = await lock.languages(fields.languages, () => findLanguages(root, new Set(ignored)));
  const main = languages[0]!;
  const context: Context = {
    ...{root, problems, lock, cache, languages, main},
    ignored: new Set(ignored),
    media: [],
    drafts: new Set(),
  };
  const top = await listFolder(context, '');
  const inside = async (one: string) => {
    const folder = top.folders.find((other) => other.name.toLowerCase() === one);
    return folder ? listFolder(context, folder.path) : {groups: [], folders: []};
  };
  const [courses, products, guides, podcasts, books] = await Promise.all(named.map(inside));

  const courseFolders: Folder[] = [...courses!.folders];
  for (const one of top.folders) {
    if (named.includes(one.name.toLowerCase())) continue;
    if (await holdsLessons(context, one.path)) courseFolders.push(one);
    else await tellUnused(context, one);
  }
  const loose = top.groups.some(({files}) => files.some(({role}) => role === 'video' || role === 'audio'));
  if (loose) courseFolders.push({name: basename(root), ...splitOrder(basename(root)), path: ''});
  for (const one of [...courseFolders, ...products!.folders, ...guides!.folders, ...podcasts!.folders])
    lock.present(one.path || '.');
  for (const {key} of books!.groups) lock.present(`books/${key}`);

  const read: AuthoredCourse[] = [];
  const add = (one: AuthoredCourse | undefined) => void (one && read.push(one));
  for (const one of courseFolders)
    add(
      await readCourse(
        one.path === ''
          ? {...context, ignored: new Set([...ignored, ...top.folders.map(({path}) => join(root, path))])}
          : context,
        one,
        'course',
      ),
    );
  for (const one of podcasts!.folders) add(await readCourse(context, one, 'podcast'));
  for (const group of books!.groups) add(await readBook(context, group));
  const readGuides = [];
  for (const one of guides!.folders) readGuides.push(await readGuide(context, one));
  const readProducts = [];
  for (const one of products!.folders) readProducts.push(await readProduct(context, one));

  const campus: AuthoredCampus = {
    root,
    id: lock.campusId(fields.id),
    title: fields.title ?? titleOf(splitOrder(basename(root)).stem),
    languages,
    fields,
    ...(await readBrand(context, name, fields.brand, lineOf)),
    courses: read,
    guides: readGuides.filter((one) => one !== undefined),
    products: readProducts.filter((one) => one !== undefined),
    campaigns: [],
    media: context.media,
  };
  campus.campaigns = await readCampaigns(
    context,
    top.folders.find((one) => one.name.toLowerCase() === 'campaigns')?.path,
    campus.products.map(({id}) => id),
  );
  checkReferences(campus, context, {file: name, lineOf});
  if (isEmpty(campus)) {
    if (!problems.failed)
      throw new UgglaError('campus-empty', `${folder} holds nothing that could be published`, {
        cure: 'Put videos (.mp4) into it, or see docs/guides/authored-folder.md.',
      });
    problems.error('campus-empty', 'nothing is left that could be published; what was published before stays', {
      cure: 'Mend what is named above.',
    });
  }
  return campus;
}

/** Whether there is nothing in a campus. */
export function isEmpty({courses, guides, products}: Pick<AuthoredCampus, 'courses' | 'guides' | 'products'>): boolean {
  return courses.length + guides.length + products.length === 0;
}

/** `campus.yml` of a folder; no fields where there is none. */
export async function readCampusFile(
  root: string,
  problems: Problems,
): Promise<{fields: CampusFields; name: string; lineOf: (path: readonly PropertyKey[]) => number}> {
  const [name, ...others] = (await readdir(root))
    .filter((one) => /^campus\.ya?ml$/i.test(one))
    .sort((a, b) => Number(b === 'campus.yml') - Number(a === 'campus.yml'));
  if (name === undefined) return {fields: {}, name: 'campus.yml', lineOf: () => 1};
  for (const file of others)
    problems.error('file-doubled', `“${file}” is not used: “${name}” is there for the same`, {
      file,
      cure: 'Put both into one, and take the other away.',
    });
  const text = (await readText({path: join(root, name), name}, problems)) ?? '';
  const fields = readFields(campusFields, text, name, problems) ?? {};
  let lines: YamlFile | undefined; // read again only when a message needs a line
  return {fields, name, lineOf: (path) => (lines ??= readYaml(text, name, new Problems())).lineOf(path)};
}

/** The languages that file names tell of; else that of this machine. */
export async function findLanguages(root: string, ignored: ReadonlySet<string>): Promise<string[]> {
  const found = new Set<string>();
  const walk = async (path: string, depth: number): Promise<void> => {
    for (const entry of await readdir(path, {withFileTypes: true}).catch(() => [])) {
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
  if (groups.some(({key, files}) => key === 'course' || files.some(({role}) => role === 'video' || role === 'audio')))
    return true;
  for (const one of folders) if (await holdsLessons(context, one.path)) return true;
  return false;
}

/** Tells of a folder that holds texts of ours under a name that none of ours has: `product/` for `products/`. */
async function tellUnused(context: Context, {path, name}: Folder): Promise<void> {
  const abouts = ['product', 'guide', 'podcast'];
  const holds = async (at: string, depth: number): Promise<string | undefined> => {
    const {groups, folders} = await listFolder(context, at);
    const own = abouts.find((about) => groups.some(({key}) => key.toLowerCase() === about));
    if (own || depth === 0) return own;
    for (const one of folders) {
      const found = await holds(one.path, depth - 1);
      if (found) return found;
    }
    return undefined;
  };
  const found = await holds(path, 2);
  if (found)
    context.problems.error('folder-unknown', `“${name}” holds a ${found}.md, but is no folder that is read for it`, {
      file: path,
      cure: `Call it “${found}s”, or move what is in it there.`,
    });
}

async function readCampaigns(
  context: Context,
  folder: string | undefined,
  products: string[],
): Promise<AuthoredCampus['campaigns']> {
  if (folder === undefined) return [];
  const {root, problems, ignored} = context;
  const campaigns: AuthoredCampus['campaigns'] = [];
  for (const entry of (await readdir(join(root, folder), {withFileTypes: true})).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  )) {
    const [path, file] = [join(root, folder, entry.name), `${folder}/${entry.name}`];
    if (!/^[^._].*\.ya?ml$/i.test(entry.name) || ignored.has(path)) continue;
    if (entry.isSymbolicLink() && !(await mayFollow(context, path, file))) continue;
    const text = await readText({path, name: file}, problems);
    const fields: CampaignFields | undefined =
      text === undefined ? undefined : readFields(campaignFields, text, file, problems);
    if (!fields || fields.draft) continue;
    const place = (field: string) => ({file, field, line: readYaml(text!, file, new Problems()).lineOf([field])});
    const id = fields.id ?? slug(splitOrder(entry.name.replace(/\.ya?ml$/i, '')).stem);
    if (campaigns.some((one) => one.id === id)) {
      problems.error('id-doubled', `the id “${id}” is taken by another campaign`, {
        ...place('id'),
        cure: `Rename one of the two, or give it an id of its own: \`id: ${id}-2\`.`,
      });
      continue;
    }
    if (fields.from !== undefined && fields.until !== undefined && endOf(fields.until) <= Date.parse(fields.from)) {
      problems.error(
        'field-invalid',
        `the campaign ends (${fields.until}) before it begins (${fields.from}), so it is left out`,
        {...place('until'), cure: 'Swap or mend the two dates.'},
      );
      continue;
    }
    const {prices = {}} = fields;
    const offered = keepKnown(Object.keys(prices), products, 'no product', context, place('prices'));
    const named = keepKnown(fields.products, products, 'no product', context, place('products'));
    if (named.length === 0 && fields.products.length > 0) continue; // what it says may be of them alone
    campaigns.push({
      ...fields,
      id,
      products: named,
      ...(fields.prices ? {prices: Object.fromEntries(offered.map((one) => [one, prices[one]!]))} : {}),
    });
  }
  return campaigns;
}

/** The ids that there are; of the others is told, but for drafts. */
function keepKnown(
  ids: readonly string[],
  known: readonly string[],
  what: string,
  {problems, drafts}: Pick<Context, 'problems' | 'drafts'>,
  place: Place,
): string[] {
  return ids.filter((id) => {
    if (known.includes(id)) return true;
    if (drafts.has(id)) return false;
    const near = nearest(id, known);
    const all =
      known.length > 0
        ? `The ids are: ${known.slice(0, 20).join(', ')}.`
        : 'There is none yet: add one, or take the id out.';
    problems.error('reference-unknown', `${what} has the id “${id}”`, {
      ...place,
      cure: near ? `Did you mean “${near}”?` : all,
    });
    return false;
  });
}

/** Ids that one thing uses to name another: packs, related products, guides in courses, courses' conditions. */
function checkReferences(
  campus: AuthoredCampus,
  {problems, drafts}: Context,
  {file, lineOf}: {file: string; lineOf: (path: readonly PropertyKey[]) => number},
): void {
  const none = new Set<string>();
  const items = [...campus.courses, ...campus.guides, ...campus.products].map(({id}) => id);
  const products = campus.products.map(({id}) => id);
  const guides = campus.guides.map(({id}) => id);
  const place = ({origin}: {origin: Origin}, field: string) => ({
    file: origin.file,
    field,
    line: origin.lineOf?.(field),
  });
  for (const [at, pack] of (campus.fields.packs ?? []).entries()) {
    pack.items = keepKnown(
      pack.items,
      items,
      'no item',
      {problems, drafts},
      {
        file,
        field: `packs.${at}.items`,
        line: lineOf(['packs', at, 'items']),
      },
    );
  }
  for (const product of campus.products) {
    const {fields} = product;
    if (fields.related)
      fields.related = keepKnown(fields.related, products, 'no product', {problems, drafts}, place(product, 'related'));
    for (const [at, spot] of (fields.hotspots ?? []).entries()) {
      if (spot.product === undefined || drafts.has(spot.product)) continue;
      const where = place(product, `hotspots.${at}.product`);
      [spot.product] = keepKnown([spot.product], products, 'no product', {problems, drafts}, where);
    }
    // what one says may be the name of what is not published
    if (fields.hotspots) fields.hotspots = fields.hotspots.filter((one) => !drafts.has(one.product ?? ''));
  }
  for (const course of campus.courses) {
    const all = flat(course.items);
    if (course.fields.complete)
      course.fields.complete.all = keepKnown(
        course.fields.complete.all,
        all.map(({id}) => id),
        'no lesson of this course',
        {problems, drafts: none},
        place(course, 'complete.all'),
      );
    for (const lesson of all) {
      if (lesson.type === 'lesson' && lesson.fields.guide !== undefined)
        [lesson.fields.guide] = keepKnown(
          [lesson.fields.guide],
          guides,
          'no guide',
          {problems, drafts: none}, // without it the lesson is none
          place(lesson, 'guide'),
        );
    }
  }
}

function flat(items: readonly AuthoredItem[]): AuthoredItem[] {
  return items.flatMap((item) => (item.type === 'block' ? [item, ...flat(item.items)] : [item]));
}
