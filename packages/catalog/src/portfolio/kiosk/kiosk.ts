import {html, nothing, render, type ReactiveController, type ReactiveElement, type TemplateResult} from 'lit';
import {LocalizeController} from '@uggla/core/localize.js';
import {safeUrl} from '@uggla/core/safe-url.js';
import {pickText, type Portfolio} from '@uggla/protocol';
import {kioskEn, type KioskTerms} from '../../locales/kiosk-en.js';
import {kioskEs} from '../../locales/kiosk-es.js';
import {more} from '../../locales/more.js';
import {LeadQueue} from '../lead-queue.js';
import {Attract} from './attract.js';
import {KioskLeaveEvent} from './kiosk-event.js';
import {forgetVisitor, readState, type KioskState} from './kiosk-state.js';
import {kioskStyles} from './kiosk-styles.js';

/** The portfolio that is one. */
interface KioskHost extends ReactiveElement {
  kiosk: boolean;
  kioskPin: string;
  kioskIdle: number;
  kioskStatus: string;
  src: string;
  readonly layout: string;
  item: string;
  query: string;
  filters: string;
  compare: string;
  readonly portfolio: Portfolio | undefined;
  readonly languages: readonly string[];
}

/** What shows that somebody is there. */
const ACTIVITY = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'input'] as const;

/** How often a wrong PIN may be written, and how long it takes then, in milliseconds: four digits take a day to guess. */
const TRIES = 5;
const PAUSE_MS = 30_000;

/** So long it is said that no page opens, in milliseconds: time to read a sentence twice. */
const HINT_MS = 5000;

/** How often it looks whether all files are there, in milliseconds. */
const LOOK_MS = 60_000;

/**
 * A portfolio on a stand: while nobody is there it shows one product after the other; who leaves takes along what they wrote;
 * no link leads away; the staff see whether it can do without a network, and leave by a PIN.
 */
export class Kiosk implements ReactiveController {
  readonly #host: KioskHost;
  readonly #localize: LocalizeController<KioskTerms>;
  readonly #attract = new Attract(() => this.#draw());
  readonly #place = document.createElement('div');
  #isOn = false;
  #isAttracting = false;
  #idle: ReturnType<typeof setTimeout> | undefined;
  #look: ReturnType<typeof setInterval> | undefined;
  #state: KioskState | undefined;
  #told = '';
  #hint = '';
  #hinted: ReturnType<typeof setTimeout> | undefined;
  #wrong = 0;
  #closedUntil = 0;

  constructor(host: KioskHost) {
    this.#host = host;
    this.#localize = new LocalizeController(host, {en: kioskEn, es: kioskEs}, more, (all) => all.kiosk);
    const sheet = kioskStyles.styleSheet;
    if (sheet) host.shadowRoot!.adoptedStyleSheets.push(sheet);
    host.addController(this);
  }

  hostConnected(): void {
    this.#follow();
  }

  hostDisconnected(): void {
    this.#end();
  }

  hostUpdated(): void {
    this.#follow();
    if (this.#isOn) this.#draw();
  }

  #follow(): void {
    if (this.#host.kiosk === this.#isOn) return;
    if (this.#host.kiosk) this.#begin();
    else this.#end();
  }

  #begin(): void {
    const host = this.#host;
    this.#isOn = true;
    host.shadowRoot!.append(this.#place);
    for (const name of ACTIVITY) addEventListener(name, this.#noticed, {capture: true, passive: true});
    host.addEventListener('click', this.#stay);
    host.addEventListener('contextmenu', prevent);
    this.#look = setInterval(() => void this.#check(), LOOK_MS);
    void this.#check();
    this.#empty(); // the one who was here before it became a kiosk is a visitor, too
    this.#draw();
  }

  #end(): void {
    if (!this.#isOn) return;
    this.#isOn = this.#isAttracting = false;
    for (const name of ACTIVITY) removeEventListener(name, this.#noticed, {capture: true});
    this.#host.removeEventListener('click', this.#stay);
    this.#host.removeEventListener('contextmenu', prevent);
    clearTimeout(this.#idle);
    clearTimeout(this.#hinted);
    clearInterval(this.#look);
    this.#attract.stop();
    render(nothing, this.#place);
    this.#place.remove();
  }

  readonly #noticed = (): void => {
    if (this.#isAttracting) return; // the button says when that ends
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.#empty(), Math.max(0.1, this.#host.kioskIdle || 90) * 1000);
  };

  /** Nobody is there any more: all is as it was in the morning. */
  #empty(): void {
    const host = this.#host;
    clearTimeout(this.#idle);
    for (const dialog of host.shadowRoot!.querySelectorAll('dialog')) dialog.close();
    host.query = host.filters = host.compare = '';
    if (host.layout !== 'single') host.item = ''; // there the page says which it is
    host.dispatchEvent(new Event('uggla-forget')); // what was written into a form; leads that wait are tried again
    forgetVisitor();
    scrollTo(0, 0);
    this.#told = this.#hint = '';
    this.#isAttracting = true;
    this.#attract.start();
    this.#draw();
    void host.updateComplete.then(() => this.#find('.attract-start')?.focus({preventScroll: true}));
  }

  readonly #start = (): void => {
    this.#isAttracting = false;
    this.#attract.stop();
    this.#noticed();
    this.#draw();
    // Not the search: a touch screen would lay its keyboard over what somebody came to see.
    const {renderRoot} = this.#host;
    const first = renderRoot.querySelector<HTMLElement>('[data-item]') ?? renderRoot.querySelector('button');
    first?.focus({preventScroll: true});
    document.documentElement.requestFullscreen?.().catch(() => undefined); // asked for, not needed
  };

  /** What leads out of the page, or to a mail program, leads nowhere here. */
  readonly #stay = (event: Event): void => {
    const link = event.composedPath().find((at) => at instanceof HTMLAnchorElement);
    if (!link || event.defaultPrevented) return;
    event.preventDefault();
    this.#say(this.#localize.term('stays'));
    clearTimeout(this.#hinted);
    this.#hinted = setTimeout(() => this.#say(''), HINT_MS);
  };

  #say(hint: string): void {
    this.#hint = hint;
    this.#draw();
  }

  async #check(): Promise<void> {
    this.#state = await readState(this.#stateUrl);
    if (this.#isOn) this.#draw();
  }

  /** Where the page says, or with the service worker of a site that we built. Where nobody keeps files, nobody is asked. */
  get #stateUrl(): string | undefined {
    const {kioskStatus, src, baseURI} = this.#host;
    if (kioskStatus) return safeUrl(kioskStatus, baseURI, 'fetch');
    const portfolio = safeUrl(src, baseURI, 'fetch');
    const worker = navigator.serviceWorker?.controller?.scriptURL;
    return worker && worker === safeUrl('sw.js', portfolio, 'fetch')
      ? safeUrl('kiosk.json?kept', portfolio, 'fetch')
      : undefined;
  }

  get #waiting(): number {
    const {portfolio} = this.#host;
    return this.#state?.waiting ?? (portfolio ? new LeadQueue(new EventTarget(), portfolio.id).waiting.length : 0);
  }

  #draw(): void {
    if (!this.#isOn) return;
    render(this.#render(), this.#place);
  }

  #render(): TemplateResult {
    const host = this.#host;
    const term = this.#localize.term.bind(this.#localize);
    const all = host.portfolio?.products ?? [];
    const seen = all.filter(({media, poster}) => media ?? poster);
    const products = seen.length > 0 ? seen : all; // a black screen attracts nobody
    const files = this.#state?.files ?? 'unknown';
    const says = !this.#state
      ? term('checking')
      : files === 'missing'
        ? term('missing', this.#state.missing, this.#localize.number(this.#state.missing))
        : term(files);
    const waits = term('waiting', this.#waiting, this.#localize.number(this.#waiting));
    return html`${
      this.#isAttracting
        ? this.#attract.render(products, {
            base: new URL(host.src, host.baseURI).href,
            text: ({title}) => pickText(title, host.languages),
            start: term('start'),
            begin: this.#start,
          })
        : nothing
    }
      <button type="button" class="kiosk-staff" part="kiosk-staff" aria-label="${term('staff')}. ${says}" @click=${this.#open}><span class="light ${files}" aria-hidden="true"></span>${term('staff')}</button>
      <div class="kiosk-hint" role="status">${this.#hint}</div>
      <dialog class="kiosk-panel" part="kiosk-panel" aria-labelledby="kiosk-title">
        <form method="dialog" @submit=${this.#leave}>
          <h2 id="kiosk-title">${term('title')}</h2>
          <p><span class="light ${files}" aria-hidden="true"></span> ${says}</p>
          <p>${waits}</p>
          ${host.kioskPin ? html`<label>${term('pin')}<input name="pin" type="password" inputmode="numeric" autocomplete="off" maxlength="20" aria-describedby="kiosk-told" /></label>` : nothing}
          <p id="kiosk-told" role="status">${this.#told}</p>
          <div class="actions">
            <button class="solid" part="kiosk-leave">${term('leave')}</button>
            <button type="button" class="quiet" @click=${() => this.#panel?.close()}>${term('close')}</button>
          </div>
        </form>
      </dialog>`;
  }

  readonly #open = (): void => {
    this.#told = '';
    void this.#check();
    this.#draw();
    this.#panel?.showModal();
  };

  readonly #leave = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const pin = String(new FormData(form).get('pin') ?? '');
    const isClosed = Date.now() < this.#closedUntil;
    if (isClosed || pin !== this.#host.kioskPin) {
      if (!isClosed && ++this.#wrong >= TRIES) [this.#wrong, this.#closedUntil] = [0, Date.now() + PAUSE_MS];
      this.#told = this.#localize.term(Date.now() < this.#closedUntil ? 'later' : 'wrong');
      form.reset();
      this.#draw();
      return;
    }
    this.#panel?.close();
    this.#host.kiosk = false;
    this.#host.dispatchEvent(new KioskLeaveEvent());
    if (document.fullscreenElement) void document.exitFullscreen();
  };

  get #panel(): HTMLDialogElement | null {
    return this.#find<HTMLDialogElement>('.kiosk-panel');
  }

  #find<E extends HTMLElement>(selector: string): E | null {
    return this.#place.querySelector<E>(selector);
  }
}

function prevent(event: Event): void {
  event.preventDefault();
}
