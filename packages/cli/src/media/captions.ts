import {readFile} from 'node:fs/promises';
import type {SourceFile} from '../authored/model.js';
import type {Problems} from '../problems.js';

/** A caption: what is heard from `start` to `end`, in seconds. */
export interface Cue {
  start: number;
  end: number;
  /** WebVTT cue text: may hold `<i>`, `<b>`, `<u>`, `<v Name>`. */
  text: string;
}

/** What we use of media-captions, whose own types name files without their endings. */
interface CaptionsParser {
  parseText(
    text: string,
    options: {type: 'srt' | 'vtt'; strict: boolean},
  ): Promise<{cues: {startTime: number; endTime: number; text: string}[]}>;
}

/**
 * Reads a WebVTT or SRT file. A cue with wrong times is told with its line and left out; a file without any good cue
 * gives an empty list.
 *
 * @param duration - Length of the film: cues that start behind its end are told.
 */
export async function readCues(file: SourceFile, duration: number, problems: Problems): Promise<Cue[]> {
  const {parseText} = (await import('media-captions')) as unknown as CaptionsParser;
  const text = decode(await readFile(file.path));
  const type = /\.srt$/i.test(file.name) ? 'srt' : 'vtt';
  const flaws = wrongTimes(text, file, duration, problems);
  if (type === 'vtt' && !/^\uFEFF?WEBVTT/.test(text)) {
    problems.error('captions-invalid', 'the file does not begin with “WEBVTT”', {
      file: file.name,
      line: 1,
      cure: 'Begin it with a line “WEBVTT” and an empty line; or name it .srt if it is SubRip.',
    });
    flaws.count++;
  }
  // some SubRip files say behind the times where on the picture it stands
  const {cues} = await parseText(type === 'srt' ? text.replace(/(-->\s*[\d:.,]+)[^\r\n]*/g, '$1') : text, {
    type,
    strict: false,
  });
  const good = cues
    .filter(({startTime, endTime}) => endTime > startTime && startTime < duration + 1)
    .map(({startTime, endTime, text: said}) => ({
      start: startTime,
      end: Math.min(endTime, Math.max(duration, startTime + 0.1)),
      text: cleanText(said),
    }))
    .filter((cue) => cue.text !== '')
    .sort((a, b) => a.start - b.start || a.end - b.end);
  if (good.length === 0 && flaws.count === 0) {
    problems.error('captions-invalid', 'the file holds no captions', {
      file: file.name,
      cure: 'Each is a line of times, 00:00:01.000 --> 00:00:03.000, and its text under it.',
    });
  }
  return good;
}

/** Plain text as the text of a cue. */
export function cueText(plain: string): string {
  return plain.replace(/[<&>]/g, (sign) => ({'<': '&lt;', '>': '&gt;', '&': '&amp;'})[sign]!);
}

/**
 * A WebVTT file of cues.
 *
 * @param note - Stands at its head, for who opens the file.
 */
export function writeVtt(cues: readonly Cue[], note?: string): string {
  return `WEBVTT\n\n${note === undefined ? '' : `NOTE ${note}\n\n`}${cues.map(({start, end, text}) => `${clock(start)} --> ${clock(end)}\n${text}\n`).join('\n')}`;
}

/** What a cue says, without markup. */
export function plainText(text: string): string {
  return text
    .replace(/<[^>]*>/g, '')
    .replace(/&(lt|gt|amp|nbsp|lrm|rlm);/g, (_, name: string) => ({lt: '<', gt: '>', amp: '&', nbsp: ' '})[name] ?? '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Seconds as WebVTT writes them: `01:02:03.456`. */
export function clock(seconds: number): string {
  const ms = Math.round(seconds * 1000);
  const pad = (value: number, width = 2) => String(Math.floor(value)).padStart(width, '0');
  return `${pad(ms / 3_600_000)}:${pad((ms / 60_000) % 60)}:${pad((ms / 1000) % 60)}.${pad(ms % 1000, 3)}`;
}

function wrongTimes(text: string, file: SourceFile, duration: number, problems: Problems): {count: number} {
  const flaws = {count: 0};
  const tell = (line: number, message: string, cure: string) => {
    flaws.count++;
    if (flaws.count <= 2) problems.error('captions-invalid', message, {file: file.name, line, cure});
  };
  for (const [at, line] of text.split(/\r\n|\r|\n/).entries()) {
    if (!/-->|^\s*\d+:\d+[\d:]*[.,]\d+\s*-+>/.test(line)) continue;
    const match =
      /^\s*(?:(\d{1,3}):)?([0-5]?\d):([0-5]?\d)[.,](\d{1,3})\s*-->\s*(?:(\d{1,3}):)?([0-5]?\d):([0-5]?\d)[.,](\d{1,3})(?:\s|$)/.exec(
        line,
      );
    if (!match) {
      tell(
        at + 1,
        `these are no times: “${line.trim().slice(0, 60)}”`,
        'Write them as 00:00:01.000 --> 00:00:03.000; minutes and seconds go to 59.',
      );
      continue;
    }
    const [start, end] = [seconds(match.slice(1, 5)), seconds(match.slice(5, 9))];
    if (end <= start)
      tell(
        at + 1,
        `the caption ends (${clock(end)}) before it starts (${clock(start)})`,
        'Swap or mend the two times.',
      );
    else if (start >= duration + 1)
      tell(
        at + 1,
        `the caption starts at ${clock(start)}, the film ends at ${clock(duration)}`,
        'Is it the file of another film? Else take the caption out.',
      );
  }
  if (flaws.count > 2)
    problems.error('captions-invalid', `${flaws.count - 2} further captions of this file have wrong times`, {
      file: file.name,
      cure: 'Mend the first two and build again.',
    });
  return flaws;
}

function seconds([hours, minutes, secs, ms]: (string | undefined)[]): number {
  return Number(hours ?? 0) * 3600 + Number(minutes) * 60 + Number(secs) + Number((ms ?? '0').padEnd(3, '0')) / 1000;
}

/** Only the tags of WebVTT that mean something everywhere, and no other `<`; no ASS codes; no line that a parser would take for another cue. */
function cleanText(text: string): string {
  return text
    .replace(/\{\\[^}]*\}/g, '')
    .replace(/<(?!\/?(?:i|b|u|v|lang|ruby|rt)(?:[\s.>]))(?:[/a-z]|\d+:)[^<>]*>/gi, '')
    .replace(/<(?![/a-z][^<>]*>)/gi, '&lt;') // “2 < 3”: SubRip knows no escapes
    .split(/\r\n|\r|\n/)
    .map((line) => line.replaceAll('-->', '→').trim())
    .filter((line) => line !== '')
    .join('\n');
}

function decode(bytes: Uint8Array): string {
  const utf16 =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : undefined;
  if (utf16) return new TextDecoder(utf16).decode(bytes);
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes); // what old subtitle programs write
  }
}
