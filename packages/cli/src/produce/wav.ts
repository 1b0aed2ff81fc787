/** Sound of one channel: samples from −1 to 1. */
export interface Sound {
  rate: number;
  samples: Float32Array;
}

/** Reads a WAV file of 16 bits a sample; `undefined` for all else. One that was written as it came says a wrong length. */
export function readWav(bytes: Uint8Array): Sound | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const name = (at: number) => String.fromCharCode(...bytes.subarray(at, at + 4));
  if (bytes.length < 12 || name(0) !== 'RIFF' || name(8) !== 'WAVE') return undefined;
  let [channels, rate] = [0, 0];
  for (let at = 12; at + 8 <= bytes.length;) {
    const length = view.getUint32(at + 4, true);
    const start = at + 8;
    if (name(at) === 'fmt ' && start + 16 <= bytes.length) {
      if (view.getUint16(start, true) !== 1 || view.getUint16(start + 14, true) !== 16) return undefined;
      [channels, rate] = [view.getUint16(start + 2, true), view.getUint32(start + 4, true)];
    }
    if (name(at) === 'data') {
      if (channels < 1 || channels > 8 || rate < 4000 || rate > 192_000) return undefined;
      const frames = Math.floor(Math.min(length, bytes.length - start) / (2 * channels));
      const samples = new Float32Array(frames);
      for (let n = 0; n < frames; n++) {
        let sum = 0;
        for (let channel = 0; channel < channels; channel++)
          sum += view.getInt16(start + 2 * (n * channels + channel), true);
        samples[n] = sum / channels / 32_768;
      }
      return {rate, samples};
    }
    at = start + length + (length % 2);
  }
  return undefined;
}

/** A WAV file of 16 bits a sample. */
export function writeWav({rate, samples}: Sound): Uint8Array {
  const bytes = new Uint8Array(44 + samples.length * 2);
  const view = new DataView(bytes.buffer);
  const put = (at: number, text: string) => bytes.set(Buffer.from(text, 'latin1'), at);
  put(0, 'RIFF');
  view.setUint32(4, bytes.length - 8, true);
  put(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true); // PCM
  view.setUint16(22, 1, true); // one channel
  view.setUint32(24, rate, true);
  view.setUint32(28, rate * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  put(36, 'data');
  view.setUint32(40, samples.length * 2, true);
  for (const [n, sample] of samples.entries())
    view.setInt16(44 + 2 * n, Math.round(Math.max(-1, Math.min(1, sample)) * 32_767), true);
  return bytes;
}

/** Quieter than this is silence. */
const HEARD = 0.004;

/** Without the silence around it: how long it takes to say, and no more. */
export function trim({rate, samples}: Sound): Sound {
  const isHeard = (sample: number) => Math.abs(sample) > HEARD;
  const first = samples.findIndex(isHeard);
  return {
    rate,
    samples: first < 0 ? samples.subarray(0, 0) : samples.subarray(first, samples.findLastIndex(isHeard) + 1),
  };
}

/** From when to when each part of a text is spoken, in seconds of the sound that says all of it. */
export interface Span {
  start: number;
  end: number;
}

/**
 * Finds the parts of what was spoken in one breath: each ends in the pause that is nearest to where its letters let it
 * be, or there, where no pause is near.
 *
 * @param weights - How long each part is, in letters.
 */
export function spansOf({rate, samples}: Sound, weights: readonly number[]): Span[] {
  const length = samples.length / rate;
  const pauses = weights.length > 1 ? pausesOf({rate, samples}) : [];
  const spans: Span[] = [];
  let [rest, start] = [weights.reduce((sum, one) => sum + one, 0), 0];
  for (const [at, weight] of weights.entries()) {
    if (at === weights.length - 1) {
      spans.push({start, end: length});
      break;
    }
    const likely = start + (weight / rest) * (length - start); // from where it begins, or it could end before that
    rest -= weight;
    const reach = Math.max(0.4, length * 0.12);
    const off = ({start: from, end}: Span) => Math.abs((from + end) / 2 - likely);
    const near = pauses.filter((one) => one.start > start && off(one) <= reach);
    const pause = near.sort((a, b) => off(a) - (a.end - a.start) - off(b) + (b.end - b.start))[0];
    spans.push({start, end: pause?.start ?? likely});
    start = pause?.end ?? likely;
  }
  return spans;
}

/** Where nothing is heard for 70 ms and more; a `p` or `t` is silent for less. */
function pausesOf({rate, samples}: Sound): Span[] {
  const step = Math.round(rate / 100);
  const least = 7;
  const pauses: Span[] = [];
  let quiet = 0;
  for (let at = 0; at * step < samples.length; at++) {
    const isQuiet = samples.subarray(at * step, (at + 1) * step).every((sample) => Math.abs(sample) < HEARD * 2);
    if (isQuiet) quiet++;
    else {
      if (quiet >= least) pauses.push({start: ((at - quiet) * step) / rate, end: (at * step) / rate});
      quiet = 0;
    }
  }
  return pauses;
}
