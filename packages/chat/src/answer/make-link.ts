import {safeUrl} from '@uggla/core/safe-url.js';

const AT_THE_END = /[.,;:!?'"”»)\]}>*_~]+$/;

/**
 * An `<a>` to `address`, which a model wrote: only http, https, mailto and tel, opened beside the page, with no hold on
 * it. `undefined` when it may not be a link; the text then stays text.
 */
export function makeLink(address: string, document: Document): HTMLAnchorElement | undefined {
  // What follows a space is a title: [text](address "title").
  const bare = address.trim().replace(/^<|>$/g, '').split(/\s/)[0]!;
  const href = safeUrl(bare, document.baseURI, 'link');
  if (href === undefined) return undefined;
  const link = document.createElement('a');
  link.href = href;
  link.target = '_blank';
  link.rel = 'noopener noreferrer nofollow';
  link.setAttribute('part', 'link');
  return link;
}

/** The host that must be shown beside a link whose text looks like an address of another one; else `undefined`. */
export function betrayedHost(text: string, link: HTMLAnchorElement): string | undefined {
  const match = /^\s*(?:https?:\/\/)?((?:[\w-]+\.)+[a-z]{2,})(?=[/:?#\s]|$)/i.exec(text);
  if (!match || !link.host) return undefined;
  const bare = (host: string) => host.toLowerCase().replace(/^www\./, '');
  return bare(match[1]!) === bare(link.hostname) ? undefined : link.host;
}

/** An address standing in running text, and what of it is only the sentence's punctuation. */
export function splitRawUrl(text: string): [address: string, rest: string] {
  const end = AT_THE_END.exec(text)?.[0] ?? '';
  // A bracket that was opened inside the address belongs to it: …/Silla_(mueble)
  const kept = end.startsWith(')') && text.includes('(') ? 1 : 0;
  const cut = text.length - end.length + kept;
  return [text.slice(0, cut), text.slice(cut)];
}
