import {html, nothing, type TemplateResult} from 'lit';
import {keyed} from 'lit/directives/keyed.js';
import {repeat} from 'lit/directives/repeat.js';
import {icon} from '@uggla/core/more-icons.js';
import {LocalizeController} from '@uggla/core/localize.js';
import {safeUrl} from '@uggla/core/safe-url.js';
import {radioEn, type RadioTerms} from '../../locales/radio-en.js';
import {radioEs} from '../../locales/radio-es.js';
import {more} from '../../locales/more.js';
import {renderPicture} from '../../shared/card.js';
import {kindIcons, nameOfKind, type CardMaker} from '../campus-cards.js';
import {itemsOf} from '../campus-data.js';
import type {Track} from './programme.js';
import {RadioController, type RadioHost} from './radio-controller.js';
import {radioStyles} from './radio-styles.js';

/** A campus for those who only listen: a player, and all there is to hear below it. No picture moves, and no film is fetched. */
export class CampusRadio {
  readonly #radio: RadioController;
  readonly #localize: LocalizeController<RadioTerms>;

  constructor(host: RadioHost) {
    this.#radio = new RadioController(host);
    this.#localize = new LocalizeController(host, {en: radioEn, es: radioEs}, more, (all) => all.radio);
    host.shadowRoot!.adoptedStyleSheets.push(radioStyles.styleSheet!);
    host.requestUpdate();
  }

  render(maker: CardMaker): TemplateResult {
    const {tracks, isWhole} = this.#radio;
    const term = this.#localize.term.bind(this.#localize);
    const items = itemsOf(maker.campus).filter((item) => tracks.some((track) => track.item === item));
    return html`<section class="radio" part="radio" aria-labelledby="radio">
      <div class="radio-head">
        <h1 id="radio">${term('title', maker.text(maker.campus.title))}</h1>
        <p class="quietly">${isWhole && tracks.length === 0 ? term('nothing') : term('hint')}</p>
      </div>
      ${this.#renderPlayer(maker)}
      <p role="status" class=${this.#radio.told ? 'quietly' : 'visually-hidden'}>${this.#tell(maker)}</p>
      <ol class="programmes" aria-busy=${!isWhole}>
        ${repeat(
          items,
          ({id}) => id,
          (item) =>
            this.#renderProgramme(
              maker,
              tracks.filter((track) => track.item === item),
            ),
        )}
      </ol>
      ${this.#renderFeeds(maker)}
    </section>`;
  }

  #renderPlayer(maker: CardMaker): TemplateResult | typeof nothing {
    const {current, sound, next, previous, left, tracks} = this.#radio;
    const term = this.#localize.term.bind(this.#localize);
    if (!current || !sound) {
      const [first] = tracks;
      if (!first) return nothing;
      return html`<p class="radio-start">
        ${
          left && left !== first
            ? html`<button type="button" class="solid" part="radio-go-on" @click=${() => this.#play(left)}>${icon('play')}${term('goOn', maker.text(left.title))}</button>`
            : nothing
        }
        <button type="button" class=${left && left !== first ? 'quiet' : 'solid'} part="radio-play-all" @click=${() => this.#play(first)}>${icon('play')}${term('playAll')}</button>
      </p>`;
    }
    return keyed(
      'player',
      html`<uggla-player
        class="radio-player"
        part="radio-player"
        layout="audio"
        loading="play"
        src=${sound.src}
        poster=${sound.poster ?? nothing}
        media-title=${[maker.text(current.title), maker.text(current.item.title)].filter(Boolean).join(' · ')}
        lang=${maker.languages[0] ?? nothing}
        ?has-next=${next !== undefined}
        ?has-previous=${previous !== undefined}
        @uggla-next-request=${() => this.#play(next)}
        @uggla-previous-request=${() => this.#play(previous)}
        @ended=${() => this.#play(next, {isEnd: true})}
        @uggla-error=${() => this.#skip(current)}
      ></uggla-player>`,
    ) as TemplateResult;
  }

  #renderProgramme(maker: CardMaker, tracks: readonly Track[]): TemplateResult {
    const {item} = tracks[0]!;
    const title = maker.text(item.title);
    const term = this.#localize.term.bind(this.#localize);
    return html`<li class="programme" part="programme">
      ${renderPicture(item.poster, maker.base, item.poster ? nothing : icon(kindIcons[item.kind]))}
      <div class="programme-body">
        <h2>${title}</h2>
        <p class="details">${nameOfKind(item.kind, maker.localize)}</p>
        <ol class="tracks">
          ${tracks.map((track) => {
            const isSilent = this.#radio.silent.has(track);
            const name = maker.text(track.title) || title;
            return html`<li>
              <button
                type="button"
                class="track"
                part="track"
                aria-label=${isSilent ? nothing : term('playOne', name)}
                aria-current=${track === this.#radio.current ? 'true' : nothing}
                ?disabled=${isSilent}
                @click=${() => this.#play(track)}
              >
                ${icon(track === this.#radio.current ? 'audio' : 'play')}<span>${name}</span>${isSilent ? html`<span class="quietly">${term('silent')}</span>` : nothing}
              </button>
            </li>`;
          })}
        </ol>
      </div>
    </li>`;
  }

  #renderFeeds({campus, text, base}: CardMaker): TemplateResult | typeof nothing {
    const feeds = (campus.feeds ?? []).flatMap(({title, src}) => {
      const href = safeUrl(src, base, 'link');
      return href === undefined ? [] : [{title: text(title), href}];
    });
    if (feeds.length === 0) return nothing;
    return html`<section class="feeds" aria-labelledby="feeds">
      <h2 id="feeds">${this.#localize.term('feeds')}</h2>
      <p class="quietly">${this.#localize.term('feedsHint')}</p>
      <ul>
        ${feeds.map(({title, href}) => html`<li><a part="feed" href=${href} type="application/rss+xml">${title}</a></li>`)}
      </ul>
    </section>`;
  }

  #tell({text}: CardMaker): string {
    const {told, failed, current} = this.#radio;
    if (told === 'failed' && failed) return this.#localize.term('failed', text(failed.title));
    if (told === 'over') return this.#localize.term('over');
    return current ? this.#localize.term('playing', text(current.title)) : '';
  }

  #play(track: Track | undefined, {isEnd = false} = {}): void {
    if (track || isEnd) void this.#radio.play(track);
  }

  /** The player could not play it: it is told, and the next one follows. */
  #skip(track: Track): void {
    if (track !== this.#radio.current) return;
    const {next} = this.#radio;
    this.#radio.silent.add(track);
    void this.#radio.play(next);
    [this.#radio.told, this.#radio.failed] = ['failed', track];
  }
}
