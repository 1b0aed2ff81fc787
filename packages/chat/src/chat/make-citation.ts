import type {Citation} from '@uggla/protocol';

/** What a citation's control needs. */
export interface CitationControl {
  /** Its name for everybody: number, title and time. */
  label: string;
  /** What the source says there; empty when it is not known. */
  passage: string;
  /** Where it leads when nothing in the page can show it. */
  href: string | undefined;
  /** Called on choosing it. `false`: the link is to be followed. */
  open(): boolean;
}

/** The number in an answer's text: a button, or a link when only its address can show the source. */
export function makeCitation({index}: Citation, control: CitationControl, document: Document): HTMLElement {
  const element = document.createElement(control.href === undefined ? 'button' : 'a');
  if (element instanceof HTMLAnchorElement) element.href = control.href!;
  else element.type = 'button';
  element.className = 'citation';
  element.setAttribute('part', 'citation');
  element.setAttribute('aria-label', control.label);
  element.title = control.passage || control.label;
  element.textContent = String(index);
  element.addEventListener('click', (event) => follow(event as MouseEvent, control));
  return element;
}

/** Opens a citation by its control; a click that asks for another tab is the browser's. */
export function follow(event: MouseEvent, {open}: CitationControl): void {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (open()) event.preventDefault();
}
