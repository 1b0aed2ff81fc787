import {html, nothing, type ReactiveController, type ReactiveElement, type TemplateResult} from 'lit';
import {FileController} from '@uggla/core/file-controller.js';
import {icon} from '@uggla/core/more-icons.js';
import {loadJson} from '@uggla/core/load.js';
import {LocalizeController} from '@uggla/core/localize.js';
import {safeUrl} from '@uggla/core/safe-url.js';
import {matchLanguage, pickText, type Text, type UgglaError} from '@uggla/protocol';
import {finderEn, type FinderTerms} from '../locales/finder-en.js';
import {finderEs} from '../locales/finder-es.js';
import {more} from '../../locales/more.js';
import {FinderAddress, type FinderPlace} from './finder-address.js';
import {guidesFor, isIn, machineOf, machinesOf, type FaultGuide, type Machine} from './faults.js';
import {finderStyles} from './finder-styles.js';

/** The guide that has it. */
interface FinderHost extends ReactiveElement {
  src: string;
  campus: string;
  machine: string;
  code: string;
  readonly routing: string;
  readonly languages: readonly string[];
  readonly status: string;
}

/** What the finder asks of its host that others may not. */
interface FinderOptions {
  ready: () => void;
  failed: (error: UgglaError) => void;
}

/** All that the finder needs to be sure of; what is in the items is looked at one by one. */
const campusShape = {
  type: 'object',
  required: ['packs'],
  properties: {
    packs: {type: 'array', items: {type: 'object', required: ['items'], properties: {items: {type: 'array'}}}},
  },
};

/** Asks for the machine and for what is wrong with it, and opens the guide that helps: out of a campus.json, without a server. */
export class FaultFinder implements ReactiveController {
  readonly #host: FinderHost;
  readonly #localize: LocalizeController<FinderTerms>;
  readonly #file: FileController<Machine[]>;
  readonly #address: FinderAddress;
  readonly #options: FinderOptions;
  #error: UgglaError | undefined;
  /** Id of the guide that it opened. */
  #guide = '';
  #typed: string | undefined;
  #focus: string | undefined;

  constructor(host: FinderHost, options: FinderOptions) {
    this.#host = host;
    this.#options = options;
    this.#localize = new LocalizeController(host, {en: finderEn, es: finderEs}, more, (all) => all.finder);
    const sheet = finderStyles.styleSheet;
    if (sheet) host.shadowRoot!.adoptedStyleSheets.push(sheet);
    this.#file = new FileController<Machine[]>(host, {
      kind: 'campus',
      source: () => host.campus,
      url: () => safeUrl(host.campus, host.baseURI, 'fetch'),
      load: async (url, signal) =>
        machinesOf(await loadJson<unknown>(url, {kind: 'campus', schema: campusShape, signal})),
      began: () => (this.#error = undefined),
      loaded: () => this.#loaded(),
      failed: (error) => {
        this.#error = error;
        options.failed(error);
      },
    });
    this.#address = new FinderAddress(() => this.#follow());
    host.addController(this);
  }

  hostConnected(): void {
    if (this.#host.routing === 'query') this.#address.listen();
  }

  hostDisconnected(): void {
    this.#address.stop();
  }

  hostUpdated(): void {
    const selector = this.#focus;
    const target = selector === undefined ? null : this.#host.shadowRoot!.querySelector<HTMLElement>(selector);
    if (!target) return;
    this.#focus = undefined;
    target.focus();
  }

  /** The questions: which machine, then what is wrong with it. */
  render(): TemplateResult {
    const term = this.#localize.term.bind(this.#localize);
    const machines = this.#file.value;
    if (this.#error) {
      return html`<div class="failure" part="error" role="alert">
        ${icon('warning')}
        <p><strong>${term('failed')}</strong></p>
        <p class="code">${this.#error.code}</p>
        <button type="button" class="solid" @click=${() => this.#file.reload()}>${icon('retry')}${term('retry')}</button>
      </div>`;
    }
    if (!machines) return html`<p class="waiting" role="status">${term('loading')}</p>`;
    const machine = machineOf(machines, this.#host.machine);
    return html`<section class="finder" part="finder" aria-labelledby="finder-title">
      ${machine && machines.length > 1 ? this.#renderBack(term('otherMachine'), () => this.#go({})) : nothing}
      <h2 id="finder-title" tabindex="-1">${machine ? this.#text(machine.name) : term('title')}</h2>
      ${machines.length === 0 ? html`<p>${term('nothing')}</p>` : html`${this.#renderCode(machine ? [machine] : machines)} ${machine ? this.#renderMachine(machine) : this.#renderMachines(machines)}`}
    </section>`;
  }

  /** The way back from a guide that it opened. */
  renderBack(): TemplateResult | typeof nothing {
    if (this.#guide === '') return nothing;
    return this.#renderBack(this.#localize.term('otherFault'), () => this.#go({machine: this.#host.machine}));
  }

  #renderBack(words: string, go: () => void): TemplateResult {
    return html`<div><button type="button" class="quiet finder-back" part="back" @click=${go}>${icon('previous')}${words}</button></div>`;
  }

  #renderCode(machines: readonly Machine[]): TemplateResult {
    const term = this.#localize.term.bind(this.#localize);
    const {code} = this.#host;
    const found = guidesFor(code, machines);
    const submit = (event: SubmitEvent) => {
      event.preventDefault();
      this.#search(String(new FormData(event.target as HTMLFormElement).get('code') ?? ''));
    };
    return html`<form class="finder-code" @submit=${submit}>
        <label for="code">${term('code')}</label>
        <input id="code" part="code-input" name="code" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="60" aria-describedby="code-help" .value=${this.#typed ?? code} @input=${(event: Event) => (this.#typed = (event.target as HTMLInputElement).value)} />
        <button class="solid" part="code-find">${icon('search')}${term('find')}</button>
        <p id="code-help" class="quietly">${term('codeHelp')}</p>
      </form>
      <p role="status" class="finder-told">${code !== '' && found.length === 0 ? term('noCode', code) : nothing}</p>
      ${
        found.length > 0
          ? html`<section aria-labelledby="found"><h3 id="found">${term('several', code)}</h3>
            <ul class="choices">${found.map(({machine, guide}) => this.#renderChoice(guide, this.#text(guide.title), machines.length > 1 ? this.#text(machine.name) : '', machine))}</ul>
          </section>`
          : nothing
      }`;
  }

  #renderMachines(machines: readonly Machine[]): TemplateResult {
    const term = this.#localize.term.bind(this.#localize);
    const {machine: wanted} = this.#host;
    return html`<section aria-labelledby="machines">
      ${wanted !== '' ? html`<p role="status">${term('noMachine', wanted)}</p>` : nothing}
      <h3 id="machines">${term('machines')}</h3>
      <ul class="choices">
        ${machines.map((one) => {
          const count = one.guides.filter(({isRepair}) => isRepair).length;
          return html`<li><button type="button" class="choice" part="machine" @click=${() => this.#go({machine: one.key, code: this.#host.code})}>
            <span class="choice-name">${this.#text(one.name)}</span>
            ${count > 0 ? html`<span class="quietly">${term('faults', count, this.#localize.number(count))}</span>` : nothing}${icon('next')}
          </button></li>`;
        })}
      </ul>
    </section>`;
  }

  #renderMachine(machine: Machine): TemplateResult {
    const term = this.#localize.term.bind(this.#localize);
    const {guides} = machine;
    const symptoms = guides.flatMap((guide) => guide.symptoms.map((symptom) => ({guide, symptom})));
    const codes = [...new Set(guides.flatMap((guide) => guide.codes))];
    const others = guides.filter((guide) => guide.symptoms.length === 0);
    const [language] = this.#host.languages;
    const missing = language === undefined ? 0 : guides.filter((guide) => !isIn(guide, language)).length;
    return html`${missing > 0 ? html`<p class="gap" part="untranslated" role="note">${icon('warning')}${term('untranslated', missing, this.#localize.number(missing), this.#languageName(language!))}</p>` : nothing}
      ${
        symptoms.length > 0
          ? html`<section aria-labelledby="symptoms"><h3 id="symptoms">${term('symptoms')}</h3>
            <ul class="choices">${symptoms.map(({guide, symptom}) => this.#renderChoice(guide, this.#text(symptom), this.#text(guide.title), machine))}</ul>
          </section>`
          : nothing
      }
      ${
        codes.length > 0
          ? html`<section aria-labelledby="codes"><h3 id="codes">${term('codes')}</h3>
            <ul class="code-list">${codes.map((code) => html`<li><button type="button" class="quiet" part="code" @click=${() => this.#search(code)}>${code}</button></li>`)}</ul>
          </section>`
          : nothing
      }
      ${
        others.length > 0
          ? html`<section aria-labelledby="others"><h3 id="others">${term('others')}</h3>
            <ul class="choices">${others.map((guide) => this.#renderChoice(guide, this.#text(guide.title), '', machine))}</ul>
          </section>`
          : nothing
      }`;
  }

  #renderChoice(guide: FaultGuide, name: string, more: string, machine: Machine): TemplateResult {
    const {languages} = this.#host;
    const shown =
      languages[0] === undefined || isIn(guide, languages[0])
        ? undefined
        : (matchLanguage(guide.languages, languages) ?? guide.languages[0]!);
    return html`<li><button type="button" class="choice" part="symptom" @click=${() => this.#go({machine: machine.key, guide: guide.id})}>
      <span class="choice-name">${name}</span>
      ${more && more !== name ? html`<span class="quietly">${more}</span>` : nothing}
      ${shown ? html`<span class="quietly">${this.#localize.term('onlyIn', this.#languageName(shown))}</span>` : nothing}${icon('next')}
    </button></li>`;
  }

  /** One guide for a code is opened at once; of several, or none, the page tells. */
  #search(code: string): void {
    const machines = this.#file.value ?? [];
    const machine = machineOf(machines, this.#host.machine);
    const found = guidesFor(code, machine ? [machine] : machines);
    if (found.length === 1) this.#go({machine: found[0]!.machine.key, code: code.trim(), guide: found[0]!.guide.id});
    else
      this.#go({machine: this.#host.machine, code: code.trim()}, found.length > 1 ? '.choice' : '.finder-code input');
  }

  /** Someone chose. */
  #go(to: {machine?: string; code?: string; guide?: string}, focus = '#finder-title'): void {
    this.#take(to);
    if (this.#host.routing === 'query')
      this.#address.write({machine: this.#host.machine, code: this.#host.code, guide: this.#guide});
    this.#focus = this.#guide === '' ? focus : '.finder-back';
  }

  #take({machine = '', code = '', guide = ''}: {machine?: string; code?: string; guide?: string}): void {
    const host = this.#host;
    this.#typed = undefined;
    host.machine = machine;
    host.code = code;
    const found =
      guide === '' ? undefined : this.#file.value?.flatMap(({guides}) => guides).find(({id}) => id === guide);
    this.#guide = found ? found.id : '';
    const src = (found && safeUrl(found.src, this.#file.url, 'fetch')) ?? '';
    if (host.src !== src) host.src = src;
    host.requestUpdate();
    if (src === '') this.#tellReady();
  }

  /** The address asks for another place: at the start, or by the back button. */
  #follow(): void {
    this.#arrive(this.#address.read());
  }

  /** A code that one guide is for leads to that guide. */
  #arrive({machine, code, guide}: FinderPlace): void {
    const machines = this.#file.value ?? [];
    const known = machineOf(machines, machine);
    const [found, another] = guide === '' ? guidesFor(code, known ? [known] : machines) : [];
    if (found && !another) this.#take({machine: found.machine.key, code, guide: found.guide.id});
    else this.#take({machine, code, guide});
  }

  #loaded(): void {
    const host = this.#host;
    if (host.src !== '' && this.#guide === '') return; // the page named a guide
    const own = {machine: host.machine, code: host.code, guide: ''};
    if (host.routing !== 'query') return this.#arrive(own);
    this.#address.listen();
    const named = this.#address.read();
    this.#arrive(Object.values(named).some(Boolean) ? named : own);
  }

  #tellReady(): void {
    // The host has first to see that no guide is named any more.
    void this.#host.updateComplete.then(() => {
      if (this.#host.src === '' && this.#file.value && this.#host.status !== 'ready') this.#options.ready();
    });
  }

  #text(text: Text): string {
    return pickText(text, this.#host.languages);
  }

  #languageName(tag: string): string {
    try {
      return new Intl.DisplayNames(this.#localize.locale, {type: 'language'}).of(tag) ?? tag;
    } catch {
      return tag;
    }
  }
}
