import {remoteKey} from '@uggla/core/tv/remote-keys.js';

type Frame = HTMLIFrameElement | HTMLFrameElement;

const walked = new WeakSet<Document>();

/**
 * Lets arrows walk in what a frame holds, as far as that is of this origin; keys that lead out of it are said to the frame's
 * element.
 *
 * @param walk - Address of the walk's script.
 * @returns Whether its page is there.
 */
export function walkInto(frame: Frame, walk: string): boolean {
  const {contentDocument: inner, contentWindow: view} = frame;
  if (!inner || !view || walked.has(inner)) return true; // of another origin, or done
  if (inner.URL === 'about:blank') return false; // its window, and what ran in it, becomes that of the page to come
  walked.add(inner);
  frame.dataset['arrows'] = 'walk';
  leadBackOut(frame, view);
  // It comes as a script of the page itself: what it asks the browser about is that window's own.
  const script = inner.createElement('script');
  script.type = 'module';
  try {
    script.src = walk;
  } catch {
    return true; // a page with Trusted Types keeps its keys, but for Back
  }
  script.dataset['walk'] = '';
  (inner.head ?? inner.documentElement).append(script);
  return true;
}

/** Runs this when the window has got the focus. Chromium moves it to one frame at a time, and hears of no other meanwhile. */
export function afterFocus(run: () => void): void {
  addEventListener('focus', () => setTimeout(run));
}

/** Hands the keys on to what a frame holds, where they are still around it; what stands deeper in it keeps them. */
export function handOn({contentDocument: inner, contentWindow: view}: Frame): void {
  if (document.hasFocus() && !inner?.hasFocus()) view?.focus();
}

/** Says a key that leads out of a frame to what is around it. */
export function sayAround(frame: Element, event: KeyboardEvent): void {
  event.preventDefault();
  const key = remoteKey(event) === 'back' ? 'GoBack' : event.key;
  const {KeyboardEvent: OfItsWindow} = frame.ownerDocument.defaultView as Window & typeof globalThis;
  frame.dispatchEvent(new OfItsWindow('keydown', {key, bubbles: true, cancelable: true}));
}

/**
 * Back leads out of a page that does nothing with it: one that closes something may. Pressed twice it leads out whatever the
 * page does, or one that keeps all keys to itself would keep whoever is in it.
 */
function leadBackOut(frame: Frame, view: Window): void {
  let isAgain = false;
  const leave = (event: KeyboardEvent) => {
    isAgain = false;
    sayAround(frame, event);
  };
  view.addEventListener(
    'keydown',
    (event) => {
      const isBack = remoteKey(event) === 'back';
      if (isBack && event.repeat) return;
      if (isBack && isAgain) {
        event.stopImmediatePropagation();
        leave(event);
      } else isAgain = isBack;
    },
    {capture: true},
  );
  view.addEventListener('keydown', (event) => {
    if (!event.defaultPrevented && remoteKey(event) === 'back') leave(event);
  });
}
