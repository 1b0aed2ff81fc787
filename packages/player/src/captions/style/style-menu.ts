import {html} from 'lit';
import {live} from 'lit/directives/live.js';
import {adopt} from '../../controls/adopt.js';
import type {PanelTerms} from '../../locales/panels/en.js';
import {wordsOf} from '../../locales/panels/words.js';
import type {UgglaPlayer} from '../../player/player-element.js';
import {STYLE_CHOICES} from './caption-style.js';
import type {StyleName} from './caption-style.js';
import {styleMenuStyles} from './style-menu-styles.js';
import {chooseStyle, chosenStyle, resetStyle, wearStyle} from './wear-style.js';

type Word = {[K in keyof PanelTerms]: PanelTerms[K] extends string ? K : never}[keyof PanelTerms];

/** The look of captions in three groups, as people speak of it. */
const GROUPS: readonly {readonly word: Word; readonly choices: Readonly<Partial<Record<StyleName, Word>>>}[] = [
  {word: 'text', choices: {font: 'font', size: 'fontSize', color: 'color', opacity: 'opacity', edge: 'edge'}},
  {word: 'background', choices: {background: 'color', backgroundOpacity: 'opacity'}},
  {word: 'captionWindow', choices: {window: 'color', windowOpacity: 'opacity'}},
];

const FONT_WORDS: Readonly<Record<string, Word>> = {
  sans: 'fontSans',
  serif: 'fontSerif',
  mono: 'fontMono',
  monoSerif: 'fontMonoSerif',
  casual: 'fontCasual',
  cursive: 'fontCursive',
  smallCaps: 'fontSmallCaps',
};

const EDGE_WORDS: Readonly<Record<string, Word>> = {
  none: 'edgeNone',
  shadow: 'edgeShadow',
  raised: 'edgeRaised',
  depressed: 'edgeDepressed',
  outline: 'edgeOutline',
};

/** Shows the look of captions in place of the settings; `back` shows the settings again. */
export function openCaptionStyle(player: UgglaPlayer, back: () => void): void {
  adopt(player, styleMenuStyles);
  wearStyle(player);
  player.panel = () => renderCaptionStyle(player, back);
  void player.updateComplete.then(() => player.renderRoot.querySelector<HTMLElement>('.menu .back')?.focus());
}

function renderCaptionStyle(player: UgglaPlayer, back: () => void) {
  const words = wordsOf(player);
  const reset = () => {
    resetStyle();
    player.requestUpdate();
  };
  return html`<div part="menu" class="menu caption-style" role="group" aria-label=${words.term('captionStyle')}>
    <div class="row">
      <button type="button" part="button" class="back" @click=${back}>${words.term('back')}</button>
      <button type="button" part="button" class="reset" @click=${reset}>${words.term('reset')}</button>
    </div>
    <div class="sample" aria-hidden="true"><div class="cue"><span>${words.term('captionSample')}</span></div></div>
    ${GROUPS.map(
      ({word, choices}) => html`<fieldset>
        <legend>${words.term(word)}</legend>
        ${Object.entries(choices).map(([name, label]) => renderChoice(player, name as StyleName, words.term(label)))}
      </fieldset>`,
    )}
  </div>`;
}

function renderChoice(player: UgglaPlayer, name: StyleName, label: string) {
  const words = wordsOf(player);
  const chosen = chosenStyle()[name];
  const choose = (event: Event) => {
    chooseStyle(name, (event.target as HTMLSelectElement).value || undefined);
    player.requestUpdate();
  };
  return html`<label part="menu-item">
    <span>${label}</span>
    <select name=${name} @change=${choose}>
      <option value="" .selected=${live(chosen === undefined)}>${words.term('standard')}</option>
      ${STYLE_CHOICES[name].map((value) => html`<option value=${value} .selected=${live(value === chosen)}>${nameOf(player, name, value)}</option>`)}
    </select>
  </label>`;
}

function nameOf(player: UgglaPlayer, name: StyleName, value: string): string {
  const words = wordsOf(player);
  if (/size|opacity$/i.test(name)) return words.number(Number(value) / 100, {style: 'percent'});
  const word = name === 'font' ? FONT_WORDS[value] : name === 'edge' ? EDGE_WORDS[value] : (value as Word);
  return words.term(word!);
}
