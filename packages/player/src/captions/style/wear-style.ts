import {recall, remember} from '../../memory/memory.js';
import type {UgglaPlayer} from '../../player/player-element.js';
import {captionStyleOf, rulesOf} from './caption-style.js';
import type {CaptionStyle, StyleName} from './caption-style.js';

/** One for all players of the page: what is chosen in one shows in all that wear it. */
let sheet: CSSStyleSheet | undefined;

/** The look that the viewer chose, now or at an earlier visit. */
export function chosenStyle(): CaptionStyle {
  return captionStyleOf(recall().captionStyle);
}

/** Gives the captions of that player the look that the viewer chose. Fetched when there is one, or the menu asks. */
export function wearStyle({renderRoot}: Pick<UgglaPlayer, 'renderRoot'>): void {
  const root = renderRoot as ShadowRoot;
  sheet ??= new CSSStyleSheet();
  sheet.replaceSync(rulesOf(chosenStyle()));
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}

/** Keeps one choice, or with `undefined` the player's own look, and shows it. */
export function chooseStyle(name: StyleName, value: string | undefined): void {
  keep(captionStyleOf({...chosenStyle(), [name]: value}));
}

/** Forgets all choices. */
export function resetStyle(): void {
  keep({});
}

function keep(style: CaptionStyle): void {
  remember({captionStyle: Object.keys(style).length > 0 ? style : undefined});
  sheet?.replaceSync(rulesOf(style));
}
