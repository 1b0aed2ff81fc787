import {matchLanguage} from '@uggla/protocol';
import type {ReactiveController} from 'lit';
import type {MediaEngine} from '../engine/media-engine.js';
import type {PlaybackController, PlaybackHost} from './playback-controller.js';

/** What is chosen for. */
export interface ChoicesHost extends PlaybackHost {
  readonly playback: PlaybackController;
  /** The viewer wishes to save data. */
  readonly savesData: boolean;
  /** Shown as sound without a picture. */
  readonly sound: boolean;
}

/** What `auto` may choose while data are saved: lines enough to read a screen in it, at a third of the bytes of 720. */
const SAVER_LINES = 480;

/** Gives each engine the quality and the language of sound that are wished for, as soon as it knows what there is. */
export class ChoicesController implements ReactiveController {
  readonly #host: ChoicesHost;
  #quality: unknown[] = [];
  #saver: unknown[] = [];
  #audio: unknown[] = [];

  constructor(host: ChoicesHost) {
    this.#host = host;
    host.addController(this);
  }

  hostUpdate(): void {
    const {engine} = this.#host.playback;
    if (!engine) return;
    const {quality, savesData, sound, audioLanguage, usualAudio, languages} = this.#host;
    engine.hearOnly?.(sound);
    const saver = [engine, savesData];
    if (isNew(saver, this.#saver)) engine.capLines(savesData ? SAVER_LINES : Infinity);
    this.#saver = saver;
    const wishes = [engine, quality, engine.levels.length];
    if (engine.levels.length > 1 && isNew(wishes, this.#quality)) {
      this.#quality = wishes;
      const id = levelFor(engine, quality);
      if (id !== engine.level) engine.setLevel(id);
    }
    const wanted = [audioLanguage || usualAudio || languages[0] || ''];
    const sounds = [engine, ...wanted, engine.audioTracks.length];
    if (engine.audioTracks.length > 1 && isNew(sounds, this.#audio)) {
      this.#audio = sounds;
      const match = matchLanguage(
        engine.audioTracks.map(({language}) => language),
        wanted,
      );
      const id = engine.audioTracks.findIndex(({language}) => language === match);
      if (id >= 0 && id !== engine.audioTrack) engine.setAudioTrack(id);
    }
  }
}

/** The level of a `quality`: the highest that has no more lines, else the lowest; -1 for `auto`. */
export function levelFor({levels}: Pick<MediaEngine, 'levels'>, quality: string): number {
  const lines = Number.parseInt(quality, 10);
  if (!(lines > 0)) return -1;
  const byHeight = [...levels].sort((a, b) => a.height - b.height || a.bitrate - b.bitrate);
  return (byHeight.findLast(({height}) => height <= lines) ?? byHeight[0])?.id ?? -1;
}

function isNew(now: readonly unknown[], before: readonly unknown[]): boolean {
  return now.some((one, at) => one !== before[at]);
}
