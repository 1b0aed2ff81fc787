import {UgglaError} from '@uggla/protocol';
import {x} from 'tinyexec';
import type {SourceFile} from '../authored/model.js';
import type {Tools} from './ffmpeg.js';
import {greatestKeyGap} from './key-frames.js';

/** What is in a film or a sound. */
export interface Probe {
  /** Seconds. */
  duration: number;
  /** `mp4`, `webm`, `mp3` …: the container as a file ending. */
  container: string;
  video?: {
    codec: string;
    /** As shown: after rotation and pixel shape. */
    width: number;
    height: number;
    /** Frames a second; of uneven ones the rate that all of them fit into, where that is one. */
    frameRate: number;
    /** Frames a second to bring the picture to when it is encoded; not there where it may keep its own. */
    pace?: number;
    /** `yuv420p` …; empty when it was not asked. */
    pixels: string;
    /** Greatest distance between two key frames in seconds; 0 when it was not asked. */
    keyEvery: number;
    /** Turned, or with pixels that are not square: players that are handed segments may not know of it. */
    rotated: boolean;
  };
  audio?: {codec: string; channels: number; sampleRate: number};
}

/** More than these a second nobody sees in a film. */
const MOST_FRAMES = 60;

interface FfprobeStream {
  codec_type?: string;
  codec_name?: string;
  width?: number;
  height?: number;
  pix_fmt?: string;
  avg_frame_rate?: string;
  r_frame_rate?: string;
  sample_aspect_ratio?: string;
  channels?: number;
  sample_rate?: string;
  duration?: string;
  disposition?: {attached_pic?: number};
  side_data_list?: {rotation?: number}[];
}

/**
 * Asks ffprobe, or reads the file by ourselves where there is none.
 *
 * @throws {@link UgglaError} `media-unreadable`.
 */
export async function probe(file: SourceFile, tools: Tools | undefined): Promise<Probe> {
  const found = tools ? await askFfprobe(file, tools) : await readOurselves(file);
  if ((!found.video && !found.audio) || !(found.duration > 0)) {
    throw unreadable(file, found.video || found.audio ? 'it has no length' : 'it holds neither picture nor sound');
  }
  return found;
}

async function askFfprobe(file: SourceFile, tools: Tools): Promise<Probe> {
  const {exitCode, stdout, stderr} = await x(tools.ffprobe, [
    '-v',
    'error',
    '-print_format',
    'json',
    '-show_streams',
    '-show_format',
    `file:${file.path}`,
  ]);
  if (exitCode !== 0) throw unreadable(file, lastLine(stderr, file));
  const {streams = [], format = {}} = JSON.parse(stdout) as {
    streams?: FfprobeStream[];
    format?: {duration?: string; format_name?: string};
  };
  if (/^(hls|concat|dash|imf|sdp|tty)\b/.test(format.format_name ?? ''))
    throw unreadable(file, `it is no film, but a list that names others (${format.format_name})`);
  const video = streams.find((one) => one.codec_type === 'video' && one.disposition?.attached_pic !== 1);
  const audio = streams.find((one) => one.codec_type === 'audio');
  const own = Math.max(0, ...[video, audio].map((one) => Number(one?.duration ?? 0)).filter(Number.isFinite));
  const found: Probe = {
    duration: round(own || Number(format.duration ?? 0)),
    container: containerOf(format.format_name ?? ''),
  };
  if (video) {
    const turn =
      Math.abs((video.side_data_list ?? []).find(({rotation}) => rotation !== undefined)?.rotation ?? 0) % 360;
    const onSide = turn % 180 === 90;
    const [across = 1, down = 1] = (video.sample_aspect_ratio ?? '1:1').split(':').map(Number);
    const wide = Math.round((video.width ?? 0) * (across > 0 && down > 0 ? across / down : 1));
    found.video = {
      codec: video.codec_name ?? 'unknown',
      width: onSide ? (video.height ?? 0) : wide,
      height: onSide ? wide : (video.height ?? 0),
      ...paceOf(video),
      pixels: video.pix_fmt ?? '',
      keyEvery: video.codec_name === 'h264' ? await greatestKeyGap(file, tools, found) : 0,
      rotated: turn !== 0 || across !== down,
    };
  }
  if (audio)
    found.audio = {
      codec: audio.codec_name ?? 'unknown',
      channels: audio.channels ?? 0,
      sampleRate: Number(audio.sample_rate ?? 0),
    };
  return found;
}

/**
 * How fast frames come. Where they come unevenly, ffmpeg fills up to the rate that fits them all: for a recording of a
 * screen that may be a hundred a second and more, of which most say nothing new.
 */
function paceOf({avg_frame_rate, r_frame_rate}: FfprobeStream): {frameRate: number; pace?: number} {
  const [average, fitting] = [rate(avg_frame_rate), rate(r_frame_rate)];
  if (fitting > 0 && fitting <= MOST_FRAMES) return {frameRate: fitting};
  return {frameRate: average, ...(fitting > MOST_FRAMES ? {pace: Math.min(MOST_FRAMES, average || MOST_FRAMES)} : {})};
}

/** Without ffprobe: the container alone, read by mediabunny. */
async function readOurselves(file: SourceFile): Promise<Probe> {
  const {ALL_FORMATS, FilePathSource, Input} = await import('mediabunny');
  const source = new FilePathSource(file.path, {handleUnhandledError: () => undefined});
  const input = new Input({source, formats: ALL_FORMATS});
  try {
    const [video, audio, format] = await Promise.all([
      input.getPrimaryVideoTrack(),
      input.getPrimaryAudioTrack(),
      input.getFormat(),
    ]);
    const found: Probe = {
      duration: round(await input.computeDuration()),
      container: containerOf(format.name.toLowerCase()),
    };
    if (video) {
      const stats = await video.computePacketStats(100).catch(() => undefined);
      found.video = {
        codec: nameOf(video.codec),
        width: video.displayWidth,
        height: video.displayHeight,
        frameRate: Math.round((stats?.averagePacketRate ?? 0) * 1000) / 1000,
        pixels: '',
        keyEvery: 0,
        rotated: video.rotation % 180 !== 0,
      };
    }
    if (audio)
      found.audio = {codec: nameOf(audio.codec), channels: audio.numberOfChannels, sampleRate: audio.sampleRate};
    return found;
  } catch (cause) {
    throw unreadable(file, (cause as Error).message, cause);
  } finally {
    input.dispose();
  }
}

function nameOf(codec: string | null): string {
  return {avc: 'h264', hevc: 'hevc'}[codec ?? ''] ?? codec ?? 'unknown';
}

function containerOf(names: string): string {
  if (/mp4|mov|quicktime/.test(names)) return 'mp4';
  if (/webm/.test(names)) return 'webm';
  if (/matroska/.test(names)) return 'mkv';
  return names.split(',')[0] || 'unknown';
}

function rate(value: string | undefined): number {
  const [above = 0, below = 1] = (value ?? '').split('/').map(Number);
  return below > 0 && Number.isFinite(above / below) ? Math.round((above / below) * 1000) / 1000 : 0;
}

function round(seconds: number): number {
  return Number.isFinite(seconds) ? Math.round(seconds * 1000) / 1000 : 0;
}

function lastLine(stderr: string, file: SourceFile): string {
  return (stderr.trim().split('\n').at(-1) ?? 'it cannot be read')
    .replaceAll(`file:${file.path}`, file.name)
    .replaceAll(file.path, file.name);
}

function unreadable(file: SourceFile, why: string, cause?: unknown): UgglaError {
  return new UgglaError('media-unreadable', `this film or sound cannot be read: ${why}`, {
    file: file.name,
    cause,
    cure: 'Try whether it plays; copy or export it anew (MP4, H.264, AAC). A copy that broke off looks like this.',
  });
}
