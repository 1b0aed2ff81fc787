import {html, type ReactiveElement, type TemplateResult} from 'lit';
import {ref} from 'lit/directives/ref.js';

/** A list of cards that is drawn piece by piece. */
export interface LongList {
  /** Has the element that shows it draw further cards, so many times the usual; fulfilled once they stand in the page. */
  more(times: number, host: ReactiveElement): Promise<void>;
  /** Why there are no further ones. */
  readonly error?: unknown;
  /** Hears of the button below it; kept here, since `ref` calls another function at every render. */
  watch?: (element?: Element) => void;
}

/** What draws on by itself comes after the first cards. */
const late = () => import('./draw-on.js');

/** The rest of a long list comes as one nears its end; the button is for who does not scroll. */
export function renderMore(list: LongList, label: string): TemplateResult {
  list.watch ??= (element) =>
    void late().then(
      ({watch}) => watch(list, element),
      () => undefined, // the button does without
    );
  const draw = ({currentTarget}: Event) => {
    const button = currentTarget as HTMLElement;
    void late().then(
      ({drawOn}) => drawOn(list, button),
      () => list.more(1, (button.getRootNode() as ShadowRoot).host as ReactiveElement),
    );
  };
  return html`<button type="button" class="quiet more" ${ref(list.watch)} @click=${draw}>${label}</button>`;
}
