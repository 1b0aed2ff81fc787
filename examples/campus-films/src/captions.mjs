/** `12.3` → `00:00:12.300`. */
export const clock = (seconds) => new Date(Math.round(seconds * 1000)).toISOString().slice(11, 23);

/** One cue a sentence, folded into two lines of about equal length where it is long. */
export function captions(lines, language) {
  return vtt(lines.map((line) => ({...line, text: fold(line[language])})));
}

/** One cue a scene that has a title. */
export function chapters(scenes, language) {
  const titled = scenes.filter(({title}) => title);
  return vtt(
    titled.map(({title, start}, i) => ({
      start: i === 0 ? 0 : start,
      end: titled[i + 1]?.start ?? scenes.at(-1).end,
      text: title[language],
    })),
  );
}

function vtt(cues) {
  return (
    ['WEBVTT', ...cues.map(({start, end, text}) => `${clock(start)} --> ${clock(end)}\n${text}`)].join('\n\n') + '\n'
  );
}

function fold(text, width = 42) {
  if (text.length <= width) return text;
  const breaks = [...text.matchAll(/ /g)].map(({index}) => index);
  const cost = (at) => Math.abs(at - text.length / 2) - (/[,;:.]/.test(text[at - 1]) ? 8 : 0);
  const at = breaks.reduce((best, next) => (cost(next) < cost(best) ? next : best));
  return `${text.slice(0, at)}\n${text.slice(at + 1)}`;
}
