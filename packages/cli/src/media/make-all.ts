import {availableParallelism} from 'node:os';
import {UgglaError} from '@uggla/protocol';
import type {MediaSource} from '../authored/model.js';
import {mapSome} from '../map-some.js';
import type {Publishing} from '../publish/assets-of.js';
import {diskFull, knowFull, type Tools} from './ffmpeg.js';
import {StreamMaker} from './make-streams.js';
import {probeMedia} from './make.js';
import {lookAtPosters} from './posters.js';
import type {Probe} from './probe.js';

/** Told how far the work is: the file in hand, and the share of the whole. */
export type OnShare = (subject: string, done: number) => void;

/** Browsers play these in a plain file. */
const playable: Readonly<Record<string, readonly string[]>> = {
  mp4: ['h264', 'av1', 'vp9'],
  webm: ['vp8', 'vp9', 'av1'],
};

/** Looks into every film and sound; what cannot be read is told and left out. */
export async function lookAtAll(
  publishing: Publishing,
  media: readonly MediaSource[],
  onShare: OnShare,
): Promise<Map<string, Probe>> {
  const probes = new Map<string, Probe>();
  let done = 0;
  const looks = await mapSome(media, jobs('quick'), async (source) => {
    onShare(source.file.name, done++ / media.length);
    try {
      return {probe: await look(publishing, source)};
    } catch (caught) {
      if (knowFull(caught) !== caught) throw diskFull(caught);
      return {caught};
    }
  });
  // told in the order of the films, whichever was looked at first
  for (const [at, {probe, caught}] of looks.entries()) {
    const {id, file} = media[at]!;
    if (probe) probes.set(id, probe);
    else publishing.problems.caught(caught, 'media-unreadable', {file: file.name});
  }
  return probes;
}

async function look(publishing: Publishing, source: MediaSource): Promise<Probe> {
  const probe = await probeMedia(publishing, source);
  if (source.kind === 'video' && !probe.video) {
    throw new UgglaError('media-unreadable', 'there is no picture in this film', {
      cure: 'If it is a sound, name it .m4a or .mp3.',
    });
  }
  if (
    !publishing.tools &&
    probe.video &&
    source.kind === 'video' &&
    !playable[probe.container]?.includes(probe.video.codec)
  ) {
    throw new UgglaError(
      'media-needs-ffmpeg',
      `browsers do not play ${probe.video.codec} in ${probe.container}, and there is no ffmpeg to convert it`,
      {cure: 'Install ffmpeg, or export the film as MP4 with H.264 and AAC.'},
    );
  }
  return probe;
}

/** Plans every film: what of it is there, what is to be made. */
export async function openAll(
  publishing: Publishing & {tools: Tools},
  media: readonly MediaSource[],
  probes: ReadonlyMap<string, Probe>,
): Promise<Map<string, StreamMaker>> {
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

/** Makes what is missing, some films at a time. A film that fails is told, the others go on; a full disk ends the work. */
export async function makeAll(
  publishing: Publishing,
  makers: ReadonlyMap<string, StreamMaker>,
  which: 'quick' | 'all',
  onShare: OnShare,
): Promise<void> {
  const todo = [...makers.values()].filter((maker) => !maker.failed && maker.todo(which).length > 0);
  const weight = todo.reduce((sum, {seconds}) => sum + seconds, 0);
  let done = 0;
  let isFull = false;
  await mapSome(todo, jobs(which), async (maker) => {
    if (isFull) return;
    const {seconds, source} = maker;
    try {
      await maker.make(which, (share) => onShare(source.file.name, (done + seconds * share) / weight));
    } catch (caught) {
      maker.failed = true;
      const error = knowFull(caught);
      if (error instanceof UgglaError && error.code === 'build-stopped') throw error;
      isFull ||= error instanceof UgglaError && error.code === 'disk-full';
      publishing.problems.caught(error, 'media-unreadable', {file: source.file.name});
    }
    done += seconds;
  });
  if (publishing.tools && !isFull)
    await lookAtPosters(
      publishing,
      publishing.tools,
      todo.flatMap(({poster}) => poster ?? []),
    );
}

/** Says which films are not shown because nothing was encoded. */
export function tellWaiting({problems}: Publishing, makers: Iterable<StreamMaker>): void {
  for (const {failed, playable, source} of makers) {
    if (failed || playable) continue;
    problems.warn('media-not-encoded', 'this film is left out: browsers play it only when it has been encoded', {
      file: source.file.name,
      cure: 'Build again without --no-encode.',
    });
  }
}

/** How many films are worked on at once: encoding one takes one core, reading it some of another; copying waits for the disk. */
function jobs(which: 'quick' | 'all'): number {
  const asked = Number(process.env['UGGLA_JOBS']);
  if (Number.isInteger(asked) && asked > 0) return asked;
  const cores = availableParallelism();
  return Math.min(8, which === 'quick' ? cores : Math.max(1, Math.floor(cores / 2)));
}
