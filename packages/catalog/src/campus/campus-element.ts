import {html, nothing, type PropertyValues, type TemplateResult} from 'lit';
import {property, state} from 'lit/decorators.js';
import {UgglaElement, warnOnce} from '@uggla/core/element.js';
import {UgglaErrorEvent} from '@uggla/core/events.js';
import {FileController} from '@uggla/core/file-controller.js';
import {icon} from '@uggla/core/more-icons.js';
import {LocalizeController} from '@uggla/core/localize.js';
import {baseStyles} from '@uggla/core/styles.js';
import {matchLanguage, UgglaError, type Campus, type CampusItem} from '@uggla/protocol';
import {ItemOpenEvent} from '../events.js';
import {en} from '../locales/en.js';
import {es} from '../locales/es.js';
import {more} from '../locales/more.js';
import {cardStyles} from '../shared/card-styles.js';
import {catalogStyles} from '../shared/catalog-styles.js';
import {formatChoices, parseChoices} from '../shared/choices.js';
import {forwardEvent} from '../shared/forward-event.js';
import {LatePart} from '../shared/late-part.js';
import {renderFailure, renderWaiting} from '../shared/messages.js';
import {moveFocus} from '../shared/move-focus.js';
import {renderBack, renderOpen} from '../shared/open-view.js';
import {pageClass} from '../shared/page-class.js';
import {onPlainClick} from '../shared/plain-click.js';
import {RequestController} from '../shared/request-controller.js';
import {home, type Route} from '../shared/route.js';
import {RouteController, type Routing} from '../shared/route-controller.js';
import {renderSearchBox} from '../shared/search-box.js';
import {SearchController} from '../shared/search-controller.js';
import {speak} from '../shared/speak.js';
import {TitleController} from '../shared/title-controller.js';
import {BrandController} from './campus-brand.js';
import type {CardMaker} from './campus-cards.js';
import {itemsOf} from './campus-data.js';
import {renderBar} from './campus-header.js';
import {campusTask} from './campus-search.js';
import {renderStart} from './campus-start.js';
import {campusStyles} from './campus-styles.js';
import {renderItem, type ShownElement} from './item-view.js';
import {loadCampus} from './load-campus.js';
import {OpenItem} from './open-item.js';
import type {CampusOwn} from './own/campus-own.js';
import {shareOf, Visits} from './visits.js';

/** What `open` and `goTo` take. */
export interface OpenOptions {
  /** Id of a lesson of a course, or of a step of a guide. */
  lesson?: string | undefined;
  /** Seconds in the lesson's media. */
  time?: number | undefined;
}

/**
 * A campus: its packs of courses, podcasts, books, guides and products, and its learning paths; what is due, new, begun and
 * earned; search in what is said in them; and the open item, in place.
 *
 * @example
 * ```html
 * <uggla-campus src="campus.json" routing="hash"></uggla-campus>
 * ```
 * @slot header - In the bar at the top, at its end: a link to an account, a button.
 * @slot footer - Below everything.
 * @fires {UgglaReadyEvent} uggla-ready - The campus is loaded and shown.
 * @fires {UgglaErrorEvent} uggla-error - The campus, its search or an open item could not be loaded.
 * @fires {ItemOpenEvent} uggla-item-open - Someone opened an item.
 * @fires {ItemActionEvent} uggla-action - Someone chose an action of a product. Cancelable.
 * @fires {LeadEvent} uggla-lead - Someone sent the lead form of a product.
 * @csspart header - The bar at the top.
 * @csspart hero - Title, description and cover.
 * @csspart search - The search field.
 * @csspart language - The choice of language.
 * @csspart filter - The button of one filter.
 * @csspart row - One pack: its title and its cards.
 * @csspart card - One card, or one result of a search.
 * @csspart path-next - The link to what comes next in a learning path.
 * @csspart certificate - A certificate that was earned.
 * @csspart radio - In place of the packs, what can be heard.
 * @csspart radio-play-all - The button that plays all of it.
 * @csspart radio-go-on - The button that goes on with what was heard last.
 * @csspart radio-player - The player of the radio.
 * @csspart programme - One course or podcast of the radio.
 * @csspart track - The button that plays one thing of it.
 * @csspart feed - The link to a podcast feed.
 * @csspart result - One result of a search.
 * @csspart item - What holds the open item.
 * @csspart back - The link from the open item back.
 * @csspart error - What is shown when the campus could not be loaded.
 * @cssprop [--uggla-accent] - Colour of what can be acted on; else the campus's own.
 * @cssprop [--uggla-accent-text] - Colour of text on it.
 * @cssprop [--uggla-surface] - Ground.
 * @cssprop [--uggla-radius=0.5em] - How round corners are.
 * @cssprop [--uggla-font=inherit] - Typeface.
 */
export class UgglaCampus extends UgglaElement {
  static override styles = [baseStyles, catalogStyles, cardStyles, campusStyles];

  /** Keeps the open item and the search in the page's address: in its `hash`, in its `query`, or not (`none`). */
  @property() routing: Routing = 'none';

  /** Id of the open item; empty for the start. */
  @property({reflect: true, useDefault: true}) item = '';

  /** Id of the open item's lesson or step; empty for where it was left. */
  @property({reflect: true, useDefault: true}) lesson = '';

  /** Words searched for. */
  @property({reflect: true, useDefault: true}) query = '';

  /** What is shown of the campus: `kind=course&tag=safety&language=en`; fields and values may be repeated. */
  @property({reflect: true, useDefault: true}) filters = '';

  /** `rows`: its packs. `radio`: what can be heard of it, one after the other, for those who only listen. */
  @property({reflect: true, useDefault: true}) layout: 'rows' | 'radio' = 'rows';

  /** Where courses and guides send their records: as `records` of `<uggla-course>`. */
  @property() records = '';

  /** Origin of the server that courses and guides send their records to: as `endpoint` of `<uggla-course>`. */
  @property() endpoint = '';

  /** How products take leads: as `leads` of `<uggla-portfolio>`. */
  @property() leads = '';

  /** Who learns: as `learner` of `<uggla-course>`. */
  @property({attribute: false}) learner: unknown;

  /** A function that returns the header for records: as `authorization` of `<uggla-course>`. */
  @property({attribute: false}) authorization: unknown;

  readonly #localize = new LocalizeController(this, {en, es}, more, (all) => all.catalog);
  readonly #file = new FileController<Campus>(this, {
    kind: 'campus',
    source: () => this.src,
    url: () => this.sourceUrl,
    load: async (url, signal) => (await Promise.all([loadCampus(url, signal), this.#own.need()]))[0],
    began: (isNamed) => {
      this.#search.reset();
      if (isNamed) this.begin();
      else this.reset();
    },
    loaded: (campus) => this.#loaded(campus),
    failed: (error) => this.fail(error, 'campus-unavailable'),
  });
  readonly #router = new RouteController(this);
  readonly #search = new SearchController(
    this,
    (words) => this.campus && campusTask(this.#maker(this.campus), words, (address) => this.url(address, 'fetch')),
  );
  readonly #own = new LatePart<CampusOwn>(this, async () => new (await import('./own/campus-own.js')).CampusOwn(this));
  readonly #open = new OpenItem(this);
  readonly #title = new TitleController(this);
  #visits = new Visits('');
  #time: number | undefined;
  #isTyping = false;
  #isReplacing = false;
  #focus: 'item' | 'card' | undefined;
  @state() private hasBrokenItem = false;
  @state() private isFilterOpen = false;

  constructor() {
    super();
    new BrandController(this);
    new RequestController(this);
  }

  /** What campus.json says; `undefined` until it is loaded. */
  get campus(): Campus | undefined {
    return this.#file.value;
  }

  /** The open item; `undefined` when none is, or no item has that id. */
  get openItem(): CampusItem | undefined {
    return this.#file.value && itemsOf(this.#file.value).find(({id}) => id === this.item);
  }

  /** What the campus shows, as an address says it. */
  get route(): Route {
    if (this.item !== '') return {...home, item: this.item, lesson: this.lesson, time: this.#time};
    return {...home, query: this.query, filters: this.filters};
  }

  /** Opens an item, at a lesson and second of it; an empty id goes back to the start. */
  open(item: string, {lesson = '', time}: OpenOptions = {}): void {
    this.routeChanged({...this.route, item, lesson, time, query: this.query, filters: this.filters});
  }

  /**
   * Goes to a lesson (of any item of the campus) or to an item, and to a second of it.
   *
   * @param id - Id of a lesson or item.
   * @returns Whether there is one of that id.
   */
  async goTo(id: string, {time}: {time?: number | undefined} = {}): Promise<boolean> {
    const {findPlace, settled} = await import('./find-place.js');
    await settled(this);
    const {campus} = this;
    const place = campus && (await findPlace(campus, id, this.openItem, (src) => this.url(src, 'fetch')));
    if (place) this.open(place.item, {lesson: place.lesson, time});
    return place !== undefined;
  }

  /** The address asks for another route. @internal */
  routeChanged({item, lesson, time, query, filters}: Route): void {
    if (this.item !== item && this.hasUpdated) this.#focus = item === '' ? 'card' : 'item';
    if (item === '') [this.query, this.filters] = [query, filters];
    this.item = item;
    this.lesson = lesson;
    this.#time = time;
    if (item !== '') this.#open.goTo(lesson, time);
    this.requestUpdate();
  }

  /** The code that shows the open item could not be loaded. @internal */
  itemFailed(cause: unknown): void {
    this.hasBrokenItem = true;
    this.dispatchEvent(new UgglaErrorEvent(UgglaError.from(cause, 'family-unavailable')));
  }

  protected override get fileLanguages(): readonly string[] {
    return this.campus?.languages ?? [];
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (!['none', 'hash', 'query'].includes(this.routing))
      warnOnce(this, `routing="${this.routing}" is none of none, hash, query`);
    if (changed.has('item')) this.hasBrokenItem = false;
    this.#search.follow(this.#isTyping);
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    const isFirst = changed.has('routing');
    this.#router.write({replace: isFirst || this.#isTyping || this.#isReplacing});
    this.#isTyping = this.#isReplacing = false;
    this.#title.show(this.routing === 'none' ? '' : this.text(this.openItem?.title), this.text(this.campus?.title));
    if (!this.#focus || !this.campus) return;
    moveFocus(this, this.#focus, changed.get('item') ?? '');
    this.#focus = undefined;
  }

  protected override render(): TemplateResult {
    const campus = this.campus;
    const page = pageClass(this);
    if (this.status === 'failed')
      return html`<div class=${page}>${renderFailure(this.#localize, this.failure, this.#retry)}</div>`;
    if (!campus)
      return html`<div class=${page}>${this.status === 'loading' ? renderWaiting(this.#localize) : nothing}</div>`;
    return html`<div class=${page}>
      ${this.#renderBar(campus)} ${
        this.item === ''
          ? renderStart({
              maker: this.#maker(campus),
              search: this.#search,
              visits: this.#visits.all,
              query: this.query.trim(),
              choices: parseChoices(this.filters),
              choose: (choices) => (this.filters = formatChoices(choices)),
              retry: () => this.#search.run(),
              isFilterOpen: this.isFilterOpen,
              toggleFilters: () => (this.isFilterOpen = !this.isFilterOpen),
              own: this.#own.value,
            })
          : this.#renderItem(campus)
      }
      <slot name="footer"></slot>
    </div>`;
  }

  #renderBar(campus: Campus): TemplateResult {
    const searchBox = renderSearchBox({
      query: this.query,
      label: this.#localize.term('searchCampus'),
      input: (query) => this.#type(query),
      submit: () => this.#search.run(),
    });
    return renderBar({
      name: this.text(campus.brand?.name ?? campus.title),
      logo: this.url(campus.brand?.logo, 'image'),
      homeHref: this.#router.addressOf(home),
      goHome: () => this.routeChanged(home),
      searchBox: this.item === '' ? searchBox : nothing,
      languages: campus.languages,
      language: matchLanguage(campus.languages, this.languages) ?? '',
      languageLabel: this.#localize.term('language'),
      chooseLanguage: (language) => speak(this, (this.#visits.language = language)),
    });
  }

  #loaded(campus: Campus): void {
    this.#visits = new Visits(campus.id);
    if (!this.hasAttribute('lang') && campus.languages.includes(this.#visits.language))
      speak(this, this.#visits.language);
    this.ready();
  }

  readonly #retry = (): void => this.#file.reload();

  #maker(campus: Campus): CardMaker {
    return {
      localize: this.#localize,
      campus,
      base: this.#file.url ?? this.baseURI,
      languages: this.languages,
      text: (text) => this.text(text),
      hrefOf: (item, lesson = '', time) => this.#router.addressOf({...home, item, lesson, time}),
      choose: (item, lesson, time) => this.#choose(item, lesson, time),
    };
  }

  /** Someone chose an item. */
  #choose(item: CampusItem, lesson?: string, time?: number): void {
    this.open(item.id, {lesson, time});
    this.#visits.keep(item.id, lesson === undefined ? {} : {lesson});
    this.dispatchEvent(new ItemOpenEvent(item.id, item.kind, {lesson, time}));
  }

  #type(query: string): void {
    this.#isTyping = true;
    this.query = query;
  }

  /** The course or guide went to another lesson or step. */
  readonly #followLesson = (event: Event): void => {
    const shown = event.currentTarget as ShownElement;
    const lesson = (shown.localName === 'uggla-guide' ? shown.step : shown.lesson) ?? '';
    if (lesson === this.lesson) return;
    this.#isReplacing = this.lesson === '' || shown.localName === 'uggla-guide';
    this.lesson = lesson;
    this.#time = undefined;
    this.#keepVisit(event);
  };

  readonly #keepVisit = (event: Event): void => {
    const item = this.openItem;
    if (item)
      this.#visits.keep(item.id, {lesson: this.lesson, share: shareOf(item, event.currentTarget as ShownElement)});
  };

  #renderItem(campus: Campus): TemplateResult {
    const item = this.openItem;
    const start = {...home, query: this.query, filters: this.filters};
    return renderOpen(
      this.text(item?.title) || this.#localize.term('gone'),
      renderBack(this.#router.addressOf(start), this.#localize.term('backTo', this.text(campus.title)), () =>
        this.routeChanged(start),
      ),
      item && !this.hasBrokenItem ? this.#renderShown(item) : this.#renderGone(item),
    );
  }

  #renderShown(item: CampusItem): TemplateResult {
    return renderItem({
      item,
      src: this.url(item.src, 'fetch'),
      lesson: this.lesson,
      theme: this.theme,
      language: this.languages[0] ?? '',
      records: this.records,
      endpoint: this.endpoint,
      leads: this.leads,
      learner: this.learner,
      authorization: this.authorization,
      shown: this.#open.setElement,
      lessonChanged: this.#followLesson,
      lessonCompleted: this.#keepVisit,
      stepChanged: this.#followLesson,
      productOpened: (event) => {
        const {item: product} = event as ItemOpenEvent;
        const other = itemsOf(this.campus!).find(({id}) => id === product);
        if (other) this.#choose(other);
      },
      forward: (event) => forwardEvent(this, event),
    });
  }

  #retryItem(): void {
    this.hasBrokenItem = false;
    this.#open.retry();
  }

  #renderGone(item: CampusItem | undefined): TemplateResult {
    if (item) return renderFailure(this.#localize, undefined, () => this.#retryItem());
    return html`<div class="message">
      ${icon('search')}
      <p>${this.#localize.term('gone')}</p>
      <a class="solid" href=${this.#router.addressOf(home)} @click=${onPlainClick(() => this.routeChanged(home))}>${this.#localize.term('showAll')}</a>
    </div>`;
  }
}
