import {html} from 'hono/html';
import type {Piece} from '../http/html-page.js';

/** Longer names are cut: the pattern would be wider than a screen. */
const MOST = 60;

/** About how wide a letter is at the size that share.css gives the words, and the room between two of them. */
const [LETTER, GAP] = [11, 120];

/**
 * The name of whom a share is for, over the whole page again and again: a picture of it says who handed it on. It takes no
 * click, nobody hears it read out, and it cannot be selected. Of what fills the screen, share.js lays it over that.
 */
export function watermark(label: string): Piece {
  const letters = [...label];
  const text = letters.length > MOST ? `${letters.slice(0, MOST - 1).join('')}…` : label;
  const width = [...text].length * LETTER + GAP;
  return html`<div class="watermark" popover="manual" aria-hidden="true">
      <svg width="100%" height="100%">
        <defs>
          <pattern id="whom" width="${width}" height="180" patternUnits="userSpaceOnUse" patternTransform="rotate(-24)">
            <text x="0" y="60">${text}</text>
            <text x="${Math.round(width / 2)}" y="150">${text}</text>
          </pattern>
        </defs>
        <rect width="100%" height="100%" fill="url(#whom)" />
      </svg>
    </div>`;
}
