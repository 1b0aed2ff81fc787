import {unprefixed} from './as-specified.js';

/** Elements of a book that could act rather than be read, or call on others before anyone reads (`rel="preconnect"`). */
const ACTIVE =
  'script, iframe, frame, object, embed, base, meta[http-equiv], form[action], link:not([rel~="stylesheet" i])';

/** What a page of a book may load: what came with the book. WebKit gives such pages nothing of the frame's own policy. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline' blob: data:; img-src blob: data:; font-src blob: data:; media-src blob: data:; form-action 'none'; base-uri 'none'";

const XHTML = 'http://www.w3.org/1999/xhtml';

/**
 * A page of a book without what could run or call on others: scripts, frames, handlers, `javascript:` addresses, files
 * from the net. Links to elsewhere stay: only a person follows them.
 */
export function cleanPage(source: string, type: string): string {
  const page = new DOMParser().parseFromString(source, type as DOMParserSupportedType);
  for (const element of page.querySelectorAll(ACTIVE)) element.remove();
  for (const element of page.querySelectorAll('*')) {
    if (element.localName === 'style') element.textContent = unprefixed(element.textContent ?? '');
    const isLink = element.localName === 'a' || element.localName === 'area';
    for (const {name, value} of [...element.attributes]) {
      const plain = value.replace(/[\u0000-\u0020]/g, '');
      const isAddress = /(?:^|:)(?:href|src|srcset|action|formaction|data|poster|background|ping)$/i.test(name);
      const isScript = /^(?:javascript|vbscript|data:text\/html)/i.test(plain);
      const isRemote = !isLink && /(?:^|,)(?:[a-z+]+:)?\/\//i.test(plain) && !/^(?:blob|data):/i.test(plain);
      if (name === 'style') element.setAttribute(name, unprefixed(value));
      if (/^on/i.test(name) || name === 'ping' || (isAddress && (isScript || isRemote))) element.removeAttribute(name);
    }
  }
  if (type !== 'image/svg+xml') confine(page);
  return new XMLSerializer().serializeToString(page);
}

/** Puts the policy before all else. */
function confine(page: Document): void {
  const root = page.documentElement;
  let head = page.querySelector('head');
  if (!head) root.prepend((head = page.createElementNS(XHTML, 'head') as HTMLHeadElement));
  const policy = page.createElementNS(XHTML, 'meta');
  policy.setAttribute('http-equiv', 'Content-Security-Policy');
  policy.setAttribute('content', POLICY);
  head.prepend(policy);
}

/** Whether files of this type are pages. */
export function isPage(type: string): boolean {
  return /^(?:application\/xhtml\+xml|text\/html|image\/svg\+xml)$/.test(type);
}
