/** A line of captions. */
export interface Cue {
  start: number;
  end: number;
  text: string;
}

const TIMES = /^(?:(\d+):)?(\d\d):(\d\d\.\d+)[ \t]+-->[ \t]+(?:(\d+):)?(\d\d):(\d\d\.\d+)/;
const ENTITIES: Readonly<Record<string, string>> = {amp: '&', lt: '<', gt: '>', nbsp: ' ', lrm: '', rlm: ''};

/** The lines of a WebVTT file (W3C WebVTT, 4), without their markup. */
export function readCues(text: string): Cue[] {
  return text
    .replace(/\r\n?/g, '\n')
    .split(/\n{2,}/)
    .flatMap((block): Cue[] => {
      const lines = block.split('\n');
      const at = lines.findIndex((line) => TIMES.test(line));
      const times = TIMES.exec(lines[at] ?? '');
      if (!times) return [];
      const [, hours, minutes, seconds, endHours, endMinutes, endSeconds] = times;
      const words = lines
        .slice(at + 1)
        .join(' ')
        .replace(/<[^>]*>/g, '')
        .replace(/&(\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole)
        .trim();
      return words === ''
        ? []
        : [{start: toSeconds(hours, minutes, seconds), end: toSeconds(endHours, endMinutes, endSeconds), text: words}];
    });
}

/** What is said in a part of a film; captions that roll up say every line twice. */
export function saidIn(cues: readonly Cue[], start: number, end: number): string {
  const lines = cues.filter((cue) => cue.start < end && cue.end > start).map(({text}) => text);
  const said = lines.filter((line, at) => line !== lines[at - 1]).join(' ');
  return said.length > LONGEST ? `${said.slice(0, LONGEST).replace(/\s+\S*$/, '')} …` : said;
}

/** Letters of what is quoted. */
const LONGEST = 240;

function toSeconds(hours = '0', minutes = '0', seconds = '0'): number {
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}
