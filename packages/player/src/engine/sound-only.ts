/** A language of the sound that has a playlist of its own. */
export interface Voice {
  readonly language: string;
  readonly name: string;
  /** The one that the playlist itself prefers. */
  readonly preferred: boolean;
  readonly uri: string;
}

/** What of a master playlist can be heard without the picture being fetched. */
export interface SoundOnly {
  /** Languages to choose from; empty: the playlist has one sound, in one quality or several. */
  readonly voices: readonly Voice[];
  /** The playlist without its pictures, with that voice. */
  playlist(voice: number): string;
}

/** Codecs of sound by RFC 6381. */
const SOUND = /^(?:mp4a|ac-[34]|ec-3|opus|flac|mp3|alac|dts)/i;

/**
 * The sound of a master playlist; `undefined` where it cannot be had alone, as in a playlist of segments or one whose sound
 * lies in the segments of the picture (RFC 8216, 4.3.4). An engine that sees a picture anywhere leaves out what has none, so
 * it is given a playlist that has only what can be heard.
 */
export function soundOnly(playlist: string): SoundOnly | undefined {
  const lines = playlist.split(/\r?\n/);
  const voices = voicesOf(lines);
  const variants = lines.flatMap((line, at) =>
    line.startsWith('#EXT-X-STREAM-INF:') ? [{line, uri: uriAfter(lines, at)}] : [],
  );
  const heard = variants.filter(({line}) => isSound(line));
  if (voices.length === 0 && heard.length === 0) return undefined;
  const rest = restOf(lines);
  if (voices.length === 0) {
    const kept = heard.flatMap(({line, uri}) => [
      line.replace(/([:,])AUDIO="[^"]*"(,?)/, (_, before: string, after: string) => (before === ':' ? ':' : after)),
      uri,
    ]);
    return {voices, playlist: () => [...rest, ...kept, ''].join('\n')};
  }
  const codecs = variants.flatMap(({line}) => codecsOf(line)).find((codec) => SOUND.test(codec)) ?? 'mp4a.40.2';
  const bandwidth = (heard[0] && /[:,]BANDWIDTH=(\d+)/.exec(heard[0].line)?.[1]) ?? '128000';
  const subtitles = variants.map(({line}) => attribute(line, 'SUBTITLES')).find(Boolean);
  const variant = `#EXT-X-STREAM-INF:BANDWIDTH=${bandwidth},CODECS="${codecs}"${subtitles ? `,SUBTITLES="${subtitles}"` : ''}`;
  return {voices, playlist: (voice) => [...rest, variant, (voices[voice] ?? voices[0]!).uri, ''].join('\n')};
}

/** Each language once, though it may be there in several qualities. */
function voicesOf(lines: readonly string[]): Voice[] {
  const voices = new Map<string, Voice>();
  for (const line of lines) {
    const uri = /^#EXT-X-MEDIA:.*\bTYPE=AUDIO\b/.test(line) && attribute(line, 'URI');
    if (!uri) continue;
    const [language, name] = [attribute(line, 'LANGUAGE') ?? '', attribute(line, 'NAME') ?? ''];
    const key = JSON.stringify([language, name]);
    if (!voices.has(key)) voices.set(key, {language, name, uri, preferred: /[:,]DEFAULT=YES\b/.test(line)});
  }
  return [...voices.values()];
}

/** What is neither a variant nor a rendition of picture or sound: version, keys, definitions, subtitles. */
function restOf(lines: readonly string[]): string[] {
  return lines.filter((line, at) => {
    if (/^#EXT-X-(?:I-FRAME-)?STREAM-INF:/.test(line)) return false;
    if (line.startsWith('#EXT-X-MEDIA:')) return /\bTYPE=SUBTITLES\b/.test(line);
    const isUri = line.trim() !== '' && !line.startsWith('#');
    return (
      line.trim() !== '' &&
      !(
        isUri &&
        lines
          .slice(0, at)
          .findLast((one) => one.trim() !== '')
          ?.startsWith('#EXT-X-STREAM-INF:')
      )
    );
  });
}

function uriAfter(lines: readonly string[], at: number): string {
  return lines.slice(at + 1).find((line) => line.trim() !== '' && !line.startsWith('#')) ?? '';
}

function isSound(line: string): boolean {
  const codecs = codecsOf(line);
  return codecs.length > 0 && codecs.every((codec) => SOUND.test(codec)) && !/[:,]RESOLUTION=/.test(line);
}

function codecsOf(line: string): string[] {
  return (attribute(line, 'CODECS') ?? '')
    .split(',')
    .map((codec) => codec.trim())
    .filter(Boolean);
}

function attribute(line: string, name: string): string | undefined {
  return new RegExp(`[:,]${name}="([^"]*)"`).exec(line)?.[1];
}
