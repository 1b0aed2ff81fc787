import {warnOnce} from '@uggla/core/element.js';
import {icon} from '@uggla/core/more-icons.js';
import {LocalizeController} from '@uggla/core/localize.js';
import {safeUrl} from '@uggla/core/safe-url.js';
import {setState} from '@uggla/core/states.js';
import {baseStyles} from '@uggla/core/styles.js';
import {html, LitElement, nothing} from 'lit';
import type {PropertyValues} from 'lit';
import {property, state} from 'lit/decorators.js';
import {extraWords, moreExtraWords} from '../locales/extras/words.js';
import {cuePointsOf} from './cue-points.js';
import type {CuedMedia, CuePoint} from './cue-points.js';
import type {CueEnterEvent, CueExitEvent} from './cue-events.js';
import {cueStyles} from './cue-styles.js';

const KINDS = ['quiz', 'note', 'hotspot', 'cta'];

/**
 * Something that lies over the picture of a player from one second to another: a question, a note, a place to press, a call
 * to action. A child of the player; what it shows is its own content.
 *
 * @example
 * ```html
 * <uggla-player src="media/chair/media.json">
 *   <uggla-cue start="12" end="20" kind="note">Tighten by hand only.</uggla-cue>
 *   <uggla-cue start="30" end="40" kind="hotspot" x="62" y="40" label="The screw">M6 × 40</uggla-cue>
 *   <uggla-cue start="55" kind="quiz" pause><form>…</form></uggla-cue>
 *   <uggla-cue start="70" kind="cta" href="/chair">See the chair</uggla-cue>
 * </uggla-player>
 * ```
 * @slot - What it shows; of a `cta` with `href` the words of the link, of a `hotspot` what its button opens.
 * @csspart cue - The box.
 * @csspart action - The link of a call to action.
 * @csspart hotspot - The place to press.
 * @csspart continue - Goes on with the film.
 * @csspart dismiss - Takes the box away.
 * @cssprop [--uggla-accent=#0b57a4] - Marks the button that goes on, the call to action and the hotspot.
 */
export class UgglaCue extends LitElement {
  static override styles = [baseStyles, cueStyles];

  /** Second at which it comes. */
  @property({type: Number}) start = NaN;
  /** Second at which it goes; without it, a cue that pauses goes when the film goes on, another stays to the end. */
  @property({type: Number}) end: number | undefined;
  /** What it is. */
  @property() kind: 'quiz' | 'note' | 'hotspot' | 'cta' = 'note';
  /** The film stops for it, once a pass. */
  @property({type: Boolean}) pause = false;
  /** Of a hotspot: how far from the left edge of the picture, in percent, in every language. */
  @property({type: Number}) x = 50;
  /** Of a hotspot: how far from the top, in percent. */
  @property({type: Number}) y = 50;
  /** Its name for who listens; what a hotspot's button says. */
  @property() label = '';
  /** `light`, `dark`, or `auto`: as the page's own `color-scheme`. */
  @property({reflect: true, useDefault: true}) theme: 'auto' | 'light' | 'dark' = 'auto';
  /** Of a call to action or a hotspot: where it leads (`https:`, `mailto:`, `tel:`). */
  @property() href = '';

  @state() private isOn = false;
  @state() private isOpen = false;
  @state() private isDismissed = false;

  readonly #localize = new LocalizeController(this, extraWords, moreExtraWords);
  #media: CuedMedia | undefined;
  #cue: CuePoint | undefined;
  #stop = new AbortController();
  /** Where the focus was before it came here. */
  #before: HTMLElement | undefined;

  /** It is over the picture right now. */
  get active(): boolean {
    return this.isOn && !this.isDismissed;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.slot) this.slot = 'overlay';
    this.requestUpdate('start');
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#letGo();
  }

  /** Takes it away until playback comes to it again. */
  dismiss(): void {
    this.isDismissed = true;
    this.#giveFocusBack();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (!KINDS.includes(this.kind)) warnOnce(this, `kind="${String(this.kind)}" is none of ${KINDS.join(', ')}`);
    if (this.hasAttribute('start') && !(this.start >= 0))
      warnOnce(this, `start="${this.getAttribute('start')}" is no number of seconds`);
    if (this.href && !this.#link) warnOnce(this, `href="${this.href}" leads nowhere it may`);
    if (this.isConnected && (['start', 'end', 'pause'] as const).some((name) => changed.has(name))) this.#hold();
  }

  protected override render() {
    const {active} = this;
    const box = this.kind === 'hotspot' ? this.#renderHotspot() : this.#renderBox();
    return html`<div class="frame" dir=${this.#localize.direction} @keydown=${this.#onKey}>
      ${active ? box : nothing}
      <div role="status" class="visually-hidden">${active && this.#stops ? this.#localize.term('filmStopped', this.#name) : nothing}</div>
    </div>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    setState(this, 'active', this.active);
    this.toggleAttribute('data-full', this.active && this.#stops && this.kind !== 'hotspot');
    const spot = this.renderRoot.querySelector<HTMLElement>('.spot');
    if (!spot) return;
    const percent = (value: number) => `${Number.isFinite(value) ? Math.min(100, Math.max(0, value)) : 50}%`;
    spot.style.setProperty('left', percent(this.x));
    spot.style.setProperty('top', percent(this.y));
    spot.classList.toggle('low', this.y > 55);
    spot.classList.toggle('far', this.x > 55);
  }

  #renderBox() {
    const link = this.kind === 'cta' ? this.#link : undefined;
    const stops = this.#stops;
    return html`<div part="cue" class="box ${KINDS.includes(this.kind) ? this.kind : 'note'} ${stops ? 'stops' : ''}" role="group" tabindex="-1" aria-label=${this.#name}>
      <div class="content">${link ? html`<a part="action" class="action" href=${link} rel="noopener"><slot></slot></a>` : html`<slot></slot>`}</div>
      ${
        stops
          ? html`<button type="button" part="continue" class="continue" @click=${this.#goOn}>${this.#localize.term('goOn')}</button>`
          : html`<button type="button" part="dismiss" class="dismiss" aria-label=${this.#localize.term('dismiss', this.#name)} @click=${() => this.dismiss()}>${icon('close')}</button>`
      }
    </div>`;
  }

  #renderHotspot() {
    const link = this.#link;
    const mark = html`<span class="mark"></span>`;
    return html`<div class="spot" role="group" tabindex="-1" aria-label=${this.#name}>
      ${
        link
          ? html`<a part="hotspot" class="hotspot" href=${link} rel="noopener" aria-label=${this.#name} title=${this.#name}>${mark}</a>`
          : html`<button type="button" part="hotspot" class="hotspot" aria-label=${this.#name} title=${this.#name} aria-expanded=${this.isOpen} @click=${this.#toggle}>${mark}</button>`
      }
      <div part="cue" class="box hint" ?hidden=${!this.isOpen || link !== undefined}><slot></slot></div>
      ${this.#stops ? html`<button type="button" part="continue" class="continue" @click=${this.#goOn}>${this.#localize.term('goOn')}</button>` : nothing}
    </div>`;
  }

  get #name(): string {
    const kinds = {quiz: 'question', note: 'note', hotspot: 'hotspot', cta: 'offer'} as const;
    return this.label || this.#localize.term(kinds[this.kind] ?? 'note');
  }

  get #link(): string | undefined {
    return safeUrl(this.href, this.baseURI, 'link');
  }

  /** The film stands still for it. */
  get #stops(): boolean {
    return this.pause && (this.#media?.paused ?? false);
  }

  /** Puts itself among the cues of the player around it. */
  #hold(): void {
    this.#letGo();
    const media = this.parentElement as CuedMedia | null;
    if (!media || typeof media.pause !== 'function' || !(this.start >= 0)) return;
    const {start, end, pause} = this;
    const endTime = end !== undefined && end > start ? end : pause ? start : Infinity;
    const cue: CuePoint = {startTime: start, endTime, pause, value: this};
    const {signal} = (this.#stop = new AbortController());
    [this.#media, this.#cue] = [media, cue];
    media.addEventListener('uggla-cue-enter', (event) => (event as CueEnterEvent).cue === cue && this.#enter(event), {
      signal,
    });
    media.addEventListener('uggla-cue-exit', (event) => (event as CueExitEvent).cue === cue && this.#exit(), {signal});
    for (const type of ['playing', 'play', 'pause'])
      media.addEventListener(type, () => this.isOn && this.requestUpdate(), {signal});
    cuePointsOf(media).add([cue]);
  }

  #letGo(): void {
    if (this.#media && this.#cue) cuePointsOf(this.#media).remove(this.#cue);
    this.#stop.abort();
    this.#media = this.#cue = undefined;
  }

  #enter(event: Event): void {
    this.isOn = true;
    this.isOpen = this.isDismissed = false;
    // Sound has no picture to lie over: nobody would know why it stopped.
    if (this.getClientRects().length === 0) event.preventDefault();
    else if (this.pause) void this.#takeFocus();
  }

  #exit(): void {
    this.isOn = false;
    this.#giveFocusBack();
  }

  /** Once the film has stopped for it the focus comes here; not from where else in the page somebody works. */
  async #takeFocus(): Promise<void> {
    await this.updateComplete;
    const media = this.#media;
    if (!media || !this.#stops || !this.active) return;
    const focused = media.ownerDocument.activeElement as HTMLElement | null;
    const isFree =
      !focused ||
      focused === media.ownerDocument.body ||
      focused === media ||
      media.contains(focused) ||
      focused.shadowRoot?.contains(media);
    if (!isFree || this.contains(focused)) return;
    this.#before =
      focused === media
        ? ((media.shadowRoot?.activeElement as HTMLElement | null) ?? media)
        : focused?.matches('body')
          ? media
          : (focused ?? media);
    const first = this.querySelector<HTMLElement>(
      'a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex="-1"])',
    );
    (first ?? this.renderRoot.querySelector<HTMLElement>('.hotspot, .box, .spot'))?.focus({preventScroll: true});
  }

  #giveFocusBack(): void {
    const before = this.#before;
    this.#before = undefined;
    const {activeElement} = this.ownerDocument;
    const isHere = this.matches(':focus-within') || activeElement === this || this.contains(activeElement);
    if (!isHere) return;
    (before?.isConnected ? before : this.#media)?.focus({preventScroll: true});
  }

  readonly #goOn = (): void => {
    const media = this.#media as (CuedMedia & {play?(): Promise<void>}) | undefined;
    this.dismiss();
    media?.play?.().catch(() => undefined); // the player shows what is wrong
  };

  readonly #toggle = (): void => {
    this.isOpen = !this.isOpen;
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    if (this.isOpen) this.isOpen = false;
    else if (this.kind !== 'hotspot' && !this.#stops) this.dismiss();
    else return;
    event.preventDefault();
  };
}
