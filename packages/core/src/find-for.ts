/** The element that `host`'s `for` names: looked for in its own root first, then in the page. */
export function findFor(host: Element, id: string): HTMLElement | undefined {
  if (id === '') return undefined;
  const root = host.getRootNode();
  const own = root instanceof Document || root instanceof ShadowRoot ? root.getElementById(id) : null;
  return own ?? host.ownerDocument.getElementById(id) ?? undefined;
}
