import {resolve} from 'node:path';
import {UgglaError} from '@uggla/protocol';
import type {AuthoredCampus, MediaSource} from './authored/model.js';
import {readCampus} from './authored/read-campus.js';
import {Cache} from './cache.js';
import {Lock} from './lock.js';
import {diskFull, findTools, installLine, knowFull, type Tools} from './media/ffmpeg.js';
import {probeMedia, publishMedia, type MadeMedia} from './media/make.js';
import type {Probe} from './media/probe.js';
import type {Streams} from './media/streams.js';
import {Problems} from './problems.js';
import type {Publishing} from './publish/assets-of.js';
import {publishCampus} from './publish/campus.js';
import {publishCourse} from './publish/course.js';
import {publishFeeds} from './publish/feeds.js';
import {publishGuide} from './publish/guide.js';
import {publishIndex, publishItemPages} from './publish/pages/pages.js';
import {publishPortfolio} from './publish/portfolio.js';
import {publishSearch} from './publish/search.js';
import {publishElements, publishSchemas, publishSitemap, publishStyles} from './publish/site.js';
import {Stage} from './publish/stage.js';

/** What {@link build} takes beside the folder. */
export interface BuildOptions {
  /** Where to publish; `published` in the authored folder. */
  out?: string | undefined;
  /** Told what is being done. */
  onStep?: ((step: Step) => void) | undefined;
}

/** Something that is being done. */
export interface Step {
  /** `read`, `look`, `stream`, `publish`. */
  phase: 'read' | 'look' | 'stream' | 'publish';
  /** What it is done with: the name of a file. */
  subject?: string;
  /** 0 to 1, of the phase. */
  done?: number;
}

/** Why a film was made, or not. */
export interface MediaReport {
  id: string;
  file: string;
  duration: number;
  /** `hls` with streams of several qualities; `plain`: the file as it is. */
  mode: 'hls' | 'plain';
  /** Names of what was made in this build; empty when all was there. */
  made: string[];
  why: string;
}

/** What a build came to. */
export interface BuildReport {
  /** The published folder. */
  out: string;
  title: string;
  languages: string[];
  counts: {courses: number; guides: number; products: number; media: number};
  media: MediaReport[];
  /** How many files were written; 0 when nothing had changed. */
  written: number;
  seconds: number;
  problems: Problems['list'];
}

/**
 * Publishes an authored folder. Bad files are told in the report's `problems` and the rest is built.
 *
 * @throws {@link UgglaError} when nothing can be built at all: `folder-missing`, `campus-empty`, `out-not-ours`,
 * `build-running`, `disk-full`.
 */
export async function build(folder: string, {out: outOption, onStep = () => undefined}: BuildOptions = {}): Promise<BuildReport> {
  const started = performance.now();
  const problems = new Problems();
  const root = resolve(folder);
  const out = resolve(outOption ?? `${root}/published`);
  if (out === root) {
    throw new UgglaError('out-not-ours', 'a campus cannot be published into the folder that it is made from', {cure: 'Name another folder with --out.'});
  }
  onStep({phase: 'read'});
  const lock = await Lock.read(root, problems);
  const cache = await Cache.read(root);
  const campus = await readCampus(root, {problems, lock, cache, ignored: [out, `${root}/published`]});
  const tools = await findTools();
  if (!tools && campus.media.length > 0) {
    problems.warn('ffmpeg-missing', 'there is no ffmpeg: films are published as they are (plain files), without qualities to choose from, posters and storyboards', {
      cure: `Install it: ${installLine()}; or name it in UGGLA_FFMPEG. Then build again.`,
    });
  }
  const stage = await Stage.open(out);
  const publishing: Publishing = {root, stage, cache, problems, tools, languages: campus.languages, main: campus.languages[0]!};
  try {
    await lock.write();
    const probes = await lookAtAll(publishing, campus.media, onStep);
    const written = await publishAll(publishing, campus, probes, new Map(), onStep);
    const media = campus.media.filter(({id}) => probes.has(id)).map((one): MediaReport => ({id: one.id, file: one.file.name, duration: probes.get(one.id)!.duration, mode: 'plain', made: [], why: ''}));
    return {
      out, title: typeof campus.title === 'string' ? campus.title : Object.values(campus.title)[0] ?? '',
      languages: [...campus.languages],
      counts: {courses: campus.courses.length, guides: campus.guides.length, products: campus.products.length, media: media.length},
      media, written,
      seconds: Math.round(performance.now() - started) / 1000,
      problems: problems.list,
    };
  } catch (caught) {
    throw knowFull(caught);
  } finally {
    await cache.write().catch(() => undefined);
    await stage.close();
  }
}

async function lookAtAll(publishing: Publishing, media: readonly MediaSource[], onStep: (step: Step) => void): Promise<Map<string, Probe>> {
  const probes = new Map<string, Probe>();
  for (const [at, source] of media.entries()) {
    onStep({phase: 'look', subject: source.file.name, done: at / media.length});
    try {
      probes.set(source.id, await probeMedia(publishing, source));
    } catch (caught) {
      if (knowFull(caught) !== caught) throw diskFull(caught);
      publishing.problems.caught(caught, 'media-unreadable', {file: source.file.name});
    }
  }
  return probes;
}

/** Publishes the campus as far as its films are. */
async function publishAll(publishing: Publishing, campus: AuthoredCampus, probes: ReadonlyMap<string, Probe>, streams: ReadonlyMap<string, Streams>, onStep: (step: Step) => void): Promise<number> {
  onStep({phase: 'publish'});
  const media = new Map<string, MadeMedia>();
  for (const source of campus.media) {
    const probe = probes.get(source.id);
    if (probe) media.set(source.id, await publishMedia(publishing, source, probe, streams.get(source.id)));
  }
  const courses = [];
  for (const one of campus.courses) courses.push(await publishCourse(publishing, one, media, campus.id));
  const guides = [];
  for (const one of campus.guides) guides.push(await publishGuide(publishing, one, media, campus.id));
  const made = {courses, guides, products: await publishPortfolio(publishing, campus, media)};
  const search = await publishSearch(publishing, made);
  const feeds = publishFeeds(publishing, campus, courses);
  const published = await publishCampus(publishing, campus, made, {search, feeds});
  publishIndex(publishing, campus, published);
  const pages = publishItemPages(publishing, campus, made);
  publishSitemap(publishing, campus, pages);
  publishStyles(publishing, campus);
  publishSchemas(publishing);
  await publishElements(publishing).catch((caught: unknown) => publishing.problems.caught(caught, 'elements-not-built'));
  return publishing.stage.commit();
}

export type {Tools};
