import {icon} from '@uggla/core/icons.js';
import {css, html, nothing, render} from 'lit';
import {adopt} from '../controls/adopt.js';
import type {UgglaPlayer} from '../player/player-element.js';

const styles = css`
  .sound-offer {
    position: absolute;
    inset-block-start: 0.75em;
    inset-inline-end: 0.75em;
    font-size: clamp(0.8125rem, 2.6cqi, 1rem);
  }
  .sound-offer button {
    display: flex;
    align-items: center;
    gap: 0.4em;
    min-block-size: var(--_height);
    padding: 0.3em 1em;
    border: 1px solid rgb(255 255 255 / 0.5);
    border-radius: 99em;
    background: var(--_over);
    color: #fff;
    font-weight: 600;
    cursor: pointer;
  }
  .sound-offer button:hover {
    background: rgb(12 14 17 / 0.9);
  }
`;

const offered = new WeakSet<UgglaPlayer>();

/** Shows over the picture a button that turns the sound on, until there is sound or another source. */
export function offerSound(player: UgglaPlayer): void {
  const {named} = player.playback;
  if (offered.has(player)) return;
  offered.add(player);
  adopt(player, styles);
  const box = document.createElement('div');
  box.className = 'sound-offer';
  player.renderRoot.querySelector('slot[name=overlay]')!.after(box);
  const offer = {
    hostUpdated() {
      if (player.muted && player.playback.named === named) return render(renderOffer(player), box);
      const hadFocus = box.contains((player.renderRoot as ShadowRoot).activeElement);
      player.removeController(offer);
      offered.delete(player);
      box.remove();
      if (hadFocus) player.focus({preventScroll: true}); // keys go on working
    },
  };
  player.addController(offer);
  offer.hostUpdated();
}

/** Nothing may have the focus below the error panel; sound without a picture has its mute button in sight all the time. */
function renderOffer(player: UgglaPlayer) {
  const {sound, noControls, status, playback} = player;
  if (sound || noControls || status === 'failed' || playback.stalled) return nothing;
  return html`<button type="button" part="button unmute-button" @click=${() => player.actions.toggleMute()}>
    ${icon('muted')} ${player.localize.term('unmute')}
  </button>`;
}
