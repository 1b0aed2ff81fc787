import {html, nothing, type ReactiveController, type ReactiveElement, type TemplateResult} from 'lit';
import {UgglaErrorEvent} from '@uggla/core/events.js';
import {LocalizeController} from '@uggla/core/localize.js';
import {icon} from '@uggla/core/more-icons.js';
import {safeUrl} from '@uggla/core/safe-url.js';
import {UgglaError, type Product} from '@uggla/protocol';
import type {ModelTerms} from '../../locales/model/en.js';
import {moreWords, words} from '../../locales/model/words.js';
import {renderPicture} from '../../shared/card.js';
import {renderRetry} from '../../shared/messages.js';
import {formatBytes} from '../format-bytes.js';
import type {TextPicker} from '../portfolio-data.js';
import {hasWebgl, loadModel} from './load-model.js';
import type {ModelScene} from './model-scene.js';
import {modelStyles} from './model-styles.js';

/** Degrees that a key or a button turns it, and how much closer it brings it. */
const STEP = 15;
const CLOSER = 1.25;

type Move = (scene: ModelScene) => void;

const moves = {
  turnLeft: (scene) => scene.turn(-STEP, 0),
  turnRight: (scene) => scene.turn(STEP, 0),
  turnUp: (scene) => scene.turn(0, STEP),
  turnDown: (scene) => scene.turn(0, -STEP),
  closer: (scene) => scene.zoom(CLOSER),
  away: (scene) => scene.zoom(1 / CLOSER),
  reset: (scene) => scene.reset(),
} satisfies Record<string, Move>;

const keys: Readonly<Record<string, keyof typeof moves>> = {
  ArrowLeft: 'turnLeft',
  ArrowRight: 'turnRight',
  ArrowUp: 'turnUp',
  ArrowDown: 'turnDown',
  '+': 'closer',
  '=': 'closer',
  '-': 'away',
  Home: 'reset',
};

const signs: readonly [keyof typeof moves, string][] = [
  ['turnLeft', '←'],
  ['turnRight', '→'],
  ['turnUp', '↑'],
  ['turnDown', '↓'],
  ['closer', '+'],
  ['away', '−'],
  ['reset', '⟲'],
];

/** A product's model in three dimensions: a button, and what that brings. Until it is pressed, nothing is asked for. */
export class ProductModel implements ReactiveController {
  readonly #host: ReactiveElement;
  readonly #localize: LocalizeController<ModelTerms>;
  #status: 'closed' | 'loading' | 'ready' | 'failed' | 'missing' = 'closed';
  #error: UgglaError | undefined;
  #product: string | undefined;
  #scene: ModelScene | undefined;
  #abort = new AbortController();

  constructor(host: ReactiveElement) {
    this.#host = host;
    this.#localize = new LocalizeController(host, words, moreWords);
    const sheet = modelStyles.styleSheet;
    if (sheet) host.shadowRoot!.adoptedStyleSheets.push(sheet);
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#end('closed');
  }

  /** Another product's model is not this one's. */
  follow(product: Product | undefined): void {
    if (product?.id === this.#product) return;
    this.#product = product?.id;
    this.#end('closed');
  }

  render(product: Product, base: string, text: TextPicker): TemplateResult | typeof nothing {
    const src = safeUrl(product.model?.src, base, 'fetch');
    if (!src) return nothing;
    const {term} = this.#terms;
    if (this.#status === 'closed') {
      const bytes = product.model?.bytes;
      return html`<div class="model">
        <button type="button" class="quiet model-open" @click=${() => void this.#open(src)}>
          ${icon('product')}${term('open')}${bytes === undefined ? nothing : html`<span class="quietly">${formatBytes(bytes, this.#localize)}</span>`}
        </button>
      </div>`;
    }
    const name = term('model', text(product.title));
    return html`<section class="model" aria-label=${name}>
      ${this.#status === 'missing' ? html`<p class="message" role="alert">${term('missing')}</p>` : nothing}
      ${this.#status === 'failed' ? html`${renderRetry(term('failed'), term('retry'), () => void this.#open(src))}<p class="code">${this.#error?.code}</p>` : nothing}
      ${this.#status === 'loading' || this.#status === 'ready' ? this.#renderStage(product, base, text(product.model?.alt) || name) : nothing}
      ${this.#status === 'ready' ? this.#renderButtons() : nothing}
      <p><button type="button" class="quiet model-close" @click=${this.#close}>${icon('close')}${term('close')}</button></p>
    </section>`;
  }

  #renderStage(product: Product, base: string, name: string): TemplateResult {
    const {term} = this.#terms;
    const isReady = this.#status === 'ready';
    return html`<div class="model-stage" aria-busy=${isReady ? nothing : 'true'}>
        ${isReady ? nothing : renderPicture(product.poster ?? product.images?.[0], base, nothing)}
        <canvas class="model-view" role="img" aria-label=${name} aria-describedby="model-keys" tabindex=${isReady ? 0 : nothing} @keydown=${this.#key}></canvas>
      </div>
      <p id="model-keys" class="quietly">${isReady ? term('keys') : nothing}</p>
      <p class="visually-hidden model-status" role="status">${isReady ? this.#place() : term('loading')}</p>`;
  }

  #renderButtons(): TemplateResult {
    return html`<div class="model-buttons">
      ${signs.map(
        ([move, sign]) =>
          html`<button type="button" class="quiet model-turn" data-move=${move} aria-label=${this.#localize.term(move)} title=${this.#localize.term(move)} @click=${() => this.#move(move)}>
            <span aria-hidden="true">${sign}</span>
          </button>`,
      )}
    </div>`;
  }

  get #terms() {
    return {term: this.#localize.term.bind(this.#localize)};
  }

  #place(): string {
    const {around, above, size} = this.#scene!.place;
    const degrees = (value: number) => this.#localize.number(value, {style: 'unit', unit: 'degree'});
    return this.#localize.term(
      'place',
      degrees(around),
      degrees(above),
      this.#localize.number(size, {style: 'percent'}),
    );
  }

  readonly #key = (event: KeyboardEvent): void => {
    const move = keys[event.key];
    if (!move || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation(); // the arrows are also a feed's
    this.#move(move);
  };

  #move(move: keyof typeof moves): void {
    if (this.#scene) moves[move](this.#scene);
  }

  async #open(src: string): Promise<void> {
    if (!hasWebgl()) {
      this.#end('missing');
      await this.#focus('.model-close');
      return;
    }
    this.#end('loading');
    const {signal} = (this.#abort = new AbortController());
    try {
      const [{openScene}, bytes] = await Promise.all([import('./model-scene.js'), loadModel(src, signal)]);
      await this.#host.updateComplete;
      const canvas = this.#host.renderRoot.querySelector<HTMLCanvasElement>('.model-view');
      if (signal.aborted || !canvas) return;
      const scene = await openScene(canvas, bytes, {
        changed: () => this.#host.requestUpdate(),
        lost: () => this.#fail(src, new Error('the graphics were taken away')),
      }).catch((cause: unknown) => {
        throw UgglaError.from(cause, 'product-model-invalid', {
          file: src,
          cure: 'Export it as glTF binary (.glb) with textures inside and without compression.',
        });
      });
      if (signal.aborted) return scene.close();
      this.#scene = scene;
      this.#status = 'ready';
      await this.#focus('.model-view');
    } catch (cause) {
      if (signal.aborted) return; // closed, or another product
      this.#fail(src, cause);
    }
  }

  #fail(src: string, cause: unknown): void {
    this.#end('failed');
    this.#error = UgglaError.from(cause, 'product-model-unavailable', {file: src});
    this.#host.dispatchEvent(new UgglaErrorEvent(this.#error));
  }

  readonly #close = async (): Promise<void> => {
    this.#end('closed');
    await this.#focus('.model-open');
  };

  #end(status: 'closed' | 'loading' | 'failed' | 'missing'): void {
    this.#abort.abort();
    this.#scene?.close();
    this.#scene = undefined;
    this.#status = status;
    this.#host.requestUpdate();
  }

  async #focus(selector: string): Promise<void> {
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    this.#host.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }
}
