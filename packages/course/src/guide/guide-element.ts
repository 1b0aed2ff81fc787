import {html, nothing, type PropertyValues, type TemplateResult} from 'lit';
import {property, state} from 'lit/decorators.js';
import {keyed} from 'lit/directives/keyed.js';
import {ArticleController} from '@uggla/core/article-controller.js';
import {UgglaElement} from '@uggla/core/element.js';
import {UgglaErrorEvent} from '@uggla/core/events.js';
import {needElement} from '@uggla/core/families.js';
import {FileController} from '@uggla/core/file-controller.js';
import {icon} from '@uggla/core/more-icons.js';
import {loadJson} from '@uggla/core/load.js';
import {LocalizeController} from '@uggla/core/localize.js';
import type {AuthorizationHook} from '@uggla/core/records/connections.js';
import {baseStyles} from '@uggla/core/styles.js';
import {UgglaError, type Actor, type Guide, type GuideStep} from '@uggla/protocol';
import {Checks} from './checks.js';
import {StepChangeEvent, StepCheckEvent} from './guide-events.js';
import {renderGuideHeader, renderPreparation, type GuideWords} from './guide-header.js';
import {renderStep, type StepView} from './guide-step.js';
import {guideStyles} from './guide-styles.js';
import {en} from './locales/en.js';
import {es} from './locales/es.js';
import {more} from '../locales/more.js';
import type {FaultFinder} from './finder/fault-finder.js';
import type {GuideTools} from './tools/guide-tools.js';

/**
 * One guide, step by step: an assembly, an installation, a repair. Each step has its clip, which loops while the step is
 * open, and a box to check it off. With `campus` it is a fault finder: it asks for the machine and what is wrong with it,
 * and shows the guide that helps.
 *
 * @example
 * ```html
 * <uggla-guide src="guides/regular-la-silla/guide.json"></uggla-guide>
 * <uggla-guide campus="campus.json" routing="query"></uggla-guide>
 * ```
 * @fires {UgglaReadyEvent} uggla-ready - The guide, or the fault finder, is loaded and shown.
 * @fires {UgglaErrorEvent} uggla-error - The guide, or the code of the player, could not be loaded.
 * @fires {StepChangeEvent} uggla-step-change - Someone opened another step.
 * @fires {StepCheckEvent} uggla-step-check - Someone checked a step off, or took that back.
 * @fires {UgglaRecordEvent} uggla-record - A statement is safe in the outbox: with `records` or `endpoint`.
 * @csspart header - What the guide is for and what it takes.
 * @csspart warning - A warning.
 * @csspart step - One step.
 * @csspart step-title - The button that opens a step.
 * @csspart clip - The player of the open step.
 * @csspart check - The box that checks a step off.
 * @csspart next - The button to the next step.
 * @csspart previous - The button to the step before.
 * @csspart untranslated - What is said where the guide is not in the reader's language.
 * @csspart hands-free - The button that shows one large step, and all again.
 * @csspart print - The button that prints.
 * @csspart large-step - The step of `hands-free`.
 * @csspart repeat - The button that plays its clip again.
 * @csspart voice - The button that begins and ends to listen.
 * @csspart voice-agree - The button that agrees to that.
 * @csspart finder - The fault finder.
 * @csspart machine - The button of a machine in it.
 * @csspart symptom - The button of what is wrong, which opens a guide.
 * @csspart code - The button of an error code.
 * @csspart code-input - The field for an error code.
 * @csspart code-find - The button that looks for it.
 * @csspart back - The button to another machine, or another fault.
 * @csspart error - What is shown when the guide could not be loaded.
 * @cssprop [--uggla-accent] - Colour of what can be acted on.
 * @cssprop [--uggla-radius=0.5em] - How round corners are.
 */
export class UgglaGuide extends UgglaElement {
  static override styles = [baseStyles, guideStyles];

  /** Id of the open step; the first that is not checked off when none is named. */
  @property({reflect: true, useDefault: true}) step = '';

  /** One step at a time, as large as its place, with large buttons: for who has no hand free. */
  @property({type: Boolean, attribute: 'hands-free', reflect: true}) handsFree = false;

  /** Address of a campus.json: while no guide is named, the fault finder of that campus is shown. */
  @property() campus = '';

  /** Fault finder: the machine, by its mark or name; empty while none is chosen. */
  @property() machine = '';

  /** Fault finder: the error code that is looked for. */
  @property() code = '';

  /** Fault finder: `query` keeps machine, code and guide in the page's address, `?machine=…&code=…`, as a QR code has it. */
  @property() routing: 'none' | 'query' = 'none';

  /**
   * Where it is recorded what is checked off: `auto`, `server`, `xapi`, `local` or `none`, as for a course. Without it, and
   * without `endpoint`, the checks are kept on this device and nothing is recorded.
   */
  @property() records = '';

  /** Origin of the server (`uggla serve`), or base address of the record store for `records="xapi"`. */
  @property() endpoint = '';

  /** Who checks off. Needed for `records="xapi"`; our own server says itself who is there. */
  @property({attribute: false}) learner: Actor | undefined;

  /** Gives the value of the `authorization` header for server and record store. */
  @property({attribute: false}) authorization: AuthorizationHook | undefined;

  readonly #localize = new LocalizeController(this, {en, es}, more, (all) => all.guide);
  readonly #file = new FileController<Guide>(this, {
    kind: 'guide',
    source: () => this.src,
    url: () => this.sourceUrl,
    load: (url, signal) => {
      const schema = import('@uggla/protocol/generated/guide-schema.js').then(({guideSchema}) => guideSchema);
      return loadJson<Guide>(url, {kind: 'guide', schema, signal});
    },
    began: (isNamed) => (isNamed ? this.begin() : this.reset()),
    loaded: (guide, url) => this.#loaded(guide, url),
    failed: (error) => this.fail(error, 'guide-unavailable'),
  });
  readonly #notes = new ArticleController(this);
  #checks: Checks | undefined;
  #checked: readonly string[] | undefined;
  #isMuted = true;
  #wasOpened = false;
  @state() private hasPlayer = false;
  @state() private tools: GuideTools | undefined;
  @state() private finder: FaultFinder | undefined;

  /** What guide.json says; `undefined` until it is loaded. */
  get guide(): Guide | undefined {
    return this.#file.value;
  }

  /**
   * Ids of the steps that are checked off. Kept on this device, until the page sets it: from then on the page keeps it,
   * as a course does.
   */
  @property({attribute: false})
  get checked(): readonly string[] {
    return this.#checked ?? this.#checks?.kept ?? [];
  }

  set checked(steps: readonly string[]) {
    this.#checked = [...steps];
    this.requestUpdate();
  }

  /** How many of the steps are checked off, 0 to 1. */
  get share(): number {
    const steps = this.guide?.steps ?? [];
    return steps.length === 0 ? 0 : steps.filter(({id}) => this.checked.includes(id)).length / steps.length;
  }

  /** Opens a step, or the one whose clip holds that second of the film. An id that is none closes all. */
  goTo(step: string, {time}: {time?: number | undefined} = {}): void {
    const steps = this.guide?.steps ?? [];
    const isNamed = time === undefined || steps.some(({id}) => id === step);
    const timed = isNamed ? undefined : steps.find(({start = 0, end = Infinity}) => start <= time && time < end);
    this.step = timed?.id ?? step;
  }

  /** Resolves when the receiver has confirmed all that was checked off until now. */
  async drained(): Promise<void> {
    await this.tools?.drained();
  }

  protected override get fileLanguages(): readonly string[] {
    return this.guide?.languages ?? [];
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    const {guide} = this;
    if (changed.has('campus') && this.campus && !this.finder) this.#needFinder();
    if (!guide) return;
    void this.#notes.follow(guide.content, this.languages, (address) => this.url(address, 'fetch', this.#file.url));
    if (!this.hasPlayer && this.#openStep?.media) this.#needPlayer();
  }

  protected override render(): TemplateResult | typeof nothing {
    const {guide} = this;
    if (!this.src && this.finder) return this.finder.render();
    if (this.status === 'failed') return this.#renderFailure();
    if (!guide) {
      return this.status === 'loading'
        ? html`<p class="waiting" role="status">${this.#localize.term('loading')}</p>`
        : nothing;
    }
    const words: GuideWords = {localize: this.#localize, text: (text) => this.text(text)};
    const isDone = this.share === 1;
    return html`<article class="guide">
      ${this.finder?.renderBack()}
      ${renderGuideHeader(guide, words, this.url(guide.cover?.src, 'image', this.#file.url))} ${this.tools?.render(guide, () => this.#viewOf(this.#openStep ?? guide.steps[0]!, guide, true))} ${renderPreparation(guide, words)}
      <section aria-labelledby="steps">
        <div class="steps-head">
          <h3 id="steps">${this.#localize.term('steps')}</h3>
          <p class="done" role="status">
            ${isDone ? html`${icon('check')}${this.#localize.term('allDone')}` : this.#countDone(guide)}
          </p>
          ${this.tools?.renderAgain(this.#localize.term('again'))}
        </div>
        <ol class="steps">
          ${guide.steps.map((step) => renderStep(this.#viewOf(step, guide, step === this.#openStep && !(this.handsFree && this.tools))))}
        </ol>
      </section>
      ${this.#notes.nodes ? html`<section class="notes">${this.#notes.nodes}</section>` : nothing}
    </article>`;
  }

  get #openStep(): GuideStep | undefined {
    return this.guide?.steps.find(({id}) => id === this.step);
  }

  #viewOf(step: GuideStep, {steps}: Guide, isOpen: boolean): StepView {
    const image = this.url(step.image?.src, 'image', this.#file.url);
    const at = steps.indexOf(step);
    return {
      step,
      at,
      total: steps.length,
      isOpen,
      isChecked: this.checked.includes(step.id),
      title: this.text(step.title),
      text: this.text(step.text),
      warning: this.text(step.warning),
      image: image ? {src: image, alt: this.text(step.image?.alt)} : undefined,
      clip: isOpen ? this.#renderClip(step) : nothing,
      localize: this.#localize,
      toggle: () => this.#choose(isOpen ? '' : step.id),
      check: (isChecked) => this.#check(step.id, isChecked),
      move: (by) => this.#move(at + by),
    };
  }

  /** The player lives as long as its step is open: there is never a second one, and none is loaded ahead. */
  #renderClip(step: GuideStep): TemplateResult | typeof nothing {
    const src = this.url(step.media, 'fetch', this.#file.url);
    if (!src) return nothing;
    if (!this.hasPlayer) return html`<div class="clip" aria-busy="true"></div>`;
    const moves = this.#wasOpened && !matchMedia('(prefers-reduced-motion: reduce)').matches;
    return html`${keyed(
      `${src} ${step.id}`,
      html`<uggla-player
        class="clip"
        part="clip"
        src=${src}
        lang=${this.languages[0] ?? nothing}
        clip-start=${step.start ?? nothing}
        clip-end=${step.end ?? nothing}
        loop
        no-resume
        playsinline
        ?muted=${this.#isMuted}
        ?autoplay=${moves}
        @volumechange=${this.#followSound}
      ></uggla-player>`,
    )}`;
  }

  #renderFailure(): TemplateResult {
    return html`<div class="failure" part="error" role="alert">
      ${icon('warning')}
      <p><strong>${this.#localize.term('failed')}</strong></p>
      <p class="code">${this.failure?.code}</p>
      <button type="button" class="solid" @click=${() => (this.src ? this.#file.reload() : this.#needFinder())}>${icon('retry')}${this.#localize.term('retry')}</button>
    </div>`;
  }

  #countDone({steps}: Guide): string {
    const done = steps.filter(({id}) => this.checked.includes(id)).length;
    return this.#localize.term('stepsDone', this.#localize.number(done), this.#localize.number(steps.length));
  }

  #loaded(guide: Guide, url: string): void {
    this.#checks = new Checks(guide.id || url, guide.version);
    if (!guide.steps.some(({id}) => id === this.step)) {
      this.step = (guide.steps.find(({id}) => !this.checked.includes(id)) ?? guide.steps[0]!).id;
    }
    this.ready();
    // What is no step comes after the steps; without it they work as they are.
    void import('./tools/guide-tools.js').then(
      ({GuideTools}) => (this.tools ??= new GuideTools(this)),
      () => undefined,
    );
  }

  #needFinder(): void {
    const tell = (cause: unknown) => this.fail(cause, 'family-unavailable');
    void import('./finder/fault-finder.js').then(
      ({FaultFinder}) => (this.finder = new FaultFinder(this, {ready: () => this.ready(), failed: tell})),
      tell,
    );
  }

  #needPlayer(): void {
    needElement('uggla-player', 'player').then(
      () => (this.hasPlayer = true),
      (cause: unknown) => this.dispatchEvent(new UgglaErrorEvent(UgglaError.from(cause, 'family-unavailable'))),
    );
  }

  /** Someone opens a step, or closes it. */
  #choose(step: string): void {
    this.#wasOpened = true;
    this.step = step;
    this.dispatchEvent(new StepChangeEvent(step));
  }

  #move(at: number): void {
    const step = this.guide?.steps[at];
    if (!step) return;
    this.#choose(step.id);
    void this.updateComplete.then(() => {
      const title = this.#titles[at];
      title?.focus({preventScroll: true});
      title?.scrollIntoView({block: 'nearest'});
    });
  }

  #check(step: string, isChecked: boolean): void {
    const others = this.checked.filter((id) => id !== step);
    const checked = isChecked ? [...others, step] : others;
    if (this.#checked) this.#checked = checked;
    else this.#checks?.keep(checked);
    this.requestUpdate();
    this.dispatchEvent(new StepCheckEvent(step, isChecked));
  }

  /** Someone who turned the sound on for one clip wants it in the next. */
  readonly #followSound = (event: Event): void => {
    this.#isMuted = (event.currentTarget as HTMLMediaElement).muted;
  };

  get #titles(): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('.step-title')];
  }
}
