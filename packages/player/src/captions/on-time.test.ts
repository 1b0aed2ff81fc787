import {expect} from '@open-wc/testing';
import {waitUntil} from '@uggla/testing';
import '../define.js';
import {film, media, mediaSite, part, PATIENCE_MS, player} from '../player.test.kit.js';

/** Seconds at which one caption follows the other, off the beat of whatever looks now and then. */
const STARTS = [0.5, 0.93, 1.41, 1.97, 2.34, 2.88, 3.3, 3.83, 4.26, 4.71, 5.2];

const stamp = (second: number) => `00:0${second.toFixed(3)}`;

describe('captions of a film that plays', function () {
  this.timeout(PATIENCE_MS * 2);

  beforeEach(() => localStorage.clear());

  it('come within a tenth of a second of their time (EN 301 549, 7.1.2)', async () => {
    const cues = STARTS.slice(0, -1).map((start, at) => `${stamp(start)} --> ${stamp(STARTS[at + 1]!)}\n${start}`);
    const site = await mediaSite({
      files: {
        'fixtures/media/film.json': {...film, hls: undefined, captions: [{language: 'es', src: 'cues.vtt'}]},
        'fixtures/media/cues.vtt': `WEBVTT\n\n${cues.join('\n\n')}\n`,
      },
    });
    const element = await player({muted: '', 'captions-language': 'es', src: media(site, 'film.json')});
    const late = new Map<string, number>();
    const shown = part(element, 'captions')!;
    const watch = new MutationObserver(() => {
      const text = shown.textContent.trim();
      if (text && !late.has(text)) late.set(text, Math.abs(element.currentTime - Number(text)));
    });
    watch.observe(shown, {childList: true, subtree: true, characterData: true});
    await element.play();
    await waitUntil(() => element.currentTime > STARTS.at(-1)! + 0.1, 'it does not play', {timeout: PATIENCE_MS});
    watch.disconnect();
    // The middle one: what a busy machine does to one of them is not the player's doing.
    const sorted = [...late.values()].sort((one, other) => one - other);
    expect(sorted.length, 'all but what comes before it is seen').to.be.at.least(8);
    expect(sorted[Math.floor(sorted.length / 2)]!, `seconds: ${sorted.join(' ')}`).to.be.below(0.1);
  });
});
