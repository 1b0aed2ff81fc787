import {given, type Article, type Guide} from '@uggla/protocol';
import {guideSchema} from '@uggla/protocol/generated/guide-schema.js';
import type {AuthoredGuide} from '../authored/model.js';
import {languagesOf} from '../authored/texts.js';
import type {MadeMedia} from '../media/make.js';
import {relativeTo} from './article.js';
import {publishBodies, publishPicture, type PublishedPicture, type Publishing} from './assets-of.js';

/** A guide as it is published. */
export interface MadeGuide {
  id: string;
  source: AuthoredGuide;
  guide: Guide;
  /** Path of its guide.json in the published folder. */
  path: string;
  cover?: PublishedPicture;
  articles: Record<string, Article>;
  /** The films of its steps. */
  media: MadeMedia[];
}

/** Stages a guide. */
export async function publishGuide(
  publishing: Publishing,
  source: AuthoredGuide,
  media: ReadonlyMap<string, MadeMedia>,
  campusId: string,
): Promise<MadeGuide> {
  const folder = `guides/${source.id}`;
  const path = `${folder}/guide.json`;
  const {fields} = source;
  const {addresses, articles} = await publishBodies(publishing, folder, `${folder}/about`, source.bodies, path);
  const films = new Map<string, MadeMedia>();
  const steps: Guide['steps'] = [];
  for (const {id, fields: step, media: film, image} of source.steps) {
    const made = film && media.get(film.id);
    if (made) films.set(made.path, made);
    steps.push({
      id,
      title: step.title,
      ...given({
        text: step.text,
        media: made && relativeTo(path, made.path),
        start: made && step.start,
        end: made && step.end && Math.min(step.end, made.media.duration),
      }),
      ...(image ? {image: await publishPicture(publishing, folder, image, path)} : {}),
      ...given({warning: step.warning}),
    });
  }
  const first = [...films.values()][0];
  const own = source.cover && (await publishPicture(publishing, folder, source.cover, path));
  const cover = own ?? posterFrom(first, path, fields.alt);
  const used = new Set([...languagesOf(source.title, publishing.main), ...Object.keys(source.bodies)]);
  const languages = publishing.languages.filter((one) => used.has(one));
  const guide: Guide = {
    $schema: '../../schemas/guide.schema.json',
    id: `${campusId.replace(/[/]+$/, '')}${campusId.startsWith('urn:') ? ':' : '/'}guides/${source.id}`,
    version: fields.version ?? '1',
    type: fields.type ?? (fields.fault === undefined && !fields.symptoms ? 'how' : 'repair'),
    languages: languages.length > 0 ? languages : [publishing.main],
    title: source.title,
    ...given({
      summary: fields.summary,
      thing: fields.thing,
      machines: fields.machines,
      fault: fields.fault,
      symptoms: fields.symptoms,
      codes: fields.codes,
      tools: fields.tools,
      parts: fields.parts,
      time: fields.time,
      difficulty: fields.difficulty,
      warnings: fields.warnings,
      tags: fields.tags,
      cover,
    }),
    ...(Object.keys(addresses).length > 0 ? {content: addresses} : {}),
    steps,
  };
  publishing.stage.json(path, 'guide', guideSchema, guide);
  return {id: source.id, source, guide, path, ...(cover ? {cover} : {}), articles, media: [...films.values()]};
}

/** The poster of a film, as another file names it. */
export function posterFrom(
  made: MadeMedia | undefined,
  from: string,
  alt?: PublishedPicture['alt'],
): PublishedPicture | undefined {
  const poster = made?.media.poster;
  if (!made || !poster) return undefined;
  const path = new URL(poster.src, `http://x/${made.path}`).pathname.slice(1);
  const text = poster.alt ?? alt;
  return {
    ...(poster as PublishedPicture),
    src: relativeTo(from, decodeURIComponent(path)),
    ...(text === undefined ? {} : {alt: text}),
  };
}
