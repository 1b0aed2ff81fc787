import {ChatError} from '../chat-error.js';

/** Writes down what was said. */
export type Recognizer = (sound: Blob, options: {language: string; signal: AbortSignal}) => Promise<string>;

/** Samples a second: what whisper's models are made for. */
const RATE = 16_000;

/**
 * A recogniser at an address: a whisper.cpp server (`…/inference`), or what speaks as OpenAI's `…/audio/transcriptions`.
 * The sound is sent as WAV, which both read without any other program.
 */
export function recognizerAt(
  address: string,
  headers: () => Promise<Record<string, string>> = async () => ({}),
): Recognizer {
  return async (sound, {language, signal}) => {
    const form = new FormData();
    form.set('file', await toWav(sound), 'speech.wav');
    form.set('model', 'whisper-1');
    form.set('language', language.split('-')[0]!);
    form.set('response_format', 'json');
    const response = await fetch(address, {method: 'POST', body: form, headers: await headers(), signal});
    if (!response.ok)
      throw new ChatError('chat-speech-failed', `The recogniser answered ${response.status}`, {
        status: response.status,
      });
    const {text} = (await response.json()) as {text?: unknown};
    if (typeof text !== 'string') throw new ChatError('chat-speech-failed', 'The recogniser answered without a text');
    return text.replace(/\s+/g, ' ').trim();
  };
}

/** What a browser recorded, as WAV: one channel, 16 bits. */
async function toWav(sound: Blob): Promise<Blob> {
  const buffer = await new OfflineAudioContext(1, 1, RATE).decodeAudioData(await sound.arrayBuffer());
  const {length, numberOfChannels} = buffer;
  const view = new DataView(new ArrayBuffer(44 + length * 2));
  const text = (at: number, word: string) =>
    [...word].forEach((letter, index) => view.setUint8(at + index, letter.charCodeAt(0)));
  text(0, 'RIFF');
  view.setUint32(4, 36 + length * 2, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true); // PCM
  view.setUint16(22, 1, true);
  view.setUint32(24, RATE, true);
  view.setUint32(28, RATE * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, 'data');
  view.setUint32(40, length * 2, true);
  const channels = Array.from({length: numberOfChannels}, (_, index) => buffer.getChannelData(index));
  for (let at = 0; at < length; at++) {
    const sum = channels.reduce((all, samples) => all + samples[at]!, 0) / numberOfChannels;
    view.setInt16(44 + at * 2, Math.max(-1, Math.min(1, sum)) * 0x7fff, true);
  }
  return new Blob([view], {type: 'audio/wav'});
}
