import {matchLanguage, pickText, type Text} from '@uggla/protocol';

/** A guide as the fault finder leads to it. */
export interface FaultGuide {
  readonly id: string;
  /** Address of its guide.json, as campus.json has it. */
  readonly src: string;
  readonly title: Text;
  readonly isRepair: boolean;
  /** What someone sees who needs it, in their words. */
  readonly symptoms: readonly Text[];
  /** What the machine shows. */
  readonly codes: readonly string[];
  /** Languages that it is in; empty when nobody says. */
  readonly languages: readonly string[];
}

/** A machine, and all guides for it. */
export interface Machine {
  /** What an address calls it: its mark, else its name. */
  readonly key: string;
  readonly name: Text;
  /** What it may be called by a code on it: marks and names, as `plain` has them. */
  readonly marks: ReadonlySet<string>;
  readonly guides: readonly FaultGuide[];
}

/**
 * The machines of a campus that there are guides for, in the order of the campus. Guides are of one machine when they name
 * the same mark or the same thing. A guide that names neither is of no machine, and left out.
 *
 * @param campus - What campus.json holds; what in it is not as it should be is passed over.
 */
export function machinesOf(campus: unknown): Machine[] {
  const machines: {key: string; name: Text; marks: Set<string>; guides: FaultGuide[]}[] = [];
  const seen = new Set<string>();
  for (const item of listOf(campus, 'packs').flatMap((pack) => listOf(pack, 'items'))) {
    const {
      id,
      kind,
      src,
      title,
      thing,
      machines: named,
      fault,
      symptoms,
      codes,
      type,
      languages,
    } = (item ?? {}) as Record<string, unknown>;
    if (kind !== 'guide' || typeof id !== 'string' || typeof src !== 'string' || !isText(title) || seen.has(id))
      continue;
    const own = words(named);
    const name = isText(thing) ? thing : own[0];
    if (name === undefined) continue;
    seen.add(id);
    const guide: FaultGuide = {
      id,
      src,
      title,
      isRepair: type === 'repair',
      symptoms: [fault, ...(Array.isArray(symptoms) ? symptoms : [])].filter(isText),
      codes: words(codes),
      languages: words(languages),
    };
    const marks = [...own, ...(isText(thing) ? (typeof thing === 'string' ? [thing] : Object.values(thing)) : [])]
      .map(plain)
      .filter((mark) => mark !== '');
    const known = machines.find((one) => marks.some((mark) => one.marks.has(mark)));
    if (!known) {
      machines.push({key: own[0] ?? pickText(name, []), name, marks: new Set(marks), guides: [guide]});
      continue;
    }
    known.guides.push(guide);
    for (const mark of marks) known.marks.add(mark);
  }
  return machines;
}

/** The machine that a code on it, or a person, calls so. */
export function machineOf(machines: readonly Machine[], called: string): Machine | undefined {
  const mark = plain(called);
  return mark === '' ? undefined : machines.find(({marks}) => marks.has(mark));
}

/** The guides for an error code: of one machine, or of any. */
export function guidesFor(code: string, machines: readonly Machine[]): {machine: Machine; guide: FaultGuide}[] {
  const wanted = plain(code);
  if (wanted === '') return [];
  return machines.flatMap((machine) =>
    machine.guides.filter(({codes}) => codes.some((one) => plain(one) === wanted)).map((guide) => ({machine, guide})),
  );
}

/** Whether a guide is in a language; nobody says so of a guide without languages. */
export function isIn(guide: FaultGuide, language: string): boolean {
  return guide.languages.length === 0 || matchLanguage(guide.languages, [language]) !== undefined;
}

/** A mark or code without what people leave out and mistake when they type it: case, accents, blanks, dashes. */
function plain(text: string): string {
  return text
    .normalize('NFKD')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

function listOf(value: unknown, name: string): unknown[] {
  const list = (value as Record<string, unknown> | null | undefined)?.[name];
  return Array.isArray(list) ? list : [];
}

function words(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string' && one.trim() !== '') : [];
}

function isText(value: unknown): value is Text {
  if (typeof value === 'string') return value.trim() !== '';
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const said = Object.values(value);
  return said.length > 0 && said.every((one) => typeof one === 'string');
}
