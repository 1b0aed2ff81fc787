import {html, nothing} from 'lit';
import {live} from 'lit/directives/live.js';
import {openCaptionStyle} from '../captions/style/style-menu.js';
import {openChapters} from '../chapters/chapters-menu.js';
import {trackLabel} from '../captions/track-label.js';
import {toggleHelp} from '../help/help-dialog.js';
import {wordsOf} from '../locales/panels/words.js';
import {recall, remember} from '../memory/memory.js';
import type {UgglaPlayer} from '../player/player-element.js';
import {repeatChapter, repeatFrom, repeatNothing, repeatTo, repeatWords} from '../repeat/repeat-actions.js';
import {adopt} from './adopt.js';
import {setSpeed, speedsOf} from './speeds.js';
import {settingsStyles} from './settings-styles.js';

interface Choice {
  readonly label: string;
  readonly chosen: boolean;
  readonly choose: () => void;
}

/** What shows the settings of that player, which has their look from then on. Fetched when first opened. */
export function settingsOf(player: UgglaPlayer): typeof renderSettings {
  adopt(player, settingsStyles);
  return renderSettings;
}

/** Speed, quality, captions and language of the sound: groups of native radio buttons. */
function renderSettings(player: UgglaPlayer) {
  const {localize} = player;
  const words = wordsOf(player);
  return html`<div part="menu" class="menu" role="group" aria-label=${localize.term('settings')}>
    ${group(words.term('speed'), 'speed', speeds(player))} ${group(words.term('quality'), 'quality', qualities(player))}
    ${dataSaver(player)} ${goOnSwitch(player)}
    ${group(localize.term('captions'), 'captions', captionChoices(player))}
    ${group(words.term('audioLanguage'), 'audio', audioChoices(player))}
    ${repeatChoices(player)}
    ${waysOn(player)}
  </div>`;
}

/** What leads to panels of their own. */
function waysOn(player: UgglaPlayer) {
  const words = wordsOf(player);
  return html`<div class="ways">
    ${
      player.chapters.length > 0 && isSought(player)
        ? html`<button type="button" part="button menu-item" class="chapters-button" @click=${() => openChapters(player, () => showAgain(player, '.chapters-button'))}>
          ${player.localize.term('chapters')}
        </button>`
        : nothing
    }
    ${
      player.captions.tracks.length > 0
        ? html`<button type="button" part="button menu-item" class="style-button" @click=${() => openCaptionStyle(player, () => showAgain(player, '.style-button'))}>
          ${words.term('captionStyle')}
        </button>`
        : nothing
    }
    ${
      player.hotkeys === 'none'
        ? nothing
        : html`<button type="button" part="button menu-item" @click=${() => toggleHelp(player)}>${words.term('keys')}</button>`
    }
  </div>`;
}

/** The settings once more, with the focus on what led away from them. */
function showAgain(player: UgglaPlayer, from: string): void {
  player.panel = renderSettings;
  void player.updateComplete.then(() => player.renderRoot.querySelector<HTMLElement>(`.menu ${from}`)?.focus());
}

/** Whether a viewer can go from one place to another. */
function isSought({range, layout}: UgglaPlayer): boolean {
  return range.end > range.start && layout !== 'radio';
}

function group(name: string, id: string, choices: readonly Choice[]) {
  if (choices.length < 2) return nothing;
  return html`<fieldset>
    <legend>${name}</legend>
    <div class="choices">
      ${choices.map(
        ({label, chosen, choose}) => html`<label part="menu-item">
          <input type="radio" name=${id} .checked=${chosen} @change=${choose} /><span>${label}</span>
        </label>`,
      )}
    </div>
  </fieldset>`;
}

function speeds(player: UgglaPlayer): Choice[] {
  const {localize, playbackRate} = player;
  return speedsOf(player).map((rate) => ({
    label: rate === 1 ? wordsOf(player).term('normal') : `${localize.number(rate)}×`,
    chosen: rate === playbackRate,
    choose: () => setSpeed(player, rate),
  }));
}

function qualities(player: UgglaPlayer): Choice[] {
  const {videoHeight} = player;
  const words = wordsOf(player);
  const {engine} = player.playback;
  const heights = [...new Set((engine?.levels ?? []).map(({height}) => height))]
    .filter((height) => height > 0)
    .sort((a, b) => b - a);
  if (!engine || heights.length < 2) return [];
  const automatic = engine.level === -1;
  const now = automatic && videoHeight ? words.term('automaticNow', `${videoHeight}p`) : words.term('automatic');
  const chosen = engine.levels.find(({id}) => id === engine.level)?.height;
  return [
    {label: now, chosen: automatic, choose: () => (player.quality = 'auto')},
    ...heights.map((height) => ({
      label: `${height}p`,
      chosen: height === chosen,
      choose: () => void (player.quality = String(height)),
    })),
  ];
}

/** A switch, where there are qualities to choose among. */
function dataSaver(player: UgglaPlayer) {
  if (player.playback.source?.kind !== 'hls' || player.sound) return nothing;
  const change = (event: Event) => {
    remember({dataSaver: (event.target as HTMLInputElement).checked});
    player.requestUpdate();
  };
  return html`<div class="choices switch">
    <label part="menu-item"><input type="checkbox" name="data-saver" .checked=${live(player.savesData)} @change=${change} /><span>${wordsOf(player).term('dataSaver')}</span></label>
  </div>`;
}

/** Whether what comes next begins by itself: a viewer can say so long before the end (WCAG 2.2, 2.2.1). */
function goOnSwitch(player: UgglaPlayer) {
  if (!player.hasNext || !(player.nextAfter > 0)) return nothing;
  const change = (event: Event) => {
    remember({goOn: (event.target as HTMLInputElement).checked});
    player.requestUpdate();
  };
  return html`<div class="choices switch">
    <label part="menu-item"><input type="checkbox" name="go-on" .checked=${live(recall().goOn !== false)} @change=${change} /><span>${wordsOf(player).term('goOnByItself')}</span></label>
  </div>`;
}

/** Buttons, since each is done where playback stands; the sentence says what has come of it. */
function repeatChoices(player: UgglaPlayer) {
  const {chapters} = player;
  if (!isSought(player)) return nothing;
  const words = wordsOf(player);
  const button = (label: string, press: (player: UgglaPlayer) => void) =>
    html`<button type="button" part="button menu-item" @click=${() => press(player)}>${label}</button>`;
  return html`<fieldset class="repeat">
    <legend>${words.term('repeat')}</legend>
    <div class="choices">
      ${button(words.term('repeatStart'), repeatFrom)} ${button(words.term('repeatEnd'), repeatTo)}
      ${chapters.length > 0 ? button(words.term('repeatChapter'), repeatChapter) : nothing} ${button(words.term('off'), repeatNothing)}
    </div>
    <p>${repeatWords(player)}</p>
  </fieldset>`;
}

function captionChoices(player: UgglaPlayer): Choice[] {
  const {captions, actions} = player;
  if (captions.tracks.length === 0) return [];
  return [
    {
      label: wordsOf(player).term('captionsOff'),
      chosen: !captions.current,
      choose: () => actions.chooseCaptions(undefined),
    },
    ...captions.tracks.map((track, at) => ({
      label: trackLabel(track, at),
      chosen: track === captions.current,
      choose: () => actions.chooseCaptions(track),
    })),
  ];
}

function audioChoices({playback: {engine}, actions}: UgglaPlayer): Choice[] {
  return (engine?.audioTracks ?? []).map((track, at) => ({
    label: trackLabel(track, at),
    chosen: track.id === engine?.audioTrack,
    choose: () => actions.chooseAudio(track.id),
  }));
}
