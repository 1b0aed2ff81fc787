import {execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

/** Samples a second of all sound that is mixed here. */
export const RATE = 48_000;

const ffmpeg = process.env.UGGLA_FFMPEG ?? 'ffmpeg';

/** The voices of espeak-ng; any other engine is called through `UGGLA_SPEECH_COMMAND` (see README.md). */
const voices = {es: {narrator: 'es', guest: 'es+f2'}, en: {narrator: 'en-gb', guest: 'en-gb+f2'}};
const espeak = 'espeak-ng -v "$SPEECH_ESPEAK_VOICE" -s 152 -p 46 -g 1 -w "$SPEECH_OUT"';

/** Speaks `text` and gives its samples (mono, −1 to 1) without the silence around them; `tempo` above 1 is faster. */
export function speak(text, {lang, voice = 'narrator', tempo = 1}) {
  const folder = mkdtempSync(join(tmpdir(), 'speech-'));
  const wav = join(folder, 'line.wav');
  try {
    execFileSync('sh', ['-c', process.env.UGGLA_SPEECH_COMMAND ?? espeak], {
      input: text,
      env: {
        ...process.env,
        SPEECH_LANG: lang,
        SPEECH_VOICE: voice,
        SPEECH_OUT: wav,
        SPEECH_ESPEAK_VOICE: voices[lang][voice],
      },
    });
    const filter = `${tempo === 1 ? '' : `atempo=${tempo.toFixed(4)},`}aresample=${RATE}`;
    const raw = execFileSync(ffmpeg, ['-v', 'error', '-i', wav, '-af', filter, '-ac', '1', '-f', 'f32le', '-'], {
      maxBuffer: 1 << 28,
    });
    return trim(new Float32Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.length)));
  } finally {
    rmSync(folder, {recursive: true});
  }
}

function trim(samples) {
  const heard = (sample) => Math.abs(sample) > 0.004;
  return samples.subarray(Math.max(0, samples.findIndex(heard)), samples.findLastIndex(heard) + 1);
}

/** Two soft bells, for the first and the last second of a film. */
export function chime(notes = [523.25, 783.99]) {
  const samples = new Float32Array(RATE * 2.2);
  notes.forEach((frequency, n) => {
    for (let i = Math.round(n * 0.16 * RATE), k = 0; i < samples.length; i++, k++) {
      const t = k / RATE;
      const bell =
        Math.sin(2 * Math.PI * frequency * t) + 0.3 * Math.sin(4 * Math.PI * frequency * t) * Math.exp(-5 * t);
      samples[i] += 0.09 * bell * Math.min(1, t / 0.01) * Math.exp(-2.6 * t);
    }
  });
  return samples;
}

/** Lays pieces `{at (seconds), samples}` over each other into `seconds` of sound. */
export function mix(pieces, seconds) {
  const sum = new Float32Array(Math.ceil(seconds * RATE));
  for (const {at, samples} of pieces) {
    const offset = Math.round(at * RATE);
    for (let i = 0; i < samples.length && offset + i < sum.length; i++) sum[offset + i] += samples[i];
  }
  return sum;
}
