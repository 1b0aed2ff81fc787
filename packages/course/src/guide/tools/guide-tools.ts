import {html, nothing, type ReactiveController, type ReactiveElement, type TemplateResult} from 'lit';
import {icon} from '@uggla/core/more-icons.js';
import {LocalizeController} from '@uggla/core/localize.js';
import {UgglaErrorEvent} from '@uggla/core/events.js';
import {UgglaError, type Guide} from '@uggla/protocol';
import type {StepCheckEvent} from '../guide-events.js';
import type {StepView} from '../guide-step.js';
import {toolsEn, type ToolsTerms} from '../locales/tools-en.js';
import {toolsEs} from '../locales/tools-es.js';
import {more} from '../../locales/more.js';
import type {CheckRecords, RecordedGuide} from '../records/check-records.js';
import {isRecorded} from '../records/is-recorded.js';
import {toolsStyles} from './tools-styles.js';
import {gapOf} from './translation.js';
import {canListen, commandIn, listen, listensLocally, type Command} from './voice.js';

/** A guide that has them. */
type ToolsHost = ReactiveElement & RecordedGuide & {handsFree: boolean; readonly checked: readonly string[]};

/**
 * What a guide has beside its steps: a view for who has no hand free, printing, what is said of a missing translation, and
 * the recording of what is checked off.
 */
export class GuideTools implements ReactiveController {
  readonly #host: ToolsHost;
  readonly #localize: LocalizeController<ToolsTerms>;
  #view: StepView | undefined;
  #stop: (() => void) | undefined;
  #isAsking = false;
  #told = '';
  #records: Promise<CheckRecords> | undefined;

  constructor(host: ToolsHost) {
    this.#host = host;
    this.#localize = new LocalizeController(host, {en: toolsEn, es: toolsEs}, more, (all) => all.guideTools);
    const sheet = toolsStyles.styleSheet;
    if (sheet) host.shadowRoot!.adoptedStyleSheets.push(sheet);
    host.addController(this);
    host.renderRoot.addEventListener('keydown', (event) => this.#onTitleKey(event as KeyboardEvent));
    host.addEventListener('uggla-step-check', this.#onCheck);
  }

  hostUpdated(): void {
    if (!this.#host.handsFree && this.#stop) this.#endVoice();
    // At once, and not with the first check: there may be no network by then.
    if (isRecorded(this.#host) && !this.#records) void this.#needRecords().catch(() => undefined);
  }

  hostDisconnected(): void {
    this.#endVoice();
  }

  /** Resolves when the receiver has confirmed all that was checked off until now. */
  async drained(): Promise<void> {
    await (await this.#records)?.drained();
  }

  /** The buttons, what is missing in the reader's language, and the large step of `hands-free`. */
  render(guide: Guide, stepOf: () => StepView): TemplateResult {
    const gap = gapOf(guide, this.#host.languages);
    const isFree = this.#host.handsFree;
    return html`${
      gap
        ? html`<p class="gap" part="untranslated" role="note">
            ${icon('warning')}${
              gap.kind === 'none'
                ? this.#localize.term(
                    'untranslated',
                    this.#languageName(this.#host.languages[0]!),
                    this.#languageName(gap.shown),
                  )
                : this.#localize.term('partly', this.#languageName(this.#host.languages[0]!))
            }
          </p>`
        : nothing
    }
      <div class="tools">
        <button type="button" class="quiet" part="hands-free" aria-pressed=${isFree} @click=${() => (this.#host.handsFree = !isFree)}>
          ${icon(isFree ? 'close' : 'fullscreen')}${this.#localize.term(isFree ? 'leave' : 'handsFree')}
        </button>
        <button type="button" class="quiet" part="print" @click=${() => print()}>${icon('download')}${this.#localize.term('print')}</button>
      </div>
      ${isFree ? this.#renderLarge(stepOf()) : nothing}`;
  }

  /** The way to do all of it once more, where something is checked off. */
  renderAgain(words: string): TemplateResult | typeof nothing {
    if (this.#host.checked.length === 0) return nothing;
    return html`<button type="button" class="quiet" @click=${() => this.#startAgain()}>${icon('replay')}${words}</button>`;
  }

  /** Takes back every check, and goes to the first step. */
  #startAgain(): void {
    const all = (selector: string) => this.#host.renderRoot.querySelectorAll<HTMLElement>(selector);
    for (const box of all('[part=check]:checked')) box.click();
    const [title] = all('.step-title');
    if (title?.getAttribute('aria-expanded') === 'false') title.click();
    title?.focus();
  }

  /** One step, as large as its place, with buttons that an elbow finds. */
  #renderLarge(view: StepView): TemplateResult {
    this.#view = view;
    const {at, total, title, text, warning, image, clip, isChecked} = view;
    const term = this.#localize.term.bind(this.#localize);
    const isLast = at === total - 1;
    return html`<section class="large" part="large-step" aria-label=${term('handsFree')} @keydown=${this.#onKey}>
      <p class="large-at">${term('at', this.#localize.number(at + 1), this.#localize.number(total))}</p>
      <h3 class="large-title">${title}</h3>
      <div class="visually-hidden" role="status">${isLast && isChecked ? term('finished') : title}</div>
      ${clip} ${image ? html`<img class="image" src=${image.src} alt=${image.alt} />` : nothing}
      ${text ? html`<p class="large-text">${text}</p>` : nothing}
      ${warning ? html`<p class="warning" part="warning">${icon('warning')}<span>${warning}</span></p>` : nothing}
      ${isLast && isChecked ? html`<p class="large-done">${icon('check')}${term('finished')}</p>` : nothing}
      <div class="large-buttons">
        <button type="button" class="quiet" part="previous" ?disabled=${at === 0} @click=${() => this.#do('previous')}>${term('previous')}</button>
        ${clip === nothing ? nothing : html`<button type="button" class="quiet" part="repeat" @click=${() => this.#do('repeat')}>${term('repeat')}</button>`}
        <button type="button" class="solid" part="next" @click=${() => this.#do('next')}>${term(isLast ? 'finish' : 'next')}</button>
      </div>
      ${canListen() ? this.#renderVoice() : nothing}
    </section>`;
  }

  #renderVoice(): TemplateResult {
    const term = this.#localize.term.bind(this.#localize);
    const isOn = this.#stop !== undefined;
    return html`<div class="voice">
      ${
        this.#isAsking
          ? html`<p>${term('voiceOut')}</p>
            <button type="button" class="solid" part="voice-agree" @click=${() => this.#listen(false)}>${term('voiceAgree')}</button>`
          : html`<button type="button" class="quiet" part="voice" aria-pressed=${isOn} @click=${() => void this.#toggleVoice()}>
            ${icon('audio')}${term(isOn ? 'voiceOff' : 'voice')}
          </button>`
      }
      <p role="status">${this.#told}</p>
    </div>`;
  }

  #languageName(tag: string): string {
    try {
      return new Intl.DisplayNames(this.#localize.locale, {type: 'language'}).of(tag) ?? tag;
    } catch {
      return tag;
    }
  }

  #do(command: Command): void {
    const view = this.#view;
    if (!view) return;
    if (command === 'repeat') this.#repeat();
    else if (command === 'previous') view.move(-1);
    else {
      view.check(true);
      view.move(1);
    }
  }

  #repeat(): void {
    const player = this.#host.renderRoot.querySelector<HTMLVideoElement>('uggla-player');
    if (!player) return;
    player.currentTime = this.#view?.step.start ?? 0;
    player.play().catch(() => undefined); // a browser that lets nothing play by itself
  }

  /** From one step's title to another's, as in a list. */
  #onTitleKey(event: KeyboardEvent): void {
    const titles = [...this.#host.renderRoot.querySelectorAll<HTMLElement>('.step-title')];
    const at = titles.indexOf(event.target as HTMLElement);
    if (at < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    const to = {ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: titles.length - 1}[event.key];
    if (to === undefined || !titles[to]) return;
    event.preventDefault();
    titles[to].focus();
  }

  /** What pedals and pointers for slides send. */
  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'PageDown' && event.key !== 'PageUp') return;
    event.preventDefault();
    this.#do(event.key === 'PageDown' ? 'next' : 'previous');
  };

  /** What comes before the code that records it waits for that. */
  readonly #onCheck = (event: Event): void => {
    if (!isRecorded(this.#host)) return;
    const isDone = this.#host.share === 1;
    this.#needRecords().then(
      (records) => records.note(event as StepCheckEvent, isDone),
      (cause: unknown) => this.#host.dispatchEvent(new UgglaErrorEvent(UgglaError.from(cause, 'family-unavailable'))),
    );
  };

  #needRecords(): Promise<CheckRecords> {
    return (this.#records ??= import('../records/check-records.js').then(
      ({CheckRecords}) => new CheckRecords(this.#host),
      (cause: unknown) => {
        this.#records = undefined;
        throw cause;
      },
    ));
  }

  /** Only when someone asks for it; what would leave the device, only after they agreed. */
  async #toggleVoice(): Promise<void> {
    if (this.#stop) {
      this.#endVoice();
      return;
    }
    if (await listensLocally(this.#localize.locale)) this.#listen(true);
    else this.#isAsking = true;
    this.#host.requestUpdate();
  }

  #listen(isLocal: boolean): void {
    const term = this.#localize.term.bind(this.#localize);
    this.#isAsking = false;
    this.#told = term('voiceHelp');
    const words = (key: 'sayNext' | 'sayPrevious' | 'sayRepeat') => term(key).split(',');
    const said = {next: words('sayNext'), previous: words('sayPrevious'), repeat: words('sayRepeat')};
    this.#stop = listen({
      language: this.#localize.locale,
      isLocal,
      heard: (heard) => {
        this.#told = term('voiceHeard', heard);
        const command = commandIn(heard, said);
        if (command) this.#do(command);
        this.#host.requestUpdate();
      },
      failed: () => {
        this.#endVoice();
        this.#told = term('voiceFailed');
      },
    });
    this.#host.requestUpdate();
  }

  #endVoice(): void {
    this.#stop?.();
    this.#stop = undefined;
    this.#told = '';
    this.#host.requestUpdate();
  }
}
