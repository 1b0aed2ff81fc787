import {stat} from 'node:fs/promises';
import {availableParallelism} from 'node:os';
import {resolve} from 'node:path';
import {UgglaError} from '@uggla/protocol';
import type {AuthoredCampus, MediaSource} from './authored/model.js';
import {readCampus} from './authored/read-campus.js';
import {Cache} from './cache.js';
import {Lock} from './lock.js';
import {diskFull, findTools, installLine, knowFull, type Tools} from './media/ffmpeg.js';
import {probeMedia, publishMedia, type MadeMedia} from './media/make.js';
import type {Probe} from './media/probe.js';
import {StreamMaker} from './media/make-streams.js';
import {PROFILE} from './media/plan.js';
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
  phase: 'read' | 'look' | 'repack' | 'encode' | 'publish';
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
  /** `hls`: in several qualities; `plain`: one file. */
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
  const [campus, tools] = await Promise.all([readCampus(root, {problems, lock, cache, ignored: [out, `${root}/published`]}), findTools()]);
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
    const makers = tools ? await openAll({...publishing, tools}, campus.media, probes) : new Map<string, StreamMaker>();
    let written = 0;
    if ([...makers.values()].some((maker) => maker.todo('all').length > 0)) {
      await makeAll(publishing, makers, 'quick', onStep);
      const playable = [...makers.values()].every((maker) => maker.todo('quick').length === 0 && maker.playable);
      // shown as soon as there is something to see; but nothing that was there already is taken away for it
      if (playable || !(await isThere(`${out}/campus.json`))) {
        written += await publishAll(publishing, campus, probes, makers, onStep);
        stage.reset();
      }
      await makeAll(publishing, makers, 'all', onStep);
    }
    written += await publishAll(publishing, campus, probes, makers, onStep);
    const media = campus.media.filter(({id}) => probes.has(id)).map((one) => reportOf(publishing, one, probes.get(one.id)!, makers.get(one.id)));
    return {
      out, title: typeof campus.title === 'string' ? campus.title : (Object.values(campus.title)[0] ?? ''),
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

/** How many films are worked on at once: each takes two threads. */
function jobs(): number {
  const asked = Number(process.env['UGGLA_JOBS']);
  return Number.isInteger(asked) && asked > 0 ? asked : Math.min(4, Math.max(1, Math.floor(availableParallelism() / 4)));
}

async function openAll(publishing: Publishing & {tools: Tools}, media: readonly MediaSource[], probes: ReadonlyMap<string, Probe>): Promise<Map<string, StreamMaker>> {
  const makers = new Map<string, StreamMaker>();
  for (const source of media) {
    const probe = probes.get(source.id);
    if (!probe) continue;
    const extra: Probe[] = [];
    const sounds: MediaSource['sounds'] = [];
    for (const sound of source.sounds) {
      try {
        extra.push(await probeMedia(publishing, sound));
        sounds.push(sound);
      } catch (caught) {
        publishing.problems.caught(caught, 'media-unreadable', {file: sound.file.name});
      }
    }
    makers.set(source.id, await StreamMaker.open(publishing, {...source, sounds}, probe, extra));
  }
  return makers;
}

/** Makes what is missing, some films at a time. A film that fails is told; a full disk ends it. */
async function makeAll({problems}: Publishing, makers: ReadonlyMap<string, StreamMaker>, which: 'quick' | 'all', onStep: (step: Step) => void): Promise<void> {
  const queue = [...makers.values()].filter((maker) => !maker.failed && maker.todo(which).length > 0);
  const weight = queue.reduce((sum, {seconds}) => sum + seconds, 0);
  let done = 0;
  let full = false;
  const work = async (): Promise<void> => {
    for (let maker = queue.shift(); maker && !full; maker = queue.shift()) {
      const {seconds, source} = maker;
      try {
        await maker.make(which, (share) => onStep({phase: which === 'quick' ? 'repack' : 'encode', subject: source.file.name, done: (done + seconds * share) / weight}));
      } catch (caught) {
        maker.failed = true;
        const error = knowFull(caught);
        if (error instanceof UgglaError && error.code === 'build-stopped') throw error;
        full ||= error instanceof UgglaError && error.code === 'disk-full';
        problems.caught(error, 'media-unreadable', {file: source.file.name});
      }
      done += seconds;
    }
  };
  await Promise.all(Array.from({length: jobs()}, work));
}

function reportOf({cache, tools}: Publishing, {id, file}: MediaSource, probe: Probe, maker: StreamMaker | undefined): MediaReport {
  const base = {id, file: file.name, duration: probe.duration};
  if (!maker || !tools) return {...base, mode: 'plain', made: [], why: 'there is no ffmpeg'};
  const before = cache.recall(`made:${id}`) as {folder: string; ffmpeg: string; profile: string} | undefined;
  const now = {folder: maker.folder, ffmpeg: tools.version, profile: PROFILE};
  if (!maker.failed) cache.keep(`made:${id}`, now);
  const why = () => {
    if (maker.failed) return 'it failed';
    if (maker.made.length === 0) return 'nothing changed';
    if (!before) return 'it is new';
    if (before.ffmpeg !== now.ffmpeg) return `ffmpeg ${before.ffmpeg} became ${now.ffmpeg}`;
    if (before.profile !== now.profile) return 'the settings of Uggla changed';
    return before.folder === now.folder ? 'parts of it were missing' : 'its content changed';
  };
  return {...base, mode: maker.plan.renditions.length > 0 ? 'hls' : 'plain', made: maker.made, why: why()};
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
async function publishAll(publishing: Publishing, campus: AuthoredCampus, probes: ReadonlyMap<string, Probe>, makers: ReadonlyMap<string, StreamMaker>, onStep: (step: Step) => void): Promise<number> {
  onStep({phase: 'publish'});
  const media = new Map<string, MadeMedia>();
  for (const source of campus.media) {
    const probe = probes.get(source.id);
    const maker = makers.get(source.id);
    if (!probe || (maker && !maker.playable)) continue; // told, or not made yet
    media.set(source.id, await publishMedia(publishing, source, probe, await maker?.streams()));
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

async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}
