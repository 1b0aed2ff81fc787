import type {ReactiveController, ReactiveControllerHost} from 'lit';
import type {Campus} from '@uggla/protocol';

/** Colours the campus as its file says, unless the page has set a colour of its own. */
export class BrandController implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element & {readonly campus: Campus | undefined};
  #shown: Campus | undefined;
  #isBranded = false;

  constructor(host: ReactiveControllerHost & Element & {readonly campus: Campus | undefined}) {
    this.#host = host;
    host.addController(this);
  }

  hostUpdated(): void {
    const {campus} = this.#host;
    const page = this.#host.shadowRoot?.querySelector<HTMLElement>('.page');
    if (!page || (campus === this.#shown && page.classList.contains('branded') === this.#isBranded)) return;
    this.#shown = campus;
    const {accent = '', accentText = ''} = campus?.brand ?? {};
    const own = getComputedStyle(this.#host).getPropertyValue('--uggla-accent').trim();
    const isBranded = (this.#isBranded = own === '' && isColor(accent));
    page.classList.toggle('branded', isBranded);
    page.style.setProperty('--_brand', isBranded ? accent : '');
    page.style.setProperty('--_brand-text', isBranded ? (isColor(accentText) ? accentText : '#fff') : '');
  }
}

/** A colour and nothing else: no `url()`, no `var()`, no second declaration. */
function isColor(text: string): boolean {
  return text !== '' && !text.includes('var(') && CSS.supports('color', text);
}
