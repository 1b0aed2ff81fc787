import {focusedElement} from './reachable.js';
import {ShutFrames} from './shut-frames.js';

/** What leads into a page of others in a frame beside it; the walk stands on it, where it could not stand on the frame. */
const WAY_IN = '[data-arrows=into]';

/** Chromium tells of the first time alone: so it is looked whether the focus stays where it was brought. */
const LOOK_MS = 30;

/**
 * Keeps the focus in the page: a page of others in a frame may take it as soon as it is there, and with it all keys, which
 * nobody could take back. It has the focus when somebody went into it, by OK, by Tab or by a pointer; else it goes back to where it
 * was. One that takes it again and again is shut ({@link ShutFrames}).
 */
export function holdFocus(signal: AbortSignal): void {
  const options = {capture: true, signal};
  const shut = new ShutFrames(signal);
  let entered: Element | undefined;
  let last: HTMLElement | undefined;
  let byTab = false;
  /** Whether the keys have gone from this page's window: in Chromium that may be so while the page says that it has them. */
  let isAway = false;

  const takeBack = (): void => {
    const frame = focusedElement();
    if (!frame || !isFrame(frame) || byTab || frame.matches(':hover')) return;
    const way = frame.parentElement?.querySelector<HTMLElement>(WAY_IN);
    if (!way || way === entered) return;
    if (shut.tookTooOften(frame)) shutOut(way, frame);
    if (last?.isConnected) last.focus({preventScroll: true});
    if (focusedElement() === frame) way.focus({preventScroll: true});
    setTimeout(() => {
      if (isAway && way !== entered) shutOut(way, frame);
      takeBack();
    }, LOOK_MS);
  };
  const shutOut = (way: Element, frame: HTMLElement): void => {
    shut.shut(way, frame);
    setTimeout(takeKeys, LOOK_MS, way);
  };
  /** Until the process of the page that is shut has heard of it, it goes on. */
  const takeKeys = (way: Element): void => {
    if (!isAway || !shut.has(way) || !document.hasFocus()) return;
    window.focus();
    setTimeout(takeKeys, LOOK_MS, way);
  };

  document.addEventListener(
    'keydown',
    ({key}) => {
      byTab = key === 'Tab';
      entered = undefined; // who is in a frame is not heard here
    },
    options,
  );
  document.addEventListener(
    'focusout',
    (event) => {
      const [target] = event.composedPath();
      if (!isFrame(target)) last = target as HTMLElement;
    },
    options,
  );
  document.addEventListener(
    'click',
    (event) => {
      entered = wayIn(event.composedPath()[0]);
      if (entered) shut.open(entered);
    },
    options,
  );
  addEventListener('focus', () => (isAway = false), {signal});
  addEventListener(
    'blur',
    () => {
      isAway = true;
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
