import {setState} from '@uggla/core/states.js';
import {formatTime, speakTime} from '@uggla/core/time.js';
import {css, html, nothing} from 'lit';
import {adopt} from '../controls/adopt.js';
import {wordsOf} from '../locales/panels/words.js';
import type {UgglaPlayer} from '../player/player-element.js';

/** So far behind the point that the engine plays live at, nobody means it: segments come in steps of as much. */
const NEAR_SECONDS = 15;

const styles = css`
  .buttons .live-button {
    display: inline-flex;
    flex: none;
    inline-size: auto;
    align-items: center;
    padding-inline: 0.6em;
    font-size: 0.875em;
  }
  .live-button[aria-pressed='false']::before {
    box-sizing: border-box;
    background: none;
    border: 0.12em solid currentcolor;
  }
  @media (forced-colors: active) {
    .live-button::before {
      background: Highlight;
      forced-color-adjust: none;
    }
  }
`;

/** What shows of that player that it is live. Fetched with the first stream that is. */
export function liveOf(player: UgglaPlayer): () => unknown {
  adopt(player, styles);
  player.addController({hostUpdated: () => setState(player, 'behind-live', behindOf(player) > 0)});
  player.addEventListener('play', () => {
    if (player.layout === 'radio' && behindOf(player) > 0) player.currentTime = player.range.end; // what was missed is missed
  });
  return () => renderLive(player);
}

/** Seconds between what plays and what is live; 0 at the edge, and where there is nothing to seek in. */
function behindOf(player: UgglaPlayer): number {
  const {range, duration, currentTime} = player;
  if (duration !== Infinity || range.end <= range.start) return 0;
  const behind = range.end - currentTime;
  return behind > NEAR_SECONDS ? behind : 0;
}

function renderLive(player: UgglaPlayer) {
  const {localize, range, layout} = player;
  const name = localize.term('live');
  if (range.end <= range.start || layout === 'radio') return undefined; // nothing to go back in: the word alone
  const behind = behindOf(player);
  const words = wordsOf(player);
  const title =
    behind > 0 ? `${words.term('goLive')} (${words.term('behindLive', speakTime(behind, localize.locale))})` : nothing;
  const go = () => {
    player.actions.seek(player.range.end);
    player.play().catch(() => undefined); // the player itself shows what is wrong
    player.announce(name);
  };
  return html`<button type="button" part="button live-button" class="live live-button" aria-pressed=${behind === 0} title=${title} @click=${go}>${name}</button>
    ${behind > 0 ? html`<span part="time-display" class="time-display" dir="ltr">−${formatTime(behind)}</span>` : nothing}`;
}
