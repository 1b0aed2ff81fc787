import {expect} from '@open-wc/testing';
import {navigateByArrows} from '@uggla/core/tv/navigate-by-arrows.js';
import {focusedElement, holds, parentOf, reachable} from '@uggla/core/tv/reachable.js';
import {emulate, waitUntil} from '@uggla/testing';

const ARROWS = ['ArrowUp', 'ArrowRight', 'ArrowDown', 'ArrowLeft'] as const;

/** Where the catalog's files are. */
export const catalog = '/packages/catalog/src/testing/fixtures/';

/** In a `describe`: each of its tests finds an empty page, and a remote control that walks through what comes. */
export function withRemoteControl(): void {
  let end: () => void;
  before(() => emulate({reducedMotion: 'reduce'})); // what scrolls smoothly is not where it will be
  after(() => emulate({}));
  beforeEach(() => {
    document.body.replaceChildren();
    localStorage.clear();
    end = navigateByArrows();
  });
  afterEach(() => end());
}

/** A key of the remote control, where the focus is. */
export function press(key: string): KeyboardEvent {
  const event = new KeyboardEvent('keydown', {key, bubbles: true, composed: true, cancelable: true});
  (focusedElement() ?? document.body).dispatchEvent(event);
  return event;
}

/** How a person would name it. */
export function nameOf(element: Element): string {
  const host = parentOf(element);
  const words = element.getAttribute('aria-label') ?? element.textContent!.replace(/\s+/g, ' ').trim().slice(0, 40);
  return `${element.localName} “${words || element.getAttribute('type') || host?.localName}”`;
}

/**
 * Walks by arrows from where the focus begins, everywhere that leads, until nothing new comes.
 *
 * @param within - What alone counts: while it is open the rest is out of reach.
 * @returns What was never reached, and from where there is no way back to the beginning.
 */
export function walk(within: Element = document.body): {missed: string[]; trapped: string[]; met: string[]} {
  press('ArrowDown');
  const start = focusedElement()!;
  const ways = new Map<HTMLElement, Set<HTMLElement>>();
  const open = [start];
  while (open.length > 0) {
    const from = open.pop()!;
    if (ways.has(from)) continue;
    const to = new Set<HTMLElement>();
    ways.set(from, to);
    for (const arrow of ARROWS) {
      from.focus({preventScroll: true});
      moveCaret(from, arrow);
      press(arrow);
      const now = focusedElement();
      if (!now || now === from) continue;
      to.add(now);
      open.push(now);
    }
  }
  const home = new Set([start]);
  for (let size = 0; size !== home.size;) {
    size = home.size;
    for (const [from, to] of ways) if ([...to].some((one) => home.has(one))) home.add(from);
  }
  const missed = reachable()
    .filter((one) => holds(within, one) && !ways.has(one))
    .map(nameOf);
  const trapped = [...ways.keys()].filter((one) => !home.has(one)).map(nameOf);
  return {missed, trapped, met: [...ways.keys()].map(nameOf)};
}

/** As far as that arrow takes it: a key that only a script presses does not move it. */
function moveCaret(field: Element, arrow: (typeof ARROWS)[number]): void {
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) || field.selectionEnd === null)
    return;
  const at = arrow === 'ArrowLeft' || arrow === 'ArrowUp' ? 0 : field.value.length;
  field.setSelectionRange(at, at);
}

/** Walks, and fails where the walk does not reach all, has no way back, or finds less than this. */
export async function walksThrough(least: number, within?: Element): Promise<void> {
  await waitUntil(() => reachable().length >= least, 'there is less in it', {timeout: 10_000});
  const {missed, trapped, met} = walk(within);
  expect(missed.join('\n'), 'never reached').to.equal('');
  expect(trapped.join('\n'), 'no way back from').to.equal('');
  expect(met.length, met.join('\n')).to.be.at.least(least);
}

/** An element on a screen of a television's width, loaded. */
export async function shown(
  tag: string,
  attributes: Record<string, string>,
  until?: (element: HTMLElement) => unknown,
): Promise<HTMLElement> {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries({lang: 'es', ...attributes})) element.setAttribute(name, value);
  element.style.inlineSize = '1920px';
  document.body.append(element);
  await waitUntil(
    () => (element as {status?: string}).status === 'ready' && (until?.(element) ?? true),
    `<${tag}> was never ready`,
    {timeout: 10_000},
  );
  await (element as {updateComplete?: Promise<unknown>}).updateComplete;
  return element;
}

/** The first in all the shadow roots below that fits. */
function deep(root: ParentNode, selector: string): HTMLElement | undefined {
  for (const element of root.querySelectorAll<HTMLElement>('*')) {
    if (element.matches(selector)) return element;
    const inside = element.shadowRoot && deep(element.shadowRoot, selector);
    if (inside) return inside;
  }
  return undefined;
}

/** Whether the player in an element answers the remote control: what it needs for that is fetched when it becomes a television's. */
export function remoteWorks(element: HTMLElement): boolean {
  const player = element.localName === 'uggla-player' ? element : inShadow(element, 'uggla-player');
  const button = player?.shadowRoot && deep(player.shadowRoot, '.play-button');
  if (!button) return false;
  player.setAttribute('layout', 'tv'); // as the walk does when it comes there
  if (deep(player.shadowRoot!, '.volume-range')?.checkVisibility()) return false; // a set has its own keys for that
  button.focus();
  press('ArrowRight');
  const isThere = focusedElement() !== button && focusedElement() !== undefined;
  focusedElement()?.blur();
  return isThere;
}

/** The first below an element that fits. */
export const inShadow = (element: HTMLElement, selector: string) => deep(element.shadowRoot!, selector);
