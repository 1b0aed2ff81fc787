import {icon} from '@uggla/core/more-icons.js';
import {html, nothing, render} from 'lit';
import {adopt} from '../controls/adopt.js';
import {wordsOf} from '../locales/panels/words.js';
import type {UgglaPlayer} from '../player/player-element.js';
import {helpStyles} from './help-styles.js';

/** Opens the list of keys, or closes it. The browser gives the focus back to where it was. */
export function toggleHelp(player: UgglaPlayer): void {
  const open = player.renderRoot.querySelector<HTMLDialogElement>('.help');
  if (open) return open.close();
  adopt(player, helpStyles);
  const dialog = document.createElement('dialog');
  dialog.className = 'help';
  dialog.setAttribute('part', 'help');
  dialog.setAttribute('aria-labelledby', 'help-title');
  const fill = {
    hostUpdated: () => render(renderHelp(player, dialog), dialog), // follows the language
    hostDisconnected: end, // once outside of the page, it would not be modal any more
  };
  function end(): void {
    player.removeController(fill);
    dialog.remove();
  }
  player.addController(fill);
  fill.hostUpdated();
  dialog.addEventListener('close', end);
  dialog.addEventListener('click', ({target}) => target === dialog && dialog.close()); // beside it
  dialog.addEventListener('keydown', (event) => {
    event.stopPropagation(); // no key of the player, nor of the page, while it is open
    if (event.key === '?') dialog.close();
  });
  player.renderRoot.querySelector('.player')!.append(dialog);
  dialog.showModal();
}

function renderHelp(player: UgglaPlayer, dialog: HTMLDialogElement) {
  const words = wordsOf(player);
  return html`<div class="sheet">
    <div class="head">
      <h2 id="help-title">${words.term('keys')}</h2>
      <button type="button" part="button" aria-label=${words.term('close')} title=${words.term('close')} @click=${() => dialog.close()}>${icon('close')}</button>
    </div>
    <dl>
      ${rowsOf(player).map(
        ([keys, does]) => html`<div>
        <dt>${keys.map((key, at) => html`${at > 0 ? ' ' : nothing}<kbd>${key}</kbd>`)}</dt>
        <dd>${does}</dd>
      </div>`,
      )}
    </dl>
  </div>`;
}

function rowsOf(player: UgglaPlayer): [keys: string[], does: string][] {
  const words = wordsOf(player);
  const {localize, hasNext, hasPrevious, sound} = player;
  const pair = (...terms: string[]) => terms.join(', ');
  return [
    [[words.term('spaceKey'), 'K'], pair(localize.term('play'), localize.term('pause'))],
    [['←', '→'], words.term('skip', localize.number(5))],
    [['J', 'L'], words.term('skip', localize.number(10))],
    [['↑', '↓'], words.term('louder')],
    [['0–9'], words.term('tenth')],
    [[words.term('homeKey'), words.term('endKey')], words.term('startEnd')],
    [['M'], localize.term('mute')],
    [['C'], localize.term('captions')],
    ...(sound
      ? []
      : ([
          [['F'], localize.term('fullscreen')],
          [['I'], localize.term('pip')],
          [[',', '.'], words.term('frame')],
        ] as [string[], string][])),
    [['<', '>'], words.term('slower')],
    [['A', 'B', 'R'], words.term('repeatKeys')],
    ...(hasNext || hasPrevious
      ? ([[['N', 'P'], pair(localize.term('next'), localize.term('previous'))]] as [string[], string][])
      : []),
    [['T'], localize.term('transcript')],
    [['?'], words.term('keys')],
  ];
}
