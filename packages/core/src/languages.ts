/**
 * The languages that `host` should speak, best first: its own `lang`, that of the nearest element around it (through
 * shadow roots), then the browser's.
 */
export function wantedLanguages(host: Element): string[] {
  const found = nearestAttribute(host, 'lang');
  const own = found ? [found] : [];
  return [...new Set([...own, ...(globalThis.navigator?.languages ?? [])])];
}

/** The writing direction around `host`. */
export function directionOf(host: Element): 'ltr' | 'rtl' {
  const found = nearestAttribute(host, 'dir')?.toLowerCase();
  if (found === 'rtl' || found === 'ltr') return found;
  return isRightToLeft(wantedLanguages(host)[0] ?? '') ? 'rtl' : 'ltr';
}

/** Scripts that run from the right. */
const RIGHT_TO_LEFT = new Set(['Adlm', 'Arab', 'Hebr', 'Nkoo', 'Rohg', 'Syrc', 'Thaa']);

const directions = new Map<string, boolean>();

/** Ours and their like, without a script of their own: of them nobody need ask `Intl`, whose first answer takes a page 20 ms. */
const LEFT_TO_RIGHT = /^(?:ca|de|en|es|eu|fr|gl|it|pt)(?:-..)?$/i;

function isRightToLeft(language: string): boolean {
  if (LEFT_TO_RIGHT.test(language)) return false;
  let known = directions.get(language);
  if (known === undefined) {
    const tag = canonicalTag(language);
    directions.set(
      language,
      (known = tag !== undefined && RIGHT_TO_LEFT.has(new Intl.Locale(tag).maximize().script ?? '')),
    );
  }
  return known;
}

/** A tag that `Intl` takes; `undefined` for what is none. Pages write `es_ES`, `es-` and worse. */
export function canonicalTag(language: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(language.replaceAll('_', '-'))[0];
  } catch {
    return undefined;
  }
}

function nearestAttribute(host: Element, name: string): string | undefined {
  for (let at: Element | null = host; at; at = parentOf(at)) {
    const value = at.getAttribute(name);
    if (value) return value;
  }
  return undefined;
}

function parentOf(element: Element): Element | null {
  if (element.assignedSlot) return element.assignedSlot;
  if (element.parentElement) return element.parentElement;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}
