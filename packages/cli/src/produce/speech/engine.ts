import type {Breath} from '../captions.js';

/** What speaks. */
export interface SpeechEngine {
  /** What its sound depends on: another one makes a script speak anew. */
  id: string;
  breath: Breath;
  /** The voice that it has for a language when none is named. */
  voiceOf(language: string): string;
  /**
   * Looks whether it is there, and has the voices.
   *
   * @throws {@link UgglaError} `speech-missing`, `voice-unknown`.
   */
  open(voices: ReadonlyMap<string, string>): Promise<void>;
  /**
   * The bytes of a sound file.
   *
   * @param speed - 1: as the engine speaks by itself.
   * @throws {@link UgglaError} `speech-failed`.
   */
  speak(text: string, voice: string, speed: number): Promise<Uint8Array>;
}
