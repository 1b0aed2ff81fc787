import {formatTime} from '@uggla/core/time.js';
import {css, html, nothing} from 'lit';
import {adopt} from '../controls/adopt.js';
import {cssVars} from '../controls/css-vars.js';
import type {UgglaPlayer} from '../player/player-element.js';
import {StoryboardController} from './storyboard-controller.js';

/** What hangs above the slider of time: a still, the chapter, the time. */
const previewStyles = css`
  .preview {
    position: absolute;
    bottom: 100%;
    left: clamp(var(--_half, 0px), var(--_at), 100% - var(--_half, 0px));
    transform: translateX(-50%);
    display: flex;
    flex-direction: column;
    align-items: center;
    gap: 0.2em;
    margin-block-end: 0.3em;
    padding: 0.3em 0.5em;
    inline-size: max-content;
    max-inline-size: min(16em, 100%);
    border-radius: 0.5em;
    background: var(--_over);
    font-size: 0.8125em;
    font-variant-numeric: tabular-nums;
    pointer-events: none;
    text-align: center;
    z-index: 2;
  }
  .still {
    inline-size: var(--_w);
    block-size: var(--_h);
    zoom: var(--_zoom);
    border-radius: 0.3em;
    background: var(--_picture) var(--_x) var(--_y) no-repeat;
  }
  .chapter {
    max-inline-size: 100%;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-weight: 600;
  }
  .audio .preview {
    color: var(--_surface);
  }
  @container player (max-width: 21em) {
    .video .chapter {
      display: none;
    }
  }
`;

/** How much of the picture's height a still may take: below it there are words, and the controls. */
const STILL_SHARE = 0.3;

/** Brings the preview of a second, drawn at its share of the slider. */
export function previewOf(player: UgglaPlayer): (time: number, share: string) => unknown {
  const storyboard = new StoryboardController(player);
  adopt(player, previewStyles);
  player.addController({hostUpdated: () => keepInside(player)});
  return (time, share) => {
    const still = storyboard.at(time);
    const room = player.sound ? 0 : player.clientHeight * STILL_SHARE;
    const chapter = player.chapterAt(time);
    return html`<div class="preview" aria-hidden="true" ${cssVars({'--_at': share})}>
      ${
        still
          ? html`<div
            class="still"
            ${cssVars({
              '--_picture': `url(${JSON.stringify(still.src)})`,
              '--_x': `${-still.x}px`,
              '--_y': `${-still.y}px`,
              '--_w': `${still.width}px`,
              '--_h': `${still.height}px`,
              '--_zoom': String(room > 0 ? Math.min(1, room / still.height) : 1),
            })}
          ></div>`
          : nothing
      }
      ${chapter ? html`<div class="chapter">${chapter.title}</div>` : nothing}
      <div>${timeOf(player, time)}</div>
    </div>`;
  };
}

/** What is live runs on: there a moment is so far behind it. */
function timeOf({range: {start, end}, duration, localize}: UgglaPlayer, time: number): string {
  if (duration !== Infinity) return formatTime(time - start, duration);
  return end - time < 1 ? localize.term('live') : `−${formatTime(end - time)}`;
}

/** What it holds says how wide it is, and so how near it may come to an end of the bar. */
function keepInside(player: UgglaPlayer): void {
  const card = player.renderRoot.querySelector<HTMLElement>('.preview');
  card?.style.setProperty('--_half', `${card.offsetWidth / 2}px`);
}
