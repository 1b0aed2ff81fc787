/** The two versions of SCORM's run-time, by the names of their objects. */
export type ScormVersion = '1.2' | '2004';

const NAMES: Readonly<Record<ScormVersion, string>> = {'2004': 'API_1484_11', '1.2': 'API'};

/** Frames of frames: nobody nests deeper, and a window that is its own parent by mistake ends here. */
const DEEPEST = 100;

/** Where was looked, and what was found there. */
export interface Search {
  found?: {version: ScormVersion; api: Record<string, unknown>};
  /** One sentence for people who must find out why there is none. */
  looked: string;
}

/**
 * Looks for the object through which an LMS talks: in this window and those around it, then in the window that opened this
 * one and those around that. 2004 before 1.2, unless one of them is named.
 */
export function findApi(start: Window, version?: ScormVersion): Search {
  const around = parentsOf(start);
  const openers = around.flatMap((one) => openerOf(one) ?? []).flatMap(parentsOf);
  const windows = [...new Set([...around, ...openers])];
  let closed = 0;
  const wanted: readonly ScormVersion[] = version ? [version] : ['2004', '1.2'];
  for (const one of wanted) {
    closed = 0;
    for (const each of windows) {
      try {
        const api = (each as unknown as Record<string, unknown>)[NAMES[one]];
        if (isApi(api, one)) return {found: {version: one, api}, looked: ''};
      } catch {
        closed += 1; // a window of another origin shows nothing, but its parents may
      }
    }
  }
  const names = wanted.map((one) => NAMES[one]).join(' and ');
  const opened =
    openers.length > 0 ? `and ${openers.length} of the window that opened it` : 'and no other window opened it';
  const others = closed > 0 ? `; ${closed} of them belong to another web site and cannot be looked into` : '';
  return {
    looked: `Looked for ${names} in ${around.length} ${around.length === 1 ? 'window (the page is in no frame)' : 'windows around the page'} ${opened}${others}`,
  };
}

/** The window and all around it, innermost first. */
function parentsOf(start: Window): Window[] {
  const found: Window[] = [start];
  for (let one = start; one.parent && one.parent !== one && found.length < DEEPEST; one = one.parent)
    found.push(one.parent);
  return found;
}

function openerOf(one: Window): Window | undefined {
  try {
    return (one.opener as Window | null) ?? undefined;
  } catch {
    return undefined;
  }
}

/** A variable of the LMS's own page may be called API too: what counts is what it can do. */
function isApi(value: unknown, version: ScormVersion): value is Record<string, unknown> {
  const name = version === '2004' ? 'Initialize' : 'LMSInitialize';
  return typeof value === 'object' && value !== null && typeof (value as Record<string, unknown>)[name] === 'function';
}
