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
    left: clamp(5.2em, var(--_at), 100% - 5.2em);
    transform: translateX(-50%);
    display: flex;
    flex-direction: column;
    align-items: center;
    gap: 0.2em;
    margin-block-end: 0.3em;
    padding: 0.3em 0.5em;
    max-inline-size: 16em;
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
`;

/** Brings the preview of a second, drawn at its share of the slider. */
export function previewOf(player: UgglaPlayer): (time: number, share: string) => unknown {
  const storyboard = new StoryboardController(player);
  adopt(player, previewStyles);
  return (time, share) => {
    const still = storyboard.at(time);
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
            })}
          ></div>`
          : nothing
      }
      ${chapter ? html`<div class="chapter">${chapter.title}</div>` : nothing}
      <div>${formatTime(time - player.range.start, player.duration)}</div>
    </div>`;
  };
}
