import {stat} from 'node:fs/promises';
import {join} from 'node:path';
import {UgglaError} from '@uggla/protocol';
import type {MediaSource} from '../authored/model.js';
import {hashOf} from '../files.js';
import type {Publishing} from '../publish/assets-of.js';
import {plainOf, posterOf, renditionOf, soundFileOf, soundOf} from './encode.js';
import {runRecipes, type Recipe, type Tools} from './ffmpeg.js';
import {measure, writeMaster, type AudioGroup, type Measured, type Variant} from './hls.js';
import {nameOf} from './make.js';
import {makePlaceholder} from './picture.js';
import {aboutPoster} from './posters.js';
import {planMedia, PROFILE, type Plan} from './plan.js';
import type {Probe} from './probe.js';
import {storyboardOf} from './storyboard.js';
import type {Streams} from './streams.js';

/** A part of what is made of a film: a folder that is moved into its place when it is whole. */
interface Part {
  name: string;
  /** Made before the campus is first shown: it costs no encoding of the film. */
  quick: boolean;
  recipe(room: string): Recipe | Promise<Recipe>;
}

/** The streams of one film or sound: what is there, what is still to be made. */
export class StreamMaker {
  readonly source: MediaSource;
  readonly plan: Plan;
  /** `media/<id>/<hash>` in the published folder. */
  readonly folder: string;
  /** Names of the parts that were made by this build. */
  readonly made: string[] = [];
  /** Something of it could not be made. */
  failed = false;
  readonly #publishing: Publishing & {tools: Tools};
  readonly #probe: Probe;
  readonly #files: string[];
  readonly #there = new Set<string>();
  readonly #key: string;

  private constructor(
    publishing: Publishing & {tools: Tools},
    source: MediaSource,
    probe: Probe,
    plan: Plan,
    files: string[],
    key: string,
  ) {
    this.#publishing = publishing;
    this.source = source;
    this.#probe = probe;
    this.plan = plan;
    this.#files = files;
    this.#key = key;
    this.folder = `media/${source.id}/${key.slice(0, 16)}`;
  }

  /** Plans a film, and looks what of it is there from an earlier build. */
  static async open(
    publishing: Publishing & {tools: Tools},
    source: MediaSource,
    probe: Probe,
    extra: readonly Probe[],
  ): Promise<StreamMaker> {
    const {cache, stage, tools} = publishing;
    const files = [source.file, ...source.sounds.map(({file}) => file)].map(({path}) => path);
    const plan = planMedia(source, probe, extra, await cache.size(source.file.path));
    const hashes = await Promise.all(files.map((path) => cache.hash(path)));
    const {renditions, sounds, split, plainCopy} = plan;
    const key = hashOf(
      PROFILE,
      tools.version,
      JSON.stringify({renditions, sounds: sounds.map(({name, copy}) => ({name, copy})), split, plainCopy}),
      ...hashes,
    );
    const maker = new StreamMaker(publishing, source, probe, plan, files, key);
    for (const {name} of maker.#parts()) {
      if (await stat(join(stage.out, maker.folder, name)).catch(() => undefined)) maker.#there.add(name);
    }
    return maker;
  }

  /** Seconds of the film. */
  get seconds(): number {
    return this.#probe.duration;
  }

  /** Whether what is there can be shown. */
  get playable(): boolean {
    return this.plan.renditions.length === 0
      ? this.plan.plainCopy || this.#there.has('plain')
      : this.#there.has('plain') || this.plan.renditions.some(({name}) => this.#there.has(name));
  }

  /** Names of the parts that are still to be made. */
  todo(which: 'quick' | 'all'): string[] {
    return this.#parts()
      .filter(({name, quick}) => !this.#there.has(name) && (quick || which === 'all'))
      .map(({name}) => name);
  }

  /**
   * Makes what is missing, each part whole or not at all: what costs no encoding in one run of ffmpeg, each quality that is
   * encoded in one of its own.
   */
  async make(which: 'quick' | 'all', onDone: (share: number) => void): Promise<void> {
    const todo = new Set(this.todo(which));
    const parts = this.#parts().filter(({name}) => todo.has(name));
    const runs = [parts.filter(({quick}) => quick), ...parts.filter(({quick}) => !quick).map((part) => [part])];
    let done = 0;
    for (const run of runs.filter(({length}) => length > 0)) {
      const onTime = (seconds: number) =>
        onDone((done + run.length * Math.min(1, seconds / this.#probe.duration)) / parts.length);
      try {
        await this.#makeTogether(run, onTime);
      } catch (caught) {
        if (run.length === 1 || !(caught instanceof UgglaError && caught.code === 'media-unreadable')) throw caught;
        // what can be made of it shall be made, and what cannot says why
        for (const part of run) await this.#makeTogether([part], onTime);
      }
      done += run.length;
    }
  }

  async #makeTogether(parts: readonly Part[], onTime: (seconds: number) => void): Promise<void> {
    const {stage, tools} = this.#publishing;
    const rooms: string[] = [];
    const recipes: Recipe[] = [];
    for (const part of parts) {
      const room = await stage.makeRoom(`${this.source.id}-${part.name}`);
      rooms.push(room);
      recipes.push(await part.recipe(room));
    }
    await runRecipes(tools, recipes, {onTime});
    for (const [at, {name}] of parts.entries()) {
      await stage.place(rooms[at]!, `${this.folder}/${name}`);
      this.#there.add(name);
      this.made.push(name);
    }
  }

  /** The poster, where there is one that was taken out of the film, and under what its {@link aboutPoster} is kept. */
  get poster(): {path: string; fact: string} | undefined {
    if (!this.#there.has('poster')) return undefined;
    return {path: join(this.#publishing.stage.out, `${this.folder}/poster/poster.jpg`), fact: `poster:${this.#key}`};
  }

  /** Keeps what is there, even where it is not yet enough to be shown. */
  keep(): void {
    for (const name of this.#there) this.#publishing.stage.keep(`${this.folder}/${name}`);
  }

  /** Stages what is there: the master playlist over all qualities that are whole, posters, the plain files. */
  async streams(): Promise<Streams> {
    const {cache, tools} = this.#publishing;
    const {plan, folder} = this;
    const streams: Streams = {languages: plan.split ? plan.sounds.slice(1).map(({language}) => language) : []};
    const hls = await this.#stageMaster();
    if (hls) streams.hls = hls;
    if (this.#there.has('plain')) {
      const [picture, sound] = [
        await this.#file('plain/video.mp4', 'video/mp4'),
        await this.#file('plain/audio.m4a', 'audio/mp4'),
      ];
      const fallback = picture ?? sound;
      if (fallback) streams.fallback = fallback;
      if (sound) streams.audio = sound;
    }
    const {poster} = this;
    if (poster)
      streams.poster = {
        src: `${folder}/poster/poster.jpg`,
        ...(await cache.fact(poster.fact, async () =>
          aboutPoster(poster.path, await makePlaceholder(poster.path, tools)),
        )),
      };
    if (this.#there.has('storyboard')) streams.storyboard = `${folder}/storyboard/storyboard.vtt`;
    return streams;
  }

  async #stageMaster(): Promise<string | undefined> {
    const {plan, folder} = this;
    const {stage} = this.#publishing;
    const {frameRate = 0, pace} = this.#probe.video ?? {};
    const variants: Variant[] = [];
    for (const {name, copy} of plan.renditions) {
      if (this.#there.has(name))
        variants.push({
          ...(await this.#measured(name)),
          uri: `${name}/index.m3u8`,
          frameRate: copy ? frameRate : (pace ?? frameRate),
        });
    }
    const tracks = [];
    for (const track of plan.sounds)
      if (this.#there.has(track.name)) tracks.push({track, measured: await this.#measured(track.name)});
    const [first] = tracks;
    if (variants.length === 0 && !(plan.renditions.length === 0 && first)) return undefined;
    const groups: AudioGroup[] = plan.split
      ? tracks.map(({track: {name, language}, measured}) => ({
          ...measured,
          uri: `${name}/index.m3u8`,
          language,
          name: nameOf(language),
        }))
      : [];
    if (plan.split && groups.length < plan.sounds.length) return undefined;
    const radio: Variant | undefined = first && {...first.measured, uri: `${first.track.name}/index.m3u8`};
    const whole = variants.length === plan.renditions.length;
    // its name says what it holds: the folder's files never change, and may be kept for ever
    const path = `${folder}/${whole ? 'main' : `main-${variants.length}`}.m3u8`;
    stage.text(path, writeMaster(variants, groups, radio));
    return path;
  }

  #measured(name: string): Promise<Measured> {
    const {cache, stage} = this.#publishing;
    return cache.fact(`measured:${this.#key}:${name}`, () => measure(join(stage.out, this.folder, name)));
  }

  async #file(name: string, type: string) {
    const path = `${this.folder}/${name}`;
    const found = await stat(join(this.#publishing.stage.out, path)).catch(() => undefined);
    return found && {path, type, bytes: found.size};
  }

  /** All that belongs to this film, in the order in which it is made. */
  #parts(): Part[] {
    const {plan} = this;
    const {tools} = this.#publishing;
    const [file = ''] = this.#files;
    const {audio, video, duration} = this.#probe;
    const sound = !audio ? 'none' : plan.sounds[0]?.copy ? 'copy' : 'encode';
    const parts: Part[] = [];
    const isFilm = plan.renditions.length > 0;
    if (plan.poster) parts.push({name: 'poster', quick: true, recipe: (room) => posterOf(tools, file, duration, room)});
    if (isFilm) {
      parts.push({
        name: 'plain',
        quick: plan.plainCopy,
        recipe: (room) => plainOf(file, {copy: plan.plainCopy, audio: sound}, room),
      });
    } else if (!plan.plainCopy) {
      parts.push({name: 'plain', quick: false, recipe: (room) => soundFileOf(file, false, room)});
    }
    for (const track of plan.sounds) {
      parts.push({
        name: track.name,
        quick: track.copy,
        recipe: (room) => soundOf(track, this.#files[track.input] ?? file, room),
      });
    }
    // the source as it is first, then from small to big: the sooner there is something to see
    const rising = [...plan.renditions].sort((a, b) => Number(b.copy) - Number(a.copy) || a.short - b.short);
    for (const rendition of rising) {
      parts.push({
        name: rendition.name,
        quick: rendition.copy,
        recipe: async (room) => {
          const done = plan.renditions.find(({name}) => this.#there.has(name));
          const cuts = done ? (await this.#measured(done.name)).starts : undefined;
          return renditionOf(rendition, {file, sound: plan.split ? 'none' : sound, cuts, pace: video?.pace}, room);
        },
      });
    }
    if (isFilm && video)
      parts.push({
        name: 'storyboard',
        quick: true,
        recipe: (room) => storyboardOf(file, {duration, width: video.width, height: video.height}, room),
      });
    return parts;
  }
}
