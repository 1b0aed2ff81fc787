import {stat} from 'node:fs/promises';
import {join} from 'node:path';
import type {AuthoredCampus, AuthoredProduct} from '../authored/model.js';
import {knowFull} from '../media/ffmpeg.js';
import {lookAtAll, makeAll, openAll, tellWaiting, type OnShare} from '../media/make-all.js';
import {publishMedia, type MadeMedia} from '../media/make.js';
import type {StreamMaker} from '../media/make-streams.js';
import type {Publishing} from './assets-of.js';
import {publishPrivatePortfolio} from './portfolio.js';
import {Stage} from './stage.js';

/** Where products that are not for everybody are published: beside the published folder, never in it. */
export function privateFolder(out: string): string {
  return `${out}-private`;
}

/** Whether everybody may see a product. */
export function isOpen({fields}: AuthoredProduct): boolean {
  return fields.access === undefined || fields.access === 'public';
}

/** A campus without what is not for everybody: neither the products nor their films. */
export function openPart(campus: AuthoredCampus): AuthoredCampus {
  const hidden = new Set(campus.products.filter((one) => !isOpen(one)).map(({media}) => media));
  return {...campus, products: campus.products.filter(isOpen), media: campus.media.filter((one) => !hidden.has(one))};
}

/**
 * Publishes the products that are not for everybody into {@link privateFolder}, whence `uggla serve` hands them out to
 * those who have a share. Where there are none (any more), the folder is emptied.
 *
 * @returns How many files were written.
 */
export async function publishPrivate(
  publishing: Publishing,
  campus: AuthoredCampus,
  out: string,
  {encode, onShare}: {encode: boolean; onShare: OnShare},
): Promise<number> {
  const products = campus.products.filter((one) => !isOpen(one));
  const folder = privateFolder(out);
  if (products.length === 0 && !(await stat(join(folder, '.uggla.json')).catch(() => undefined))) return 0;
  const stage = await Stage.open(folder);
  try {
    const inside: Publishing = {...publishing, stage};
    const films = products.flatMap(({media}) => media ?? []);
    const probes = await lookAtAll(inside, films, () => undefined);
    const makers = inside.tools
      ? await openAll({...inside, tools: inside.tools}, films, probes)
      : new Map<string, StreamMaker>();
    await makeAll(inside, makers, encode ? 'all' : 'quick', onShare);
    if (!encode) tellWaiting(inside, makers.values());
    const media = new Map<string, MadeMedia>();
    for (const film of films) {
      const maker = makers.get(film.id);
      const probe = probes.get(film.id);
      maker?.keep();
      if (!probe || (maker && !maker.playable)) continue;
      try {
        media.set(film.id, await publishMedia(inside, film, probe, await maker?.streams()));
      } catch (caught) {
        if (knowFull(caught) !== caught) throw caught;
        inside.problems.caught(caught, 'media-unreadable', {file: film.file.name});
      }
    }
    await publishPrivatePortfolio(inside, {...campus, products}, media);
    return await stage.commit();
  } finally {
    await stage.close();
  }
}
