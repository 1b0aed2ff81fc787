import type {Draft} from '../conversation/message.js';
import {Sentences} from '../conversation/sentences.js';

/** Milliseconds between two looks whether an answer that is still coming has finished another sentence. */
const LOOK_MS = 300;

/** Milliseconds to wait for the list of voices, which some browsers fill late. */
const VOICES_MS = 1500;

/** A voice for a language: one of this device before one of a service. `undefined`: there is none. */
export async function voiceFor(language: string): Promise<SpeechSynthesisVoice | undefined> {
  if (speechSynthesis.getVoices().length === 0) {
    await new Promise((resolve) => {
      speechSynthesis.addEventListener('voiceschanged', resolve, {once: true});
      setTimeout(resolve, VOICES_MS);
    });
  }
  const [wanted] = language.toLowerCase().split('-');
  const good = speechSynthesis.getVoices().filter(({lang}) => lang.toLowerCase().split(/[-_]/)[0] === wanted);
  const whole = (voice: SpeechSynthesisVoice) => voice.lang.replace('_', '-').toLowerCase() === language.toLowerCase();
  const rank = (voice: SpeechSynthesisVoice) => (voice.localService ? 2 : 0) + (whole(voice) ? 1 : 0);
  return good.sort((one, other) => rank(other) - rank(one))[0];
}

/** Reads one answer aloud, sentence by sentence, also while it comes. */
export class Reader {
  readonly answer: Draft;
  readonly #voice: SpeechSynthesisVoice;
  readonly #ended: () => void;
  readonly #sentences = new Sentences();
  #waiting: string[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #over = false;

  constructor(answer: Draft, voice: SpeechSynthesisVoice, ended: () => void) {
    this.answer = answer;
    this.#voice = voice;
    this.#ended = ended;
    this.#next();
  }

  /** Falls silent. */
  stop(): void {
    if (this.#over) return;
    this.#over = true;
    clearTimeout(this.#timer);
    speechSynthesis.cancel();
    this.#ended();
  }

  #next(): void {
    if (this.#over) return;
    const {text, state} = this.answer;
    const whole = state !== 'waiting' && state !== 'streaming';
    this.#waiting.push(...split(this.#sentences.take(text, whole), this.#voice.lang));
    const sentence = this.#waiting.shift();
    if (sentence !== undefined) return this.#say(sentence);
    if (whole) return this.stop();
    this.#timer = setTimeout(() => this.#next(), LOOK_MS);
  }

  #say(sentence: string): void {
    const utterance = new SpeechSynthesisUtterance(sentence);
    utterance.lang = this.#voice.lang.replace('_', '-');
    utterance.voice = this.#voice;
    utterance.addEventListener('end', () => this.#next());
    utterance.addEventListener('error', () => this.stop());
    speechSynthesis.speak(utterance);
  }
}

/** One sentence at a time: what is long, some browsers break off. */
function split(text: string, language: string): string[] {
  if (text === '') return [];
  const segments = new Intl.Segmenter(language.replace('_', '-'), {granularity: 'sentence'}).segment(text);
  return Array.from(segments, ({segment}) => segment.trim()).filter(Boolean);
}
