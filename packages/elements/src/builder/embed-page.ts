import type {ElementTable} from './element-table.js';
import {addresses} from './snippets.js';

/** What no address may set: it would bring another's code or words into a page of ours. */
const never: readonly string[] = ['cast-sdk', 'frame', 'system', 'template', 'adapter'];

/**
 * The element that an address asks for: `?element=uggla-portfolio&src=…`. Anybody may write such an address: it shows what
 * lies on this very origin, in our own elements, and nothing else.
 *
 * @returns `undefined` when it names none of our elements, or a file of another origin.
 */
export function elementFor(search: string, table: ElementTable, base: string): HTMLElement | undefined {
  const params = new URLSearchParams(search);
  const tag = params.get('element') ?? '';
  if (!Object.hasOwn(table, tag)) return undefined;
  const element = document.createElement(tag);
  for (const {name} of table[tag]!) {
    const value = params.get(name);
    if (value === null || never.includes(name)) continue;
    if (
      addresses.includes(name) &&
      (!URL.canParse(value, base) || new URL(value, base).origin !== new URL(base).origin)
    )
      return undefined;
    element.setAttribute(name, value);
  }
  return element;
}
