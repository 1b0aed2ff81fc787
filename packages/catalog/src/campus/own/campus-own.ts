import {html, nothing, type TemplateResult} from 'lit';
import {icon} from '@uggla/core/more-icons.js';
import {LocalizeController} from '@uggla/core/localize.js';
import type {CampusItem} from '@uggla/protocol';
import {ownEn, type OwnTerms} from '../../locales/own-en.js';
import {ownEs} from '../../locales/own-es.js';
import {more} from '../../locales/more.js';
import {renderCard} from '../../shared/card.js';
import {renderWaiting} from '../../shared/messages.js';
import {onPlainClick} from '../../shared/plain-click.js';
import {unique} from '../../shared/unique.js';
import {cardOf, renderGrid, renderRowHead, type CardMaker} from '../campus-cards.js';
import {isCourse, itemsOf, type Pack} from '../campus-data.js';
import type {StartView} from '../campus-start.js';
import type {Visit} from '../visits.js';
import type {CampusRadio} from '../radio/campus-radio.js';
import {LatePart} from '../../shared/late-part.js';
import {OwnController, type OwnHost} from './own-controller.js';
import {ownStyles} from './own-styles.js';
import type {Earned, Todo} from './standing.js';

/** How many items a row of one's own holds: one line of cards on a laptop. */
const MOST = 4;

/** How long something is new, in milliseconds: who comes once a month sees it. */
const NEW_MS = 30 * 86_400_000;

/** What the start of a campus shows to the one person who is there: what is due, where they left, what is new, paths, certificates. */
export class CampusOwn {
  readonly #known: OwnController;
  readonly #localize: LocalizeController<OwnTerms>;
  readonly #host: OwnHost;
  readonly #radio: LatePart<CampusRadio>;

  constructor(host: OwnHost) {
    this.#host = host;
    this.#known = new OwnController(host);
    this.#radio = new LatePart(host, async () => new (await import('../radio/campus-radio.js')).CampusRadio(host));
    this.#localize = new LocalizeController(host, {en: ownEn, es: ownEs}, more, (all) => all.own);
    host.shadowRoot!.adoptedStyleSheets.push(ownStyles.styleSheet!);
  }

  /** In place of all, where the campus is only heard; `undefined` where it is not. Without its code the rows do. */
  renderInstead({maker}: StartView): TemplateResult | undefined {
    if (this.#host.layout !== 'radio' || this.#radio.isBroken) return undefined;
    void this.#radio.need();
    return this.#radio.value?.render(maker) ?? renderWaiting(maker.localize);
  }

  /** Before the packs. */
  renderBefore(view: StartView): TemplateResult {
    return html`<div role="status" class="offline" ?hidden=${navigator.onLine}>${navigator.onLine ? nothing : html`<p>${icon('warning')} ${this.#localize.term('offline')}</p>`}</div>
      ${this.#renderDue(view)} ${this.#renderGoOn(view)} ${this.#renderNew(view)}`;
  }

  /** After the packs. */
  renderAfter({maker}: StartView): TemplateResult | typeof nothing {
    const {earned} = this.#known.own;
    if (earned.length === 0) return nothing;
    return html`<section class="row" part="row" aria-labelledby="earned">
      <h2 id="earned">${this.#localize.term('certificates')}</h2>
      <ul class="grid">
        ${earned.map((one) => this.#renderEarned(maker, one))}
      </ul>
    </section>`;
  }

  /** A pack whose items are done one after the other: how far one is, and what comes next. */
  renderPath({maker, visits}: StartView, {title, summary, items}: Pack, at: number): TemplateResult {
    const term = this.#localize.term.bind(this.#localize);
    const number = (value: number) => this.#localize.number(value);
    const all = unique(items);
    const shares = all.map((item) => this.#shareOf(item, visits));
    const done = shares.filter((share) => share >= 1).length;
    const next = all.find((_, index) => shares[index]! < 1);
    return html`<section class="row path" part="row" aria-labelledby="pack-${at}">
      ${renderRowHead(`pack-${at}`, maker.text(title), maker.text(summary))}
      <div class="path-head">
        <span class="progress"><progress max=${all.length} value=${done} aria-label=${term('path', number(done), number(all.length))}></progress>${next ? term('path', number(done), number(all.length)) : term('pathDone')}</span>
        ${
          next
            ? html`<a class="solid" part="path-next" href=${maker.hrefOf(next.id)} @click=${onPlainClick(() => maker.choose(next))}>${term(done === 0 && shares.every((share) => share === 0) ? 'pathBegin' : 'pathNext', maker.text(next.title))}</a>`
            : nothing
        }
      </div>
      <ol class="grid">
        ${all.map((item, index) => {
          const card = cardOf(maker, item, undefined, shares[index]);
          const isDone = shares[index]! >= 1;
          return html`<li class="cell ${isDone ? 'done' : ''}">
            ${renderCard({...card, details: [term('step', number(index + 1), number(all.length)), ...card.details], badge: isDone ? '✓' : undefined})}
          </li>`;
        })}
      </ol>
    </section>`;
  }

  #shareOf({id}: CampusItem, visits: StartView['visits']): number {
    const standing = this.#known.own.standings.get(id);
    return standing ? (standing.isComplete ? 1 : Math.min(standing.share, 0.99)) : (visits.get(id)?.share ?? 0);
  }

  #renderDue({maker}: StartView): TemplateResult | typeof nothing {
    const {from, standings} = this.#known.own;
    const due = itemsOf(maker.campus).flatMap((item) =>
      standings.get(item.id)?.todos.length ? [{item, todos: standings.get(item.id)!.todos}] : [],
    );
    if (due.length === 0)
      return from === 'server' && standings.size > 0
        ? html`<p class="up-to-date">${icon('check')} ${this.#localize.term('nothingDue')}</p>`
        : nothing;
    const soonest = (todos: readonly Todo[]) => todos.map(({until}) => until ?? '~').sort()[0]!;
    due.sort(
      (one, other) =>
        Number(other.todos.some(({isLate}) => isLate)) - Number(one.todos.some(({isLate}) => isLate)) ||
        (soonest(one.todos) < soonest(other.todos) ? -1 : 1),
    );
    return html`<section class="row" part="row" aria-labelledby="due">
      <h2 id="due">${this.#localize.term('due')}</h2>
      <ul class="grid">
        ${due.map(({item, todos}) => {
          const {lesson} = todos[0]!;
          return html`<li class="cell">
            ${renderCard({
              ...cardOf(maker, item),
              href: maker.hrefOf(item.id, lesson),
              summary: this.#say(maker, todos),
              badge: todos.some(({isLate}) => isLate) ? this.#localize.term('late') : undefined,
              open: () => maker.choose(item, lesson),
            })}
          </li>`;
        })}
      </ul>
    </section>`;
  }

  /** The first thing to do in a course, and how many more there are. */
  #say({text}: CardMaker, [first, ...more]: readonly Todo[]): string {
    const {title, isAgain, until} = first!;
    const term = this.#localize.term.bind(this.#localize);
    const lesson = text(title);
    const words = isAgain
      ? term('again', lesson)
      : until === undefined
        ? term('todo', lesson)
        : term('until', lesson, this.#date(until));
    return more.length === 0 ? words : `${words} ${term('others', more.length, this.#localize.number(more.length))}`;
  }

  /** What was begun: on this device, and, where a server knows of it, on another. */
  #renderGoOn({maker, visits}: StartView): TemplateResult | typeof nothing {
    const {standings} = this.#known.own;
    const begun = new Map<string, Visit>();
    const canGoOn = itemsOf(maker.campus).filter((item) => isCourse(item) || item.kind === 'guide');
    for (const {id} of canGoOn) {
      const standing = standings.get(id);
      const visit = visits.get(id);
      if (!visit && !(standing && standing.share > 0)) continue;
      const share = standing?.isComplete ? 1 : Math.max(standing?.share ?? 0, visit?.share ?? 0);
      if (share < 1)
        begun.set(id, {
          lesson: (visit?.lesson || standing?.lesson) ?? '',
          at: Math.max(visit?.at ?? 0, standing?.at ?? 0),
          share,
        });
    }
    const items = canGoOn
      .filter(({id}) => begun.has(id))
      .sort((one, other) => begun.get(other.id)!.at - begun.get(one.id)!.at);
    if (items.length === 0) return nothing;
    return html`<section class="row" part="row" aria-labelledby="go-on">
      <h2 id="go-on">${maker.localize.term('goOn')}</h2>
      ${renderGrid(maker, items.slice(0, MOST), begun)}
    </section>`;
  }

  /** What came in the last days. Where most of a campus did, it is a new campus, and its packs say so. */
  #renderNew({maker, visits}: StartView): TemplateResult | typeof nothing {
    const all = itemsOf(maker.campus);
    const since = Date.now() - NEW_MS;
    const fresh = all
      .map((item) => ({item, at: Date.parse(item.published ?? '')}))
      .filter(({at}) => at > since && at <= Date.now())
      .sort((one, other) => other.at - one.at);
    const unseen = fresh.filter(({item}) => !visits.has(item.id));
    if (unseen.length === 0 || fresh.length * 2 > all.length) return nothing;
    return html`<section class="row" part="row" aria-labelledby="new">
      <h2 id="new">${this.#localize.term('fresh')}</h2>
      ${renderGrid(
        maker,
        unseen.slice(0, MOST).map(({item}) => item),
      )}
    </section>`;
  }

  #renderEarned(
    maker: CardMaker,
    {item: id, title, completed, expires, isRevoked, page}: Earned,
  ): TemplateResult | typeof nothing {
    const item = itemsOf(maker.campus).find((one) => one.id === id);
    if (!item) return nothing;
    const term = this.#localize.term.bind(this.#localize);
    const isOver = expires !== undefined && Date.parse(expires) <= Date.now();
    const state = isRevoked
      ? term('revoked')
      : expires === undefined
        ? ''
        : term(isOver ? 'expired' : 'validUntil', this.#date(expires));
    const words = html`${icon('sign')}<span class="body"><strong>${maker.text(title)}</strong><span class="quietly">${[term('earned', this.#date(completed)), state].filter(Boolean).join(' · ')}</span></span>`;
    return html`<li class="cell">
      ${
        page !== undefined && !isRevoked
          ? html`<a class="card earned" part="certificate" href=${page} target="_blank" rel="noopener">${words}</a>`
          : html`<a class="card earned" part="certificate" href=${maker.hrefOf(id)} @click=${onPlainClick(() => maker.choose(item))}>${words}</a>`
      }
    </li>`;
  }

  #date(iso: string): string {
    return this.#localize.date(new Date(iso), {day: 'numeric', month: 'long', year: 'numeric'});
  }
}
