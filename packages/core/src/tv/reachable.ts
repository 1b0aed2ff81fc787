/** What can have the focus by itself. No iframe, but one that is walked in too: its own page would hear all keys from then on, and nobody could leave it. */
const STOPS =
  'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex], [contenteditable=""], [contenteditable=true], [data-arrows=walk]';

/** What the walk comes to though Tab does not: ways into frames, and choices that a widget leads through by arrows of its own. */
const NO_TAB =
  '[data-arrows=into], [data-arrows=walk], [role=radio], [role=checkbox], [role=option], [role=tab], [role=menuitem], [role=treeitem], [role=button]';

/** The parent of a node in the page as it is seen: of what is slotted the slot, of a shadow root its host. */
export function parentOf(node: Node): Element | null {
  if (node instanceof Element && node.assignedSlot) return node.assignedSlot;
  const parent = node.parentNode;
  return parent instanceof ShadowRoot ? parent.host : parent instanceof Element ? parent : null;
}

/** Whether `inner` stands in `outer`, across shadow roots. */
export function holds(outer: Element, inner: Node): boolean {
  for (let at: Node | null = inner; at; at = parentOf(at)) if (at === outer) return true;
  return false;
}

/** What has the focus, in whatever shadow root it stands; `undefined` when nothing has. */
export function focusedElement(): HTMLElement | undefined {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at && at !== document.body && at !== document.documentElement ? (at as HTMLElement) : undefined;
}

/** Where an element is: a box that is ticked is where its label is. */
export function boxOf(element: Element): DOMRect {
  const box = element.getBoundingClientRect();
  const isHidden = element instanceof HTMLInputElement && (box.width < 2 || box.height < 2);
  return isHidden ? (element.closest('label') ?? element).getBoundingClientRect() : box;
}

/** All that can have the focus in `root`, in open shadow roots too, whether it is seen or not. */
export function stopsIn(root: ParentNode): HTMLElement[] {
  const found: HTMLElement[] = [];
  walk(root, (element) => isStop(element) && found.push(element));
  return found;
}

/**
 * All that a remote control can reach now, in open shadow roots too: what can have the focus, is seen, and is not behind
 * an open dialog.
 */
export function reachable(): HTMLElement[] {
  const found: HTMLElement[] = [];
  let modal: Element | undefined;
  walk(document, (element) => {
    if (element.localName === 'dialog' && isModal(element)) modal = element;
    if (isStop(element)) found.push(element);
  });
  return found.filter((element) => (!modal || holds(modal, element)) && isSeen(element));
}

function walk(root: ParentNode, visit: (element: HTMLElement) => void): void {
  for (const element of root.querySelectorAll<HTMLElement>('*')) {
    visit(element);
    if (element.shadowRoot) walk(element.shadowRoot, visit);
  }
}

function isStop(element: HTMLElement): boolean {
  // `:disabled` holds for what stands in a fieldset that is closed, too.
  return element.matches(STOPS) && (element.tabIndex >= 0 || element.matches(NO_TAB)) && !element.matches(':disabled');
}

function isModal(dialog: Element): boolean {
  try {
    return dialog.matches(':modal');
  } catch {
    return dialog.hasAttribute('open');
  }
}

function isSeen(element: HTMLElement): boolean {
  const {width, height} = boxOf(element);
  if (width < 1 || height < 1 || !element.checkVisibility({visibilityProperty: true})) return false;
  for (let at: Element | null = element; at; at = parentOf(at)) if (at.hasAttribute('inert')) return false;
  return true;
}
