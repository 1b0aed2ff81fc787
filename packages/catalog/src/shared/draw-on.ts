import type {ReactiveElement} from 'lit';
import type {LongList} from './draw-more.js';

/** How far below the visible part the list's end may be when more of it is drawn. */
const aheadOfView = '1200px';

/** Of the usual steps as many at once, on the way to a list's end: more would keep keys waiting for too long. */
const MOST_TIMES = 8;

const watched = new WeakMap<LongList, () => void>();

/**
 * Draws more of a list as its end comes near; and all of it for who looks for a word in the page or goes to its end, since browsers
 * find only what is drawn.
 *
 * @param element - The button below the list; `undefined` when it goes.
 */
export function watch(list: LongList, element: Element | undefined): void {
  watched.get(list)?.();
  if (!element) return;
  const button = element as HTMLElement;
  const stop = new AbortController();
  const look = async (): Promise<void> => {
    await drawOn(list, button);
    observer.unobserve(button);
    if (!list.error && !stop.signal.aborted) observer.observe(button); // looks again whether the new end is still in view
  };
  const observer = new IntersectionObserver((entries) => void (entries.at(-1)!.isIntersecting && look()), {
    rootMargin: aheadOfView,
  });
  addEventListener('keydown', (event) => void drawFor(event, list, button), {signal: stop.signal});
  watched.set(list, () => {
    stop.abort();
    observer.disconnect();
  });
  observer.observe(button);
}

/** Draws more. Who stands on the button goes on at the first card that came: the button runs ahead of them all. */
export async function drawOn(list: LongList, button: HTMLElement, times = 1): Promise<void> {
  const root = button.getRootNode() as ShadowRoot;
  const cards = () => root.querySelectorAll<HTMLElement>('.card');
  const {length} = cards();
  const isThere = root.activeElement === button;
  await list.more(times, root.host as ReactiveElement);
  if (isThere && (root.activeElement === button || !button.isConnected)) cards()[length]?.focus();
}

/** What asks a browser to look for words, and what asks it for the end of a page. */
async function drawFor(event: KeyboardEvent, list: LongList, button: HTMLElement): Promise<void> {
  const {key, ctrlKey, metaKey, altKey, shiftKey, defaultPrevented} = event;
  if (defaultPrevented || altKey) return;
  const isWithKey = ctrlKey || metaKey;
  const isEnd = !shiftKey && ((key === 'End' && !metaKey) || (key === 'ArrowDown' && metaKey)) && !isText(event);
  if (!isEnd && key !== 'F3' && !(isWithKey && key.toLowerCase() === 'f')) return;
  let goesElsewhere = false;
  const moved = new AbortController();
  for (const type of ['keydown', 'wheel', 'pointerdown'])
    addEventListener(type, () => (goesElsewhere = true), {signal: moved.signal, passive: true});
  await drawAll(list, button);
  moved.abort();
  if (!isEnd || goesElsewhere) return;
  const page = document.scrollingElement;
  const goToEnd = () => page?.scrollTo({top: page.scrollHeight, behavior: 'instant'});
  goToEnd();
  requestAnimationFrame(goToEnd); // what comes into view there is as high as it is only then
}

/** In a text, End goes to the end of its line. */
function isText(event: KeyboardEvent): boolean {
  const [at] = event.composedPath();
  return at instanceof HTMLElement && (at.isContentEditable || at.matches('input, textarea, select'));
}

async function drawAll(list: LongList, button: HTMLElement): Promise<void> {
  // In growing steps: each looks through all that stands there already.
  for (let times = 1; button.isConnected && !list.error; times = Math.min(2 * times, MOST_TIMES)) {
    await drawOn(list, button, times);
    await new Promise((done) => setTimeout(done)); // keys are heard meanwhile
  }
}
