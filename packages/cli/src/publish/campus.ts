import {given, type Campus, type CampusItem} from '@uggla/protocol';
import {campusSchema} from '@uggla/protocol/generated/campus-schema.js';
import type {AuthoredCampus} from '../authored/model.js';
import {languagesOf} from '../authored/texts.js';
import {publishFile, publishPicture, type Publishing} from './assets-of.js';
import {colorsOf} from './brand.js';
import type {MadeCourse} from './course.js';
import {posterFrom, type MadeGuide} from './guide.js';
import type {MadeProduct} from './portfolio.js';
import type {MadeSearch} from './search.js';

/** All that a campus is made of. */
export interface MadeCampus {
  campus: Campus;
  courses: MadeCourse[];
  guides: MadeGuide[];
  products: MadeProduct[];
}

/** What {@link publishCampus} takes beside the parts. */
export interface CampusFiles {
  /** Language → address of the search file. */
  search: MadeSearch['files'];
  feeds: NonNullable<Campus['feeds']>;
}

/** Names of the packs that a campus has when its author names none. */
const packNames: Record<string, Record<string, string>> = {
  course: {es: 'Cursos', en: 'Courses'},
  micro: {es: 'Microlecciones', en: 'Micro-lessons'},
  podcast: {es: 'Pódcast', en: 'Podcasts'},
  book: {es: 'Libros', en: 'Books'},
  guide: {es: 'Guías', en: 'Guides'},
  product: {es: 'Productos', en: 'Products'},
};

/** Stages campus.json. */
export async function publishCampus(
  publishing: Publishing,
  source: AuthoredCampus,
  made: Omit<MadeCampus, 'campus'>,
  {search, feeds}: CampusFiles,
): Promise<Campus> {
  const items = [
    ...made.courses.map((one) => courseItem(publishing, one)),
    ...made.guides.map((one) => guideItem(publishing, one)),
    ...made.products.map((one) => productItem(publishing, one)),
  ];
  const {fields, languages} = source;
  const campus: Campus = {
    $schema: 'schemas/campus.schema.json',
    id: source.id,
    title: source.title,
    ...given({description: fields.description}),
    languages,
    ...given({address: fields.address, author: fields.author, license: fields.license}),
    ...(fields.brand ? {brand: await publishBrand(publishing, source)} : {}),
    packs: packsOf(source, items),
    ...(made.products.length > 0 ? {portfolio: 'portfolio.json'} : {}),
    ...(Object.keys(search).length > 0 ? {search} : {}),
    ...(feeds.length > 0 ? {feeds} : {}),
    ...given({chat: fields.chat}),
  };
  publishing.stage.json('campus.json', 'campus', campusSchema, campus);
  return campus;
}

function packsOf({fields, languages}: AuthoredCampus, items: readonly CampusItem[]): Campus['packs'] {
  if (fields.packs) {
    const named = fields.packs.map(({id, title, summary, path, items: ids}, at): Campus['packs'][number] => ({
      id: id ?? `pack-${at + 1}`,
      title,
      ...given({summary, path}),
      items: ids.flatMap((one) => items.find((item) => item.id === one) ?? []),
    }));
    const used = new Set(named.flatMap((pack) => pack.items.map(({id}) => id)));
    const rest = items.filter(({id}) => !used.has(id));
    if (rest.length > 0) named.push({id: 'more', title: inLanguages({es: 'Más', en: 'More'}, languages), items: rest});
    return named;
  }
  const kinds = Object.keys(packNames).filter((kind) => items.some((item) => item.kind === kind));
  return kinds.map((kind) => ({
    id: `all-${kind}`,
    title: inLanguages(packNames[kind]!, languages),
    items: items.filter((item) => item.kind === kind),
  }));
}

function inLanguages(names: Record<string, string>, languages: readonly string[]): Record<string, string> | string {
  const known = languages.filter((one) => names[one.split('-')[0]!]);
  if (known.length === 0) return names['en']!;
  return Object.fromEntries(known.map((one) => [one, names[one.split('-')[0]!]!]));
}

async function publishBrand(
  publishing: Publishing,
  {fields, logo, cover}: AuthoredCampus,
): Promise<NonNullable<Campus['brand']>> {
  const {accent, accentText} = await colorsOf(fields.brand!);
  return {
    ...given({name: fields.brand!.name, accent, accentText}),
    ...(logo ? {logo: await publishFile(publishing, 'assets', logo)} : {}),
    ...(cover ? {cover: await publishPicture(publishing, 'assets', cover, 'campus.json')} : {}),
  };
}

function courseItem(
  {main}: Publishing,
  {id, source, course, path, cover, texts, locked, duration}: MadeCourse,
): CampusItem {
  const film = texts.find(({media, lesson}) => media?.media.poster && !locked.has(lesson.id))?.media;
  const poster = cover ? {...cover, src: `courses/${id}/${cover.src}`} : posterFrom(film, 'campus.json');
  return {
    id,
    kind: source.format,
    title: course.title,
    ...given({summary: course.summary}),
    src: path,
    page: `courses/${id}/index.html`,
    ...given({poster}),
    ...(duration > 0 ? {duration: Math.round(duration)} : {}),
    parts: texts.length,
    ...given({tags: course.tags, level: course.level, audience: course.audience}),
    languages: course.languages.length > 0 ? course.languages : languagesOf(course.title, main),
    published: source.fields.date ?? source.added,
  };
}

function guideItem(_: Publishing, {id, source, guide, path, cover}: MadeGuide): CampusItem {
  return {
    id,
    kind: 'guide',
    title: guide.title,
    ...given({summary: guide.summary}),
    src: path,
    page: `guides/${id}/index.html`,
    ...(cover ? {poster: {...cover, src: new URL(cover.src, `http://x/guides/${id}/`).pathname.slice(1)}} : {}),
    ...given({duration: secondsOf(guide.time)}),
    parts: guide.steps.length,
    ...given({tags: source.fields.tags}),
    languages: guide.languages,
    published: source.fields.date ?? source.added,
    ...given({
      type: guide.type,
      thing: guide.thing,
      machines: guide.machines,
      fault: guide.fault,
      symptoms: guide.symptoms,
      codes: guide.codes,
    }),
  };
}

function productItem({languages, main}: Publishing, {id, source, product, articles}: MadeProduct): CampusItem {
  const used = new Set([...languagesOf(product.title, main), ...Object.keys(articles)]);
  const {summary, page, poster, duration} = product;
  return {
    id,
    kind: 'product',
    title: product.title,
    ...given({summary}),
    src: 'portfolio.json',
    ...given({page, poster, duration, tags: source.fields.tags}),
    languages: languages.filter((one) => used.has(one)),
    published: source.fields.date ?? source.added,
  };
}

function secondsOf(duration: string | undefined): number | undefined {
  const match = duration === undefined ? null : /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$/.exec(duration);
  return match ? Number(match[1] ?? 0) * 3600 + Number(match[2] ?? 0) * 60 + Number(match[3] ?? 0) : undefined;
}
