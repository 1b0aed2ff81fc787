import {stat} from 'node:fs/promises';
import {resolve} from 'node:path';
import {pickText, UgglaError} from '@uggla/protocol';
import type {AuthoredCampus, MediaSource} from './authored/model.js';
import {isEmpty, readCampus} from './authored/read-campus.js';
import {Cache} from './cache.js';
import {isThere} from './files.js';
import {Lock} from './lock.js';
import {installLine} from './install-line.js';
import {findTools, knowFull, type Tools} from './media/ffmpeg.js';
import {lookAtAll, makeAll, openAll, tellWaiting} from './media/make-all.js';
import type {StreamMaker} from './media/make-streams.js';
import {PROFILE} from './media/plan.js';
import type {Probe} from './media/probe.js';
import {Problems} from './problems.js';
import type {Publishing} from './publish/assets-of.js';
import {tellHidden} from './publish/portfolio.js';
import {openPart, privateFolder, publishPrivate} from './publish/private.js';
import {stageAll} from './publish/publish-all.js';
import {Stage} from './publish/stage.js';

/** What {@link build} takes beside the folder. */
export interface BuildOptions {
  /** Where to publish; `published` in the authored folder. */
  out?: string | undefined;
  /** `false`: only what costs no encoding; the next build makes the rest. */
  encode?: boolean | undefined;
  /** Told what is being done. */
  onStep?: ((step: Step) => void) | undefined;
  /** Told when the campus can be shown, while smaller qualities may still be in the making. */
  onPublished?: ((out: string) => void) | undefined;
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
 * `lock-invalid`, `build-running`, `disk-full`.
 */
export async function build(
  folder: string,
  {out: named, encode = true, onStep = () => undefined, onPublished = () => undefined}: BuildOptions = {},
): Promise<BuildReport> {
  const started = performance.now();
  const root = resolve(folder);
  if (named === '')
    throw new UgglaError('usage-wrong', '--out names no folder', {
      cure: 'Name one, or leave --out away: then it is “published” in the authored folder.',
    });
  const out = resolve(named ?? `${root}/published`);
  if ((await stat(out).catch(() => undefined))?.isDirectory() === false) {
    throw new UgglaError('out-not-ours', `${out} is a file, not a folder`, {cure: 'Name another folder with --out.'});
  }
  if (root === out || root.startsWith(`${out}/`)) {
    throw new UgglaError('out-not-ours', 'a campus cannot be published into the folder that it is made from', {
      cure: 'Name another folder with --out.',
    });
  }
  onStep({phase: 'read'});
  const {campus: whole, publishing} = await openCampus(root, out, (read, problems) => {
    if (read.broken) {
      const {message, ...place} = problems.list.find(({code}) => code === 'lock-invalid')!;
      throw new UgglaError('lock-invalid', `${message}; nothing is published, since ids could change`, place);
    }
    return Stage.open(out);
  });
  const campus = openPart(whole);
  const hidden = whole.products.length - campus.products.length;
  const {stage, cache, lock, problems, tools} = publishing;
  try {
    await lock.write();
    const report = (media: MediaReport[], written: number): BuildReport => ({
      out,
      title: pickText(campus.title, campus.languages),
      languages: [...campus.languages],
      counts: {
        courses: campus.courses.length,
        guides: campus.guides.length,
        products: whole.products.length,
        media: media.length,
      },
      media,
      written,
      seconds: Math.round(performance.now() - started) / 1000,
      problems: problems.list,
    });
    if (isEmpty(whole)) return report([], 0);
    if (hidden > 0) tellHidden(publishing, hidden, whole.products.length);
    const probes = await lookAtAll(publishing, campus.media, (subject, done) => onStep({phase: 'look', subject, done}));
    const makers = tools ? await openAll({...publishing, tools}, campus.media, probes) : new Map<string, StreamMaker>();
    let written = 0;
    if ([...makers.values()].some((maker) => maker.todo('all').length > 0)) {
      await makeAll(publishing, makers, 'quick', (subject, done) => onStep({phase: 'repack', subject, done}));
      // shown as soon as there is something to see; but nothing that was there already is taken away for it
      const isWhole = [...makers.values()].every((maker) => maker.playable && !maker.failed);
      if (isWhole || !(await isThere(`${out}/campus.json`))) {
        await stageAll(publishing, campus, probes, makers);
        await lock.write();
        written += await stage.commit();
        stage.reset();
      }
      await cache.write().catch(() => undefined); // who is stopped while encoding shall not look at all films again
      onPublished(out);
      if (encode) await makeAll(publishing, makers, 'all', (subject, done) => onStep({phase: 'encode', subject, done}));
    }
    onStep({phase: 'publish'});
    await stageAll(publishing, campus, probes, makers);
    await lock.write(); // with the names of feeds that are new
    written += await stage.commit();
    onPublished(out);
    written += await publishPrivate(publishing, whole, out, {
      encode,
      onShare: (subject, done) => onStep({phase: 'encode', subject, done}),
    });
    if (!encode) tellWaiting(publishing, makers.values());
    const media = campus.media
      .filter(({id}) => probes.has(id))
      .map((one) => reportOf(publishing, one, probes.get(one.id)!, makers.get(one.id)));
    cache.prune();
    return report(media, written);
  } catch (caught) {
    throw knowFull(caught);
  } finally {
    await cache.write().catch(() => undefined);
    await stage.close();
  }
}

/** Reads an authored folder, and gets ready what publishing it needs. */
export async function openCampus(
  root: string,
  out: string,
  openStage: (lock: Lock, problems: Problems) => Promise<Stage>,
): Promise<{campus: AuthoredCampus; publishing: Publishing}> {
  const problems = new Problems();
  const lock = await Lock.read(root, problems);
  const cache = await Cache.read(root);
  const [campus, tools] = await Promise.all([
    readCampus(root, {
      problems,
      lock,
      cache,
      ignored: [out, `${root}/published`, privateFolder(out), privateFolder(`${root}/published`)],
    }),
    findTools(),
  ]);
  if (!tools && campus.media.length > 0) {
    problems.warn(
      'ffmpeg-missing',
      'there is no ffmpeg: films are published as they are (plain files), without qualities to choose from, posters and storyboards',
      {
        cure: `Install it: ${installLine('ffmpeg')}; or name it in UGGLA_FFMPEG. Then build again.`,
      },
    );
  }
  const stage = await openStage(lock, problems);
  return {
    campus,
    publishing: {root, stage, cache, lock, problems, tools, languages: campus.languages, main: campus.languages[0]!},
  };
}

function reportOf(
  {cache, tools}: Publishing,
  {id, file}: MediaSource,
  probe: Probe,
  maker: StreamMaker | undefined,
): MediaReport {
  const base = {id, file: file.name, duration: probe.duration};
  if (!maker || !tools) return {...base, mode: 'plain', made: [], why: 'there is no ffmpeg'};
  const before = cache.recall(`made:${id}`) as {folder: string; ffmpeg: string; profile: string} | undefined;
  const now = {folder: maker.folder, ffmpeg: tools.version, profile: PROFILE};
  if (!maker.failed) cache.keep(`made:${id}`, now);
  return {
    ...base,
    mode: maker.plan.renditions.length > 0 ? 'hls' : 'plain',
    made: maker.made,
    why: whyMade(maker, before, now),
  };
}

function whyMade(
  maker: StreamMaker,
  before: {folder: string; ffmpeg: string; profile: string} | undefined,
  now: {folder: string; ffmpeg: string; profile: string},
): string {
  if (maker.failed) return 'it failed';
  if (maker.made.length === 0) return 'nothing changed';
  if (!before) return 'it is new';
  if (before.ffmpeg !== now.ffmpeg) return `ffmpeg ${before.ffmpeg} became ${now.ffmpeg}`;
  if (before.profile !== now.profile) return 'the settings of Uggla changed';
  return before.folder === now.folder ? 'parts of it were missing' : 'its content changed';
}

export type {Tools};
