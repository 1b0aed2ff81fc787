import {warnOnce} from '@uggla/core/element.js';
import type {UgglaPlayer} from './player-element.js';

const ONE_OF = {layout: ['auto', 'video', 'audio', 'radio', 'tv'], loading: ['visible', 'play', 'eager']} as const;

/** Warns of what the page set to a value that means nothing; the default acts then. */
export function checkOptions(player: UgglaPlayer): void {
  for (const name of ['layout', 'loading'] as const) {
    if (!(ONE_OF[name] as readonly string[]).includes(player[name]))
      warnOnce(player, `${name}="${player[name]}" is none of ${ONE_OF[name].join(', ')}`);
  }
  if (!/^(auto|\d+p?)$/.test(player.quality))
    warnOnce(player, `quality="${player.quality}" is neither auto nor a number of lines`);
  for (const name of ['startTime', 'clipStart', 'clipEnd', 'liveEdge'] as const) {
    if (Number.isNaN(player[name]) || player[name]! < 0)
      warnOnce(
        player,
        `${name}: ${player.getAttribute(name.replace(/[A-Z]/, '-$&').toLowerCase())} is no number of seconds`,
      );
  }
}
