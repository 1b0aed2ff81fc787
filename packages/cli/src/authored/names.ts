import {createHash} from 'node:crypto';

/** What a file is for, told by its name. */
export type Role = 'video' | 'audio' | 'text' | 'captions' | 'chapters' | 'quiz' | 'picture' | 'book' | 'package';

/** What the name of an authored file says. */
export interface FileName {
  name: string;
  /** The number in front; `undefined` without one. */
  order: number | undefined;
  /** Number and stem as written: files that share it belong together. */
  key: string;
  /** The stem without its number. */
  stem: string;
  role: Role;
  language: string | undefined;
}

const roles: Readonly<Record<string, Role>> = {
  mp4: 'video',
  m4v: 'video',
  mov: 'video',
  webm: 'video',
  mkv: 'video',
  avi: 'video',
  mpg: 'video',
  mpeg: 'video',
  ts: 'video',
  mts: 'video',
  m2ts: 'video',
  wmv: 'video',
  flv: 'video',
  '3gp': 'video',
  ogv: 'video',
  mp3: 'audio',
  m4a: 'audio',
  aac: 'audio',
  wav: 'audio',
  flac: 'audio',
  ogg: 'audio',
  oga: 'audio',
  opus: 'audio',
  wma: 'audio',
  aif: 'audio',
  aiff: 'audio',
  md: 'text',
  markdown: 'text',
  vtt: 'captions',
  srt: 'captions',
  jpg: 'picture',
  jpeg: 'picture',
  png: 'picture',
  webp: 'picture',
  avif: 'picture',
  gif: 'picture',
  svg: 'picture',
  pdf: 'book',
  epub: 'book',
  zip: 'package',
  h5p: 'package',
};

/** What a file's name says; `undefined` for a file that is none of ours. */
export function parseFileName(name: string, languages: readonly string[]): FileName | undefined {
  const normal = name.normalize('NFC');
  const dot = normal.lastIndexOf('.');
  if (dot <= 0) return undefined;
  let rest = normal.slice(0, dot);
  const extension = normal.slice(dot + 1).toLowerCase();
  let role = roles[extension];
  if (extension === 'yml' || extension === 'yaml') {
    if (!/\.quiz$/i.test(rest)) return undefined;
    rest = rest.slice(0, -'.quiz'.length);
    role = 'quiz';
  }
  if (!role) return undefined;
  let language: string | undefined;
  if (role !== 'picture' && role !== 'quiz') {
    const end = /\.([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)$/.exec(rest);
    const tag = end && languageOf(end[1]!, languages);
    if (end && tag) {
      language = tag;
      rest = rest.slice(0, end.index);
    }
  }
  if (role === 'captions' && /\.chapters$/i.test(rest)) {
    role = 'chapters';
    rest = rest.slice(0, -'.chapters'.length);
  }
  const {order, stem} = splitOrder(rest);
  return {name, order, key: rest, stem, role, language};
}

/** The number that gives the order, and the name behind it: `10-epis` → 10, `epis`. */
export function splitOrder(name: string): {order: number | undefined; stem: string} {
  const match = /^(\d{1,6})[-_. ]+(?=.)/u.exec(name);
  return match ? {order: Number(match[1]), stem: name.slice(match[0].length)} : {order: undefined, stem: name};
}

/** An id made of a name: ASCII letters, digits and `-`. A name without any gets an id of its hash. */
export function slug(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/ß/g, 'ss')
    .replace(/[ðđ]/gi, 'd')
    .replace(/[øœ]/gi, 'o')
    .replace(/æ/gi, 'ae')
    .replace(/ł/gi, 'l')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80)
    .replace(/-+$/, '');
  return plain || `item-${createHash('sha256').update(name.normalize('NFC')).digest('hex').slice(0, 8)}`;
}

/** A title made of a name: `evacuacion_de-planta` → `Evacuacion de planta`. */
export function titleOf(stem: string): string {
  const words = stem.replace(/[-_]+/g, ' ').replace(/\s+/g, ' ').trim();
  if (!words) return stem;
  const [first = '', ...rest] = [...words];
  return first.toLocaleUpperCase() + rest.join('');
}

/** Whether an id may stand in a path and an address. */
export function isId(id: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._-]{0,119}$/.test(id) && !id.includes('..');
}

/** In the order of the numbers, those without behind; then by name, digits by value. */
export function byOrder(
  a: {order: number | undefined; stem: string},
  b: {order: number | undefined; stem: string},
): number {
  const difference = (a.order ?? Infinity) - (b.order ?? Infinity);
  return Number.isNaN(difference) || difference === 0
    ? natural.compare(a.stem, b.stem) || (a.stem < b.stem ? -1 : 1)
    : difference;
}

const natural = new Intl.Collator('en', {numeric: true, sensitivity: 'base'});
const languageNames = new Intl.DisplayNames('en', {type: 'language', fallback: 'none'});

/** The language that a part of a name stands for, as the campus writes it. */
function languageOf(tag: string, languages: readonly string[]): string | undefined {
  const known = languages.find((one) => one.toLowerCase() === tag.toLowerCase());
  if (known !== undefined) return known;
  try {
    const base = tag.split('-')[0]!;
    return base === base.toLowerCase() && languageNames.of(tag) !== undefined
      ? Intl.getCanonicalLocales(tag)[0]
      : undefined;
  } catch {
    return undefined;
  }
}
