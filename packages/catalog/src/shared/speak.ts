import {isRightToLeft} from '@uggla/protocol';

/** Those whose direction is ours to say: their page has said none on them. */
const turned = new WeakSet<object>();

/** Makes an element speak a language that was chosen in it, or named in the address, and read in the direction of that. */
export function speak(host: Pick<HTMLElement, 'lang' | 'dir'>, language: string): void {
  if (!host.dir) turned.add(host);
  host.lang = language;
  if (turned.has(host)) host.dir = isRightToLeft(language) ? 'rtl' : 'ltr';
}
