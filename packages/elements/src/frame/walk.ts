/**
 * The script that `frame.html` puts into the pages of a package once somebody goes into it by the keys of a remote control:
 * they are walked through as any page of ours, frame by frame.
 *
 * @module
 */
import {begin, navigateByArrows} from '@uggla/core/tv/navigate-by-arrows.js';
import {focusedElement} from '@uggla/core/tv/reachable.js';
import {afterFocus, handOn, sayAround, walkInto} from './walk-into.js';

const {src} = document.querySelector<HTMLScriptElement>('script[data-walk]')!;
const around = window.frameElement;

navigateByArrows({
  beyond: (event) => {
    // Who holds a key down does not fall over the edge; and where nothing is yet, something is still to come.
    const isEdge = focusedElement() !== undefined || document.readyState === 'complete';
    if (around && isEdge && !event.repeat) sayAround(around, event);
  },
});

// Many packages take the ring around what has the focus away, since their makers point at things.
const ring = new CSSStyleSheet();
ring.replaceSync(':focus { outline: 0.2em solid Highlight !important; outline-offset: 0.1em !important; }');
document.adoptedStyleSheets.push(ring);

for (const frame of document.querySelectorAll<HTMLIFrameElement>('iframe, frame')) walkInto(frame, src);
document.addEventListener(
  'load',
  ({target}) => {
    if (!isFrame(target)) return;
    walkInto(target, src);
    arrive();
  },
  {capture: true},
);

// Who points at something in it begins there.
let isPointing = false;
addEventListener('pointerdown', () => (isPointing = true), {capture: true});
addEventListener('keydown', () => (isPointing = false), {capture: true});
afterFocus(arrive);

// Not all browsers keep the place in a page that loses the focus.
let last: HTMLElement | undefined;
document.addEventListener('focusin', () => (last = focusedElement()));
document.addEventListener('keydown', ({target}) => isFrame(target) && (last = target), {capture: true});
arrive();

/** Goes to where one was, which may be in a frame within. */
function arrive(): void {
  if (isPointing || !document.hasFocus()) return;
  const to = focusedElement() ?? (last?.isConnected ? last : undefined);
  if (isFrame(to)) return handOn(to);
  if (to && to !== focusedElement()) to.focus();
  begin();
}

function isFrame(target: EventTarget | null | undefined): target is HTMLIFrameElement {
  return target instanceof HTMLIFrameElement || target instanceof HTMLFrameElement;
}
