/** No more lines than this are seen at once; a list shows its others as one walks through it. */
const MOST_LINES = 8;

/** Lists that are laid open: the choice one stands on, and the one that held before. */
const open = new WeakMap<Element, {at: number; before: number}>();

/** Whether a list of choices is laid open. */
export function isLaidOpen(element: Element | undefined): element is HTMLSelectElement {
  return element !== undefined && open.has(element);
}

/**
 * Lays a list of choices open where it stands, for as long as it has the focus. Browsers open their own by keys that a
 * remote control has not, each by others, and as small as on a desk.
 */
export function layOpen(list: HTMLSelectElement): void {
  open.set(list, {at: list.selectedIndex, before: list.selectedIndex});
  list.size = Math.min(MOST_LINES, Math.max(2, list.length));
  list.addEventListener('blur', () => fold(list), {once: true});
}

/** Goes to the next choice that can be taken, or the one before it; nothing is chosen yet. */
export function step(list: HTMLSelectElement, by: 1 | -1): void {
  const now = open.get(list);
  if (!now) return;
  let at = now.at + by;
  while (list.options[at]?.disabled) at += by;
  if (list.options[at]) list.selectedIndex = now.at = at;
}

/** Takes the choice one stands on, as if a pointer had. */
export function choose(list: HTMLSelectElement): void {
  const now = open.get(list);
  fold(list);
  if (!now || now.at === now.before) return;
  list.selectedIndex = now.at;
  list.dispatchEvent(new Event('input', {bubbles: true, composed: true}));
  list.dispatchEvent(new Event('change', {bubbles: true}));
}

/** Folds a list; what held before holds again. */
export function fold(list: HTMLSelectElement): void {
  const now = open.get(list);
  if (!now) return;
  open.delete(list);
  list.removeAttribute('size');
  list.selectedIndex = now.before;
}
