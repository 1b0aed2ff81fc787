import {setState} from '@uggla/core/states.js';
import {html, nothing, svg} from 'lit';
import {wordsOf} from '../locales/panels/words.js';
import type {UgglaPlayer} from '../player/player-element.js';
import {hasWholeSource} from './airplay-source.js';
import type {Casting} from './cast.js';

/** What WebKit adds to its media elements for AirPlay. */
export type AirPlayMedia = HTMLVideoElement & {
  webkitShowPlaybackTargetPicker?: () => void;
  readonly webkitCurrentPlaybackTargetIsWireless?: boolean;
};

const AIRPLAY = svg`<path d="M6 17H4.5A1.5 1.5 0 0 1 3 15.5v-9A1.5 1.5 0 0 1 4.5 5h15A1.5 1.5 0 0 1 21 6.5v9a1.5 1.5 0 0 1-1.5 1.5H18"/><path d="M12 14.5l5 6H7z" fill="currentColor"/>`;
const CAST = svg`<path d="M3 8V6.5A1.5 1.5 0 0 1 4.5 5h15A1.5 1.5 0 0 1 21 6.5v11a1.5 1.5 0 0 1-1.5 1.5H14M3 12a7 7 0 0 1 7 7M3 15.5A3.5 3.5 0 0 1 6.5 19"/>`;

/** Gives that player buttons for the other screens that there are. Fetched where there may be some. */
export function offerScreens(player: UgglaPlayer): void {
  if (player.screens) return;
  const airPlay = airPlayOf(player);
  const cast = castOf(player);
  player.screens = () => html`${airPlay()} ${cast()}`;
}

/** The button that opens the system's own list of screens, while there are any. */
function airPlayOf(player: UgglaPlayer): () => unknown {
  const media = player.media as AirPlayMedia;
  let available = false;
  media.addEventListener('webkitplaybacktargetavailabilitychanged', (event) => {
    available = (event as Event & {availability?: string}).availability === 'available';
    player.requestUpdate();
  });
  media.addEventListener('webkitcurrentplaybacktargetiswirelesschanged', () => {
    setState(player, 'casting', isElsewhere(media));
    player.requestUpdate();
  });
  return () =>
    available && hasWholeSource(media)
      ? button('airplay-button', 'AirPlay', AIRPLAY, isElsewhere(media), () => media.webkitShowPlaybackTargetPicker?.())
      : nothing;
}

function isElsewhere(media: AirPlayMedia): boolean {
  return media.webkitCurrentPlaybackTargetIsWireless === true;
}

/** The button of Google Cast. Its SDK comes from where the page says, once somebody presses. It works in Chromium alone. */
function castOf(player: UgglaPlayer): () => unknown {
  let casting: Casting | undefined;
  const press = () =>
    void import('./cast.js')
      .then(({Casting}) => (casting ??= new Casting(player)).press())
      .catch(() => player.announce(wordsOf(player).term('castFailed')));
  return () =>
    player.castSdk && 'chrome' in globalThis
      ? button('cast-button', wordsOf(player).term('cast'), CAST, casting?.active === true, press)
      : nothing;
}

function button(part: string, label: string, drawing: unknown, pressed: boolean, press: () => void) {
  return html`<button type="button" part="button ${part}" class=${part} aria-label=${label} title=${label} aria-pressed=${pressed} @click=${press}>
    <svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" aria-hidden="true">${drawing}</svg>
  </button>`;
}
