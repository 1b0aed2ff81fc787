import {icon} from '@uggla/core/icons.js';
import {safeUrl} from '@uggla/core/safe-url.js';
import {html, nothing} from 'lit';
import {cssVars} from '../controls/css-vars.js';
import {backgroundOf} from '../first-paint/placeholder.js';
import type {UgglaPlayer} from './player-element.js';

/** What lies over the picture until there is one: the poster, or what stands there until that has come. */
export function renderPoster(player: UgglaPlayer) {
  const {artwork: src, baseURI, loading, playback, started, sound} = player;
  const placeholder = player.placeholder || (player.poster ? '' : playback.description?.poster?.placeholder);
  if ((started && !sound) || !(src || placeholder || player.querySelector(':scope > [slot=poster]'))) return nothing;
  const near = playback.visible || loading === 'eager';
  const picture = near || placeholder?.startsWith('data:') ? safeUrl(placeholder, baseURI, 'image') : undefined;
  return html`<div class="poster" ${cssVars({'--_placeholder': backgroundOf(placeholder, picture)})}>
    <slot name="poster">${near && src ? html`<img part="poster" src=${src} alt="" />` : nothing}</slot>
  </div>`;
}

/** And in its middle: that it waits, or the button that begins. */
export function renderMiddle(player: UgglaPlayer) {
  const {ended} = player;
  if (player.waiting) return html`<div class="spinner"></div>`;
  if (player.sound || player.noControls || player.status === 'failed' || !player.paused || (player.started && !ended))
    return nothing;
  const label = player.localize.term(ended ? 'replay' : 'play');
  return html`<button part="button big-play-button" class="big" aria-label=${label} @click=${() => player.actions.togglePlay()}>
    ${icon(ended ? 'replay' : 'play')}
  </button>`;
}
