import {formatTime} from '@uggla/core/time.js';
import {html, nothing} from 'lit';
import type {UgglaPlayer} from '../player/player-element.js';
import {controlButton} from './control-button.js';
import {cssVars} from './css-vars.js';

/** The controls, from left to right (from right to left where the language runs so); the time bar stands above them. */
export function renderControlBar(player: UgglaPlayer) {
  const {localize, actions, captions, paused, ended} = player;
  const live = player.duration === Infinity;
  const {start, end} = player.range;
  return html`<div part="control-bar" class="control-bar">
    ${live && end <= start ? nothing : player.timeBar.render()}
    <div class="buttons">
      ${player.hasPrevious ? controlButton({part: 'previous-button', icon: 'skipBack', label: localize.term('previous'), press: () => actions.askPrevious(), keys: 'p'}) : nothing}
      ${controlButton({
        part: 'play-button',
        icon: ended ? 'replay' : paused ? 'play' : 'pause',
        label: localize.term(ended ? 'replay' : paused ? 'play' : 'pause'),
        press: () => actions.togglePlay(),
        keys: 'k',
      })}
      ${player.hasNext ? controlButton({part: 'next-button', icon: 'skip', label: localize.term('next'), press: () => actions.askNext(), keys: 'n'}) : nothing}
      ${renderVolume(player)} ${
        live
          ? (player.liveView?.() ??
            html`<span part="time-display" class="time-display live">${localize.term('live')}</span>`)
          : renderTime(player)
      }
      <span class="space"></span>
      ${
        captions.tracks.length > 0
          ? controlButton({
              part: 'captions-button',
              icon: 'captions',
              label: localize.term('captions'),
              press: () => actions.toggleCaptions(),
              pressed: captions.current !== undefined,
              keys: 'c',
            })
          : nothing
      }
      ${controlButton({
        part: 'settings-button',
        icon: 'settings',
        label: localize.term('settings'),
        press: () => player.toggleSettings(),
        expanded: player.settingsOpen,
      })}
      ${player.screens?.()} ${player.sound ? nothing : renderScreens(player)}
    </div>
  </div>`;
}

function renderVolume({localize, actions, muted, volume}: UgglaPlayer) {
  const silent = muted || volume === 0;
  const shown = muted ? 0 : volume;
  const percent = Math.round(shown * 100); // not by Intl, whose first number takes a page longer than all of the controls
  return html`<div class="volume">
    ${controlButton({
      part: 'mute-button',
      icon: silent ? 'muted' : 'volume',
      label: localize.term(silent ? 'unmute' : 'mute'),
      press: () => actions.toggleMute(),
      keys: 'm',
    })}
    <input
      type="range"
      part="volume-range"
      class="volume-range"
      min="0"
      max="1"
      step="0.05"
      .value=${String(shown)}
      aria-label=${localize.term('volume')}
      aria-valuetext="${percent}%"
      ${cssVars({'--_at': `${percent}%`})}
      @input=${(event: Event) => actions.setVolume((event.target as HTMLInputElement).valueAsNumber)}
    />
  </div>`;
}

function renderTime({range: {start, end}, currentTime}: UgglaPlayer) {
  const total = end - start;
  return html`<span part="time-display" class="time-display" dir="ltr"
    >${formatTime(Math.max(0, currentTime - start), total)}<span class="total"> / ${total > 0 ? formatTime(total) : '–:––'}</span></span
  >`;
}

function renderScreens({localize, actions, fullscreen, disablePictureInPicture}: UgglaPlayer) {
  return html`${
    document.pictureInPictureEnabled && !disablePictureInPicture
      ? controlButton({
          part: 'pip-button',
          icon: 'pip',
          label: localize.term('pip'),
          press: () => void actions.togglePip(),
          keys: 'i',
        })
      : nothing
  }
  ${controlButton({
    part: 'fullscreen-button',
    icon: fullscreen ? 'shrink' : 'fullscreen',
    label: localize.term(fullscreen ? 'exitFullscreen' : 'fullscreen'),
    press: () => void actions.toggleFullscreen(),
    keys: 'f',
  })}`;
}
