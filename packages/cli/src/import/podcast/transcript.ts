import {UgglaError} from '@uggla/protocol';
import {clock, cueText} from '../../media/captions.js';

/**
 * A transcript with times as WebVTT: WebVTT itself, SubRip, or JSON of Podcasting 2.0 (`segments`).
 *
 * @throws {@link UgglaError} `download-failed`.
 */
export async function transcriptOf(bytes: Uint8Array): Promise<string> {
  const text = new TextDecoder()
    .decode(bytes)
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n');
  const cues = text.startsWith('{') ? segmentsOf(text) : await cuesOf(text);
  if (cues.length === 0) throw new UgglaError('download-failed', 'it holds no line with times');
  return `WEBVTT\n\n${cues.map(({start, end, said}) => `${clock(start)} --> ${clock(end)}\n${said}\n`).join('\n')}`;
}

interface Cue {
  start: number;
  end: number;
  said: string;
}

async function cuesOf(text: string): Promise<Cue[]> {
  const {parseText} = (await import('media-captions')) as unknown as {
    parseText(
      text: string,
      options: {type: 'srt' | 'vtt'; strict: boolean},
    ): Promise<{cues: {startTime: number; endTime: number; text: string}[]}>;
  };
  const {cues} = await parseText(text, {type: text.startsWith('WEBVTT') ? 'vtt' : 'srt', strict: false});
  return cues.flatMap(({startTime: start, endTime: end, text: said}) => cue(start, end, said));
}

function segmentsOf(text: string): Cue[] {
  const {segments} = JSON.parse(text) as {segments?: unknown};
  if (!Array.isArray(segments)) return [];
  return (segments as Record<string, unknown>[]).flatMap(({startTime, endTime, body, speaker} = {}) => {
    if (typeof startTime !== 'number' || typeof endTime !== 'number' || typeof body !== 'string') return [];
    const said = cueText(body);
    return cue(
      startTime,
      endTime,
      typeof speaker === 'string' && speaker !== '' ? `<v ${cueText(speaker).replace(/&\w+;/g, '')}>${said}` : said,
    );
  });
}

/** A cue ends with an empty line: there is none in it. */
function cue(start: number, end: number, text: string): Cue[] {
  const said = text
    .replace(/\n\s*\n/g, '\n')
    .replaceAll('-->', '→')
    .trim();
  return end > start && start >= 0 && said !== '' ? [{start, end, said}] : [];
}
