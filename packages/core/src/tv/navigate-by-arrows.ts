import {runsFromTheRight} from '@uggla/protocol/isolate.js';
import {choose, fold, isLaidOpen, layOpen, step} from './choices.js';
import {holdFocus} from './hold-focus.js';
import {nearest, type Direction} from './nearest.js';
import {boxOf, focusedElement, holds, parentOf, reachable} from './reachable.js';
import {remoteKey, type RemoteKey} from './remote-keys.js';
import {isOnLine, Rows} from './rows.js';
import {scrollOn} from './scroll-on.js';

/**
 * Lets a remote control walk through the page and all open shadow roots in it: arrows go to what lies in that direction, OK
 * chooses it, Back goes back. Rows remember where one was in them. Players become `layout="tv"`, in which they answer a
 * remote control's keys themselves. Arrows mean this before they mean anything else, save where `data-arrows="own"` says
 * that something answers them in its own way; at its end the walk goes on.
 *
 * @param beyond - Takes an arrow that leads nowhere in this page.
 * @returns A function that ends it.
 */
export function navigateByArrows({beyond}: {beyond?: (event: KeyboardEvent) => void} = {}): () => void {
  const navigation = new Navigation(beyond);
  const stop = new AbortController();
  holdFocus(stop.signal);
  document.addEventListener('keydown', (event) => answersItself(event) || navigation.key(event), {
    capture: true,
    signal: stop.signal,
  });
  document.addEventListener('keydown', (event) => answersItself(event) && navigation.key(event), {signal: stop.signal});
  document.addEventListener('focusin', navigation.follow, {signal: stop.signal});
  return () => stop.abort();
}

/** Brings the focus to where a walk begins, where nothing has it. */
export function begin(): void {
  if (!focusedElement()) focus(first(reachable()));
}

const OWN = 'uggla-player[layout=tv], [data-arrows=own]';

/** Whether what has the focus answers this key first. Back is answered by the elements: they know what is open in them. */
function answersItself(event: KeyboardEvent): boolean {
  if (isLaidOpen(focusedElement())) return false;
  return remoteKey(event) === 'back' || event.composedPath().some((at) => at instanceof Element && at.matches(OWN));
}

class Navigation {
  readonly #rows = new Rows();
  /** Where the focus last was: what had it may be gone. */
  #last: DOMRect | undefined;
  readonly #beyond: ((event: KeyboardEvent) => void) | undefined;

  constructor(beyond?: (event: KeyboardEvent) => void) {
    this.#beyond = beyond;
  }

  /** Notes where the focus is. Called at each step too: a window that is not in front fires no event. */
  readonly follow = (): void => {
    const focused = focusedElement();
    if (!focused) return;
    this.#last = boxOf(focused);
    this.#rows.remember(focused);
    for (let at: Element | null = focused; at; at = parentOf(at)) if (at.localName === 'uggla-player') televise(at);
  };

  readonly key = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const key = remoteKey(event);
    if (!key || !this.#act(key, event)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  /** Whether the key was used. */
  #act(key: RemoteKey, event: KeyboardEvent): boolean {
    const focused = focusedElement();
    if (isLaidOpen(focused)) return answerList(focused, key, event);
    if (key === 'ok') return ok(focused, event);
    if (key === 'back') return back(event);
    if (key !== 'up' && key !== 'down' && key !== 'left' && key !== 'right') return false;
    if (focused && keepsKey(focused, key) && !isPassedBy(focused, key)) return false;
    if (!this.#go(key, focused)) this.#beyond?.(event);
    return true;
  }

  /** Whether that led somewhere. */
  #go(direction: Direction, focused: HTMLElement | undefined): boolean {
    this.follow();
    const stops = reachable();
    const others = stops.filter((one) => one !== focused);
    if (!focused && !this.#last)
      return focus(first(others)) || scrollOn(document.body, new DOMRect(), undefined, direction);
    const from = focused ? beginningOf(focused, stops) : this.#last!;
    const isAcross = direction === 'left' || direction === 'right';
    const to = isAcross
      ? (nextOnLine(from, others, direction) ?? nextTo(from, others, direction))
      : nextInPage(from, others, direction, focused);
    if (focused && scrollOn(focused, from, to, direction)) return true;
    if (!to) return !focused && focus(first(others));
    focus(isAcross || !focused ? to : this.#rows.enter(to, focused, stops));
    this.follow();
    return true;
  }
}

function nextTo(from: DOMRect, stops: readonly HTMLElement[], direction: Direction): HTMLElement | undefined {
  return stops[nearest(from, stops.map(boxOf), direction)];
}

/**
 * What comes next above or below. What stays on the screen while the page scrolls, as the button of a chat, would be the nearest
 * everywhere and hide the rest of the page: it comes when nothing else does.
 */
function nextInPage(
  from: DOMRect,
  stops: readonly HTMLElement[],
  direction: Direction,
  focused: HTMLElement | undefined,
): HTMLElement | undefined {
  const nearest = nextTo(from, stops, direction);
  if (!nearest || !staysFor(nearest, focused)) return nearest;
  const others = stops.filter((one) => !staysFor(one, focused));
  return nextTo(from, others, direction) ?? nearest;
}

/** Whether it stays on the screen, apart from what has the focus. */
function staysFor(one: Element, focused: HTMLElement | undefined): boolean {
  for (let at: Element | null = one; at; at = parentOf(at))
    if (getComputedStyle(at).position === 'fixed') return !focused || !holds(at, focused);
  return false;
}

/** What comes next on the same line, however far: what lies below it, and reaches nearer, would lead away from its end. */
function nextOnLine(from: DOMRect, stops: readonly HTMLElement[], direction: Direction): HTMLElement | undefined {
  const beside = stops.filter((one) => isOnLine(boxOf(one), from));
  return nextTo(from, beside, direction);
}

/**
 * Where a step begins. What was only opened, and has the focus so that its name is read out, lies around the things in it: one
 * stands at its upper edge, and the next step leads into it.
 */
function beginningOf(focused: HTMLElement, stops: readonly HTMLElement[]): DOMRect {
  const box = boxOf(focused);
  const isAround = !stops.includes(focused) && stops.some((one) => holds(focused, one));
  return isAround ? new DOMRect(box.left, box.top, box.width, 0) : box;
}

/** A player answers a remote control itself when it is told to; sound alone has controls that any walk reaches. */
function televise(player: Element): void {
  const layout = player.getAttribute('layout') ?? 'auto';
  if ((layout === 'auto' || layout === 'video') && !player.hasAttribute('no-controls') && !isSound(player))
    player.setAttribute('layout', 'tv');
}

function isSound(player: Element): boolean {
  return (player as {sound?: boolean}).sound === true;
}

/** What begins: the first that is in view, else the first of all. */
function first(stops: readonly HTMLElement[]): HTMLElement | undefined {
  const inView = stops.find((one) => {
    const {top, bottom} = boxOf(one);
    return top >= 0 && bottom <= innerHeight;
  });
  return inView ?? stops[0];
}

function focus(to: HTMLElement | undefined): boolean {
  if (!to) return false;
  to.focus({preventScroll: true});
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
  (boxOf(to).height > innerHeight ? to : (to.closest('label') ?? to)).scrollIntoView({
    block: 'center',
    inline: 'center',
    behavior: isStill ? 'instant' : 'smooth',
  });
  return true;
}

/** What the keys mean while a list of choices is laid open. */
function answerList(list: HTMLSelectElement, key: RemoteKey, {repeat}: KeyboardEvent): boolean {
  if (key === 'up' || key === 'down') step(list, key === 'down' ? 1 : -1);
  else if (key === 'ok' && !repeat) choose(list);
  else if (key === 'back') fold(list);
  return true;
}

/** Enter presses buttons and follows links by itself; lists, boxes to tick, and other keys than Enter, are pressed here. */
function ok(focused: HTMLElement | undefined, {key, repeat}: KeyboardEvent): boolean {
  if (!focused || repeat) return false;
  if (focused instanceof HTMLSelectElement && !focused.multiple && focused.size < 2) {
    layOpen(focused);
    return true;
  }
  const isBox = focused.matches('input[type=checkbox], input[type=radio]');
  if (!isBox && (key === 'Enter' || focused.matches('input, textarea, select'))) return false;
  focused.click();
  return true;
}

/**
 * Presses what the elements call the way back, after what lies over the page has been closed. An open dialog is closed by the
 * browser on Escape, and here on other keys.
 */
function back({key}: KeyboardEvent): boolean {
  const stops = reachable();
  const dialog = stops.map((one) => closestDialog(one)).find((one) => one !== undefined);
  if (dialog) {
    if (key === 'Escape') return false;
    dialog.close();
    return true;
  }
  if (key !== 'Escape' && escape()) return true;
  const way = stops.filter((one) => one.part.contains('back')).at(-1);
  way?.click();
  return way !== undefined;
}

/** Elements close on Escape what they laid over the page, and Back is that to them. Whether one of them took it. */
function escape(): boolean {
  const press = new KeyboardEvent('keydown', {key: 'Escape', bubbles: true, composed: true, cancelable: true});
  let isThrough = false;
  const through = () => void (isThrough = true);
  addEventListener('keydown', through);
  (focusedElement() ?? document.body).dispatchEvent(press);
  removeEventListener('keydown', through);
  return press.defaultPrevented || !isThrough;
}

function closestDialog(element: Element): HTMLDialogElement | undefined {
  for (let at: Element | null = element; at; at = parentOf(at)) {
    if (at instanceof HTMLDialogElement && at.matches(':modal')) return at;
  }
  return undefined;
}

/**
 * A slider in a row with others, as that of the loudness: the way past it would be to its end, and who only walks by must not
 * change it. A set has keys of its own for loudness.
 */
function isPassedBy(focused: HTMLElement, key: Direction): boolean {
  if (!focused.matches('input[type=range]')) return false;
  const beside = reachable().filter((one) => one !== focused && isOnLine(boxOf(one), boxOf(focused)));
  return nearest(boxOf(focused), beside.map(boxOf), key) >= 0;
}

/**
 * In a text the arrows move the caret, and a slider is moved by left and right, until they are at an end: which one lies at
 * which side is as it is read. A list of choices hears of them once OK has laid it open: who walks past it must not change it.
 */
function keepsKey(focused: HTMLElement, key: Direction): boolean {
  if (focused.isContentEditable) return true;
  if (focused instanceof HTMLInputElement && focused.type === 'range') {
    const {value, min, max} = focused;
    const [less, more] = getComputedStyle(focused).direction === 'rtl' ? ['right', 'left'] : ['left', 'right'];
    return (key === less && Number(value) > Number(min || 0)) || (key === more && Number(value) < Number(max || 100));
  }
  if (!(focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement)) return false;
  const {value, selectionStart, selectionEnd} = focused;
  if (selectionStart === null) return false; // a box to tick
  const before = value.slice(0, selectionStart);
  const after = value.slice(selectionEnd ?? selectionStart);
  if (key === 'left' || key === 'right')
    return (key === (runsFromTheRight(value) ? 'right' : 'left') ? before : after) !== '';
  return focused instanceof HTMLTextAreaElement && (key === 'up' ? before : after).includes('\n');
}
