import {x} from 'tinyexec';
import type {SourceFile} from '../authored/model.js';
import type {Tools} from './ffmpeg.js';

/** A film is cut into segments only at key frames: further apart, starting and seeking get slow. */
export const MOST_KEY_SECONDS = 10;
/** A film of many hours with a key frame a second has fewer; of what has more, ffprobe is asked. */
const MOST_KEYS = 50_000;

/**
 * The greatest distance between two key frames: a film is cut into segments only there. The table of an MP4 tells them at
 * once; where it does not, or tells of few, ffprobe reads the whole film.
 */
export async function greatestKeyGap(
  file: SourceFile,
  {ffprobe}: Tools,
  {container, duration}: {container: string; duration: number},
): Promise<number> {
  const told = container === 'mp4' ? await keyTimesTold(file).catch(() => undefined) : undefined;
  const greatest = told?.length ? greatestGap(told, duration) : Infinity;
  return greatest <= MOST_KEY_SECONDS ? greatest : greatestGap(await askKeyTimes(file, ffprobe), duration);
}

/** When key frames come, by the table at the begin or the end of the file. */
async function keyTimesTold(file: SourceFile): Promise<number[]> {
  const {EncodedPacketSink, FilePathSource, Input, MP4, QTFF} = await import('mediabunny');
  const source = new FilePathSource(file.path, {handleUnhandledError: () => undefined});
  const input = new Input({source, formats: [MP4, QTFF]});
  try {
    const track = await input.getPrimaryVideoTrack();
    const times: number[] = [];
    if (!track) return times;
    const sink = new EncodedPacketSink(track);
    const options = {metadataOnly: true};
    for (
      let key = await sink.getFirstKeyPacket(options);
      key && times.length < MOST_KEYS;
      key = await sink.getNextKeyPacket(key, options)
    )
      times.push(key.timestamp);
    return times.length < MOST_KEYS ? times : [];
  } finally {
    input.dispose();
  }
}

async function askKeyTimes(file: SourceFile, ffprobe: string): Promise<number[]> {
  const {stdout} = await x(ffprobe, [
    '-v',
    'error',
    '-select_streams',
    'v:0',
    '-show_entries',
    'packet=pts_time,flags',
    '-of',
    'csv=p=0',
    `file:${file.path}`,
  ]);
  return stdout
    .split('\n')
    .filter((line) => /,K/.test(line))
    .map((line) => Number(line.split(',')[0]))
    .filter(Number.isFinite);
}

function greatestGap(times: readonly number[], duration: number): number {
  let [before, greatest] = [0, 0];
  for (const time of [...times.toSorted((a, b) => a - b), duration])
    [before, greatest] = [time, Math.max(greatest, time - before)];
  return Math.round(greatest * 1000) / 1000;
}
