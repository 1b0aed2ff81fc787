import type {ReactiveElement} from 'lit';

/** Moves the focus to the open item, or back to the card of the one that was open; where there is none, to the search. */
export function moveFocus(host: ReactiveElement, to: 'item' | 'card', item: string): void {
  const find = (selector: string) => host.renderRoot.querySelector<HTMLElement>(selector);
  if (to === 'item') {
    if (host.getBoundingClientRect().top < 0) host.scrollIntoView();
    find('.item')?.focus({preventScroll: true});
  } else (find(`[data-item="${CSS.escape(item)}"]`) ?? find('.search'))?.focus();
}
