/** Elements of a book that could act rather than be read. */
const ACTIVE = 'script, iframe, frame, object, embed, base, meta[http-equiv], form[action]';

/**
 * A page of a book without what could run: scripts, frames, handlers, `javascript:` addresses. The frame's policy would
 * stop them too; this is the second lock on the door.
 */
export function cleanPage(source: string, type: string): string {
  const page = new DOMParser().parseFromString(source, type as DOMParserSupportedType);
  for (const element of page.querySelectorAll(ACTIVE)) element.remove();
  for (const element of page.querySelectorAll('*')) {
    for (const {name, value} of [...element.attributes]) {
      const isScript = /^\s*(?:javascript|vbscript|data:text\/html)/i.test(value.replace(/[\u0000-\u0020]/g, ''));
      if (/^on/i.test(name) || (/(?:^|:)(?:href|src|action|formaction|data)$/i.test(name) && isScript)) element.removeAttribute(name);
    }
  }
  return new XMLSerializer().serializeToString(page);
}

/** Whether files of this type are pages. */
export function isPage(type: string): boolean {
  return /^(?:application\/xhtml\+xml|text\/html|image\/svg\+xml)$/.test(type);
}
