import {isRightToLeft} from '@uggla/protocol';

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
