import {formatTime} from '@uggla/core/time.js';
import {css, html, nothing} from 'lit';
import {adopt} from '../controls/adopt.js';
import {wordsOf} from '../locales/panels/words.js';
import type {UgglaPlayer} from '../player/player-element.js';
import type {Chapter} from './chapters-controller.js';

const styles = css`
  .chapters-menu .back {
    position: sticky;
    inset-block-start: 0.15em;
    margin-block: 0.4em 0.6em;
    background: #14171a;
    z-index: 1;
  }
  .chapters-menu ol {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .chapters-menu li button {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0.75em;
    align-items: baseline;
    inline-size: 100%;
    min-block-size: 2.75em;
    padding: 0.5em 0.6em;
    border: 0;
    border-inline-start: 0.1875em solid transparent;
    border-radius: 0;
    text-align: start;
    overflow-wrap: anywhere;
  }
  .chapters-menu [aria-current] {
    border-inline-start-color: var(--_bright);
    font-weight: 600;
  }
  .chapters-menu time {
    font-variant-numeric: tabular-nums;
  }
  .audio .chapters-menu .back {
    background: var(--_surface);
  }
  @media (forced-colors: active) {
    .chapters-menu [aria-current] {
      border-inline-start-color: Highlight;
    }
  }
`;

/** Where a key goes in the list; the rest of them are the browser's. */
const WAYS: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => Math.min(at + 1, count - 1),
  ArrowUp: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_, count) => count - 1,
};

/** Shows the chapters in place of the settings; `back` shows the settings again. */
export function openChapters(player: UgglaPlayer, back: () => void): void {
  adopt(player, styles);
  player.panel = () => renderChapters(player, back);
  void player.updateComplete.then(() => {
    const menu = player.renderRoot.querySelector('.chapters-menu');
    (menu?.querySelector<HTMLElement>('[aria-current]') ?? menu?.querySelector<HTMLElement>('.back'))?.focus();
  });
}

function renderChapters(player: UgglaPlayer, back: () => void) {
  const {range, chapters, localize} = player;
  const shown = chapters.filter(({start, end}) => end > range.start && start < range.end);
  return html`<div part="menu" class="menu chapters-menu" role="group" aria-label=${localize.term('chapters')}>
    <button type="button" part="button" class="back" @click=${back}>${wordsOf(player).term('back')}</button>
    <ol @keydown=${onKey}>
      ${shown.map((chapter) => renderItem(player, chapter))}
    </ol>
  </div>`;
}

function renderItem(player: UgglaPlayer, {start, title}: Chapter) {
  const {range, activeChapter, actions} = player;
  const choose = () => {
    player.panel = undefined;
    actions.seek(start);
  };
  return html`<li>
    <button type="button" part="button menu-item" aria-current=${activeChapter?.start === start ? 'true' : nothing} @click=${choose}>
      <time>${formatTime(Math.max(0, start - range.start), range.end - range.start)}</time> <span>${title}</span>
    </button>
  </li>`;
}

function onKey(event: KeyboardEvent): void {
  const buttons = [...(event.currentTarget as HTMLElement).querySelectorAll('button')];
  const to = WAYS[event.key]?.(buttons.indexOf((event.target as HTMLElement).closest('button')!), buttons.length);
  if (to === undefined) return;
  event.preventDefault();
  buttons[to]?.focus();
}
