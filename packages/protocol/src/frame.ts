/**
 * What a page and `frame.html` say to one another. Books, documents and foreign pages live in that frame; the page
 * keeps the controls and the records.
 *
 * The frame's address carries the page's origin and a name for the talk (`frame.html#origin=…&talk=…`); each message
 * carries the name, goes to that origin alone, and is taken from that window and origin alone.
 *
 * @module
 */

/** What the frame can show. */
export type FrameContent =
  | {kind: 'epub' | 'pdf'; bytes: ArrayBuffer; place?: string; language: string; title: string; look: FrameLook}
  /** `trusted`: a page that the site itself published, which may keep its own origin even where that is the frame's. */
  | {kind: 'page'; src: string; title: string; trusted?: boolean}
  | FramePackage;

/** A package of another maker, which says itself what was done: it finds the run-time that its standard asks for. */
export interface FramePackage {
  kind: 'package';
  standard: 'scorm12' | 'scorm2004' | 'h5p';
  /** Address of the page that it begins with (SCORM), of its `h5p.json`. */
  src: string;
  title: string;
  language: string;
  learner: {id: string; name: string};
  mode: 'normal' | 'browse' | 'review';
  /** What it kept at its last visit, as `tracked` told it. */
  kept?: string;
  /** Under which name what it says last is found again, and when (ISO 8601) `kept` was kept, if ever; only where it counts. */
  memory?: {key: string; at: string};
  /** What its manifest hands to it (`cmi.launch_data`). */
  data?: string;
  /** Share of the points that passes, 0 to 1. */
  mastery?: number;
}

/** What a package says of what was done in it, over all visits. */
export interface PackageResult {
  completed: boolean;
  passed?: boolean;
  /** 0 to 1. */
  score?: number;
  /** How much of it is done, 0 to 1, where it says so before its end. */
  share?: number;
}

/** How a book shall look. */
export interface FrameLook {
  dark: boolean;
  /** Size of the text; 1 is the book's own. */
  scale: number;
}

/** An entry of a book's contents. */
export interface FrameContents {
  label: string;
  place: string;
  depth: number;
}

/** From the page to the frame. */
export type ToFrame =
  | {type: 'open'; content: FrameContent}
  | {type: 'go'; to: 'next' | 'previous' | {place: string} | {share: number}}
  | {type: 'look'; look: FrameLook}
  /** Looks through the whole book; nothing to look for takes the marks of the last search away. */
  | {type: 'search'; query: string}
  /** Somebody goes into it by the keys of a remote control. */
  | {type: 'enter'}
  /** What is highlighted: all of it. */
  | {type: 'marks'; marks: readonly FrameMark[]};

/** A highlight in a book. */
export interface FrameMark {
  id: string;
  place: string;
}

/** Where a book says what was looked for. */
export interface FrameFound {
  place: string;
  /** The chapter. */
  label?: string;
  /** The page, of a document that has them. */
  page?: number;
  before: string;
  match: string;
  after: string;
}

/** From the frame to the page. */
export type FromFrame =
  | {type: 'ready'}
  | {type: 'opened'; title?: string; pages?: number; direction: 'ltr' | 'rtl'; contents: readonly FrameContents[]}
  /** What is shown: from one share (0 to 1) of the book to another. */
  | {type: 'place'; place: string; start: number; end: number; label?: string; page?: number}
  /** What a search found, all at once; `query` as it was asked. */
  | {type: 'found'; query: string; found: readonly FrameFound[]}
  /** What the reader has selected, and where; both empty when nothing is any more. */
  | {type: 'selected'; place: string; text: string}
  /** What a package keeps for its next visit, and what was done; told whenever it says so. */
  | {type: 'tracked'; kept: string; result: PackageResult}
  /** The keys of a remote control have led out of it. */
  | {type: 'left'}
  /** The reader chose a highlight. */
  | {type: 'mark'; id: string}
  | {type: 'failed'; message: string};

/** More (characters) than this no package keeps: SCORM 2004 grants 64,000 and some for each answer. */
const MOST_KEPT = 1_000_000;

/** More places than this a search does not tell: nobody looks through them. */
export const MOST_FOUND = 200;

/** So many characters of what is selected are told. */
export const LONGEST_SELECTION = 2000;

/** The message of an envelope of this talk; `undefined` for anything else that a window may send. */
export function openEnvelope(data: unknown, talk: string): Record<string, unknown> | undefined {
  if (!isRecord(data) || data['uggla'] !== talk || !isRecord(data['message'])) return undefined;
  return typeof data['message']['type'] === 'string' ? data['message'] : undefined;
}

/** `value` as a message of the frame, if it has the shape of one. */
export function asFromFrame(value: Record<string, unknown>): FromFrame | undefined {
  switch (value['type']) {
    case 'ready':
      return {type: 'ready'};
    case 'left':
      return {type: 'left'};
    case 'failed':
      return {type: 'failed', message: text(value['message']) ?? ''};
    case 'found':
      return {
        type: 'found',
        query: text(value['query']) ?? '',
        found: Array.isArray(value['found']) ? value['found'].slice(0, MOST_FOUND).flatMap(asFound) : [],
      };
    case 'selected':
      return {type: 'selected', place: text(value['place']) ?? '', text: text(value['text']) ?? ''};
    case 'mark': {
      const id = text(value['id']);
      return id === undefined ? undefined : {type: 'mark', id};
    }
    case 'tracked': {
      const {kept, result} = value;
      if (typeof kept !== 'string' || kept.length > MOST_KEPT || !isRecord(result)) return undefined;
      const share = shareOf(result['share']);
      const score = shareOf(result['score']);
      const {passed} = result;
      return {
        type: 'tracked',
        kept,
        result: {
          completed: result['completed'] === true,
          ...(typeof passed === 'boolean' ? {passed} : {}),
          ...(score === undefined ? {} : {score}),
          ...(share === undefined ? {} : {share}),
        },
      };
    }
    case 'opened': {
      const title = text(value['title']);
      const pages = number(value['pages']);
      const contents = Array.isArray(value['contents']) ? value['contents'].flatMap(asContents) : [];
      return {
        type: 'opened',
        direction: value['direction'] === 'rtl' ? 'rtl' : 'ltr',
        contents,
        ...(title === undefined ? {} : {title}),
        ...(pages === undefined ? {} : {pages}),
      };
    }
    case 'place': {
      const place = text(value['place']);
      const start = number(value['start']);
      const end = number(value['end']);
      if (place === undefined || start === undefined || end === undefined) return undefined;
      const label = text(value['label']);
      const page = number(value['page']);
      return {
        type: 'place',
        place,
        start: shareOf(start)!,
        end: shareOf(end)!,
        ...(label === undefined ? {} : {label}),
        ...(page === undefined ? {} : {page}),
      };
    }
    default:
      return undefined;
  }
}

/** `value` as a message of the page, if it has the shape of one. */
export function asToFrame(value: Record<string, unknown>): ToFrame | undefined {
  switch (value['type']) {
    case 'look': {
      const look = asLook(value['look']);
      return look && {type: 'look', look};
    }
    case 'enter':
      return {type: 'enter'};
    case 'search':
      return {type: 'search', query: text(value['query']) ?? ''};
    case 'marks':
      return {type: 'marks', marks: Array.isArray(value['marks']) ? value['marks'].flatMap(asMark) : []};
    case 'go': {
      const {to} = value;
      if (to === 'next' || to === 'previous') return {type: 'go', to};
      if (!isRecord(to)) return undefined;
      const place = text(to['place']);
      const share = number(to['share']);
      if (place !== undefined) return {type: 'go', to: {place}};
      return share === undefined ? undefined : {type: 'go', to: {share}};
    }
    case 'open': {
      const content = isRecord(value['content']) ? asContent(value['content']) : undefined;
      return content && {type: 'open', content};
    }
    default:
      return undefined;
  }
}

function asContent(value: Record<string, unknown>): FrameContent | undefined {
  const {kind, bytes} = value;
  const title = text(value['title']) ?? '';
  if (kind === 'page') {
    const src = text(value['src']);
    return src !== undefined && /^https?:/i.test(src)
      ? {kind, src, title, ...(value['trusted'] === true ? {trusted: true} : {})}
      : undefined;
  }
  if (kind === 'package') return asPackage(value, title);
  const look = asLook(value['look']);
  if ((kind !== 'epub' && kind !== 'pdf') || !(bytes instanceof ArrayBuffer) || !look) return undefined;
  const place = text(value['place']);
  return {kind, bytes, title, look, language: text(value['language']) ?? '', ...(place === undefined ? {} : {place})};
}

function asPackage(value: Record<string, unknown>, title: string): FramePackage | undefined {
  const {standard, mode, kept, learner, memory} = value;
  const src = text(value['src']);
  if (
    (standard !== 'scorm12' && standard !== 'scorm2004' && standard !== 'h5p') ||
    src === undefined ||
    !/^https?:/i.test(src)
  )
    return undefined;
  const {id, name} = isRecord(learner) ? learner : {};
  const data = text(value['data']);
  const mastery = shareOf(value['mastery']);
  const [key, at] = isRecord(memory) ? [text(memory['key']), text(memory['at'])] : [];
  return {
    kind: 'package',
    standard,
    src,
    title,
    language: text(value['language']) ?? '',
    learner: {id: text(id) ?? '', name: text(name) ?? ''},
    mode: mode === 'browse' || mode === 'review' ? mode : 'normal',
    ...(typeof kept === 'string' && kept.length <= MOST_KEPT ? {kept} : {}),
    ...(key === undefined || at === undefined ? {} : {memory: {key, at}}),
    ...(data === undefined ? {} : {data}),
    ...(mastery === undefined ? {} : {mastery}),
  };
}

/** A number as a share, brought into 0 to 1. */
function shareOf(value: unknown): number | undefined {
  const share = number(value);
  return share === undefined ? undefined : Math.min(1, Math.max(0, share));
}

function asLook(value: unknown): FrameLook | undefined {
  if (!isRecord(value)) return undefined;
  const scale = number(value['scale']) ?? 1;
  return {dark: value['dark'] === true, scale: Math.min(3, Math.max(0.5, scale))};
}

function asFound(value: unknown): FrameFound[] {
  if (!isRecord(value)) return [];
  const place = text(value['place']);
  const label = text(value['label']);
  const page = number(value['page']);
  if (place === undefined) return [];
  return [
    {
      place,
      ...(label ? {label} : {}),
      ...(page === undefined ? {} : {page}),
      before: text(value['before']) ?? '',
      match: text(value['match']) ?? '',
      after: text(value['after']) ?? '',
    },
  ];
}

function asMark(value: unknown): FrameMark[] {
  if (!isRecord(value)) return [];
  const id = text(value['id']);
  const place = text(value['place']);
  return id === undefined || place === undefined ? [] : [{id, place}];
}

function asContents(value: unknown): FrameContents[] {
  if (!isRecord(value)) return [];
  const label = text(value['label']);
  const place = text(value['place']);
  return label === undefined || place === undefined ? [] : [{label, place, depth: number(value['depth']) ?? 0}];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value.slice(0, 10_000) : undefined;
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}
