import {wordsOf} from '../locales/panels/words.js';
import type {UgglaPlayer} from '../player/player-element.js';

/** Shows or hides the transcripts that are `for` that player. */
export function toggleTranscript(player: UgglaPlayer): void {
  if (!player.id) return;
  const root = player.getRootNode() as Document | ShadowRoot;
  const all = [...root.querySelectorAll<HTMLElement>(`uggla-transcript[for="${CSS.escape(player.id)}"]`)];
  if (all.length === 0) return;
  const hidden = !all[0]!.hidden;
  for (const one of all) one.hidden = hidden;
  player.announce(wordsOf(player).term(hidden ? 'transcriptHidden' : 'transcriptShown'));
}
