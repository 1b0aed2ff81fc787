import {exactPicture, runFfmpeg, type Tools} from './ffmpeg.js';
import {turnOf, type Size} from './picture.js';

/** Sides of a cover, in pixels, between which podcast directories take it (Apple Podcasts, “Artwork requirements”). */
const LEAST = 1400;
const MOST = 3000;

/** Whether a picture is what podcast directories take: a square JPEG or PNG of their size. */
export function isCover(
  name: string,
  {width, height}: {width?: number | undefined; height?: number | undefined},
): boolean {
  return /\.(?:jpe?g|png)$/i.test(name) && width !== undefined && width === height && width >= LEAST && width <= MOST;
}

/**
 * Makes a square JPEG out of any picture: all of it, in the middle of itself, enlarged and out of focus. What is cut away of a cover
 * is mostly its title. Where the picture lets something through, that is white.
 */
export async function makeCover(tools: Tools, file: string, {width, height}: Size, target: string): Promise<void> {
  const side = Math.min(MOST, Math.max(LEAST, width, height));
  const coarse = Math.round(side / 10); // to blur a tenth of it costs a hundredth, and nobody sees it
  await runFfmpeg(tools, [
    '-noautorotate',
    '-i',
    `file:${file}`,
    '-filter_complex',
    [
      `color=white:s=${side}x${side},format=rgb24[paper]`,
      `[0:v:0]${await turnOf(file)}sidedata=mode=delete,format=rgba,split[over][under]`,
      `[under]scale=${coarse}:${coarse}:force_original_aspect_ratio=increase:flags=area,crop=${coarse}:${coarse},gblur=sigma=${coarse / 20},scale=${side}:${side}:flags=bicubic[ground]`,
      `[over]scale=${side}:${side}:force_original_aspect_ratio=decrease:flags=lanczos,setsar=1[whole]`,
      '[paper][ground]overlay=format=rgb[first]',
      '[first][whole]overlay=x=(W-w)/2:y=(H-h)/2:format=rgb,format=yuvj420p',
    ].join(';'),
    '-frames:v',
    '1',
    '-q:v',
    '3',
    ...exactPicture,
    '-threads',
    '1',
    '-filter_complex_threads',
    '1',
    '-c:v',
    'mjpeg',
    '-f',
    'image2',
    '-update',
    '1',
    target,
  ]);
}
