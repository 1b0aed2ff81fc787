/** Registers an element under a tag that is not yet taken: two versions on one page are no error, the first stays. */
export function define(tag: string, element: CustomElementConstructor): void {
  if (globalThis.customElements && !customElements.get(tag)) customElements.define(tag, element);
}
