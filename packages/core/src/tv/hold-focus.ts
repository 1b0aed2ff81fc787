import {focusedElement} from './reachable.js';

/** What leads into a page of others in a frame beside it; the walk stands on it, where it could not stand on the frame. */
const WAY_IN = '[data-arrows=into]';

/**
 * Keeps the focus in the page: a page of others in a frame may take it as soon as it is there, and with it all keys, which
 * nobody could take back. It has the focus when somebody went into it, by OK, by Tab or by a pointer; else it goes back to where it
 * was, so that one that takes it again and again holds nobody either.
 */
export function holdFocus(signal: AbortSignal): void {
  let entered: Element | undefined;
  let last: HTMLElement | undefined;
  let byTab = false;
  document.addEventListener(
    'keydown',
    ({key}) => {
      byTab = key === 'Tab';
      entered = undefined; // who is in a frame is not heard here
    },
    {capture: true, signal},
  );
  document.addEventListener(
    'focusout',
    (event) => {
      const [target] = event.composedPath();
      if (!isFrame(target)) last = target as HTMLElement;
    },
    {capture: true, signal},
  );
  document.addEventListener('click', (event) => (entered = wayIn(event.composedPath()[0])), {capture: true, signal});
  const takeBack = () => {
    const frame = focusedElement();
    if (!frame || !isFrame(frame) || byTab || frame.matches(':hover')) return;
    const way = frame.parentElement?.querySelector<HTMLElement>(WAY_IN);
    if (!way || way === entered) return;
    if (last?.isConnected) last.focus({preventScroll: true});
    if (focusedElement() === frame) way.focus({preventScroll: true});
  };
  addEventListener(
    'blur',
    () => {
      // The frame is what has the focus once the window has told that it lost it. At once, or the next key would be lost; and once
      // more: Chromium moves the focus no further while it still tells of it.
      queueMicrotask(takeBack);
      setTimeout(takeBack);
    },
    {signal},
  );
}

function wayIn(target: EventTarget | undefined): Element | undefined {
  return target instanceof Element ? (target.closest(WAY_IN) ?? undefined) : undefined;
}

function isFrame(target: EventTarget | undefined): boolean {
  return target instanceof HTMLIFrameElement;
}
