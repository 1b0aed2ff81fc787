import {readFile} from 'node:fs/promises';
import type {Publishing} from '../publish/assets-of.js';
import type {Tools} from './ffmpeg.js';
import {makePlaceholders, sizeOfPicture, type Size} from './picture.js';

/** How many posters one run of ffmpeg looks at. */
const AT_ONCE = 16;

/** What is said of a poster beside its address. */
export async function aboutPoster(path: string, placeholder: string): Promise<Size & {placeholder: string}> {
  return {...(sizeOfPicture(await readFile(path)) ?? {width: 0, height: 0}), placeholder};
}

/** Finds out what is to be said of posters that are new. What fails here is tried again, alone, when it is published. */
export async function lookAtPosters(
  {cache, stage}: Publishing,
  tools: Tools,
  posters: readonly {path: string; fact: string}[],
): Promise<void> {
  const fresh = posters.filter(({fact}) => !cache.knows(fact));
  for (let at = 0; at < fresh.length; at += AT_ONCE) {
    const some = fresh.slice(at, at + AT_ONCE);
    try {
      const paths = some.map(({path}) => path);
      const made = await makePlaceholders(paths, tools, await stage.makeRoom('placeholders'));
      for (const [number, {path, fact}] of some.entries())
        await cache.fact(fact, () => aboutPoster(path, made[number]!));
    } catch {
      // one of them is broken, or there is no room
    }
  }
}
