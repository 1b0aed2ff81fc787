import {html, type ReactiveElement, type TemplateResult} from 'lit';
import {ref} from 'lit/directives/ref.js';

/** A list of cards that is drawn piece by piece. */
export interface LongList {
  /** Has the element that shows it draw further cards; fulfilled once they stand in the page. */
  more(host: ReactiveElement): Promise<void>;
  /** Why there are no further ones. */
  readonly error?: unknown;
}

/** The rest of a long list comes as one nears its end; the button is for who does not scroll. */
export function renderMore(list: LongList, label: string): TemplateResult {
  return html`<button type="button" class="quiet more" ${ref(watchFor(list))} @click=${({currentTarget}: Event) => void drawMore(list, currentTarget as HTMLElement)}>
    ${label}
  </button>`;
}

/** Draws more. Who stands on the button goes on at the first card that came: the button runs ahead of them all. */
async function drawMore(list: LongList, button: HTMLElement): Promise<void> {
  const root = button.getRootNode() as ShadowRoot;
  const cards = () => root.querySelectorAll<HTMLElement>('.card');
  const {length} = cards();
  const isThere = root.activeElement === button;
  await list.more(root.host as ReactiveElement);
  if (isThere && (root.activeElement === button || !button.isConnected)) cards()[length]?.focus();
}

/** How far below the visible part the list's end may be when more of it is drawn. */
const aheadOfView = '1200px';

const watchers = new WeakMap<LongList, (element?: Element) => void>();

/** The same function for the same list: `ref` would call a new one at every render. */
function watchFor(list: LongList): (element?: Element) => void {
  let watch = watchers.get(list);
  if (!watch) {
    let observer: IntersectionObserver | undefined;
    watch = (element) => {
      observer?.disconnect();
      if (!element) return;
      const look = async (): Promise<void> => {
        await drawMore(list, element as HTMLElement);
        observer?.unobserve(element);
        if (!list.error) observer?.observe(element); // looks again whether the new end is still in view
      };
      observer = new IntersectionObserver((entries) => void (entries.at(-1)!.isIntersecting && look()), {
        rootMargin: aheadOfView,
      });
      observer.observe(element);
    };
    watchers.set(list, watch);
  }
  return watch;
}
