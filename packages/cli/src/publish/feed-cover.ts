import {join, posix} from 'node:path';
import type {AuthoredCampus} from '../authored/model.js';
import {hashOf} from '../files.js';
import {isCover, makeCover} from '../media/cover.js';
import {publishPicture, type PublishedPicture, type Publishing} from './assets-of.js';
import type {MadeCourse} from './course.js';
import type {LessonTexts} from './lesson.js';

/** A picture that may become the cover of a feed. */
export interface CoverSource {
  /** Where it is published, and where it lies on this machine. */
  path: string;
  file: string;
  picture: PublishedPicture;
}

/**
 * Stages the cover of a feed: a square, as podcast directories ask for. A picture that is one is taken as it is; out of any other one is
 * made. Without ffmpeg a picture of a kind that they know has to do.
 *
 * @param sources - The best comes first.
 * @returns Its path in the published folder; `undefined` where nothing can be one.
 */
export async function publishCover(
  {stage, cache, tools}: Publishing,
  sources: readonly CoverSource[],
): Promise<string | undefined> {
  for (const {path, file, picture} of sources) {
    const {width, height, placeholder} = picture;
    if (isCover(path, picture)) return path;
    if (tools && width && height && placeholder) {
      const hash = hashOf('cover:1', tools.version, await cache.hash(file));
      const cover = `feeds/covers/${hash.slice(0, 16)}.jpg`;
      stage.make(cover, {hash, write: (target) => makeCover(tools, file, {width, height}, target)});
      return cover;
    }
    if (!tools && /\.(?:jpe?g|png)$/i.test(path)) return path;
  }
  return undefined;
}

/** What a course's feed may show: its cover, else the picture of one of its episodes. */
export function coversOf(
  {stage}: Publishing,
  {id, cover, source}: MadeCourse,
  episodes: readonly LessonTexts[],
): CoverSource[] {
  const own =
    cover && source.cover ? [{path: `courses/${id}/${cover.src}`, file: source.cover.file.path, picture: cover}] : [];
  const posters = episodes.flatMap(({media}) => {
    const picture = media?.media.poster;
    if (!picture) return [];
    const path = posix.join(posix.dirname(media.path), picture.src);
    return [{path, file: media.source.picture?.path ?? join(stage.out, path), picture}];
  });
  return [...own, ...posters.slice(0, 1)];
}

/** What the whole campus has: its cover, its logo. */
export async function coversOfBrand(publishing: Publishing, {cover, logo}: AuthoredCampus): Promise<CoverSource[]> {
  const sources: CoverSource[] = [];
  for (const file of [cover?.file, logo]) {
    if (!file) continue;
    const picture = await publishPicture(publishing, 'assets', {file}, 'campus.json');
    sources.push({path: picture.src, file: file.path, picture});
  }
  return sources;
}
